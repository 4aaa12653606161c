"""Which incidents hold the words of a search: their own words, and the names of what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from trucewatch.data.place_spelling import folded_words
from trucewatch.storage.incidents.codes import Bools, wanted
from trucewatch.storage.incidents.columns import Columns
from trucewatch.storage.incidents.names import words_of_text
from trucewatch.storage.incidents.postings import Postings
from trucewatch.storage.incidents.vocabulary import Sought, Vocabulary

NAMED = ("act", "family", "places", "actors", "named")
"""Columns whose texts have names in a register."""
MOST_WORDS, MOST_REMEMBERED = 10, 64


class TextSearch:
    """Finds rows of `columns` by words.

    Args:
        columns: kept up by whoever holds this, who then calls `learn`.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns, self._postings = columns, Postings()
        self.vocabulary = Vocabulary()
        self._codes: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in NAMED}
        self._learnt = dict.fromkeys(NAMED, 0)
        self._remembered: dict[str, Bools] = {}

    def forget(self) -> None:
        """Search anew what was searched before; whoever times a search wants the first one."""
        self._remembered.clear()

    def learn(self, places: Iterable[int], texts: Iterable[str]) -> None:
        """Take in what came to the columns.

        Args:
            places, texts: of the rows that came or changed, the place and the own words.
        """
        self.forget()
        new: set[str] = set()
        for place, text in zip(places, texts, strict=True):
            words = frozenset(text.split())
            self._postings.put(place, words)
            new |= words
        for name in NAMED:
            for code, text in self._columns.codes[name].since(self._learnt[name]):
                for word in words_of_text(name, text):
                    self._codes[name][word].append(code)
                    new.add(word)
            self._learnt[name] = len(self._columns.codes[name].meant)
        self.vocabulary.add(new)

    def rows(self, text: str) -> Bools:
        """Of each row, whether all words of the text are found; a text without words finds all."""
        found = np.ones(self._columns.size, dtype=np.bool_)
        for word in dict.fromkeys(folded_words(text)[:MOST_WORDS]):
            if word not in self._remembered:
                if len(self._remembered) >= MOST_REMEMBERED:
                    self._remembered.clear()
                self._remembered[word] = self._of_word(self.vocabulary.sought(word))
            found &= self._remembered[word]
        return found

    def _of_word(self, sought: Sought) -> Bools:
        words = {*self.vocabulary.beginning(sought.beginning or ""), *sought.whole}
        found = self._postings.holding(words, self._columns.size)
        for name in NAMED:
            codes = [code for word in words for code in self._codes[name].get(word, ())]
            if codes:
                meant = np.zeros(len(self._columns.codes[name].meant), dtype=np.bool_)
                meant[codes] = True
                found |= wanted(self._columns[name], meant)
        return found

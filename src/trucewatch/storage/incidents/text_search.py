"""Which incidents hold the words of a search: their own words, and the names of what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from django.db import connection

from trucewatch.data.place_spelling import folded_words
from trucewatch.storage.incidents.codes import Bools, wanted
from trucewatch.storage.incidents.columns import Array, Columns
from trucewatch.storage.incidents.names import words_of_text
from trucewatch.storage.incidents.vocabulary import Sought, Vocabulary

NAMED = ("act", "family", "places", "actors", "named")
"""Columns whose texts have names in a register."""
MOST_WORDS, MOST_REMEMBERED = 10, 64
STATEMENTS = {
    "sqlite": (
        "SELECT json_group_array(rowid) FROM storage_incidentwords "
        "WHERE storage_incidentwords MATCH %s"
    ),
    "postgresql": (
        "SELECT array_to_json(array_agg(id))::text FROM storage_incidentrow "
        "WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery"
    ),
}
"""All ids in one text: a value for each would take longer than finding them."""

QUERY = {"sqlite": ('"', "*", " OR "), "postgresql": ("'", ":*", " | ")}
"""What stands around a word, behind one that others begin with, and between two."""


class TextSearch:
    """Finds rows of `columns` by words.

    Args:
        columns: kept up by whoever holds this, who then calls `learn`.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns, self.vocabulary = columns, Vocabulary()
        self._codes: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in NAMED}
        self._learnt = dict.fromkeys(NAMED, 0)
        self._remembered: dict[str, Bools] = {}

    def forget(self) -> None:
        """Search anew what was searched before; whoever times a search wants the first one."""
        self._remembered.clear()

    def learn(self, words: Iterable[str]) -> None:
        """Take in what came to the columns.

        Args:
            words: the own words of the rows that came or changed.
        """
        self.forget()
        new = set(words)
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
        found = np.zeros(self._columns.size, dtype=np.bool_)
        for name in NAMED:
            codes = [code for word in words for code in self._codes[name].get(word, ())]
            if codes:
                meant = np.zeros(len(self._columns.codes[name].meant), dtype=np.bool_)
                meant[codes] = True
                found |= wanted(self._columns[name], meant)
        ids = _ids_with(sought)
        known = self._columns["id"]
        places = np.searchsorted(known, ids)
        inside = places < len(known)
        places = places[inside]
        found[places[known[places] == ids[inside]]] = True
        return found


def _ids_with(sought: Sought) -> Array:
    """Ids of the rows whose own words hold one that is sought, in no order."""
    quote, ending, between = QUERY[connection.vendor]
    # Folded words are letters and digits, so quotation marks around them need no escaping.
    parts = [f"{quote}{one}{quote}" for one in sought.whole]
    if sought.beginning:
        parts.append(f"{quote}{sought.beginning}{quote}{ending}")
    query = between.join(parts)
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[connection.vendor], [query])
        (found,) = cursor.fetchone()
    listed = (found or "[]")[1:-1]
    return np.fromstring(listed, dtype=np.int64, sep=",") if listed else np.empty(0, dtype=np.int64)

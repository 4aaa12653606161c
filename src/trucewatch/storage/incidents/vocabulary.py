"""Words that incidents are found by, and what a searched word may stand for among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from trucewatch.data.place_spelling import folded_words

LEAST_BEGINNING, LEAST_LETTERS = 3, 4
"""A shorter word with one letter changed is like too many others."""
MOST_ALIKE = 20


class Sought(NamedTuple):
    """What a searched word stands for: words that begin so, and words that are meant whole."""

    beginning: str | None
    whole: tuple[str, ...]


class Vocabulary:
    """Every word, with its Latin spelling where it is of another script.

    >>> known = Vocabulary()
    >>> known.add(["aleppo", "обстрел"])
    >>> known.sought("alep"), known.sought("obstrel").whole, known.sought("alexpo").whole
    (Sought(beginning='alep', whole=()), ('обстрел',), ('aleppo',))
    """

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._sorted: list[str] = []
        self._of_latin: dict[str, set[str]] = defaultdict(set)
        self._latin: list[str] = []

    def add(self, words: Iterable[str]) -> None:
        """Take words in; they are folded already."""
        new = set(words) - self._words
        if not new:
            return
        self._words |= new
        spellings = {word: latin(word) for word in new if not word.isascii()}
        new_latin = set(spellings.values()) - self._of_latin.keys()
        for word, spelling in spellings.items():
            self._of_latin[spelling].add(word)
        # Two sorted runs, which sorting only has to merge.
        self._sorted = sorted(self._sorted + sorted(new))
        self._latin = sorted(self._latin + sorted(new_latin))

    def beginning(self, part: str) -> list[str]:
        """The words that begin so, in order."""
        return _beginning(self._sorted, part)

    def sought(self, word: str) -> Sought:
        """What a folded word stands for; words with another letter only where none begins so.

        One or two letters stand for themselves: a third of all words begin with some of them.
        """
        if len(word) < LEAST_BEGINNING:
            return Sought(None, (word,))
        plain = latin(word)
        found = {one for key in _beginning(self._latin, plain) for one in self._of_latin[key]}
        if not word.isascii():
            found.update(self.beginning(plain))
        if not found and not self.beginning(word) and len(word) >= LEAST_LETTERS:
            found.update(_alike(word, self._sorted))
            for key in _alike(plain, self._latin):
                found |= self._of_latin[key]
            if plain != word:
                found.update(_alike(plain, self._sorted))
        return Sought(word, tuple(sorted(found)))


def latin(word: str) -> str:
    """A folded word in Latin letters, folded again."""
    return word if word.isascii() else "".join(folded_words(anyascii(word)))


def _beginning(words: list[str], part: str) -> list[str]:
    if not part:
        return []
    first = bisect_left(words, part)
    return words[first : bisect_left(words, part + "\U0010ffff", first)]


def _alike(word: str, words: list[str]) -> list[str]:
    found = process.extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=MOST_ALIKE)
    return [one for one, _, _ in found]

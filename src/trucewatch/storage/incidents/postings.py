"""Which incidents hold a word among their own: of each word, the places of its rows."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Set as AbstractSet

import numpy as np

from trucewatch.storage.incidents.codes import Bools


def _no_rows() -> array[int]:
    return array("i")  # four bytes a row, so that a million incidents of a dozen words take 50 MB


class Postings:
    """Rows by word; a row that is put again holds its new words alone.

    >>> known = Postings()
    >>> known.put(0, {"shells", "night"})
    >>> known.put(1, {"shells"})
    >>> known.put(0, {"drone"})
    >>> known.holding({"shells"}, 2).tolist(), known.holding({"night", "drone"}, 2).tolist()
    ([False, True], [True, False])
    """

    def __init__(self) -> None:
        self._rows: defaultdict[str, array[int]] = defaultdict(_no_rows)
        self._size = 0
        self._renewed: dict[int, AbstractSet[str]] = {}

    def put(self, place: int, words: AbstractSet[str]) -> None:
        """Take in the different words of the row at a place; new places come in their order."""
        if place < self._size:
            # Its old words stay where they are, and are not asked any more.
            self._renewed[place] = words
            return
        self._size = place + 1
        for word in words:
            self._rows[word].append(place)

    def holding(self, words: AbstractSet[str], size: int) -> Bools:
        """Of each of so many rows, whether it holds one of the words."""
        found = np.zeros(size, dtype=np.bool_)
        for word in words & self._rows.keys():
            found[np.frombuffer(self._rows[word], dtype=np.intc)] = True
        for place, now in self._renewed.items():
            found[place] = not now.isdisjoint(words)
        return found

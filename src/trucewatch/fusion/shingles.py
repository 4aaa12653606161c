"""Texts as sets of short runs of words, and how much two of them share."""

from __future__ import annotations

import re
import zlib

import numpy as np
import numpy.typing as npt

Shingles = frozenset[int]
"""Hashes of every run of three words; fewer words give one run."""

_MOST_WORDS = 1 << 17
_MOST_RUNS = 1 << 17
_WORD = re.compile(r"\w+")
RUN = 3
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
"""Odd numbers that spread the hashes of words over 64 bits, one for each place in a run."""


def run_hashes(text: str) -> npt.NDArray[np.uint64]:
    """One hash for every run of a text, in order, without regard to case and punctuation.

    Equal on every machine and in every process.
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return np.empty(0, np.uint64)
    words += [""] * (RUN - len(words))
    hashes = np.fromiter(map(_HASHES.__getitem__, words), np.uint64, len(words))
    last = len(words) - RUN + 1
    mixed = np.zeros(last, np.uint64)
    for at, factor in enumerate(_MIX):
        mixed ^= hashes[at : at + last] * factor
    return mixed


class _WordHashes(dict[str, int]):
    """The hash of each word, made when it is first met; most words are met again and again."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        return self.setdefault(word, zlib.crc32(word.encode()))


_HASHES = _WordHashes()
_RUNS: dict[int, int] = {}
"""Runs that were met of late: reports that copy one another share these numbers in memory too."""
_SPARED_BITS = 4
"""What is cut from a run: Python takes half as much memory again for a number beyond 60 bits."""


def shingles(text: str) -> Shingles:
    """The runs of a text as hashes.

    >>> len(shingles("Shells fell on the ford.")), len(shingles("Shells fell")), len(shingles(""))
    (3, 1, 0)
    """
    runs: list[int] = (run_hashes(text) >> _SPARED_BITS).tolist()
    if len(_RUNS) > _MOST_RUNS:
        _RUNS.clear()
    return frozenset(map(_RUNS.setdefault, runs, runs))


def bag(text: str) -> Shingles:
    """The words of a text as hashes, in no order: a changed word costs one and not three runs.

    >>> len(bag("Shells fell, and shells fell"))
    3
    """
    return frozenset(map(_HASHES.__getitem__, _WORD.findall(text.casefold())))


def shared(one: Shingles, other: Shingles) -> float:
    """Share of the smaller text that stands in the other, 0 to 1; 0 where either is empty.

    >>> lead = shingles("Shells fell on the ford at dawn")
    >>> shared(lead, shingles("Shells fell on the ford at dawn. Nobody was hurt."))
    1.0
    >>> shared(lead, frozenset())
    0.0
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0

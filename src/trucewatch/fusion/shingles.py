"""Texts as sets of short runs of words, and how much two of them share."""

from __future__ import annotations

import re
import zlib

Shingles = frozenset[int]
"""Hashes of every run of three words; fewer words give one run."""

_WORD = re.compile(r"\w+")
RUN = 3


def shingles(text: str) -> Shingles:
    """The runs of a text, without regard to case and punctuation.

    >>> len(shingles("Shells fell on the ford.")), len(shingles("Shells fell")), len(shingles(""))
    (3, 1, 0)
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    runs = range(max(1, len(words) - RUN + 1))
    return frozenset(zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in runs)


def shared(one: Shingles, other: Shingles) -> float:
    """Share of the smaller text that stands in the other, 0 to 1; 0 where either is empty.

    >>> lead = shingles("Shells fell on the ford at dawn")
    >>> shared(lead, shingles("Shells fell on the ford at dawn. Nobody was hurt.")), shared(lead, frozenset())
    (1.0, 0.0)
    """  # noqa: E501 - an example of one line
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0

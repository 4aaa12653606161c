"""Which encoding makes running Cyrillic or Arabic of a file, told by how often letters stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log2

from trucewatch.data.loading import load_yaml

_WORD = re.compile(r"[^\W\d_]+")
_ODD, _MARK = 12.0, 6.0
"""Bits that a sign costs which no such text holds, and one that it holds now and then."""
_CAPITALISED, _CAPITALS, _HUMP = 1.0, 3.0, 6.0
"""Bits that a word costs: with one capital, all in capitals, for each capital out of place."""
_MOST_BITS = 5.3
"""Bits a sign; running text takes 4.3 to 4.8, text read in a wrong encoding hardly below 5.6."""
_CLEAR = 7.0
"""Bits that the best reading must be ahead of the next: about a hundred to one."""
_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class Guess:
    """Encodings that make running text of a file, the likeliest first.

    Args:
        encodings: one where the letters decide, two where they do not.
    """

    encodings: tuple[str, ...]


def guess(raw: bytes) -> Guess | None:
    """The encoding in which the bytes are running Cyrillic or Arabic, None where in none.

    >>> guess("В городе было спокойно.".encode("koi8-r")).encodings
    ('koi8-r',)
    >>> guess("Да".encode("koi8-r")).encodings
    ('koi8-r', 'windows-1256')
    >>> guess("Le café".encode("cp1252")) is None
    True
    """
    ranked: list[tuple[float, str, bool]] = []
    seen: set[str] = set()
    for encoding, handicap in load_yaml("lexicon/letters.yaml")["encodings"].items():
        text = _read(raw[:_LOOKED_AT], encoding)
        if text is None or text in seen:
            continue
        seen.add(text)
        bits, signs = _bits(text)
        if signs and _has_word(text):
            ranked.append((bits + handicap, encoding, bits <= _MOST_BITS * signs))
    ranked.sort()
    if not ranked or not ranked[0][2]:
        return None
    close = [encoding for bits, encoding, _ in ranked if bits < ranked[0][0] + _CLEAR]
    return Guess(tuple(close[:2]))


def _read(raw: bytes, encoding: str) -> str | None:
    try:
        text = raw.decode(encoding)
        return text if text.encode(encoding) == raw else None
    except UnicodeError:
        return None


def _has_word(text: str) -> bool:
    """Whether more is there than the lone letters that Latin texts hold, as in "va à midi"."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return any(len(word) > 2 for word in words) or sum(map(len, words)) > latin


@cache
def _costs() -> dict[str, float]:
    tree = load_yaml("lexicon/letters.yaml")
    shares = {**tree["cyrillic"], **tree["arabic"]}
    return {letter: -log2(share / 1000) for letter, share in shares.items()}


def _bits(text: str) -> tuple[float, int]:
    """How unlikely the letters and signs beyond ASCII are, and how many there are."""
    marks = load_yaml("lexicon/letters.yaml")["marks"]
    bits, signs = 0.0, 0
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii():
            bits += _word_bits(word)
            signs += len(word)
    for sign in text:
        if not sign.isascii() and not sign.isalpha():
            usual = sign in marks or sign == "\xa0" or "\u064b" <= sign <= "\u0652"
            bits += _MARK if usual else _ODD
            signs += 1
    return bits, signs


def _word_bits(word: str) -> float:
    low = word.lower()
    costs = _costs()
    bits = sum(costs.get(letter, _ODD) for letter in low)
    if word == low:
        return bits
    if word[1:] == low[1:]:
        return bits + _CAPITALISED
    if word.isupper():
        return bits + _CAPITALS
    return bits + _HUMP * sum(a.islower() != b.islower() for a, b in pairwise(word))

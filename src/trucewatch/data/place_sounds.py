"""What a spelling sounds like to somebody on a bad line, whatever script it is written in."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from trucewatch.data.place_spelling import fold_lines

# Sounds that languages of the field write with two or three Latin letters.
_TOGETHER = (
    ("dzh", "j"), ("shch", "s"), ("kh", "h"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("zh", "z"),
    ("dh", "d"), ("th", "t"), ("ts", "s"), ("ph", "f"), ("ck", "k"),
)  # fmt: skip
# Vowels go: Arabic does not write the short ones, and no two officers hear the same. So do the
# letters that stand for vowels in one script and for consonants in another.
_ALIKE = str.maketrans(
    {"q": "k", "c": "k", "p": "b", "x": "s", "z": "s", **dict.fromkeys("aeiouyvw", "")}
)
_NO_LETTER = re.compile(r"[^a-z\n]+")
_TWICE = re.compile(r"([a-z])\1+")
_LAST_BREATH = re.compile(r"h+$", re.MULTILINE)
_REMEMBERED = 50_000


def roman_lines(folded: str) -> str:
    """Folded spellings, one a line, in Latin letters."""
    return anyascii(folded).lower()


def sound_lines(folded: str) -> list[str]:
    r"""The sound of folded spellings, one a line, in the same order.

    >>> sound_lines("harbnafsah\nحربنفسه\nхарбнафсах")
    ['hrbnfs', 'hrbnfs', 'hrbnfs']
    """
    out = roman_lines(folded)
    for written, said in _TOGETHER:
        out = out.replace(written, said)
    out = _TWICE.sub(r"\1", _NO_LETTER.sub("", out).translate(_ALIKE))
    return _LAST_BREATH.sub("", out).split("\n")


@lru_cache(maxsize=_REMEMBERED)
def sound(name: str) -> str:
    """The consonants of a name as they are heard; "" where there is none.

    >>> sound("Khan Shaykhun") == sound("Хан-Шейхун") == sound("خان شيخون")
    True
    >>> sound("Aoi")
    ''
    """
    return sound_lines(fold_lines(name.replace("\n", " "))[0])[0]

"""Which language a text is in, as far as its script tells."""

from __future__ import annotations

import re

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_LOOKED_AT = 20_000


def language_of(text: str) -> str:
    """`ru` or `ar` where most letters are of their script, else `en`.

    >>> language_of("Перемирие в Syria"), language_of("هدنة"), language_of("1, 2")
    ('ru', 'ar', 'en')
    """
    text = text[:_LOOKED_AT]
    if text.isascii():
        return "en"
    counts = {
        "en": len(_LATIN.findall(text)),
        "ru": len(_CYRILLIC.findall(text)),
        "ar": len(_ARABIC.findall(text)),
    }
    return max(counts, key=lambda language: counts[language])

"""Text in SVG, which wraps nothing by itself: how wide it is about, and where lines break."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from trucewatch.export.markup import Html, el, join

BOLD = 1.1
"""How much wider heavy letters are."""
RIGHT_TO_LEFT = frozenset({"ar"})


def width(text: str, size: float) -> float:
    """About how many pixels a text takes in a common sans-serif, rather more than less.

    >>> width("", 10), round(width("iiii", 10)) < round(width("WWWW", 10))
    (0, True)
    """
    return sum(map(_share, text)) * size


def _share(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in " .,:;'|ijlI()[]-·/":
        return 0.37
    if sign.isupper() or sign in "mwшщжмюфыд—–":
        return 0.82
    return 0.55 if "\u0590" <= sign <= "\u08ff" else 0.63


def wrapped(text: str, size: float, most: float) -> Iterator[str]:
    """Lines of at most `most` pixels, broken at blanks; a longer word has a line of its own.

    >>> list(wrapped("one two three", 10, 45))
    ['one two', 'three']
    """
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > most:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def put(x: float, y: float, text: str, lang: str, **attributes: str) -> Html:
    """A line of text whose first sign stands at `x`: its left end, or its right end in Arabic."""
    direction = "rtl" if lang in RIGHT_TO_LEFT else None
    return el("text", text, x=number(x), y=number(y), direction=direction, **attributes)


def number(value: float) -> str:
    """Pixels as few digits as tell them apart.

    >>> number(3.0), number(2.26)
    ('3', '2.3')
    """
    return f"{value:.1f}".removesuffix(".0")


def drawn(*parts: Html | None) -> Html:
    """Parts in a row, one a line, what is None left out."""
    return join((part for part in parts if part), "\n")

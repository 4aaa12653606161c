"""What a sentence holds besides its clause: bracketed asides, bearings and speakers' labels.

The parser sees none of it, so that "mortar fire 2 km NE of Hnutove (20 km NE of Mariupol)" is
parsed as "mortar fire near Hnutove".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.domain.span import Span

_NUMBER = r"\d[\d.,]*(?:\s?[-–—]\s?\d[\d.,]*)?"
_UNIT = r"(?:km|kms|kilomet(?:re|er)s?|m|met(?:re|er)s?|miles?|yards?)"
_SIDE = r"(?:[NSEW]{1,3}|(?:north|south)(?:-?(?:east|west))?(?:ern)?|(?:east|west)(?:ern)?)"
_BEARING = re.compile(
    rf"(?:\b(?:some|about|around|approximately|roughly)\s)?(?<![\w.,]){_NUMBER}\s?{_UNIT}\s"
    rf"(?:(?:away\s)?(?:to\sthe\s)?(?P<side>{_SIDE})\b(?P<of>\s(?:of|from)\b)?"
    r"|(?P<away>(?:away\s)?from\b))"
)
_ASIDE = re.compile(r"\s?\((?P<inside>[^()\n]{1,70})\)")
_MOST_WORDS = 8
_HANDLES = re.compile(r"(?:RT\s+)?(?:@\w+:?\s+)+")
_SIGNED = re.compile(r"\s[-–—]\s+[^-–—]{2,60}$")
_HASH = re.compile(r"#(?=\w)")


def unseen(text: str) -> Iterator[tuple[Span, str]]:
    """Stretches of a sentence with the word that the parser sees instead, "" for none.

    A bracket with a sentence of its own in it is no aside.

    >>> list(unseen("Fire at Zolote (60 km west of Luhansk), 3-5 km ESE."))
    [(Span(start=14, end=38), ''), (Span(start=40, end=50), 'nearby')]
    """
    asides = [Span(*m.span()) for m in _ASIDE.finditer(text) if _is_aside(m)]
    asides += _of_post(text)
    yield from ((span, "") for span in asides)
    for match in _BEARING.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(aside) for aside in asides):
            yield span, "near" if match["of"] or match["away"] else "nearby"


def _of_post(text: str) -> list[Span]:
    """The handle before a post, the signature behind it and the signs of its hashtags."""
    found = [Span(*match.span()) for match in _HASH.finditer(text)]
    handles = _HANDLES.match(text)
    if handles is not None:
        found.append(Span(0, handles.end()))
        signed = _SIGNED.search(text, handles.end())
        found += [Span(*signed.span())] if signed else []
    return found


def _is_aside(match: re.Match[str]) -> bool:
    inside = match["inside"]
    if match.start() == 0:
        return False
    return len(inside.split()) <= _MOST_WORDS and not re.search(r"[.!?][\"”’]?$|[\"“”]", inside)

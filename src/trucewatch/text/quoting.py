"""Which parts of a report are somebody's own words."""

from __future__ import annotations

import re

from trucewatch.domain.span import Span

_OPENING = "“«„‟"
_CLOSING = "”»"
_STOP = re.compile(r"[.!?]\s+(?=[^\W\d_])")
_SPEECH = re.compile(r"\b(?:said|says|told|added|wrote|announced|accused|reported|denied)\b")
_PARAGRAPH = re.compile(r"\n\s*\n")


def quotations(text: str) -> tuple[Span, ...]:
    """Spans between quotation marks, marks not included, in order.

    A mark that is never closed quotes to the end of its paragraph; one that is never opened
    quotes from the paragraph's start if nothing else was quoted there, sentences that report
    speech left out. Single marks are left
    alone: they are apostrophes too.

    >>> [s.cut('He said: "No."') for s in quotations('He said: "No."')]
    ['No.']
    >>> [s.cut('"We stay. He left.') for s in quotations('"We stay. He left.')]
    ['We stay. He left.']
    """
    found: list[Span] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        found.extend(_in_paragraph(text, start, end))
        start = gap.end() if gap else end
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for at in range(start, end):
        char = text[at]
        if opened is None:
            if char in _OPENING or (char == '"' and _can_open(text, at, end)):
                opened = at + 1
            elif (char in _CLOSING or char == '"') and not found:
                found.append(Span(_own_words_end(text, start, at), at))
        elif char in _CLOSING or char == '"':
            found.append(Span(opened, at))
            opened = None
    if opened is not None and opened < end:
        found.append(Span(opened, end))
    return found


def _own_words_end(text: str, start: int, at: int) -> int:
    """Where a quotation without its first mark begins: behind sentences that report speech.

    >>> text = 'They left, he said. We stay," she added.'
    >>> text[_own_words_end(text, 0, 28) : 28]
    'We stay,'
    """
    begins = start
    for stop in _STOP.finditer(text, start, at):
        if _SPEECH.search(text, begins, stop.start()):
            begins = stop.end()
    return begins


def _can_open(text: str, at: int, end: int) -> bool:
    return at + 1 < end and not text[at + 1].isspace()


def inside(span: Span, quoted: tuple[Span, ...]) -> Span | None:
    """The quotation that holds more than half of a span, None where none does."""
    for quote in quoted:
        shared = min(span.end, quote.end) - max(span.start, quote.start)
        if shared * 2 > span.end - span.start:
            return quote
    return None

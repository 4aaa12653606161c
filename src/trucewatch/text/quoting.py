"""Which parts of a report are somebody's own words."""

from __future__ import annotations

import re

from trucewatch.domain.span import Span

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‟": "”", '"': '"', "”": "”", "»": "«"}
"""Marks that open, each with those that close it; the last two do so in some languages."""
_CLOSING = "”»"
_PARAGRAPH = re.compile(r"\n\s*\n")


def quotations(text: str) -> tuple[Span, ...]:
    """Spans between quotation marks, marks not included, in order.

    A mark that is never closed quotes to the end of its paragraph; one that is never opened
    quotes from the paragraph's start if nothing else was quoted there. Single marks are left
    alone: they are apostrophes too; so is a straight one behind a number, which means inches.
    A quotation inside another belongs to that one.

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
    at = start
    while at < end:
        if _opens(text, at, start, end):
            close = _close(text, at, end)
            found.append(Span(at + 1, close))
            at = close
        elif _closes_only(text, at, start) and not found:
            found.append(Span(start, at))
        at += 1
    return [span for span in found if span.start < span.end]


def _close(text: str, opened: int, end: int) -> int:
    """Where the mark is that closes the one at `opened`; `end` where there is none.

    Quotations inside are passed over. Where marks do not match, the first that closes counts.
    """
    stack = [text[opened]]
    any_close = None
    for at in range(opened + 1, end):
        char = text[at]
        level = next((n for n in range(len(stack) - 1, -1, -1) if char in _CLOSERS[stack[n]]), None)
        if level is not None and not (char in "”»«" and _opens_word(text, at, opened, end)):
            any_close = at if any_close is None else any_close
            del stack[level:]
            if not stack:
                return at
        elif char in _CLOSING or char == '"':
            return at
        elif char in "“«„‟":
            stack.append(char)
    return end if any_close is None else any_close


def _opens(text: str, at: int, start: int, end: int) -> bool:
    char = text[at]
    if char in "“«„‟":
        return True
    if char == '"':
        inches = at > start and text[at - 1].isdigit()
        return at + 1 < end and not text[at + 1].isspace() and not inches
    return char in _CLOSING and _opens_word(text, at, start, end)


def _opens_word(text: str, at: int, start: int, end: int) -> bool:
    """Whether a mark stands before a word and behind none."""
    before = text[at - 1] if at > start else " "
    return (before.isspace() or before in "([") and at + 1 < end and text[at + 1].isalnum()


def _closes_only(text: str, at: int, start: int) -> bool:
    inches = at > start and text[at - 1].isdigit()
    return text[at] in _CLOSING or (text[at] == '"' and not inches)


def inside(span: Span, quoted: tuple[Span, ...]) -> Span | None:
    """The quotation that holds more than half of a span, None where none does."""
    for quote in quoted:
        shared = min(span.end, quote.end) - max(span.start, quote.start)
        if shared * 2 > span.end - span.start:
            return quote
    return None

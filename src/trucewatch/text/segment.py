"""Sentences of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.span import Span
from trucewatch.text.labels import label_at

SPEAKING = frozenset({BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.POST, BlockKind.NOTE})
"""Kinds of block that are cut into sentences; a headline gives context, the others statements."""

LONGEST = 3_000
"""Letters of one sentence. No report of people has a longer one; what a machine or a bad copy runs
together is cut at a blank, because the time it takes to read grows with the square of the length.
"""
_WHOLE = frozenset({BlockKind.HEADLINE, BlockKind.POST})
_STOP = re.compile(r"(?P<sign>[.!?…؟۔]+)(?P<close>(?:[\"'”’»)\]]|\[\d{1,3}\])*)\s+(?=\S)")
_OPENING = re.compile(r"[\"'“‘«„(\[—–-]*\s*")
_TOKEN = re.compile(r"[^\s\"'“‘«„(\[/—–]+\Z")
_ITEM = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,4})\Z")
_INITIAL = re.compile(r"[^\W\d_]\Z")
_LETTERED = re.compile(r"\([a-z]{1,4}\)\s")
_NEXT_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Args:
        span: without the blanks around it; the closing quotation mark belongs to it.
        kind: of the block it stands in.
        block: number of that block in `document.blocks`, from 0.
        index: number of the sentence in the document, from 0.
    """

    span: Span
    kind: BlockKind
    block: int
    index: int


def sentences(document: Document) -> tuple[Sentence, ...]:
    """All sentences of headlines, paragraphs, posts and notes, in order.

    A headline and a post are one sentence each, unless longer than any is. A dateline and a
    speaker's label belong to none.

    Returns:
        Spans that do not overlap and lie inside their blocks.
    """
    line = document.dateline.span if document.dateline else None
    found: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        if block.kind not in SPEAKING:
            continue
        span = block.span
        if line is not None and span.holds(line) and line.end < span.end:
            span = Span(_blank_end(document.text, line.end, span.end), span.end)
        label = None if block.kind in _WHOLE else label_at(document.text, span)
        if label is not None:
            span = Span(label.end, span.end)
        parts = [span] if block.kind in _WHOLE else split(document.text, span)
        for part in parts:
            for piece in _cut(document.text, part):
                found.append(Sentence(piece, block.kind, number, len(found)))
    return tuple(found)


def split(text: str, within: Span) -> list[Span]:
    """The sentences of one paragraph, in order.

    >>> text = '"It is forward." said Mr. Toner. "The U.S. Army left ... we hope." He left the U.S. In May'
    >>> [span.cut(text) for span in split(text, Span(0, len(text)))][:2]
    ['"It is forward." said Mr. Toner.', '"The U.S. Army left ... we hope."']
    """  # noqa: E501 - an example of one line
    found: list[Span] = []
    start = within.start
    for stop in _STOP.finditer(text, within.start, within.end):
        if stop.end() < within.end and _ends(text, start, stop, within.end):
            found.append(Span(start, stop.end("close")))
            start = stop.end()
    if start < within.end:
        found.append(Span(start, within.end))
    return found


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The span, or pieces of it that are no longer than a sentence may be."""
    start = span.start
    while span.end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        end = blank if blank > 0 else start + LONGEST
        yield Span(start, end)
        start = _blank_end(text, end, span.end)
    yield Span(start, span.end)


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether a sentence that began at `start` ends at this stop."""
    opening = _OPENING.match(text, stop.end(), end)
    at = opening.end() if opening else stop.end()
    listed = _LETTERED.match(text, stop.end(), end) is not None
    if at >= end or not (_begins(text, at) or text[at] in "@#" or listed):
        return False
    sign, closed = stop["sign"], bool(stop["close"])
    if sign in ("..", "...", "…") or sign.startswith("..."):
        return not text[stop.start() - 1 : stop.start()].isspace()
    if sign != "." or closed:
        return True
    return _full_stop(text, start, stop.start(), at)


def _begins(text: str, at: int) -> bool:
    """Whether a sentence can begin here: with anything but a small letter, or with a name."""
    if not text[at].islower():
        return True
    word = _NEXT_WORD.match(text, at)
    if word is None or word.group() not in _listed("name_openers"):
        return False
    behind = text[word.end() : word.end() + 2]
    return len(behind) == 2 and behind[0] in "- " and behind[1].isupper()


def _full_stop(text: str, start: int, at: int, following: int) -> bool:
    """Whether a single full stop without a closing mark ends the sentence."""
    match = _TOKEN.search(text, max(start, at - 40), at)
    if match is None:
        return True
    token = match.group().lower()
    after = _NEXT_WORD.match(text, following)
    word = after.group() if after else ""
    if _ITEM.match(text[start:at]):
        return False
    if token in _listed("within"):
        return False
    if token in _listed("before_number"):
        return not word[:1].isdigit()
    single = _INITIAL.search(token) and (len(token) == 1 or token[-2] == ".")
    if single and len(word) == 1:
        return False
    if single or token in _listed("may_end"):
        return word in _listed("openers") or (bool(after) and text[following - 1] in '"“«')
    return True


@cache
def _listed(key: str) -> frozenset[str]:
    listed = load_yaml("lexicon/abbreviations.yaml")[key]
    return (
        frozenset(w for words in listed.values() for w in words)
        if isinstance(listed, dict)
        else frozenset(listed)
    )


def _blank_end(text: str, at: int, end: int) -> int:
    while at < end - 1 and text[at].isspace():
        at += 1
    return at

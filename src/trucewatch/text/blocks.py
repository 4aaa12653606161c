"""The stretches of a report and what each of them is."""

from __future__ import annotations

import re

from trucewatch.domain.document import Block, BlockKind
from trucewatch.domain.span import Span
from trucewatch.text import furniture
from trucewatch.text.segment import split

BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.POST, BlockKind.NOTE})
"""Kinds that hold statements."""

_PART = re.compile(r"[^\n](?:.|\n(?!\n))*")
_POST = re.compile(
    r"(?:RT\s+)?@\w{2,30}\b|.*\bpic\.twitter\.com/|.*[—–-]\s[^@\n]{2,60}\(@\w{2,30}\)\s", re.DOTALL
)
_ENDED = re.compile(r"[.!?…:;,؟۔؛][\"'”’»)\]]*\Z")
_LABEL = re.compile(r"[^\W\d_][\w ]{1,30}:\s")
_WORDS = re.compile(r"\w+")
_LONGEST_HEADLINE, _LONGEST_SUBHEAD = 220, 80
_WORDS_OF_SUBHEAD = 8
_MOSTLY = 0.6


def blocks_of(text: str) -> tuple[Block, ...]:
    r"""Every paragraph of a repaired text with its kind, in order.

    A post that stands there again is boilerplate: it counts once.

    Args:
        text: paragraphs separated by blank lines.

    >>> text = "Talks fail\n\n3 May 2016\n\nThey left.\n\n@xyz\n\n@xyz"
    >>> [block.kind.value for block in blocks_of(text)]
    ['headline', 'date_line', 'paragraph', 'post', 'boilerplate']
    """
    spans = [Span(*match.span()) for match in _PART.finditer(text)]
    kinds = [_kind_alone(span.cut(text)) for span in spans]
    _drop_repeated_posts(text, spans, kinds)
    _raise_headlines(text, spans, kinds)
    return tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))


def _kind_alone(part: str) -> BlockKind:
    """What a paragraph is by its own words."""
    if furniture.is_address(part):
        return BlockKind.ADDRESS
    if furniture.is_boilerplate(part):
        return BlockKind.BOILERPLATE
    if furniture.date_of_line(part) is not None:
        return BlockKind.DATE_LINE
    if furniture.author_of(part) is not None:
        return BlockKind.BYLINE
    if ("@" in part or "pic." in part) and _POST.match(part):
        return BlockKind.POST
    return BlockKind.NOTE if furniture.is_note(part) else BlockKind.PARAGRAPH


def _drop_repeated_posts(text: str, spans: list[Span], kinds: list[BlockKind]) -> None:
    """A second time goes, and with it the same paragraph above: an author's line signs it."""
    first: dict[str, int] = {}

    def key(at: int) -> str:
        return " ".join(_WORDS.findall(spans[at].cut(text).lower()))

    for at, kind in enumerate(kinds):
        if kind is not BlockKind.POST:
            continue
        before = first.setdefault(key(at), at)
        if before == at:
            continue
        kinds[at] = BlockKind.BOILERPLATE
        signed = 0 < before < at - 1 and key(before - 1) == key(at - 1)
        if signed and kinds[at - 1] is BlockKind.PARAGRAPH:
            kinds[at - 1] = BlockKind.BOILERPLATE


def _raise_headlines(text: str, spans: list[Span], kinds: list[BlockKind]) -> None:
    """The first open line, and short ones between paragraphs, are headlines."""
    body = [at for at, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH]
    if len(body) < 2:
        return
    first = body[0]
    if _is_open(text, spans[first], _LONGEST_HEADLINE):
        kinds[first] = BlockKind.HEADLINE
    closed = [at for at in body if _ENDED.search(spans[at].cut(text))]
    if len(closed) < _MOSTLY * len(body) and not _long_closed(text, spans, closed):
        return
    for at in body[1:]:
        part = spans[at].cut(text)
        short = len(_WORDS.findall(part)) <= _WORDS_OF_SUBHEAD and not _LABEL.match(part)
        if short and _is_open(text, spans[at], _LONGEST_SUBHEAD) and _leads(at, kinds):
            kinds[at] = BlockKind.HEADLINE


def _is_open(text: str, span: Span, longest: int) -> bool:
    """Without a closing mark; a number and a colon may stand in it, but no sentence before it."""
    part = span.cut(text)
    return len(part) <= longest and not _ENDED.search(part) and len(split(text, span)) == 1


def _long_closed(text: str, spans: list[Span], closed: list[int]) -> bool:
    """Whether most of the text stands in closed paragraphs."""
    held = sum(spans[at].end - spans[at].start for at in closed)
    return held >= _MOSTLY * len(text)


def _leads(at: int, kinds: list[BlockKind]) -> bool:
    """Whether a paragraph follows, perhaps behind another headline or a date."""
    return any(kind in BODY for kind in kinds[at + 1 : at + 3])

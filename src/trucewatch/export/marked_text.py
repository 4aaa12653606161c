"""The text of a report as HTML with every statement marked where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trucewatch.domain.document import Block, BlockKind, Document, Repair
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Statement
from trucewatch.export.markup import Html, el, join, safe

ELEMENT = {
    BlockKind.HEADLINE: "h2",
    BlockKind.POST: "blockquote",
    BlockKind.ADDRESS: "p",
}


def marked(document: Document, statements: Sequence[Statement], prefix: str) -> Html:
    """All blocks in order; statement `n` is linked to the element `{prefix}s{n}`.

    Statements may overlap or lie within each other: the text is cut at every start and end, a
    piece links to the shortest statement that holds it, and each statement has a numbered link
    of its own where it starts, so that none is out of reach.
    """
    marks = [(n, said.span) for n, said in enumerate(statements, 1)]
    blocks = (_block(document, block, marks, prefix) for block in _whole(document))
    return join(blocks, "\n")


def _whole(document: Document) -> Iterator[Block]:
    """The blocks, and whatever stands between them, so that no letter is left out."""
    at = 0
    for block in sorted(document.blocks, key=lambda block: block.span):
        yield from _between(document, at, block.span.start)
        if block.span.end > at:
            yield Block(block.kind, Span(max(at, block.span.start), block.span.end))
        at = max(at, block.span.end)
    yield from _between(document, at, len(document.text))


def _between(document: Document, start: int, end: int) -> Iterator[Block]:
    if document.text[start:end].strip():
        yield Block(BlockKind.PARAGRAPH, Span(start, end))


Marks = list[tuple[int, Span]]


def _block(document: Document, block: Block, marks: Marks, prefix: str) -> Html:
    span = block.span
    inside = [(n, mark) for n, mark in marks if mark.overlaps(span)]
    repairs = [r for r in document.repairs if span.start <= r.start < max(span.end, r.start)]
    cuts = {span.start, span.end}
    for _, mark in inside:
        cuts |= {mark.start, mark.end}
    for repair in repairs:
        cuts |= {repair.start, repair.end}
    points = sorted(point for point in cuts if span.start <= point <= span.end)
    parts: list[str] = []
    for piece in (Span(a, b) for a, b in pairwise(points)):
        parts += _numbers(inside, piece, span, prefix)
        parts += [_mended(repair) for repair in repairs if repair.start == piece.start]
        parts.append(_piece(document.text, piece, inside, prefix))
    return el(ELEMENT.get(block.kind, "p"), *parts, class_=f"block {block.kind}", dir="auto")


def _numbers(inside: Marks, piece: Span, block: Span, prefix: str) -> Iterator[Html]:
    """The numbered link of each statement that begins with this piece."""
    for n, mark in inside:
        begins = max(mark.start, block.start) == piece.start
        if begins:
            here = f"{prefix}w{n}" if mark.start >= block.start else None
            label = f"Statement {n}"
            yield el(
                "a",
                str(n),
                href=f"#{prefix}s{n}",
                id=here,
                class_="number",
                aria_label=label,
                data_s=f"{prefix}{n}",
            )


def _piece(text: str, piece: Span, inside: Marks, prefix: str) -> Html:
    words = safe(piece.cut(text))
    over = [(n, mark) for n, mark in inside if mark.holds(piece)]
    if not over:
        return words
    shortest = min(over, key=lambda item: item[1].end - item[1].start)[0]
    held = " ".join(f"{prefix}{n}" for n, _ in over)
    depth = min(len(over), 3)
    return el(
        "a",
        words,
        href=f"#{prefix}s{shortest}",
        class_=f"said d{depth}",
        data_s=held,
        tabindex="-1",
    )


def _mended(repair: Repair) -> Html:
    """What stood here in the file; shown only where the reader asks for repairs."""
    return el("del", _visible(repair.was), class_="was", title=repair.why.replace("_", " "))


def _visible(text: str) -> str:
    r"""Spaces and line ends as signs, long stretches cut.

    >>> _visible("a\n")
    'a↵'
    """
    shown = text.replace("\n", "↵").replace("\r", "").replace("\u00ad", "-")
    return shown if len(shown) <= 60 else f"{shown[:57]}…"

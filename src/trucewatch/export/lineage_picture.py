"""The boxes and arrows of a lineage, drawn in one language and mirrored in Arabic.

Shapes and words tell boxes and lines apart, colours do not; the same picture prints in black.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.export import lineage_words as words
from trucewatch.export.incident_wording import Wording
from trucewatch.export.lineage_graph import Graph, Kind, Part
from trucewatch.export.lineage_layout import GAP, PORT, STEM, Box, Node, Point, Route, laid_out
from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import BOLD, RIGHT_TO_LEFT, drawn, number, put, width, wrapped

NAME, SMALL = 12.5, 11.0
ORIGIN_WIDE, REPORT_WIDE = 148.0, 190.0
MARGIN = 10.0
"""Free on every side."""
_PAD, _LABEL = 9.0, 104.0
LINE = 15.0
"""Pixels from line to line."""
_LABEL_LINE = 12.0
LOOKS = """
.lineage { background: var(--paper, #fff); }
.lineage text { font: 11px system-ui, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif; fill: var(--ink, #222); }
.lineage .name { font-size: 12.5px; font-weight: 600; }
.lineage .title { font-size: 15px; font-weight: 600; }
.lineage .box { fill: var(--card, #fff); stroke: var(--ink, #222); stroke-width: 1.2; }
.lineage .origin .box { stroke-width: 2.4; }
.lineage .untold .box { stroke-dasharray: 6 4; stroke-width: 1.8; }
.lineage .inner { fill: none; stroke: var(--ink, #222); stroke-width: .8; }
.lineage .bar { fill: var(--ink, #222); }
.lineage .line { fill: none; stroke: var(--ink, #222); stroke-width: 1.4; stroke-linejoin: round; }
.lineage .quoted .line { stroke-width: 2.4; }
.lineage .unsaid .line { stroke-dasharray: 6 4; }
.lineage .own .box { stroke-dasharray: 2 3; stroke-width: 1.8; }
.lineage .aside .line { stroke-dasharray: 2 4; }
.lineage .head { fill: var(--ink, #222); }
.lineage .day { fill: none; stroke: var(--soft, #666); stroke-width: .6; stroke-dasharray: 1 4; }
"""  # noqa: E501 - a rule a line
"""The looks of a picture: of a file of its own, or once for all pictures of a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a picture is drawn: in Arabic everything is mirrored, text included.

    Args:
        wide: pixels of the whole picture.
        top: above the first row.
    """

    wide: float
    top: float
    lang: str

    def x(self, x: float) -> float:
        """A distance from the left of the layout, as drawn."""
        return self.wide - MARGIN - x if self.lang in RIGHT_TO_LEFT else MARGIN + x

    def text(self, x: float, y: float, line: str, kind: str | None = None) -> Html:
        """A line of text that begins at `x`."""
        attributes = {"class_": kind} if kind else {}
        return put(self.x(x), y, line, self.lang, **attributes)

    def rect(self, box: Box, kind: str, inset: float = 0.0) -> Html:
        """A rectangle, or one that lies `inset` within it."""
        left = min(self.x(box.x), self.x(box.right)) + inset
        return el(
            "rect",
            x=number(left),
            y=number(self.top + box.y + inset),
            width=number(box.wide - 2 * inset),
            height=number(box.high - 2 * inset),
            rx="3",
            class_=kind,
        )

    def path(self, points: Sequence[Point], kind: str) -> Html:
        """A line with corners."""
        corners = (f"{number(self.x(x))},{number(self.top + y)}" for x, y in points)
        return el("path", d="M" + "L".join(corners), class_=kind)


def drawing(made: Graph, say: Wording, *, least: float = 0.0) -> tuple[Html, float, float]:
    """Everything that is drawn, with the pixels it takes across and down.

    Args:
        least: pixels across that it takes at least.
    """
    texts = {part.key: _texts(part, say) for part in made.parts}
    labels = {part.key: _label(part, say) for part in made.parts}
    step = max((width(line, SMALL) for row in labels.values() for line in row), default=0.0)
    step = max(step, _LABEL / 2) + STEM + 24
    nodes = [_node(part, texts[part.key], labels[part.key]) for part in made.parts]
    layout = laid_out(nodes, made.asides, step=step)
    days = [(x, _day_lines(day, say, step)) for day, x in layout.days]
    top = MARGIN + max((len(lines) for _, lines in days), default=0) * LINE + GAP
    sheet = Sheet(max(layout.wide + 2 * MARGIN, least), top, say.lang)
    parts = {part.key: part for part in made.parts}
    body = drawn(
        *(_day(sheet, x, lines, layout.high) for x, lines in days),
        *(_route(sheet, route, parts, labels) for route in layout.routes),
        *(_box(sheet, part, layout.boxes[part.key], texts[part.key]) for part in made.parts),
    )
    return body, sheet.wide, top + layout.high + MARGIN


@dataclass(frozen=True, slots=True)
class _Texts:
    """The lines of a box, the heavy ones first, and all of it uncut."""

    name: tuple[str, ...]
    small: tuple[str, ...]
    whole: str


def _texts(part: Part, say: Wording) -> _Texts:
    room = _wide(part) - 2 * _PAD
    name = _clipped(words.heading(part, say), NAME * BOLD, room, most=2)
    small = [line for text in words.below(part, say) for line in wrapped(text, SMALL, room)]
    whole = " · ".join([words.heading(part, say), *words.below(part, say)])
    return _Texts(name, tuple(small), whole)


def _wide(part: Part) -> float:
    return ORIGIN_WIDE if part.parent is None else REPORT_WIDE


def _node(part: Part, texts: _Texts, label: Sequence[str]) -> Node:
    lines = len(texts.name) + len(texts.small)
    free = GAP + PORT - _LABEL_LINE
    return Node(
        key=part.key,
        parent=part.parent,
        day=part.day,
        wide=_wide(part),
        high=lines * LINE + _PAD + 3,
        above=max(0.0, len(label) * _LABEL_LINE - free),
    )


def _clipped(text: str, size: float, room: float, *, most: int) -> tuple[str, ...]:
    """At most so many lines; what is left out shows as an ellipsis."""
    lines = list(wrapped(text, size, room))
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1]}…"]
    return tuple(_cut(line, size, room) for line in lines)


def _cut(line: str, size: float, room: float) -> str:
    if width(line, size) <= room:
        return line
    kept = line.rstrip("…")
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _label(part: Part, say: Wording) -> tuple[str, ...]:
    return _clipped(words.arrow(part.edges, say), SMALL, _LABEL, most=4)


def _day_lines(day: dt.date | None, say: Wording, step: float) -> tuple[str, ...]:
    told = say.label("day_unknown") if day is None else say.day(day)
    return tuple(wrapped(told, SMALL, step - 6))


def _day(sheet: Sheet, x: float, lines: Sequence[str], high: float) -> Html:
    """The first column of a day, with its name above."""
    told = (sheet.text(x, MARGIN + (n + 1) * LINE - 4, line) for n, line in enumerate(lines))
    return el("g", *told, sheet.path([(x, -GAP), (x, high)], "day"))


def _box(sheet: Sheet, part: Part, box: Box, texts: _Texts) -> Html:
    shapes = []
    if part.kind is Kind.STACK:
        under = (Box(box.x + n, box.y + n, box.wide, box.high) for n in (6, 3))
        shapes += [sheet.rect(one, "box") for one in under]
    shapes.append(sheet.rect(box, "box"))
    if part.circles or part.own:
        shapes.append(sheet.rect(box, "inner", inset=3))
    if part.denies:
        shapes.append(sheet.rect(Box(box.x, box.y, 5, box.high), "bar"))
    y = sheet.top + box.y + _PAD
    lines = []
    for n, line in enumerate((*texts.name, *texts.small)):
        kind = "name" if n < len(texts.name) else None
        lines.append(sheet.text(box.x + _PAD, y + n * LINE + 7, line, kind))
    title = el("title", texts.whole)
    return el("g", title, *shapes, *lines, class_=part.kind)


def _route(
    sheet: Sheet,
    route: Route,
    parts: Mapping[str, Part],
    labels: Mapping[str, tuple[str, ...]],
) -> Html:
    """A line with its arrowhead; two heads where either end may have been first."""
    part = parts[route.end]
    aside = route.start != part.parent
    open_order = words.undecided(part.edges) and not aside
    shapes = [sheet.path(route.points, "line"), _head(sheet, route.points[-1], route.points[-2])]
    if open_order:
        # At the branch and not at its root, which other branches share.
        shapes.append(_head(sheet, route.points[-2], route.points[-1]))
    lines = () if aside else labels[route.end]
    x, y, _ = route.label
    for n, line in enumerate(reversed(lines)):
        shapes.append(sheet.text(x, sheet.top + y - 5 - n * _LABEL_LINE, line))
    return el("g", *shapes, class_="aside" if aside else _way(part))


def _way(part: Part) -> str:
    """How a box hangs from the one before it."""
    if part.edges:
        return "taken"
    return "quoted" if part.quotes else "unsaid"


def _head(sheet: Sheet, tip: Point, before: Point) -> Html:
    """A triangle that points from one corner to the next."""
    across, down = _sign(tip[0] - before[0]), _sign(tip[1] - before[1])
    back = (tip[0] - 8 * across, tip[1] - 8 * down)
    sides = ((back[0] + 4 * down, back[1] + 4 * across), (back[0] - 4 * down, back[1] - 4 * across))
    return sheet.path([tip, *sides, tip], "head")


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)

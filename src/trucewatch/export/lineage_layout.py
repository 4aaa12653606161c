"""Where the boxes of a lineage stand: one box a row, so that nothing can lie upon another.

Origins stand in a column at the left. Whatever was taken from a box stands below it and further
right, in the column of its day; a line down from a box passes its own descendants alone, and
these all stand right of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

GAP = 14.0
"""Pixels from one row to the next."""
CORRIDOR = 44.0
"""Pixels between the origins and the first column."""
STEM = 16.0
"""Where the line down leaves a box, in pixels from its left end."""
PORT = 17.0
"""Where the line in meets a box, in pixels from its upper end."""
FOOT = 8.0
"""Where further lines leave and meet a box, in pixels from its lower end."""
TRACK = 12.0
"""Pixels between two lines that run beside one another at the right."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box to be placed.

    Args:
        key: tells it from all others; children of one parent stand in the order of day and key.
        parent: what it was taken from, None for an origin.
        day: when it was published, None where not known; an origin has none.
        wide, high: pixels.
        above: pixels to be kept free above it for the words of its line.
    """

    key: str
    parent: str | None
    day: dt.date | None
    wide: float
    high: float
    above: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def middle(self) -> float:
        """Half its height down."""
        return self.y + self.high / 2

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.wide

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.high


@dataclass(frozen=True, slots=True)
class Route:
    """A line from one box to another, with room for words above its last stretch.

    Args:
        points: corners, the last at the side of the box that was taken.
        label: where the words begin, and how many pixels they may take; they stand on the line.
    """

    start: str
    end: str
    points: tuple[Point, ...]
    label: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Boxes, lines and days of a lineage, in pixels from its upper left corner.

    Args:
        days: the first column of each day with its left end, in order; None for day not known.
    """

    boxes: Mapping[str, Box]
    routes: tuple[Route, ...]
    days: tuple[tuple[dt.date | None, float], ...]
    wide: float
    high: float


def laid_out(
    nodes: Sequence[Node], asides: Iterable[tuple[str, str]] = (), *, step: float
) -> Layout:
    """The layout of a forest of origins and of what was taken from them.

    Args:
        nodes: each parent is one of them, and no chain of parents closes in a ring.
        asides: further lines between two boxes; they run around all boxes at the right.
        step: pixels from column to column, which is the room for the words of a line.

    >>> day = dt.date(2031, 3, 5)
    >>> nurse = Node(key="nurse", parent=None, day=None, wide=100, high=30)
    >>> paper = Node(key="paper", parent="nurse", day=day, wide=120, high=40)
    >>> made = laid_out([nurse, paper], step=90)
    >>> made.boxes["paper"], made.wide
    (Box(x=144.0, y=0.0, wide=120, high=40), 264.0)
    >>> laid_out([], step=90).boxes
    {}
    """
    by_key = {one.key: one for one in nodes}
    columns, days = _columns(by_key)
    first = max((one.wide for one in nodes if one.parent is None), default=0.0) + CORRIDOR
    boxes = _boxes(by_key, {key: first + at * step for key, at in columns.items()}, first)
    routes = [_down(one, boxes) for one in nodes if one.parent is not None]
    edge = max((box.right for box in boxes.values()), default=0.0)
    around = [_aside(pair, boxes, edge + step + n * TRACK) for n, pair in enumerate(asides)]
    right = [x for route in around for x, _ in route.points]
    return Layout(
        boxes=boxes,
        routes=(*routes, *around),
        days=tuple((day, first + at * step) for day, at in days),
        wide=max((edge, *right)),
        high=max((box.bottom for box in boxes.values()), default=0.0),
    )


def _columns(nodes: Mapping[str, Node]) -> tuple[dict[str, int], list[tuple[dt.date | None, int]]]:
    """The column of each box that is no origin, and the first column of each day, in order.

    What was taken stands right of what it was taken from, also where its day says otherwise.
    """
    effective: dict[str, dt.date] = {}
    for key, node in nodes.items():
        if node.parent is not None:
            effective[key] = max(one.day or dt.date.min for one in (node, *_above(node, nodes)))
    days: list[tuple[dt.date | None, int]] = []
    columns: dict[str, int] = {}
    free = 0
    for day in sorted(set(effective.values())):
        days.append((None if day == dt.date.min else day, free))
        inside = {key for key, at in effective.items() if at == day}
        for key in inside:
            ups = (up.key for up in _above(nodes[key], nodes))
            columns[key] = free + sum(up in inside for up in ups)
        free = max(columns[key] for key in inside) + 1
    return columns, days


def _above(node: Node, nodes: Mapping[str, Node]) -> Iterator[Node]:
    """Everything between a box and its origin, the origin last."""
    while node.parent is not None:
        node = nodes[node.parent]
        yield node


def _boxes(nodes: Mapping[str, Node], lefts: Mapping[str, float], first: float) -> dict[str, Box]:
    """Each origin in the row of the first thing taken from it, all others in rows of their own."""
    children: dict[str | None, list[Node]] = {}
    for node in sorted(nodes.values(), key=_by_day):
        children.setdefault(node.parent, []).append(node)
    boxes: dict[str, Box] = {}
    y = 0.0
    for origin in sorted(children.get(None, []), key=lambda one: _first(one, children)):
        boxes[origin.key] = Box(0.0, y, first - CORRIDOR, origin.high)
        high = origin.high
        for node in _downwards(origin, children):
            y += 0.0 if high else node.above
            boxes[node.key] = Box(lefts[node.key], y, node.wide, node.high)
            y += max(node.high, high) + GAP
            high = 0.0
        y += high + GAP if high else 0.0
    return boxes


def _downwards(node: Node, children: Mapping[str | None, list[Node]]) -> Iterator[Node]:
    """Everything taken from a box, each followed by what was taken from it."""
    ahead = children.get(node.key, [])[::-1]
    while ahead:
        child = ahead.pop()
        yield child
        ahead += children.get(child.key, [])[::-1]


def _by_day(node: Node) -> tuple[dt.date, str]:
    return node.day or dt.date.min, node.key


def _first(origin: Node, children: Mapping[str | None, list[Node]]) -> tuple[dt.date, str]:
    """By the first day on which anybody told of it."""
    told = [_by_day(one)[0] for one in children.get(origin.key, [])]
    return min(told, default=dt.date.max), origin.key


def _down(node: Node, boxes: Mapping[str, Box]) -> Route:
    """Out of an origin's side, or down from the foot of a box, and in from the left."""
    box, above = boxes[node.key], boxes[str(node.parent)]
    level = box.y + PORT
    if above.x:
        turn, out = above.x + STEM, (above.x + STEM, above.bottom)
    else:
        turn, out = above.right + STEM, (above.right, above.y + PORT)
    points = _bends(out, (turn, out[1]), (turn, level), (box.x, level))
    label = (turn + 5, level, box.x - turn - 17)
    return Route(start=str(node.parent), end=node.key, points=points, label=label)


def _aside(pair: tuple[str, str], boxes: Mapping[str, Box], track: float) -> Route:
    """From an origin through the corridor and in from the left; all others around at the right."""
    one, other = boxes[pair[0]], boxes[pair[1]]
    if one.x:
        high, low = one.bottom - FOOT, other.bottom - FOOT
        points = _bends((one.right, high), (track, high), (track, low), (other.right, low))
        return Route(*pair, points=points, label=(other.right + 12, low, track - other.right - 12))
    high, low = one.y + PORT + FOOT, other.bottom - FOOT
    turn = one.right + 2 * STEM
    points = _bends((one.right, high), (turn, high), (turn, low), (other.x, low))
    return Route(*pair, points=points, label=(turn + 5, low, other.x - turn - 17))


def _bends(*corners: Point) -> tuple[Point, ...]:
    """The corners of a line, those left out that coincide with the one before."""
    return tuple(b for a, b in zip((None, *corners), corners, strict=False) if a != b)

"""Boxes of a lineage stand apart, and each line leads where it should."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.export.lineage_layout import Box, Layout, Node, Route, laid_out

DAYS = st.none() | st.integers(1, 9).map(lambda day: dt.date(2031, 3, day))


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[Node], list[tuple[str, str]]]:
    """Origins, up to 40 boxes that hang from whatever came before them, and lines beside."""
    nodes = [
        Node(key=f"o{n}", parent=None, day=None, wide=150, high=draw(st.integers(27, 220)))
        for n in range(draw(st.integers(1, 4)))
    ]
    for n in range(draw(st.integers(0, 40))):
        lines = draw(st.integers(0, 4))
        nodes.append(
            Node(
                key=f"r{n:02}",
                parent=draw(st.sampled_from(nodes)).key,
                day=draw(DAYS),
                wide=176,
                high=draw(st.integers(40, 90)),
                above=max(0, 12 * lines - 19),
            )
        )
    reports = [one.key for one in nodes if one.parent]
    if not reports:
        return nodes, []
    pair = st.tuples(st.sampled_from([one.key for one in nodes]), st.sampled_from(reports))
    asides = draw(st.lists(pair.filter(lambda ends: ends[0] != ends[1]), max_size=3, unique=True))
    return nodes, asides


def overlap(one: Box, other: Box) -> bool:
    """Whether two rectangles have any pixel in common."""
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom


def stretches(route: Route) -> list[Box]:
    """The straight parts of a line, each as a rectangle a pixel wide."""
    return [
        Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]) or 0.5, abs(a[1] - b[1]) or 0.5)
        for a, b in zip(route.points, route.points[1:], strict=False)
    ]


def crossed(made: Layout) -> list[tuple[str, str, str]]:
    """Each line that runs through a box other than those it joins."""
    return [
        (route.start, route.end, key)
        for route in made.routes
        for key, box in made.boxes.items()
        if key not in {route.start, route.end}
        for part in stretches(route)
        if overlap(part, box)
    ]


@settings(max_examples=80, deadline=None)
@given(forests())
def test_no_two_boxes_overlap(forest: tuple[list[Node], list[tuple[str, str]]]) -> None:
    """However many reports there are, and from whomever they have it."""
    nodes, asides = forest
    boxes = list(laid_out(nodes, asides, step=100).boxes.values())
    assert len(boxes) == len(nodes)
    assert not any(overlap(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


@settings(max_examples=80, deadline=None)
@given(forests())
def test_every_line_is_drawn_once(forest: tuple[list[Node], list[tuple[str, str]]]) -> None:
    """One to each box from what it hangs from, and one for each line beside."""
    nodes, asides = forest
    drawn = [(route.start, route.end) for route in laid_out(nodes, asides, step=100).routes]
    assert sorted(drawn) == sorted([(str(n.parent), n.key) for n in nodes if n.parent] + asides)


@settings(max_examples=80, deadline=None)
@given(forests())
def test_no_line_runs_through_a_box(forest: tuple[list[Node], list[tuple[str, str]]]) -> None:
    """Otherwise it would seem to lead from there."""
    nodes, asides = forest
    assert crossed(laid_out(nodes, asides, step=100)) == []


@settings(max_examples=80, deadline=None)
@given(forests())
def test_words_of_lines_stand_clear_of_boxes(
    forest: tuple[list[Node], list[tuple[str, str]]],
) -> None:
    """Four lines of words at most, above the end of their line."""
    nodes, _ = forest
    made = laid_out(nodes, step=100)
    by_key = {node.key: node for node in nodes}
    for route in made.routes:
        x, y, room = route.label
        if by_key[route.start].parent is None:
            continue
        lines = (by_key[route.end].above + 19) / 12
        words = Box(x, y - 12 * lines, room, 12 * lines)
        assert not any(overlap(words, box) for box in made.boxes.values())


@settings(max_examples=80, deadline=None)
@given(forests())
def test_what_was_taken_stands_right_of_its_source(
    forest: tuple[list[Node], list[tuple[str, str]]],
) -> None:
    """Also where the dates contradict the lineage, or none is known."""
    nodes, _ = forest
    boxes = laid_out(nodes, step=100).boxes
    assert all(boxes[n.key].x > boxes[n.parent].x for n in nodes if n.parent)


def test_a_later_day_stands_further_right() -> None:
    """Also of two reports that have nothing to do with one another."""
    nurse = Node(key="nurse", parent=None, day=None, wide=100, high=30)
    late = Node(key="a", parent="nurse", day=dt.date(2031, 3, 6), wide=100, high=30)
    early = Node(key="b", parent="nurse", day=dt.date(2031, 3, 5), wide=100, high=30)
    made = laid_out([nurse, late, early], step=90)
    assert made.boxes["a"].x > made.boxes["b"].x
    assert [day for day, _ in made.days] == [early.day, late.day]


def test_a_chain_of_thousands_is_laid_out() -> None:
    """No chain is too deep."""
    first = Node(key="0", parent=None, day=None, wide=100, high=30)
    chain = [Node(key=str(n), parent=str(n - 1), day=None, wide=9, high=9) for n in range(1, 1500)]
    assert len(laid_out([first, *chain], step=10).boxes) == 1500

"""The marks of a line of time: signs above the bars, forks of accounts below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from trucewatch.domain.moment import TimeFact
from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import drawn, number
from trucewatch.export.time_axis import Axis
from trucewatch.export.timeline_notes import Note, Sign

LEVEL = 15
"""Pixels from one row of marks to the next."""
_NEAR = 8

Numbered = Sequence[tuple[int | None, Note]]
"""Notes with the numbers that their marks carry; None where a note has no mark."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Markup with its height in pixels."""

    markup: Html
    high: float


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark; those of one sign that would cover one another are one, with all their notes."""

    notes: tuple[int, ...]
    text: str
    sign: Sign
    facts: tuple[TimeFact, ...]
    xs: tuple[float, ...]

    @property
    def label(self) -> str:
        """Its numbers, those that follow one another as a range."""
        first, last = self.notes[0], self.notes[-1]
        if len(self.notes) > 2 and last - first == len(self.notes) - 1:
            return f"{first}–{last}"
        return ", ".join(map(str, self.notes))

    @property
    def middle(self) -> float:
        """Where its stem or its joint stands."""
        return sum(self.xs) / len(self.xs)

    @property
    def label_x(self) -> float:
        """Where its numbers begin."""
        return self.middle + (10 if self.sign is Sign.FLAG else 7)

    @property
    def narrow(self) -> bool:
        """Whether its tines stand close together."""
        return max(self.xs) - min(self.xs) < 3 * _NEAR

    @property
    def reach(self) -> tuple[float, float]:
        """The pixels it takes from left to right, its numbers included."""
        return min(self.xs) - 5, max(max(self.xs) + 5, self.label_x + 1 + 7 * len(self.label))


def upper(numbered: Numbered, axis: Axis, top: float) -> Drawn:
    """Flags, changes, cuts and deadlines, each on a stem that stands on the bars."""
    marks = _joined(one for one in _on(axis, numbered) if one.sign is not Sign.FORK)
    levels = stacked([one.reach for one in marks])
    rows = max(levels, default=-1) + 1
    foot = top + rows * LEVEL
    heights = [foot - 8 - level * LEVEL for level in levels]
    parts = [_upright(one, y, foot) for one, y in zip(marks, heights, strict=True)]
    # Numbers come last, so that no stem is drawn across one.
    for one, y in zip(marks, heights, strict=True):
        parts.append(_numeral(one, y + 1))
    return Drawn(drawn(*parts), foot - top)


def lower(numbered: Numbered, axis: Axis, top: float) -> Drawn:
    """Forks, each with a tine that points up at every account of one moment."""
    marks = _bundled(one for one in _on(axis, numbered) if one.sign is Sign.FORK)
    levels = stacked([one.reach for one in marks])
    joints = [top + 9 + level * LEVEL for level in levels]
    parts = [_fork(one, top, y, axis) for one, y in zip(marks, joints, strict=True)]
    for one, y in zip(marks, joints, strict=True):
        parts.append(_numeral(one, y + 5))
    rows = max(levels, default=-1) + 1
    return Drawn(drawn(*parts), rows * LEVEL + 4 if rows else 0)


def stacked(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """For each stretch of pixels the first row in which it meets none before it.

    >>> stacked([(0, 10), (5, 15), (10, 20)])
    [0, 1, 0]
    """
    rows: list[float] = []
    found = [0] * len(reaches)
    for place in sorted(range(len(reaches)), key=lambda place: reaches[place]):
        start, end = reaches[place]
        row = next((n for n, taken in enumerate(rows) if taken <= start), len(rows))
        rows[row : row + 1] = [end]
        found[place] = row
    return found


def _on(axis: Axis, numbered: Numbered) -> Iterator[_Mark]:
    """The marks that stand on the axis: of a fork every account, of all others the first."""
    for note, told in numbered:
        if note is None:
            continue
        for sign, facts in told.signs:
            there = [one for one in facts if one.at is not None and axis.holds(one.at)]
            if sign is not Sign.FORK:
                there = sorted(there, key=lambda one: axis.x(one.at))[:1]
            if there:
                xs = _spread([axis.x(one.at) for one in there])
                yield _Mark((note,), f"{note}. {told.text}", sign, tuple(there), xs)


def _joined(marks: Iterable[_Mark]) -> list[_Mark]:
    """Marks of one sign less than `_NEAR` pixels apart as one, where the first of them stands."""
    found: list[_Mark] = []
    for one in sorted(marks, key=lambda mark: (mark.sign, mark.xs, mark.notes)):
        last = found[-1] if found else None
        if last is None or last.sign is not one.sign or one.xs[0] - last.xs[0] >= _NEAR:
            found.append(one)
            continue
        found[-1] = replace(last, notes=_both(last, one), text=f"{last.text}\n{one.text}")
    return found


def _bundled(marks: Iterable[_Mark]) -> list[_Mark]:
    """Narrow forks that would cover one another as one, with the tines of all."""
    found: list[_Mark] = []
    for one in sorted(marks, key=lambda mark: (mark.middle, mark.notes)):
        last = found[-1] if found else None
        if last is None or not (last.narrow and one.narrow and one.middle - last.middle < _NEAR):
            found.append(one)
            continue
        # An account that two of them share has one tine.
        tines = dict(zip((*last.facts, *one.facts), (*last.xs, *one.xs), strict=True))
        text = last.text if last.text == one.text else f"{last.text}\n{one.text}"
        xs = _spread(list(tines.values()))
        found[-1] = replace(last, notes=_both(last, one), text=text, facts=tuple(tines), xs=xs)
    return found


def _both(one: _Mark, other: _Mark) -> tuple[int, ...]:
    return tuple(sorted({*one.notes, *other.notes}))


def _spread(xs: list[float]) -> tuple[float, ...]:
    """Tines at least 5 pixels apart, so that two accounts are seen to be two."""
    order = sorted(range(len(xs)), key=lambda place: xs[place])
    found = list(xs)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + 5)
    return tuple(found)


def _upright(mark: _Mark, y: float, foot: float) -> Html:
    x = mark.xs[0]
    at = f"{number(x)},{number(y)}"
    shapes = {
        Sign.FLAG: el("path", d=f"M{at}v-6l8,3l-8,3z", class_="flag"),
        Sign.CHANGE: el("path", d=f"M{at}m0,-7l4.5,4.5l-4.5,4.5l-4.5,-4.5z", class_="change"),
        Sign.CUT: el("path", d=f"M{at}m-4,-7l8,8m0,-8l-8,8", class_="cut"),
        Sign.DUE: el("path", d=f"M{at}m-4,-7h8l-8,8h8z", class_="due"),
    }
    stem = el("path", d=f"M{at}V{number(foot)}", class_="stem")
    return _grouped(mark, stem, shapes[mark.sign])


def _fork(mark: _Mark, top: float, joint: float, axis: Axis) -> Html:
    middle = mark.middle
    parts = []
    for x, fact in zip(mark.xs, mark.facts, strict=True):
        parts.append(
            el(
                "path",
                d=f"M{number(middle)},{number(joint)}L{number(x)},{number(top)}",
                class_="tine",
            )
        )
        until = axis.x(fact.until, x)
        if until - x > 3:
            line = f"M{number(x)},{number(top)}H{number(until)}"
            parts.append(el("path", d=line, class_="range"))
        denied = "denied" if fact.contested_by else "account"
        parts.append(el("circle", cx=number(x), cy=number(top), r="2.5", class_=denied))
    return _grouped(mark, *parts)


def _grouped(mark: _Mark, *parts: Html) -> Html:
    return el("g", el("title", mark.text), *parts)


def _numeral(mark: _Mark, y: float) -> Html:
    return el("text", mark.label, x=number(mark.label_x), y=number(y), class_="number")

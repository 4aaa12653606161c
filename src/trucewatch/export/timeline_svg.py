"""A line of time as a picture: one SVG file that asks for nothing outside of itself.

Surely in force is a solid bar, possibly a hatched one; shapes tell marks apart, colours only help.
Time runs to the right in every language, so that pictures in two languages can be compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import count

from trucewatch.data.registry import Registry
from trucewatch.domain.moment import TimeFact
from trucewatch.domain.timeline import Timeline
from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import BOLD, RIGHT_TO_LEFT, drawn, number, put, width, wrapped
from trucewatch.export.time_axis import Axis
from trucewatch.export.timeline_lane import HATCH, SMALL, Frame, grouped, lane_picture
from trucewatch.export.timeline_legend import legend
from trucewatch.export.timeline_marks import Numbered
from trucewatch.export.timeline_notes import Note, Teller, notes

NARROWEST = 320
TICK = 10.0
_MARGIN = 16.0
_LOOKS = """
text {
  font: 11px system-ui, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif; fill: #222
}
.title { font-size: 16px; font-weight: 600 }
.name { font-size: 13px; font-weight: 600 }
.heading { font-weight: 600 }
.number, .tick { font-size: 10px }
.number { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round }
.tick { text-anchor: middle }
.grid, .empty { stroke: #d5d5d5; fill: none }
.known { stroke: #222; stroke-dasharray: 4 3; fill: none }
.nesting { stroke: #999; fill: none }
.surely { fill: #0072b2; stroke: #0072b2 }
.possibly { stroke: #0072b2 }
.flag { fill: #222 }
.change { fill: #e69f00; stroke: #222 }
.cut { stroke: #b02e0c; stroke-width: 2.5; fill: none }
.due { fill: #fff; stroke: #222; stroke-width: 1.2 }
.stem { stroke: #222; stroke-width: 0.7; fill: none }
.tine { stroke: #222; fill: none }
.range { stroke: #222; stroke-width: 2.5; fill: none }
.account { fill: #222; stroke: #222 }
.denied { fill: #fff; stroke: #222; stroke-width: 1.2 }
"""


def timeline_svg(line: Timeline, registry: Registry, *, lang: str = "en", wide: int = 960) -> bytes:
    """The picture of a line of time, in pixels at 96 to the inch.

    Args:
        registry: names of actors.
        lang: `en`, `ru` or `ar`; in Arabic text runs from the right, time does not.
        wide: pixels, at least 320; names and notes break where they have to.
    """
    clock = line.lanes[0].time_zone if line.lanes else "UTC"
    tell = Teller(lang, clock, _names(registry, lang))
    frame = _frame(line, clock, lang, max(wide, NARROWEST))
    head, y = _head(line, frame, tell)
    body: list[Html] = []
    told: list[tuple[str, Numbered]] = []
    grid_top = y
    first = 1
    y += 18
    for lane in line.lanes:
        own = Teller(lang, lane.time_zone, tell.name_of)
        numbered = tuple(_numbered(notes(lane, own), first))
        first += sum(1 for note, _ in numbered if note is not None)
        made = lane_picture(lane, numbered, frame, tell=own, top=y)
        body.append(made.markup)
        y += made.high + 10
        name = lane.name_in(lang)
        apart = lane.time_zone != clock
        zone = f" ({tell.label('clock_of', zone=lane.time_zone)})" if apart else ""
        told.append((f"{name}{zone}", numbered))
    grid = _grid(frame, grid_top, y, known_at=line.known_at) if line.lanes else None
    key, y = legend(frame, tell, y + 6)
    written, y = _notes(told, frame, y + 4)
    return _page(line, tell, (frame.wide, y + _MARGIN), drawn(grid, head, *body, key, written))


def _numbered(told: Iterable[Note], first: int) -> Iterator[tuple[int | None, Note]]:
    """Notes with a number where they have marks to carry it."""
    numbers = count(first)
    yield from ((next(numbers) if one.signs else None, one) for one in told)


def _names(registry: Registry, lang: str) -> Callable[[str], str]:
    return lambda actor: registry.name_of(actor, lang)


def _page(line: Timeline, tell: Teller, size: tuple[float, float], content: Html) -> bytes:
    title = tell.label("title")
    wide, high = map(number, size)
    hatch = el(
        "pattern",
        el("rect", width="5", height="5", fill="#fff"),
        el("path", d="M0,0V5", stroke="#0072b2", stroke_width="3"),
        id=HATCH,
        width="5",
        height="5",
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    page = el(
        "svg",
        *("\n", el("title", title, id="tw-title")),
        *("\n", el("desc", " ".join(_described(line, tell)), id="tw-desc")),
        *("\n", el("style", Html(_LOOKS))),
        *("\n", el("defs", hatch)),
        *("\n", el("rect", width="100%", height="100%", fill="#fff"), "\n"),
        *(content, "\n"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {high}",
        width=wide,
        height=high,
        lang=tell.lang,
        role="img",
        aria_labelledby="tw-title tw-desc",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{page}\n'.encode()


def _described(line: Timeline, tell: Teller) -> Iterator[str]:
    """The picture in words, for those who hear it."""
    for lane in line.lanes:
        own = Teller(tell.lang, lane.time_zone, tell.name_of)
        told = [
            f"{label}: {own.label('between').join(map(own.span, spans)) or own.label('never')}"
            for label, spans in grouped(lane.held, own)
        ]
        yield f"{lane.name_in(tell.lang)} — {'. '.join(told)}."
    if not line.lanes:
        yield tell.label("nothing")


def _frame(line: Timeline, clock: str, lang: str, wide: float) -> Frame:
    column = min(150.0, wide * 0.24)
    left, right = _MARGIN, wide - _MARGIN
    # A bar that goes on has a point, which needs room at the right.
    left, right = (left, right - column) if lang in RIGHT_TO_LEFT else (left + column, right - 6)
    start, end = _shown(line)
    return Frame(wide, _MARGIN, Axis(start, end, left, right, clock), lang)


def _shown(line: Timeline) -> tuple[dt.datetime, dt.datetime]:
    """What was asked for, else everything that has a moment and a little around it."""
    told = [at for lane in line.lanes for fact in lane.facts() for at in _moments(fact)]
    told += [
        at
        for lane in line.lanes
        for held in lane.held
        for span in held.spans
        for at in (span.start, span.end)
        if at is not None
    ]
    told = told or [
        line.known_at or line.since or line.until or dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    ]
    around = max((max(told) - min(told)) / 25, dt.timedelta(hours=6))
    start, end = line.since or min(told) - around, line.until or max(told) + around
    return (start, end) if start < end else (start, start + around)


def _moments(fact: TimeFact) -> Iterator[dt.datetime]:
    yield from (at for at in (fact.at, fact.until) if at is not None)


def _head(line: Timeline, frame: Frame, tell: Teller) -> tuple[Html, float]:
    y = _MARGIN + 14
    parts = [put(frame.beginning(), y, tell.label("title"), frame.lang, class_="title")]
    said = [tell.label("clock", zone=tell.clock)] if line.lanes else [tell.label("nothing")]
    if line.known_at is not None:
        said[:0] = [tell.label("known_at", at=tell.at(line.known_at))]
    if line.not_yet_announced:
        said.append(tell.label("not_yet", which=", ".join(line.not_yet_announced)))
    for sentence in said:
        for part in wrapped(sentence, SMALL, frame.room()):
            y += 15
            parts.append(put(frame.beginning(), y, part, frame.lang))
    return drawn(*parts), y + 8


def _grid(frame: Frame, top: float, bottom: float, *, known_at: dt.datetime | None) -> Html:
    """Round moments with a line down through every lane; all beyond `known_at` was to come."""
    parts = []
    if known_at is not None and frame.axis.holds(known_at):
        line = f"M{number(frame.axis.x(known_at))},{number(top + 13)}V{number(bottom)}"
        parts.append(el("path", d=line, class_="known"))
    for tick in frame.axis.ticks(frame.lang, _tick_width):
        half = width(tick.text, TICK) / 2 + 2
        x = min(max(tick.x, half), frame.wide - half)
        parts.append(put(x, top + 8, tick.text, frame.lang, class_="tick"))
        line = f"M{number(tick.x)},{number(top + 13)}V{number(bottom)}"
        parts.append(el("path", d=line, class_="grid"))
    return el("g", "\n", drawn(*parts), "\n")


def _tick_width(text: str) -> float:
    return width(text, TICK)


def _notes(told: list[tuple[str, Numbered]], frame: Frame, top: float) -> tuple[Html, float]:
    """Every note below the picture, under the name of its agreement."""
    parts: list[Html] = []
    y = top
    for name, numbered in told:
        y += 6
        for line in wrapped(name, SMALL * BOLD, frame.room()):
            y += 14
            parts.append(put(frame.beginning(), y, line, frame.lang, class_="heading"))
        for note, one in numbered:
            for line in wrapped(
                f"{note}. {one.text}" if note else f"· {one.text}", SMALL, frame.room()
            ):
                y += 14
                parts.append(put(frame.beginning(), y, line, frame.lang))
    return drawn(*parts), y

"""One agreement of a line of time as a picture: its name, its marks, a bar for each reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.domain.finding import Certainty
from trucewatch.domain.timeline import Held, HeldSpan, Lane
from trucewatch.export import timeline_marks as marks
from trucewatch.export.markup import Html, el
from trucewatch.export.svg_text import BOLD, RIGHT_TO_LEFT, drawn, number, put, wrapped
from trucewatch.export.time_axis import Axis
from trucewatch.export.timeline_marks import Drawn, Numbered
from trucewatch.export.timeline_notes import Teller

INDENT, BAR, GAP = 14, 12, 7
NAME, SMALL = 13.0, 11.0
HATCH = "tw-hatch"
TEXT_ALONE = "text"
"""The one reading of terms for which nobody keeps a list of their own."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a picture puts things, in pixels.

    Args:
        wide: of the whole picture.
        margin: free at both sides.
        axis: where time runs; the words of each bar stand beside it.
    """

    wide: float
    margin: float
    axis: Axis
    lang: str

    def beginning(self, depth: int = 0) -> float:
        """Where a line of text begins: from the left, in Arabic from the right."""
        aside = self.margin + depth * INDENT
        return self.wide - aside if self.lang in RIGHT_TO_LEFT else aside

    def room(self, depth: int = 0) -> float:
        """How long a line of text may be."""
        return self.wide - 2 * self.margin - depth * INDENT

    def beside(self, depth: int = 0) -> float:
        """How much room there is beside the axis."""
        return self.wide - 2 * self.margin - (self.axis.right - self.axis.left) - depth * INDENT


def lane_picture(
    lane: Lane, numbered: Numbered, frame: Frame, *, tell: Teller, top: float
) -> Drawn:
    """A lane from `top` down.

    Args:
        numbered: its notes with the numbers that their marks carry.
    """
    parts: list[Html] = []
    y = top
    for line in wrapped(lane.name_in(frame.lang), NAME * BOLD, frame.room(lane.depth)):
        y += NAME + 4
        parts.append(put(frame.beginning(lane.depth), y, line, frame.lang, class_="name"))
    y += 6
    above = marks.upper(numbered, frame.axis, y)
    y += above.high
    bars = _bars(lane, frame, tell, y)
    y += bars.high
    below = marks.lower(numbered, frame.axis, y)
    y += below.high
    parts += [bars.markup, above.markup, below.markup]
    if lane.depth:
        parts.append(_nesting(lane.depth, frame, top, y))
    return Drawn(el("g", "\n", drawn(*parts), "\n"), y - top)


def _nesting(depth: int, frame: Frame, top: float, bottom: float) -> Html:
    """A line beside what nests in the agreement above."""
    aside = -INDENT / 2 if frame.lang not in RIGHT_TO_LEFT else INDENT / 2
    x = number(frame.beginning(depth) + aside)
    return el("path", d=f"M{x},{number(top + 4)}V{number(bottom)}", class_="nesting")


def _bars(lane: Lane, frame: Frame, tell: Teller, top: float) -> Drawn:
    """A bar for each reading; readings that say the same share one."""
    parts: list[Html] = []
    y = top
    for label, spans in grouped(lane.held, tell):
        lines = list(wrapped(label, SMALL, frame.beside(lane.depth) - 8))
        x = frame.beginning(lane.depth)
        parts += [
            put(x, y + 10 + n * 13, line, frame.lang, class_="reading")
            for n, line in enumerate(lines)
        ]
        parts.append(_bar(label, spans, frame.axis, tell=tell, y=y))
        y += max(BAR, 13 * len(lines)) + GAP
    return Drawn(drawn(*parts), y - GAP + 2 - top)


def grouped(held: Sequence[Held], tell: Teller) -> Iterator[tuple[str, tuple[HeldSpan, ...]]]:
    """Each stretch of time with those who read it so, in the order of the agreement."""
    by_spans: dict[tuple[HeldSpan, ...], list[str]] = {}
    for one in held:
        by_spans.setdefault(one.spans, []).append(one.reading)
    for spans, who in by_spans.items():
        if len(who) == len(held) > 1:
            yield tell.label("all_readings"), spans
        elif who == [TEXT_ALONE]:
            yield tell.label("text"), spans
        else:
            yield tell.label("comma").join(map(tell.name_of, who)), spans


def _bar(label: str, spans: Sequence[HeldSpan], axis: Axis, *, tell: Teller, y: float) -> Html:
    told = tell.label("between").join(map(tell.span, spans)) or tell.label("never")
    middle = number(y + BAR / 2)
    line = el("path", d=f"M{number(axis.left)},{middle}H{number(axis.right)}", class_="empty")
    shown = [one for one in spans if one.touches(axis.start, axis.end)]
    parts = [_piece(one, axis, y) for one in shown]
    return el("g", el("title", f"{label}: {told}"), line, *parts)


def _piece(span: HeldSpan, axis: Axis, y: float) -> Html:
    """A stretch, at least 2 pixels wide; with a point where it goes on beyond the axis."""
    left, right = axis.x(span.start, axis.left), axis.x(span.end, axis.right)
    right = max(right, left + 2)
    shape = f"M{number(left)},{number(y)}H{number(right)}"
    beyond = span.end is None or span.end > axis.end
    shape += f"l5,{number(BAR / 2)}l-5,{number(BAR / 2)}" if beyond else f"v{BAR}"
    sure = span.certainty is Certainty.SURELY
    fill = None if sure else f"url(#{HATCH})"
    path = f"{shape}H{number(left)}z"
    return el("path", d=path, fill=fill, class_="surely" if sure else "possibly")

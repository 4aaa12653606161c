"""The marks of figures in a plot: zero, no data and refused look different from one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.conversion import Conversion
from trucewatch.domain.count_claim import CountClaim
from trucewatch.export import count_wording as wording
from trucewatch.export.count_wording import label

INK, SOFT, RED, GREEN, PALE = "#22201c", "#6a655c", "#a3261b", "#2e6b3a", "#f1efe9"
DASHES = (0, (3, 1.5))
SERIES = ("#2b5a8a", "#8a5a00", "#6b3f86", "#1f7a7a", "#7a4b5a")
"""Told apart also by people who see few colours; neither side has a colour of its own."""
MOST_LABELS = 40
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Span = tuple[float, float]
HATCH = {Told.NO_DATA: "///", Told.REFUSED: "xxx"}


@dataclass(frozen=True, slots=True)
class Pen:
    """How the figures of one series are drawn.

    Args:
        top: the greatest figure of all panels.
        labelled: whether each figure is written at its mark.
        clock: of the axis of time.
        aside: write figures beside their marks, not above them, where another series does that.
    """

    colour: str
    top: float
    lang: str
    labelled: bool
    clock: dt.tzinfo
    aside: bool = False

    def local(self, at: dt.datetime) -> float:
        """An instant as the axis counts it: days of its clock since 1970."""
        offset = at.astimezone(self.clock).utcoffset() or dt.timedelta()
        return (at - EPOCH + offset) / dt.timedelta(days=1)


def draw_claim(ax: Axes, claim: CountClaim, pen: Pen, *, wrong: bool) -> None:
    """One figure at its time; one that contradicts others of its claimant is marked."""
    span = _span(claim, pen)
    if span is None:
        return
    if claim.total.told in HATCH:
        _without_number(ax, claim.total, span, pen)
        return
    if claim.running:
        _point(ax, span[1], claim.total, pen, marker="D")
        at = span[1]
    elif claim.confirms is not None:
        at = _middle(span)
        _point(ax, at, claim.total, pen, marker="s")
    else:
        at = _middle(span)
        _period(ax, claim, span, pen)
    if pen.labelled or wrong:
        _write(ax, at, claim, pen, wrong=wrong)


def is_drawn(claim: CountClaim) -> bool:
    """Whether a figure tells a time at which it can stand."""
    return claim.window is not None and claim.window.end is not None


def _span(claim: CountClaim, pen: Pen) -> Span | None:
    """Start and end on the axis; a figure whose start is open stands at its end."""
    if claim.window is None or claim.window.end is None:
        return None
    end = pen.local(claim.window.end)
    return pen.local(claim.window.start) if claim.window.start else end, end


def _middle(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _height(amount: Amount) -> float:
    """Where a mark stands: the side that is known, the upper one of both; N/K on the floor."""
    return float(amount.high if amount.high is not None else amount.low or 0)


def _period(ax: Axes, claim: CountClaim, span: Span, pen: Pen) -> None:
    total, high = claim.total, _height(claim.total)
    low = total.low if total.low is not None else high
    placed = claim.stretch is not None
    if total.has_number and not total.exact:
        ax.fill_between(span, low or 0, high, color=pen.colour, alpha=0.3, linewidth=0)
    ax.fill_between(span, 0, high, color=pen.colour, alpha=0.12, linewidth=0)
    style = ("-" if placed else (0, (4, 2))) if total.has_number else (0, (1, 2))
    ax.plot(span, (high, high), color=pen.colour, linestyle=style, linewidth=1.8)
    _point(ax, _middle(span), total, pen, marker="o")


def _point(ax: Axes, at: float, amount: Amount, pen: Pen, *, marker: str) -> None:
    """A mark: hollow for zero and for what is not known, an arrow where a side is open."""
    hollow = amount.told is Told.ZERO or not amount.has_number
    if amount.has_number and amount.high is None:
        marker = "^"
    elif amount.has_number and amount.low is None:
        marker = "v"
    ax.plot(
        (at,),
        (_height(amount),),
        marker=marker,
        markersize=6 if hollow else 4.5,
        color=pen.colour,
        markerfacecolor="white" if hollow else pen.colour,
        clip_on=False,
        zorder=3,
    )


def _without_number(ax: Axes, amount: Amount, span: Span, pen: Pen) -> None:
    """A hatched band along the floor with its word: neither a zero nor a gap."""
    height = pen.top * 0.16
    ax.fill_between(
        span,
        0,
        height,
        facecolor=PALE,
        edgecolor=SOFT,
        hatch=HATCH[amount.told],
        linewidth=0.6,
    )
    ax.annotate(
        wording.amount(amount, pen.lang),
        (_middle(span), height),
        xytext=(0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=7,
        color=SOFT,
    )


def _write(ax: Axes, at: float, claim: CountClaim, pen: Pen, *, wrong: bool) -> None:
    told = wording.figure(claim, pen.lang)
    ax.annotate(
        f"{told} ≠" if wrong else told,
        (at, _height(claim.total)),
        xytext=(6, 0) if pen.aside else (0, 5),
        textcoords="offset points",
        ha="left" if pen.aside else "center",
        va="center" if pen.aside else "bottom",
        fontsize=8,
        color=RED if wrong else INK,
        fontweight="bold" if wrong else "normal",
    )


def draw_conversion(ax: Axes, one: Conversion, pen: Pen, step: int) -> None:
    """A figure that was worked out here, as a box that no claim has.

    Args:
        step: how many lines above its box it is named, so that names do not cover one another.
    """
    closed = one.window.closed
    if closed is None:
        return
    span = pen.local(closed[0]), pen.local(closed[1])
    high = _height(one.amount) if one.amount else pen.top * 0.16
    looks: dict[str, Any] = {
        "facecolor": "none",
        "edgecolor": GREEN,
        "hatch": None if one.amount else "...",
    }
    ax.fill_between(span, 0, high, linestyle=DASHES, linewidth=1.2, **looks)
    told = label("not_convertible", pen.lang)
    told = wording.amount(one.amount, pen.lang) if one.amount else told
    ax.annotate(
        f"{one.rule}: {told}",
        (_middle(span), high),
        xytext=(0, 2 + 9 * step),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=7,
        color=GREEN,
    )


def connect(ax: Axes, claims: Iterable[CountClaim], pen: Pen) -> None:
    """A thin line through running totals of one start, by time."""
    found: dict[float, list[tuple[float, float]]] = {}
    for one in claims:
        span = _span(one, pen)
        if one.running and span is not None and one.total.has_number:
            found.setdefault(span[0], []).append((span[1], _height(one.total)))
    for points in found.values():
        line = sorted(points)
        ax.plot([x for x, _ in line], [y for _, y in line], color=pen.colour, linewidth=0.8)


def legend(lang: str, *, used: Sequence[str]) -> list[Artist]:
    """What the marks that are used stand for, in a fixed order."""
    grey: dict[str, Any] = {"color": SOFT, "linewidth": 1.8}
    marks: dict[str, Artist] = {
        "period_mark": Line2D([], [], marker="o", markersize=4.5, **grey),
        "placed_mark": Line2D([], [], marker="o", markersize=4.5, linestyle=(0, (4, 2)), **grey),
        "running_mark": Line2D([], [], marker="D", markersize=4.5, color=SOFT, linewidth=0.8),
        "zero_mark": Line2D([], [], marker="o", markerfacecolor="white", markersize=6, **grey),
        "no_data": Patch(facecolor=PALE, edgecolor=SOFT, hatch=HATCH[Told.NO_DATA]),
        "refused": Patch(facecolor=PALE, edgecolor=SOFT, hatch=HATCH[Told.REFUSED]),
        "unknown_mark": Line2D(
            [], [], marker="o", markerfacecolor="white", linestyle=(0, (1, 2)), **grey
        ),
        "contradiction_mark": Line2D(
            [], [], marker="$≠$", markersize=7, markeredgewidth=0.3, color=RED, linestyle="none"
        ),
        "conversion_mark": Patch(facecolor="none", edgecolor=GREEN, linestyle=DASHES),
    }
    for key, mark in marks.items():
        mark.set_label(label(key, lang))
    return [mark for key, mark in marks.items() if key in used]

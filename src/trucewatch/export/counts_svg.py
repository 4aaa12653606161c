"""Rival counts as a plot: a panel a claimant, one axis of time, never a sum.

All panels share the scale of figures too, so that no claimant looks larger than its figures are.
Letters are drawn as outlines: the picture needs no font, and Arabic is joined and ordered right.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from trucewatch.data.zones import zone
from trucewatch.domain.amount import Told
from trucewatch.domain.compliance import Claimant
from trucewatch.domain.count_check import Outcome
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.domain.time import UTC, TimeRange
from trucewatch.export import count_wording as wording
from trucewatch.export.count_wording import RIGHT_TO_LEFT, label
from trucewatch.export.counts_marks import (
    INK,
    MOST_LABELS,
    SERIES,
    SOFT,
    Pen,
    connect,
    draw_claim,
    draw_conversion,
    is_drawn,
    legend,
)

LOOKS: dict[Any, Any] = {
    "svg.hashsalt": "trucewatch",
    "svg.fonttype": "path",
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "hatch.linewidth": 0.6,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "date.autoformatter.year": "%Y",
    "date.autoformatter.month": "%Y-%m",
    "date.autoformatter.day": "%Y-%m-%d",
    "date.autoformatter.hour": "%m-%d %H:%M",
    "date.autoformatter.minute": "%m-%d %H:%M",
}
WIDE, PANEL, AROUND = 9.6, 1.75, 1.5
"""Inches: width, height of a panel, and of what stands around the panels."""


def counts_svg(made: RivalCounts, *, lang: str = "en") -> bytes:
    """The plot; the same counts give the same bytes.

    Args:
        lang: `en`, `ru` or `ar`. Time runs to the right in every language.

    Returns:
        UTF-8 SVG without a date. Figures that tell no time are named in their panel, not drawn.
    """
    with mpl.rc_context():
        # What a person set for plots of their own must not change this one.
        mpl.rcdefaults()
        mpl.rcParams.update(LOOKS)
        figure = _figure(made, lang)
        page = io.BytesIO()
        title = label("title", lang)
        told = {"Date": None, "Creator": "Trucewatch", "Title": title}
        figure.savefig(page, format="svg", metadata=told)
    return page.getvalue()


def _figure(made: RivalCounts, lang: str) -> Figure:
    panels = max(len(made.claimants), 1)
    figure = Figure(figsize=(WIDE, PANEL * panels + AROUND), layout="constrained")
    side = _side(lang)
    x = 0.99 if side == "right" else 0.01
    figure.suptitle(label("title", lang), x=x, ha=side, fontsize=12, fontweight="bold")
    axes = figure.subplots(panels, 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    name, clock = _clock(made)
    pen = Pen(INK, _top(made), lang, labelled=True, clock=clock)
    for who, ax in zip(made.claimants, axes, strict=False):
        _panel(ax, who, made, pen)
    _time_axis(axes[-1], made, pen, name)
    axes[0].set_ylim(0, pen.top * 1.3)
    axes[0].yaxis.set_major_locator(MaxNLocator(4, integer=True))
    marks = legend(lang, used=tuple(_used(made)))
    if marks:
        figure.legend(handles=marks, loc="outside lower center", ncols=3, frameon=False)
    return figure


def _side(lang: str) -> Literal["left", "right"]:
    """Where lines begin."""
    return "right" if lang in RIGHT_TO_LEFT else "left"


def _top(made: RivalCounts) -> float:
    """The greatest figure that is drawn, told or converted, at least 1."""
    amounts = [one.total for one in made.claims if is_drawn(one)]
    amounts += [one.amount for one in made.conversions if one.amount]
    return float(max([1, *(one.high or one.low or 0 for one in amounts)]))


def _panel(ax: Axes, who: Claimant, made: RivalCounts, plain: Pen) -> None:
    claims = [one for one in made.claims if one.claimant == who.id]
    name = wording.claimant(who.id, who.name, plain.lang)
    ax.set_title(name, loc=_side(plain.lang), fontsize=9, fontweight="bold")
    wrong = {one.claims[0] for one in made.checks if one.outcome is Outcome.CONTRADICTS}
    few = len(claims) <= MOST_LABELS
    for number, key in enumerate(dict.fromkeys((one.accused, one.unit) for one in claims)):
        own = [one for one in claims if (one.accused, one.unit) == key]
        colour = SERIES[number % len(SERIES)]
        pen = replace(plain, colour=colour, labelled=few, aside=bool(number % 2))
        connect(ax, own, pen)
        for one in own:
            draw_claim(ax, one, pen, wrong=one.id in wrong)
        _name(ax, own[0], pen, number)
    worked_out = [one for one in made.conversions if one.observer == who.id]
    for step, conversion in enumerate(worked_out):
        draw_conversion(ax, conversion, plain, step % 4)
    _not_drawn(ax, claims, plain.lang)


def _name(ax: Axes, claim: CountClaim, pen: Pen, number: int) -> None:
    """What a series counts and whom it accuses, in its colour, on the side away from the title."""
    told = f"{wording.unit(claim.unit, pen.lang)} · {wording.accused(claim, pen.lang)}"
    right = pen.lang not in RIGHT_TO_LEFT
    ax.text(
        1 if right else 0,
        1.02 + 0.12 * number,
        told,
        transform=ax.transAxes,
        ha="right" if right else "left",
        va="bottom",
        fontsize=7.5,
        color=pen.colour,
    )


def _not_drawn(ax: Axes, claims: Sequence[CountClaim], lang: str) -> None:
    lost = [one for one in claims if not is_drawn(one)]
    if lost:
        told = ", ".join(
            f"{wording.figure(one, lang)} {wording.unit(one.unit, lang)}" for one in lost
        )
        ax.text(
            0.5, 0.5, label("not_drawn", lang).format(figures=told), transform=ax.transAxes,
            ha="center", va="center", fontsize=8, color=SOFT, wrap=True,
        )  # fmt: skip


def _clock(made: RivalCounts) -> tuple[str, dt.tzinfo]:
    """The clock of all windows; UTC where they differ, so that no side's is preferred."""
    names = {window.zone for window in _windows(made)}
    name = next(iter(names)) if len(names) == 1 else None
    return name or "UTC", zone(name) if name else UTC


def _windows(made: RivalCounts) -> list[TimeRange]:
    told = [one.window for one in made.claims if one.window is not None]
    return told + [one.window for one in made.conversions]


def _time_axis(ax: Axes, made: RivalCounts, pen: Pen, name: str) -> None:
    """From the first period to the last end; a running total stands at its end alone."""
    starts = [one.window.start for one in made.claims if one.window and not one.running]
    starts += [one.window.start for one in made.conversions]
    ends = [one.end for one in _windows(made)]
    known = [pen.local(at) for at in (*starts, *ends) if at is not None]
    ax.xaxis_date()
    if known:
        margin = max((max(known) - min(known)) * 0.04, 1 / 24)
        ax.set_xlim(min(known) - margin, max(known) + margin)
    ax.set_xlabel(f"{label('time', pen.lang)} ({name})")


def _used(made: RivalCounts) -> Iterator[str]:
    """Keys of the marks that appear."""
    for one in made.claims:
        if not is_drawn(one):
            continue
        if one.total.told in {Told.NO_DATA, Told.REFUSED}:
            yield one.total.told.value
        elif one.running:
            yield "running_mark"
        elif not one.total.has_number:
            yield "unknown_mark"
        elif one.total.told is Told.ZERO:
            yield "zero_mark"
        else:
            yield "period_mark" if one.stretch else "placed_mark"
    if any(one.outcome is Outcome.CONTRADICTS for one in made.checks):
        yield "contradiction_mark"
    if made.conversions:
        yield "conversion_mark"

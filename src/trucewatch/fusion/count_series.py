"""The arithmetic of one claimant over time: periods before, running totals, windows that overlap.

Only figures of one series are held against one another: the same claimant, accused, unit and
counting rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.domain.amount import summed
from trucewatch.domain.count_check import CountCheck, Figure, Outcome
from trucewatch.domain.count_claim import CountClaim
from trucewatch.fusion.count_checks import (
    at_most,
    change_check,
    compared,
    differing,
    exceeds,
    figures,
)

Stretch = tuple[dt.datetime, dt.datetime]


def series_of(claims: Iterable[CountClaim]) -> tuple[tuple[CountClaim, ...], ...]:
    """Claims that may be held against one another, each series in the order given."""
    found: dict[object, list[CountClaim]] = {}
    for one in claims:
        if one.confirms is None:
            key = (one.claimant, one.accused, one.unit, one.rule)
            found.setdefault(key, []).append(one)
    return tuple(map(tuple, found.values()))


def series_checks(series: Sequence[CountClaim]) -> Iterator[CountCheck]:
    """Every check that the figures of one series allow, by claim as given."""
    for number, claim in enumerate(series):
        yield from _twice(claim, series[:number])
        yield from _previous(claim, series)
        yield from _running(claim, series)
        tiles = _tiles(claim, series)
        yield from _stretches(claim, tiles)
        yield from _overlaps(claim, series, tiled={one.id for one in tiles})


def _twice(claim: CountClaim, earlier: Sequence[CountClaim]) -> Iterator[CountCheck]:
    """The first figure that was told before for the same window."""
    for one in earlier:
        alike = slot(one) == slot(claim) and one.cadence is claim.cadence
        if alike and claim.window is not None:
            yield CountCheck(
                code="told_twice",
                outcome=compared(claim.total, one.total),
                claims=(claim.id, one.id),
                figures=figures(
                    {"total": (claim.total, claim.id), "told_before": (one.total, one.id)}
                ),
                facts={
                    "total": str(claim.total),
                    "before": str(one.total),
                    **differing(claim.total, one.total),
                },
            )
            return


def slot(claim: CountClaim) -> tuple[object, ...]:
    """Which stretch of time a claim is about, whatever clock it was told on."""
    window = claim.window
    return (window and window.start, window and window.end, claim.length_h)


def _previous(claim: CountClaim, series: Sequence[CountClaim]) -> Iterator[CountCheck]:
    before = next((one for one in series if _comes_before(one, claim)), None)
    if claim.previous is None:
        if claim.change is not None and before is not None:
            yield change_check(claim, before.total, before.id)
        return
    told = {"previous": (claim.previous, claim.id)}
    if before is None:
        yield CountCheck(
            code="previous",
            outcome=Outcome.CANNOT_TELL,
            claims=(claim.id,),
            figures=figures(told),
            facts={"previous": str(claim.previous)},
        )
        return
    yield CountCheck(
        code="previous",
        outcome=compared(claim.previous, before.total),
        claims=(claim.id, before.id),
        figures=figures({**told, "told_then": (before.total, before.id)}),
        facts={
            "previous": str(claim.previous),
            "then": str(before.total),
            **differing(claim.previous, before.total),
        },
    )


def _comes_before(one: CountClaim, claim: CountClaim) -> bool:
    """Whether a period of the same length ends where the other begins."""
    length = claim.length_h
    if one.running or claim.running or length is None or one.length_h != length:
        return False
    if one.window is None or claim.window is None or one.window.start is None:
        return False
    alike = one.window.hours() == claim.window.hours()
    return alike and one.window.start + dt.timedelta(hours=length) == claim.window.start


def _running(claim: CountClaim, series: Sequence[CountClaim]) -> Iterator[CountCheck]:
    """A running total against the last one before it: it never falls."""
    if not claim.running or claim.window is None or claim.window.end is None:
        return
    end, start = claim.window.end, claim.window.start
    before = [
        (one.window.end, one)
        for one in series
        if one.running and one.window and one.window.start == start
        if one.window.end is not None and one.window.end < end and one.total.has_number
    ]
    if not before or not claim.total.has_number:
        return
    last = max(before, key=lambda pair: pair[0])[1]
    yield CountCheck(
        code="running",
        outcome=at_most(last.total, claim.total),
        claims=(claim.id, last.id),
        figures=figures({"total": (claim.total, claim.id), "total_before": (last.total, last.id)}),
        facts={
            "total": str(claim.total),
            "before": str(last.total),
            **differing(claim.total, last.total),
        },
    )


def _tiles(claim: CountClaim, series: Sequence[CountClaim]) -> tuple[CountClaim, ...]:
    """Shorter claims that fill the stretch of a claim from end to end, () where none do.

    The longest that fits is tried first, so that yesterday's running total and today's figure are
    preferred to all the days one by one.
    """
    whole = claim.stretch
    if whole is None:
        return ()
    begins: dict[dt.datetime, list[tuple[Stretch, CountClaim]]] = {}
    for one in series:
        stretch = one.stretch
        if stretch and stretch != whole and _holds(whole, stretch):
            begins.setdefault(stretch[0], []).append((stretch, one))
    for starting in begins.values():
        starting.sort(key=lambda pair: pair[0][1], reverse=True)
    return _filled(whole, begins)


def _filled(
    whole: Stretch, begins: dict[dt.datetime, list[tuple[Stretch, CountClaim]]]
) -> tuple[CountClaim, ...]:
    dead: set[dt.datetime] = set()
    chain: list[tuple[Stretch, CountClaim]] = []
    at = whole[0]
    while at != whole[1]:
        step = next((pair for pair in begins.get(at, ()) if pair[0][1] not in dead), None)
        if step is not None:
            chain.append(step)
            at = step[0][1]
            continue
        dead.add(at)
        if not chain:
            return ()
        at = chain.pop()[0][0]
    return tuple(one for _, one in chain)


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _stretches(claim: CountClaim, tiles: Sequence[CountClaim]) -> Iterator[CountCheck]:
    if not tiles:
        return
    made = summed(tuple(one.total for one in tiles))
    yield CountCheck(
        code="stretches",
        outcome=compared(made, claim.total),
        claims=(claim.id, *(one.id for one in tiles)),
        figures=(
            *(Figure(what="stretch", amount=one.total, claim=one.id) for one in tiles),
            Figure(what="sum_of_stretches", amount=made),
            Figure(what="total", amount=claim.total, claim=claim.id),
        ),
        facts={
            "stretches": " + ".join(str(one.total) for one in tiles),
            "sum": str(made),
            "total": str(claim.total),
            **differing(made, claim.total),
        },
    )


def _overlaps(
    claim: CountClaim, series: Sequence[CountClaim], *, tiled: set[str]
) -> Iterator[CountCheck]:
    """Periods that share time with this one and begin no earlier, each pair once."""
    mine = claim.stretch
    if mine is None or claim.running:
        return
    for one in series:
        its = one.stretch
        if its is None or one.running or one.id in tiled or its == mine:
            continue
        if _holds(mine, its):
            yield _inside(claim, one)
        elif mine[0] < its[0] < mine[1] < its[1]:
            yield CountCheck(
                code="overlap",
                outcome=Outcome.CANNOT_TELL,
                claims=(claim.id, one.id),
                figures=figures({"total": (claim.total, claim.id), "other": (one.total, one.id)}),
                facts={"total": str(claim.total), "other": str(one.total)},
            )


def _inside(claim: CountClaim, inner: CountClaim) -> CountCheck:
    """A part of the time cannot have more than the whole of it."""
    more = exceeds(inner.total, claim.total)
    return CountCheck(
        code="inside",
        outcome=Outcome.CONTRADICTS if more else at_most(inner.total, claim.total),
        claims=(claim.id, inner.id),
        figures=figures({"total": (claim.total, claim.id), "inner": (inner.total, inner.id)}),
        facts={"total": str(claim.total), "inner": str(inner.total)},
    )

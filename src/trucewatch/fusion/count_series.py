"""The arithmetic of one claimant over time: periods before, running totals, windows that overlap.

Only figures of one series are held against one another: the same claimant, accused, unit and
counting rule.
"""

from __future__ import annotations

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
from trucewatch.fusion.count_placed import Placed, slot


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
    placed = Placed.of(series)
    told: dict[tuple[object, ...], CountClaim] = {}
    for claim in series:
        first = told.setdefault((*slot(claim), claim.cadence), claim)
        if first is not claim and claim.window is not None:
            yield _twice(claim, first)
        yield from _previous(claim, placed.before(claim))
        yield from _running(claim, placed.last_total(claim))
        tiles = placed.tiles(claim)
        yield from _stretches(claim, tiles)
        yield from _overlaps(claim, placed, tiled={one.id for one in tiles})


def _twice(claim: CountClaim, before: CountClaim) -> CountCheck:
    """Against the first figure that was told for the same window."""
    return CountCheck(
        code="told_twice",
        outcome=compared(claim.total, before.total),
        claims=(claim.id, before.id),
        figures=figures(
            {"total": (claim.total, claim.id), "told_before": (before.total, before.id)}
        ),
        facts={
            "total": str(claim.total),
            "before": str(before.total),
            **differing(claim.total, before.total),
        },
    )


def _previous(claim: CountClaim, before: CountClaim | None) -> Iterator[CountCheck]:
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


def _running(claim: CountClaim, last: CountClaim | None) -> Iterator[CountCheck]:
    """A running total against the last one before it: it never falls."""
    if last is None or not claim.total.has_number:
        return
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


def _overlaps(claim: CountClaim, placed: Placed, *, tiled: set[str]) -> Iterator[CountCheck]:
    """Periods that share time with this one and begin no earlier, each pair once."""
    mine = claim.stretch
    if mine is None or claim.running:
        return
    for its, one in placed.periods_from(mine):
        if one.id in tiled or its == mine:
            continue
        if its[1] <= mine[1]:
            yield _inside(claim, one)
        elif its[0] > mine[0]:
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

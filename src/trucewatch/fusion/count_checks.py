"""The arithmetic within one claim: its parts against its total, its own period before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trucewatch.domain.amount import Amount, summed
from trucewatch.domain.count_check import CountCheck, Figure, Outcome
from trucewatch.domain.count_claim import Breakdown, CountClaim


def checks_of(claim: CountClaim) -> Iterator[CountCheck]:
    """Every check that the claim allows by itself, breakdowns first."""
    for breakdown in claim.breakdowns:
        yield _parts(claim, breakdown)
    if claim.previous is not None and claim.change is not None:
        yield change_check(claim, claim.previous, claim.id)


def compared(made: Amount, told: Amount) -> Outcome:
    """Whether a number that was worked out is the one that was told.

    It holds where it surely lies within what was told, and contradicts where it surely does not.

    >>> compared(Amount.of(10, 10), Amount.of(11, 11)).value
    'contradicts'
    >>> compared(Amount.of(10, 10), Amount.of(10, None)).value
    'holds'
    >>> compared(Amount.of(10, None), Amount.of(11, 11)).value
    'cannot_tell'
    """
    if not (made.has_number and told.has_number):
        return Outcome.CANNOT_TELL
    if exceeds(made, told) or exceeds(told, made):
        return Outcome.CONTRADICTS
    above = made.low is not None and made.low >= (told.low or 0)
    below = told.high is None or (made.high is not None and made.high <= told.high)
    return Outcome.HOLDS if above and below else Outcome.CANNOT_TELL


def at_most(made: Amount, told: Amount) -> Outcome:
    """Whether a number is no greater than another.

    >>> at_most(Amount.of(3, 3), Amount.of(17, 17)).value, at_most(Amount(), Amount()).value
    ('holds', 'cannot_tell')
    """
    if exceeds(made, told):
        return Outcome.CONTRADICTS
    sure = made.high is not None and told.low is not None and made.high <= told.low
    return Outcome.HOLDS if sure else Outcome.CANNOT_TELL


def exceeds(one: Amount, other: Amount) -> bool:
    """Whether a number is surely greater than another."""
    return one.low is not None and other.high is not None and one.low > other.high


def differing(made: Amount, told: Amount) -> dict[str, str]:
    """By how much, where both are exact: the only number that a check adds."""
    if made.low is None or told.low is None or not (made.exact and told.exact):
        return {}
    return {"difference": str(abs(made.low - told.low))}


def figures(told: Mapping[str, tuple[Amount, str | None]]) -> tuple[Figure, ...]:
    """Figures by what they are, each with the claim it stands in."""
    return tuple(
        Figure(what=what, amount=amount, claim=claim) for what, (amount, claim) in told.items()
    )


def _parts(claim: CountClaim, breakdown: Breakdown) -> CountCheck:
    amounts = tuple(part.amount for part in breakdown.parts)
    total = summed(amounts)
    outcome = compared(total, claim.total) if breakdown.whole else at_most(total, claim.total)
    return CountCheck(
        code="parts_sum" if breakdown.whole else "parts_within",
        outcome=outcome,
        claims=(claim.id,),
        figures=(
            *(Figure(what="part", amount=one, claim=claim.id) for one in amounts),
            Figure(what="sum_of_parts", amount=total),
            Figure(what="total", amount=claim.total, claim=claim.id),
        ),
        facts={
            "by": breakdown.by.value,
            "parts": " + ".join(map(str, amounts)),
            "sum": str(total),
            "total": str(claim.total),
            **differing(total, claim.total),
        },
    )


def change_check(claim: CountClaim, previous: Amount, told_in: str) -> CountCheck:
    """Today's figure against that of the period before and the change that is claimed.

    Args:
        claim: one that tells a change.
        told_in: id of the claim that the figure before stands in.
    """
    change = claim.change or 0
    made = _moved(previous, change)
    return CountCheck(
        code="change",
        outcome=Outcome.CANNOT_TELL if made is None else compared(made, claim.total),
        claims=tuple(dict.fromkeys((claim.id, told_in))),
        figures=figures({"previous": (previous, told_in), "total": (claim.total, claim.id)}),
        facts={
            "previous": str(previous),
            "change": f"{change:+d}",
            "made": "?" if made is None else str(made),
            "total": str(claim.total),
        },
    )


def _moved(previous: Amount, change: int) -> Amount | None:
    """A number changed by so much; None where there is none, or it would fall below zero."""
    bounds = [None if bound is None else bound + change for bound in (previous.low, previous.high)]
    known = [bound for bound in bounds if bound is not None]
    return Amount.of(bounds[0], bounds[1]) if known and min(known) >= 0 else None

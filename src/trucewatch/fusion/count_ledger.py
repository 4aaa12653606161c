"""Claims and observations to the ledger of rival counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trucewatch.domain.compliance import Claimant
from trucewatch.domain.conversion import Conversion
from trucewatch.domain.count_check import CountCheck, Outcome
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.counting import CountingRule
from trucewatch.domain.observation import Observation
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.fusion.count_checks import at_most, checks_of, compared, differing, figures
from trucewatch.fusion.count_convert import converted
from trucewatch.fusion.count_placed import slot
from trucewatch.fusion.count_series import series_checks, series_of
from trucewatch.fusion.count_sets import side_by_side
from trucewatch.fusion.count_windows import windows_for


def rival_counts(
    claims: Sequence[CountClaim],
    observations: Sequence[Observation] = (),
    *,
    known: Sequence[CountingRule] = (),
    asked: Sequence[CountingRule] = (),
) -> RivalCounts:
    """Figures side by side, their arithmetic checked, observations counted by the rules asked for.

    Args:
        known: rules on file; where a claimant's own rows lie behind its figure and its rule is one
            of these, the rows are counted by it and held against the figure.
        asked: rules by which observations are counted for the table.
    """
    conversions = tuple(_conversions(observations, claims, asked))
    return RivalCounts(
        claimants=tuple(_claimants(claims, observations)),
        claims=tuple(claims),
        sets=side_by_side(claims, conversions),
        checks=_checks(claims, observations, known),
        observations=tuple(observations),
        conversions=conversions,
    )


def _claimants(
    claims: Sequence[CountClaim], observations: Sequence[Observation]
) -> Iterator[Claimant]:
    named = [(one.claimant, one.claimant_name) for one in claims]
    named += [(one.observer, one.observer_name) for one in observations]
    names: dict[str, str] = {}
    for who, name in named:
        names.setdefault(who, name)
    yield from (Claimant(id=who, name=name) for who, name in names.items())


def _conversions(
    observations: Sequence[Observation],
    claims: Sequence[CountClaim],
    rules: Sequence[CountingRule],
) -> Iterator[Conversion]:
    for observer in dict.fromkeys(one.observer for one in observations):
        rows = [one for one in observations if one.observer == observer]
        windows = windows_for(rows, claims)
        for rule in rules:
            yield from (converted(rows, rule, window) for window in windows)


def _checks(
    claims: Sequence[CountClaim],
    observations: Sequence[Observation],
    known: Sequence[CountingRule],
) -> tuple[CountCheck, ...]:
    """By claim as given; of one claim, its own arithmetic first."""
    found: dict[str, list[CountCheck]] = {one.id: list(checks_of(one)) for one in claims}
    for series in series_of(claims):
        for check in series_checks(series):
            found[check.claims[0]].append(check)
    seen: dict[str, list[Observation]] = {}
    for row in observations:
        seen.setdefault(row.observer, []).append(row)
    for claim in claims:
        own = seen.get(claim.claimant, ())
        found[claim.id] += [*_confirmed(claim, claims), *_rows(claim, own, known)]
    return tuple(check for checks in found.values() for check in checks)


def _confirmed(claim: CountClaim, claims: Sequence[CountClaim]) -> Iterator[CountCheck]:
    """Nobody can confirm more of a figure than there are in it."""
    if claim.confirms is None:
        return
    of = [
        one
        for one in claims
        if one.claimant == claim.confirms and one.confirms is None and one.unit == claim.unit
        if slot(one) == slot(claim)
    ]
    told = {"confirmed": (claim.total, claim.id)}
    if len(of) != 1:
        yield CountCheck(
            code="confirmed",
            outcome=Outcome.CANNOT_TELL,
            claims=(claim.id,),
            figures=figures(told),
            facts={"confirmed": str(claim.total), "total": "?"},
        )
        return
    yield CountCheck(
        code="confirmed",
        outcome=at_most(claim.total, of[0].total),
        claims=(claim.id, of[0].id),
        figures=figures({**told, "total": (of[0].total, of[0].id)}),
        facts={"confirmed": str(claim.total), "total": str(of[0].total)},
    )


def _rows(
    claim: CountClaim, rows: Sequence[Observation], known: Sequence[CountingRule]
) -> Iterator[CountCheck]:
    """A figure against the claimant's own rows, counted by the claimant's own rule."""
    rule = next((one for one in known if one.tally and one.label == claim.rule), None)
    own = rule is not None and rows and claim.stretch is not None and claim.confirms is None
    if not own or rule is None or claim.window is None or not claim.total.has_number:
        return
    made = converted(rows, rule, claim.window)
    if not made.rows and not made.barring:
        return
    amount = made.amount
    yield CountCheck(
        code="rows",
        outcome=compared(amount, claim.total) if amount else Outcome.CANNOT_TELL,
        claims=(claim.id,),
        figures=figures(
            {
                **({"rows": (amount, None)} if amount else {}),
                "total": (claim.total, claim.id),
            }
        ),
        facts={
            "rows": str(amount) if amount else "?",
            "total": str(claim.total),
            "rule": rule.label,
            **(differing(amount, claim.total) if amount else {}),
        },
    )

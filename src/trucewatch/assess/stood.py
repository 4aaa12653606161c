"""Terms as they stood at some time: who was in them then, what was cut out, which zones held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.membership import Membership


def as_stood(terms: Agreement, at: dt.datetime) -> Agreement:
    """An agreement less the memberships, exclusions, territory and zones of other times.

    A zone or party that was added is left out, with the clauses bound to that zone, where every
    account has that later than `at`; where accounts differ it stays. Moments, amendments and all
    other clauses stay: whether they were in force then is a question of its own.
    """
    later = [one for one in terms.amendments if _all_later(one, at)]
    gone = {one.zone for one in later if one.zone} - {terms.zone}
    amendments = [_members_then(one, at, known=one not in later) for one in terms.amendments]
    return replace(
        terms,
        memberships=tuple(one for one in terms.memberships if _stood(one.start, one.end, at)),
        exclusions=tuple(one for one in terms.exclusions if _stood(one.start, one.end, at)),
        controls=tuple(one for one in terms.controls if _stood(one.start, one.end, at)),
        amendments=_unbroken([one for one in amendments if one is not None], gone),
        zones=tuple(one for one in terms.zones if one.id not in gone),
        clauses=tuple(one for one in terms.clauses if one.zone not in gone),
    )


def _stood(start: dt.datetime | None, end: dt.datetime | None, at: dt.datetime) -> bool:
    return (start is None or start <= at) and (end is None or at < end)


def _all_later(one: Amendment, at: dt.datetime) -> bool:
    return bool(one.effective) and all(fact.at and fact.at > at for fact in one.effective)


def _members_then(one: Amendment, at: dt.datetime, *, known: bool) -> Amendment | None:
    """An amendment with the members it had brought by then; None where it had brought none."""
    if one.kind is not AmendmentKind.ADD_PARTY:
        return one
    joined: tuple[Membership, ...] = ()
    if known:
        joined = tuple(entry for entry in one.memberships if _stood(entry.start, entry.end, at))
    return replace(one, memberships=joined) if joined else None


def _unbroken(amendments: list[Amendment], gone: set[str]) -> tuple[Amendment, ...]:
    """Those whose zone and whose earlier amendment are still there."""
    kept = [one for one in amendments if one.zone is None or one.zone not in gone]
    there = {one.id for one in kept}
    return tuple(one if one.amends in {None, *there} else replace(one, amends=None) for one in kept)

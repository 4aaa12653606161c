"""Terms as they could have been known at some time: what was told later is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from trucewatch.assess.window import known_facts, told_by
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import Clause
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.membership import Membership, MembershipStatus
from trucewatch.domain.moment import TimeFact, Window

BY_THE_TEXT = frozenset({MembershipStatus.BOUND_BY_TEXT, MembershipStatus.GUARANTOR})
"""Ways of belonging that the text itself tells, also for a time to come; all others happen."""


def as_known(terms: Agreement, known_at: dt.datetime | None) -> Agreement | None:
    """An agreement less everything that could not have been known; None where it was itself not.

    Left out are amendments not yet announced with the zones they add and the clauses bound to
    those, accounts of moments told later, announcements and signatures yet to come, declarations,
    refusals and the like yet to be made, and territory yet to be taken. Who left, and what was
    lost, later is still in. The accounts of a start all stay where none of them was told, since
    an agreement has one.

    Args:
        known_at: None knows everything, so the agreement comes back as it is.
    """
    if known_at is None:
        return terms
    if not told_by(terms, known_at):
        return None
    amendments = tuple(
        _amendment(one, known_at) for one in terms.amendments if told_by(one, known_at)
    )
    later = {one.zone for one in terms.amendments if one.zone and not told_by(one, known_at)}
    later -= {terms.zone, *(one.zone for one in amendments)}
    return replace(
        terms,
        announced=come(terms.announced, known_at),
        signed=come(terms.signed, known_at),
        window=_window(terms.window, known_at),
        amendments=_in_order(amendments),
        memberships=members_by(terms.memberships, known_at),
        controls=tuple(
            replace(one, end=one.end if one.end and one.end <= known_at else None)
            for one in terms.controls
            if one.start is None or one.start <= known_at
        ),
        zones=tuple(one for one in terms.zones if one.id not in later),
        clauses=tuple(_clause(one, known_at) for one in terms.clauses if one.zone not in later),
    )


def come(facts: Iterable[TimeFact], known_at: dt.datetime | None) -> tuple[TimeFact, ...]:
    """Accounts of things that are known by happening, less those that had not."""
    told = known_facts(facts, known_at)
    return tuple(one for one in told if known_at is None or one.at is None or one.at <= known_at)


def members_by(entries: Iterable[Membership], known_at: dt.datetime) -> tuple[Membership, ...]:
    """Memberships that had come about, without an end that had not."""
    return tuple(
        one if one.status in BY_THE_TEXT else _still_in(one, known_at)
        for one in entries
        if one.status in BY_THE_TEXT or one.start is None or one.start <= known_at
    )


def _still_in(one: Membership, known_at: dt.datetime) -> Membership:
    return replace(one, end=None) if one.end is not None and one.end > known_at else one


def _window(window: Window, known_at: dt.datetime) -> Window:
    starts = known_facts(window.starts, known_at) or window.starts
    try:
        return Window(starts=starts, ends=known_facts(window.ends, known_at))
    except InvalidValue:
        # What was told by then ends before it starts; only the whole can be shown.
        return window


def _amendment(one: Amendment, known_at: dt.datetime) -> Amendment:
    joined = members_by(one.memberships, known_at)
    if one.kind is AmendmentKind.ADD_PARTY and not joined:
        joined = one.memberships
    return replace(
        one,
        window=None if one.window is None else _window(one.window, known_at),
        effective=known_facts(one.effective, known_at) or one.effective,
        announced=come(one.announced, known_at),
        memberships=joined,
    )


def _in_order(amendments: tuple[Amendment, ...]) -> tuple[Amendment, ...]:
    """One that changes an amendment not told yet stands by itself until that is told."""
    there = {one.id for one in amendments}
    return tuple(
        one if one.amends is None or one.amends in there else replace(one, amends=None)
        for one in amendments
    )


def _clause(one: Clause, known_at: dt.datetime) -> Clause:
    return replace(
        one,
        window=None if one.window is None else _window(one.window, known_at),
        deadline=known_facts(one.deadline, known_at),
    )

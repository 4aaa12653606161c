"""The packaged agreements, whole or as they stood."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trucewatch.assess.window import announced
from trucewatch.data.agreement_files import Agreements
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.membership import Membership
from trucewatch.domain.moment import TimeFact, Window


def agreements() -> tuple[Agreement, ...]:
    """Every packaged agreement, in the order of their files' names."""
    return tuple(Agreements.packaged())


def agreement_as_of(
    agreement_id: str, *, at: dt.datetime | None = None, known_at: dt.datetime | None = None
) -> Agreement:
    """One agreement, less what did not hold or could not have been known.

    Args:
        at: leave out memberships that had not begun or were over.
        known_at: leave out amendments and accounts of its times that were not announced yet; the
            accounts all stay where none of them was.

    Raises:
        UnknownName: no such agreement.
    """
    terms = Agreements.packaged().get(agreement_id)
    if at is not None:
        terms = terms.with_members(one for one in terms.members if _stood(one, at))
    if known_at is not None:
        amendments = tuple(one for one in terms.amendments if announced(one) <= known_at)
        terms = replace(terms, amendments=amendments, window=_known(terms.window, known_at))
    return terms


def _stood(one: Membership, at: dt.datetime) -> bool:
    return (one.start is None or one.start <= at) and (one.end is None or at < one.end)


def _known(window: Window, known_at: dt.datetime) -> Window:
    def told(facts: tuple[TimeFact, ...]) -> tuple[TimeFact, ...]:
        return tuple(one for one in facts if one.known_from is None or one.known_from <= known_at)

    return Window(starts=told(window.starts) or window.starts, ends=told(window.ends))

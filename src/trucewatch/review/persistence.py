"""Persistent non-compliance of a party, seen across its cases."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.domain.case import Case, Outcome
from trucewatch.domain.centre_rules import Persistence


@dataclass(frozen=True, slots=True)
class OnFile:
    """A case with its id and when it was opened."""

    id: str
    opened_at: dt.datetime
    case: Case


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """What came of the cases in which a party is suspected, within the days that the rules count.

    Args:
        confirmed: cases that both sides confirmed, the newest first; only these count.
        others: cases that are open or ended otherwise, the newest first.
        persistent: whether the confirmed ones are as many as the rules say.
    """

    party: str
    confirmed: tuple[str, ...]
    others: tuple[str, ...]
    persistent: bool


def party_records(
    cases: Iterable[OnFile], rule: Persistence, now: dt.datetime
) -> list[PartyRecord]:
    """A record for each suspected party; persistent ones first, then by number of cases, then id.

    An allegation counts nothing here: a party that is accused often is not for that a party that
    keeps breaking the terms.
    """
    since = now - dt.timedelta(days=rule.days)
    by_party: dict[str, list[OnFile]] = defaultdict(list)
    for one in sorted(cases, key=lambda one: (one.opened_at, one.id), reverse=True):
        if since <= one.opened_at <= now:
            for party in one.case.suspected:
                by_party[party].append(one)
    found = [_record(party, listed, rule) for party, listed in by_party.items()]
    return sorted(
        found,
        key=lambda one: (
            not one.persistent,
            -len(one.confirmed),
            -len(one.others),
            one.party,
        ),
    )


def _record(party: str, listed: list[OnFile], rule: Persistence) -> PartyRecord:
    confirmed = [one.id for one in listed if one.case.outcome is Outcome.JOINTLY_CONFIRMED]
    others = [one.id for one in listed if one.case.outcome is not Outcome.JOINTLY_CONFIRMED]
    return PartyRecord(party, tuple(confirmed), tuple(others), len(confirmed) >= rule.cases)

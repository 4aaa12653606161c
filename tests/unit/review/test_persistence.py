"""Persistent non-compliance of a party."""

from __future__ import annotations

import datetime as dt

from trucewatch.domain.access import Side
from trucewatch.domain.case import Case, OpenedAs, Outcome
from trucewatch.domain.centre_rules import Persistence
from trucewatch.review.persistence import OnFile, party_records

NOW = dt.datetime(2016, 9, 12, 9, 0, tzinfo=dt.UTC)
RULE = Persistence(cases=2, days=90)


def on_file(name: str, party: str, outcome: Outcome | None, days_ago: int = 1) -> OnFile:
    """A case on one party."""
    case = Case(
        title=name, incidents=("i",), opened_as=OpenedAs.MONITOR, opened_side=Side.NEUTRAL,
        rules=1, suspected=(party,), outcome=outcome,
    )  # fmt: skip
    return OnFile(name, NOW - dt.timedelta(days=days_ago), case)


def test_what_was_not_confirmed_does_not_count() -> None:
    """Ten accusations make nobody persistent, two confirmed cases do."""
    accused = [on_file(f"x{n}", "often-accused", Outcome.DISPUTED) for n in range(10)]
    found = [on_file(f"y{n}", "found", Outcome.JOINTLY_CONFIRMED) for n in range(2)]
    first, second = party_records([*accused, *found], RULE, NOW)
    assert (first.party, first.persistent, first.confirmed) == ("found", True, ("y1", "y0"))
    assert (second.persistent, len(second.others)) == (False, 10)


def test_old_cases_do_not_count() -> None:
    """Nor do cases beyond the days that the rules name."""
    old = [on_file(f"y{n}", "p", Outcome.JOINTLY_CONFIRMED, days_ago=91) for n in range(2)]
    assert party_records(old, RULE, NOW) == []

"""Leaving, returning, and being put out by the path of the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.domain.access import Side
from trucewatch.domain.case import Case, CaseState, OpenedAs, Rung
from trucewatch.domain.standing import Standing, StandingState
from trucewatch.review import standing
from trucewatch.review.refusals import NotLawful

RULES = read_rules(packaged_text())
HERE = Standing(side=Side.A)
CASE = Case(
    title="x", incidents=("i",), opened_as=OpenedAs.MONITOR, opened_side=Side.NEUTRAL, rules=3,
    answers=Side.A, state=CaseState.DETERMINED, rung=Rung.MINISTERS,
)  # fmt: skip


def put(case: Case, state: StandingState = StandingState.SUSPENDED, reason: str = "r") -> Standing:
    """Delegation A put out on a case."""
    return standing.put_out(HERE, state, ("c-1", case, RULES), reason)


def code_of(case: Case, state: StandingState = StandingState.SUSPENDED, reason: str = "r") -> str:
    """What speaks against it."""
    with pytest.raises(NotLawful) as err:
        put(case, state, reason)
    return err.value.code


def test_whoever_left_comes_back_by_their_own_will() -> None:
    """And nobody comes back who is here."""
    gone = standing.leave(HERE, "bombs on our convoy")
    assert standing.come_back(gone, "talks go on").state is StandingState.TAKES_PART
    with pytest.raises(NotLawful):
        standing.come_back(HERE, "again")
    with pytest.raises(NotLawful):
        standing.leave(gone, "twice")


def test_leaving_says_why() -> None:
    """The record keeps it."""
    with pytest.raises(NotLawful):
        standing.leave(HERE, " ")


def test_being_put_out_names_case_and_rules() -> None:
    """So that everybody can look whether the path was kept."""
    made = put(CASE)
    assert (made.state, made.case, made.rules) == (StandingState.SUSPENDED, "c-1", 3)


@pytest.mark.parametrize(
    ("case", "state", "code"),
    [
        (replace(CASE, rung=Rung.WORKING_GROUP), StandingState.SUSPENDED, "rung_too_low"),
        (replace(CASE, rung=Rung.TASK_FORCE), StandingState.EXCLUDED, "rung_too_low"),
        (CASE, StandingState.LEFT, "rung_too_low"),
        (replace(CASE, answers=Side.B), StandingState.SUSPENDED, "not_its_case"),
        (replace(CASE, answers=None), StandingState.SUSPENDED, "not_its_case"),
        (replace(CASE, state=CaseState.CLOSED), StandingState.SUSPENDED, "not_open"),
    ],
)
def test_only_the_path_of_the_rules_puts_anybody_out(
    case: Case, state: StandingState, code: str
) -> None:
    """High enough on the ladder, on an open case, for the party that it answers for."""
    assert code_of(case, state) == code


def test_a_suspended_delegation_does_not_let_itself_in() -> None:
    """Nor does an excluded one come back at all."""
    suspended = put(CASE)
    with pytest.raises(NotLawful):
        standing.come_back(suspended, "we are back")
    assert standing.let_in(suspended, "assurances were given").state is StandingState.TAKES_PART
    excluded = put(CASE, StandingState.EXCLUDED)
    with pytest.raises(NotLawful):
        standing.let_in(excluded, "sorry")

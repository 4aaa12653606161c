"""The course of a case."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.case import Case, CaseState, OpenedAs, Outcome, Rung, Threat, ThreatLevel
from trucewatch.domain.centre_rules import AnswersFor
from trucewatch.review import cases, ladder
from trucewatch.review.cases import Step
from trucewatch.review.opening import IncidentFacts, Opening, lacking, open_case, who_answers
from trucewatch.review.refusals import NotLawful

RULES = read_rules(packaged_text())
NOW = dt.datetime(2016, 9, 12, 9, 0, tzinfo=dt.UTC)
CASE = Case(
    title="Shelling", incidents=("i-1",), opened_as=OpenedAs.MONITOR,
    opened_side=Side.NEUTRAL, rules=1,
)  # fmt: skip


def at(state: CaseState) -> Case:
    """The case in a state."""
    return replace(CASE, state=state)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("step", Step)
def test_every_step_from_every_state(step: Step, state: CaseState) -> None:
    """It leads where the table says, or is refused and says which words to look at."""
    states, then = cases.WAY[step]
    if state in states:
        assert cases.take(at(state), step, reason="why").state is then
    else:
        with pytest.raises(NotLawful) as err:
            cases.take(at(state), step, reason="why")
        assert err.value.code == "not_from_here"
        assert all(err.value.told(lang) for lang in ("en", "ru", "ar"))


def test_each_state_can_be_reached() -> None:
    """From opened on, by the steps of the table alone."""
    reached = {CaseState.OPENED}
    for _ in CaseState:
        for states, then in cases.WAY.values():
            if states & reached:
                reached.add(then)
    assert reached == set(CaseState)


def test_nothing_is_determined_outside_a_session() -> None:
    """No other step leads there, and no other state lets it."""
    leading = [step for step, (_, then) in cases.WAY.items() if then is CaseState.DETERMINED]
    assert leading == [Step.DETERMINE]
    assert cases.WAY[Step.DETERMINE][0] == {CaseState.IN_SESSION}


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.REFERRED])
def test_a_session_neither_withdraws_nor_refers(outcome: Outcome) -> None:
    """Those are steps of others."""
    with pytest.raises(NotLawful):
        cases.determine(at(CaseState.IN_SESSION), outcome)


@pytest.mark.parametrize("state", [CaseState.REVEALED, CaseState.IN_SESSION, CaseState.DETERMINED])
def test_nobody_withdraws_what_was_shown(state: CaseState) -> None:
    """Once both positions are shown it is too late to keep the case from being dealt with."""
    with pytest.raises(NotLawful):
        cases.withdraw(at(state), "why")


@pytest.mark.parametrize("step", sorted(cases.WORDED))
def test_grave_steps_need_a_reason(step: Step) -> None:
    """Blanks are none."""
    (state, *_) = cases.WAY[step][0]
    with pytest.raises(NotLawful) as err:
        cases.take(at(state), step, reason="  ")
    assert err.value.code == "no_reason"


def test_reopening_begins_another_round() -> None:
    """Without the outcome and the clock of the one before, under the rules of the beginning."""
    closed = replace(at(CaseState.CLOSED), outcome=Outcome.DISPUTED, positions_due=NOW)
    again = cases.reopen(closed, "new pictures")
    assert (again.round, again.outcome, again.positions_due) == (2, None, None)
    assert again.rules == closed.rules


def test_what_was_not_heard_is_looked_at_anew() -> None:
    """It is not admitted by the back door."""
    turned_away = cases.judge(CASE, ("party_named",), RULES.admissible_if,
                              admissible=False, words="")  # fmt: skip
    again = cases.reopen(turned_away, "now somebody is named")
    assert (again.state, again.admissibility) == (CaseState.OPENED, None)


def test_reasons_go_with_admissibility() -> None:
    """What it lacks where it is turned away, what it has where it is heard."""
    away = cases.judge(CASE, ("party_named",), RULES.admissible_if, admissible=False, words="")
    heard = cases.judge(CASE, (), RULES.admissible_if, admissible=True, words="")
    assert away.admissibility is not None
    assert heard.admissibility is not None
    assert away.admissibility.reasons == ("party_named",)
    assert heard.admissibility.reasons == RULES.admissible_if


@pytest.mark.parametrize(("lacks", "admissible"), [(("party_named",), True), ((), False)])
def test_against_the_reasons_takes_words(lacks: tuple[str, ...], admissible: bool) -> None:
    """The facilitator may, and has to say why."""
    with pytest.raises(NotLawful):
        cases.judge(CASE, lacks, RULES.admissible_if, admissible=admissible, words="")
    made = cases.judge(CASE, lacks, RULES.admissible_if, admissible=admissible, words="urgent")
    assert made.reason == "urgent"


def test_a_case_with_open_measures_stays_open() -> None:
    """Closing would let them be forgotten."""
    with pytest.raises(NotLawful):
        cases.close(at(CaseState.MONITORED), 1)
    assert cases.close(at(CaseState.MONITORED), 0).state is CaseState.CLOSED


def test_lacking_is_told_in_the_order_of_the_rules() -> None:
    """Unknown counts as lacking; one known incident is enough."""
    assert lacking(CASE, RULES, {}) == RULES.admissible_if
    facts = {"i-1": IncidentFacts(timed=False, placed=True)}
    assert lacking(CASE, RULES, facts) == ("agreement_named", "party_named")


def test_only_a_delegation_opens_as_a_party() -> None:
    """And nobody of a delegation as a monitor."""
    mine = Opening(title="x", incidents=("i",), opened_as=OpenedAs.PARTY)
    duty = Person("p", Role.DUTY_OFFICER)
    head = Person("p", Role.DELEGATION_HEAD, Side.B)
    assert open_case(mine, head, RULES, 1).opened_side is Side.B
    with pytest.raises(NotLawful):
        open_case(mine, duty, RULES, 1)
    with pytest.raises(NotLawful):
        open_case(replace(mine, opened_as=OpenedAs.MONITOR), head, RULES, 1)


def test_who_answers_follows_the_rules_alone() -> None:
    """Nobody where a party stands with neither side, or parties with both."""
    rules = replace(RULES, answers_for=AnswersFor(a=("army",), b=("rebels", "others")))
    assert who_answers(("rebels", "others"), rules) is Side.B
    assert who_answers(("army", "rebels"), rules) is None
    assert who_answers(("unknown",), rules) is None
    assert who_answers((), rules) is None


def test_the_ladder_waits_and_hurries() -> None:
    """Five working days a rung, or none where the ceasefire as a whole is at stake."""
    with pytest.raises(NotLawful) as err:
        ladder.escalate(CASE, RULES, since=NOW, now=NOW + dt.timedelta(days=1), reason="stuck")
    assert err.value.code == "clock_runs"
    later = NOW + dt.timedelta(days=8)
    up = ladder.escalate(CASE, RULES, since=NOW, now=later, reason="stuck")
    assert up.rung is Rung.WORKING_GROUP
    grave = replace(CASE, threat=Threat(ThreatLevel.WHOLE, "all fronts"))
    assert ladder.escalate(grave, RULES, since=NOW, now=NOW, reason="all fronts").rung is up.rung


def test_above_ministers_there_is_nothing() -> None:
    """The ladder ends."""
    top = replace(CASE, rung=Rung.MINISTERS)
    with pytest.raises(NotLawful):
        ladder.escalate(top, RULES, since=NOW, now=NOW + dt.timedelta(days=99), reason="stuck")

"""Swap the delegations in a case and in what is done with it, and the result is swapped."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.case import Case, CaseState, OpenedAs, Outcome, Rung, Severity, Threat
from trucewatch.domain.case import ThreatLevel as Level
from trucewatch.domain.centre_rules import AnswersFor, CentreRules
from trucewatch.domain.request import Request, RequestState
from trucewatch.domain.standing import Standing, StandingState
from trucewatch.review import cases, ladder, notices, requests, standing
from trucewatch.review.opening import Opening, open_case
from trucewatch.review.refusals import NotLawful
from trucewatch.review.requests import Asked

NOW = dt.datetime(2016, 9, 12, 9, tzinfo=dt.UTC)
OTHER = {Side.A: Side.B, Side.B: Side.A, Side.NEUTRAL: Side.NEUTRAL}
RULES = replace(read_rules(packaged_text()), answers_for=AnswersFor(a=("army",), b=("rebels",)))
MIRRORED = replace(RULES, answers_for=AnswersFor(a=("rebels",), b=("army",)))
SIDES = st.sampled_from([Side.A, Side.B])
PARTIES = st.lists(st.sampled_from(["army", "rebels", "others"]), unique=True).map(tuple)


def swapped(value: Any) -> Any:
    """The same with the delegations exchanged; parties and people keep their names."""
    if isinstance(value, Side):
        return OTHER[value]
    if isinstance(value, Case):
        return replace(
            value,
            opened_side=OTHER[value.opened_side],
            answers=value.answers and OTHER[value.answers],
        )
    if isinstance(value, Request):
        return replace(value, to=OTHER[value.to])
    if isinstance(value, Standing):
        return replace(value, side=OTHER[value.side])
    return value


def outcome(step: Any) -> Any:
    """What a step gives, or the code of its refusal."""
    try:
        return step()
    except NotLawful as refusal:
        return refusal.code


@st.composite
def all_cases(draw: st.DrawFn) -> Case:
    """A case anywhere in its course."""
    side = draw(st.sampled_from(Side))
    return Case(
        title="x",
        incidents=("i",),
        opened_as=OpenedAs.MONITOR if side is Side.NEUTRAL else OpenedAs.PARTY,
        opened_side=side,
        rules=1,
        answers=draw(st.sampled_from([None, Side.A, Side.B])),
        severity=draw(st.sampled_from(Severity)),
        threat=Threat(draw(st.sampled_from(Level)), "r"),
        state=draw(st.sampled_from(CaseState)),
        outcome=draw(st.none() | st.sampled_from(Outcome)),
        rung=draw(st.sampled_from(Rung)),
    )


@given(SIDES, PARTIES)
def test_opening_a_case(side: Side, suspected: tuple[str, ...]) -> None:
    """Who answers for whom is swapped with the rules."""
    opening = Opening(title="x", incidents=("i",), opened_as=OpenedAs.PARTY, suspected=suspected)

    def opened(of: Side, rules: CentreRules) -> Case:
        return open_case(opening, Person("p", Role.DELEGATION_HEAD, of), rules, 1)

    assert swapped(opened(side, RULES)) == opened(OTHER[side], MIRRORED)


@given(all_cases(), st.sampled_from(cases.Step), st.integers(0, 400))
def test_steps_of_a_case(case: Case, step: cases.Step, hours: int) -> None:
    """No step asks whose case it is."""
    now = NOW + dt.timedelta(hours=hours)
    for taken in (
        lambda one: cases.take(one, step, reason="r"),
        cases.asked,
        lambda one: cases.invite(one, RULES, now),
        lambda one: ladder.escalate(one, RULES, since=NOW, now=now, reason="r"),
    ):
        assert swapped(outcome(lambda taken=taken: taken(case))) == outcome(
            lambda taken=taken: taken(swapped(case))
        )


@given(SIDES, SIDES, st.lists(st.sampled_from(RequestState), max_size=5), st.booleans())
def test_requests(asker: Side, to: Side, steps: list[RequestState], confidential: bool) -> None:
    """Clock, replies and silence are the same for either."""

    def done(asker: Side, to: Side) -> Any:
        head = Person("p", Role.DELEGATION_HEAD, asker)
        request = requests.send(Asked("c", to, "x", confidential), head, RULES, NOW)
        for step in steps:
            if step is RequestState.OVERDUE:
                request = requests.lapse(request, MACHINE, request.due_at)
            else:
                request = requests.reply(request, step, Person("q", Role.ANALYST), NOW, words="r")
        return request

    assert swapped(outcome(lambda: done(asker, to))) == outcome(
        lambda: done(OTHER[asker], OTHER[to])
    )


@given(all_cases(), SIDES, st.sampled_from(StandingState))
def test_being_put_out(case: Case, side: Side, state: StandingState) -> None:
    """The path of the rules leads both to the same place."""

    def put(of: Side, on: Case) -> Standing:
        return standing.put_out(Standing(side=of), state, ("c", on, RULES), "r")

    assert swapped(outcome(lambda: put(side, case))) == outcome(
        lambda: put(OTHER[side], swapped(case))
    )


@given(
    st.sampled_from(sorted(notices.OF_ALL | notices.OF_BOTH | {"request.send", "position.file"})),
    SIDES,
)
def test_notices(verb: str, side: Side) -> None:
    """Whoever hears of something of A hears of the same of B."""

    def heard(of: Side) -> set[str]:
        return set(notices.whom(verb, {"to": of.value, "side": of.value}))

    named = {"a": "b", "b": "a"}
    assert {named.get(one, one) for one in heard(side)} == heard(OTHER[side])

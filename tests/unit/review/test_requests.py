"""Replies and silence."""

from __future__ import annotations

import datetime as dt

import pytest

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.request import Request, RequestState
from trucewatch.review import requests
from trucewatch.review.refusals import NotLawful
from trucewatch.review.requests import Asked

RULES = read_rules(packaged_text())
NOW = dt.datetime(2016, 9, 12, 9, 0, tzinfo=dt.UTC)
HEAD_B = Person("p-b", Role.DELEGATION_HEAD, Side.B)
R = RequestState


CHAIR = Person("p-f", Role.FACILITATOR)


def sent(person: Person = CHAIR) -> Request:
    """A request to delegation B."""
    return requests.send(Asked("c-1", Side.B, "Which units?"), person, RULES, NOW)


def after(*steps: RequestState) -> Request:
    """That request after B took some steps, or let its clock run out."""
    request = sent()
    for step in steps:
        if step is R.OVERDUE:
            request = requests.lapse(request, MACHINE, request.due_at)
        else:
            request = requests.reply(request, step, HEAD_B, NOW, words="so it was")
    return request


def test_the_clock_is_that_of_the_rules() -> None:
    """Monday morning and two working days: Wednesday, when the office closes."""
    assert sent().due_at == dt.datetime(2016, 9, 14, 15, 0, tzinfo=dt.UTC)
    assert sent().calendar == "office"


def test_a_delegation_does_not_ask_itself() -> None:
    """It would answer what it likes."""
    with pytest.raises(NotLawful):
        sent(HEAD_B)


@pytest.mark.parametrize(
    "steps",
    [
        (R.ACKNOWLEDGED, R.ANSWERED),
        (R.PARTLY, R.ANSWERED),
        (R.REFUSED, R.ANSWERED),
        (R.OVERDUE, R.PARTLY, R.ANSWERED),
        (R.ACKNOWLEDGED, R.OVERDUE, R.REFUSED),
    ],
)
def test_lawful_ways(steps: tuple[RequestState, ...]) -> None:
    """Each step stays on the request, the silence too."""
    request = after(*steps)
    assert request.state is steps[-1]
    assert [one.step for one in request.steps] == [R.SENT, *steps]


@pytest.mark.parametrize(
    "steps",
    [
        (R.ANSWERED, R.REFUSED),
        (R.ANSWERED, R.ACKNOWLEDGED),
        (R.ACKNOWLEDGED, R.ACKNOWLEDGED),
        (R.ANSWERED, R.OVERDUE),
        (R.OVERDUE, R.OVERDUE),
        (R.REFUSED, R.OVERDUE),
    ],
)
def test_unlawful_ways(steps: tuple[RequestState, ...]) -> None:
    """An answer is not taken back, a reply is no silence, and silence is told once."""
    with pytest.raises(NotLawful):
        after(*steps)


def test_hearing_of_it_is_no_reply() -> None:
    """To acknowledge after the clock has ended does not hide that none came."""
    request = after(R.OVERDUE, R.ACKNOWLEDGED)
    assert request.state is R.OVERDUE
    assert request.steps[-1].step is R.ACKNOWLEDGED


def test_a_clock_that_runs_is_not_over() -> None:
    """One second before its end, nothing lapses."""
    request, second = sent(), dt.timedelta(seconds=1)
    assert not requests.lapsed(request, request.due_at - second)
    assert requests.lapsed(request, request.due_at)
    with pytest.raises(NotLawful):
        requests.lapse(request, MACHINE, request.due_at - second)


@pytest.mark.parametrize("step", [R.ANSWERED, R.PARTLY, R.REFUSED])
def test_a_reply_says_something(step: RequestState) -> None:
    """Also a refusal has its reason."""
    with pytest.raises(NotLawful):
        requests.reply(sent(), step, HEAD_B, NOW, words=" ")


def test_late_stays_late() -> None:
    """The answer does not make the silence before it unsaid."""
    assert requests.late(after(R.OVERDUE, R.ANSWERED))
    assert not requests.late(after(R.ANSWERED))

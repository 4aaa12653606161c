"""Sessions: the agenda's fixed order, the quorum, and one case at a time."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from trucewatch.domain.access import Side
from trucewatch.domain.case import Case, CaseState, OpenedAs, Severity, Threat, ThreatLevel
from trucewatch.domain.centre_rules import Quorum
from trucewatch.domain.session import AgendaItem, ItemState, Present, Session, SessionState
from trucewatch.review import session_course as course
from trucewatch.review.agenda import Waiting, agenda
from trucewatch.review.refusals import NotLawful

AT = dt.datetime(2016, 5, 3, 9, tzinfo=dt.UTC)
QUORUM = Quorum(each_delegation=1, facilitator=True)
PEOPLE = (
    Present("p-a", Side.A, facilitates=False, since=AT),
    Present("p-b", Side.B, facilitates=False, since=AT),
    Present("p-f", Side.NEUTRAL, facilitates=True, since=AT),
)


def waiting(
    id_: str,
    level: ThreatLevel = ThreatLevel.LOCAL,
    severity: Severity = Severity.MINOR,
    hours: int = 0,
) -> Waiting:
    """A case whose positions were shown."""
    case = Case(
        title=id_,
        incidents=("i-1",),
        opened_as=OpenedAs.MONITOR,
        opened_side=Side.NEUTRAL,
        rules=1,
        severity=severity,
        threat=Threat(level, "seen from both sides"),
        state=CaseState.REVEALED,
    )
    return Waiting(id_, case, AT + dt.timedelta(hours=hours))


def called(*cases: str, present: tuple[Present, ...] = ()) -> Session:
    """A session with these cases."""
    items = tuple(AgendaItem(one) for one in cases or ("c-1", "c-2"))
    return Session(number=1, called_for=AT, agenda=items, present=present)


def opened(*cases: str) -> Session:
    """The same with everybody there."""
    return course.open_(called(*cases, present=PEOPLE), QUORUM, AT)


def test_the_agenda_goes_by_threat_then_gravity_then_age() -> None:
    """In whatever order the cases come."""
    cases = [
        waiting("whole", ThreatLevel.WHOLE, Severity.TECHNICAL, 9),
        waiting("grave", severity=Severity.GRAVE, hours=5),
        waiting("older", hours=1),
        waiting("newer", hours=2),
        waiting("unweighed", ThreatLevel.UNKNOWN),
    ]
    for seed in range(5):
        random.Random(seed).shuffle(cases)
        found = [one.case for one in agenda(cases)]
        assert found == ["whole", "grave", "older", "newer", "unweighed"]


def test_a_case_whose_positions_are_still_blind_is_not_heard() -> None:
    """And without a case there is no session."""
    blind = waiting("c-1")
    object.__setattr__(blind.case, "state", CaseState.POSITIONS_OPEN)
    with pytest.raises(NotLawful, match="No case is ready"):
        agenda([blind])


@pytest.mark.parametrize("left_out", range(3))
def test_a_session_without_quorum_does_not_open(left_out: int) -> None:
    """Either delegation or the facilitator may be the one who is missing."""
    there = tuple(one for at, one in enumerate(PEOPLE) if at != left_out)
    with pytest.raises(NotLawful) as refused:
        course.open_(called(present=there), QUORUM, AT)
    assert refused.value.facts["signer"] == ("a", "b", "facilitator")[left_out]


def test_whoever_joins_twice_is_there_once() -> None:
    """A page that is loaded again adds nobody."""
    once = course.join(called(), PEOPLE[0])
    assert course.join(once, PEOPLE[0]) == once


def test_one_case_is_under_way_at_a_time() -> None:
    """The one before waits again."""
    second = course.take_up(course.take_up(opened(), "c-1"), "c-2")
    states = [one.state for one in second.agenda]
    assert states == [ItemState.WAITING, ItemState.UNDER_WAY]


def test_a_determined_case_is_not_taken_up_again() -> None:
    """That takes a reopened case and a round of its own."""
    done = course.determined(course.take_up(opened(), "c-1"), "c-1")
    with pytest.raises(NotLawful, match="is determined"):
        course.take_up(done, "c-1")


def test_what_was_not_determined_is_carried_over_at_the_close() -> None:
    """Whether it was heard or not."""
    done = course.determined(course.take_up(opened(), "c-1"), "c-1")
    closed = course.close(done, AT)
    assert [one.state for one in closed.agenda] == [ItemState.DETERMINED, ItemState.CARRIED_OVER]
    assert closed.state is SessionState.CLOSED


def test_an_adjourned_session_counts_its_quorum_anew() -> None:
    """Those who were there may have gone."""
    with pytest.raises(NotLawful, match="quorum"):
        course.open_(course.adjourn(opened()), QUORUM, AT)


def test_nothing_is_worded_but_the_case_that_is_heard() -> None:
    """Neither before the session opens nor out of turn."""
    with pytest.raises(NotLawful, match="does not hear"):
        course.require_open(opened(), "c-1")
    with pytest.raises(NotLawful, match="cannot take the step"):
        course.require_open(called(), "c-1")

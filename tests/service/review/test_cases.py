"""Verbs on cases and requests: who may, what is recorded, what the machine does."""

from __future__ import annotations

import pytest

from review_world import (
    ANALYST,
    CHAIR,
    DUTY,
    HEAD_A,
    HEAD_B,
    OFFICER_A,
    OFFICER_B,
    Hands,
    asked,
    case_now,
    heard,
    incident,
    key,
    opened,
    opening,
    request_now,
    said,
    with_clock,
)
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import CaseState, OpenedAs, Severity, Threat, ThreatLevel
from trucewatch.domain.request import RequestState
from trucewatch.review.refusals import NotLawful
from trucewatch.review.requests import Asked
from trucewatch.service import comments
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review import cases, requests, standing
from trucewatch.storage.documents import versions
from trucewatch.storage.models import Document
from trucewatch.storage.refusals import StaleVersion

R = RequestState


@pytest.fixture
def hands() -> Hands:
    """A clock that stands still."""
    return Hands()


@pytest.fixture
def at_work(centre: Centre, hands: Hands) -> Centre:
    """The centre by that clock."""
    return with_clock(centre, hands)


def verbs(subject: str) -> list[str]:
    """What was done with a thing, in order."""
    return list(
        Document.objects.filter(subject=subject).order_by("version").values_list("verb", flat=True)
    )


def test_a_case_keeps_the_rules_of_its_beginning(at_work: Centre) -> None:
    """The packaged ones are put on record with the first case, as version 1."""
    case = opened(at_work)
    assert case_now(case).rules == 1
    assert verbs("centre-rules") == ["rules.install"]
    opened(at_work)
    assert verbs("centre-rules") == ["rules.install"]


def test_no_case_without_an_incident_on_file(at_work: Centre) -> None:
    """A report of the press is none yet."""
    with pytest.raises(NotThere):
        cases.open_(at_work, DUTY, opening("no-such-incident"), key=key())


@pytest.mark.parametrize(("person", "side"), [(HEAD_A, Side.A), (OFFICER_B, Side.B)])
def test_either_delegation_opens_as_a_party(at_work: Centre, person: Person, side: Side) -> None:
    """Both alike; the case belongs to whoever brings it."""
    case = opened(at_work, person, opened_as=OpenedAs.PARTY)
    assert case_now(case).opened_side is side


def test_only_its_own_side_withdraws_a_case(at_work: Centre) -> None:
    """The other one cannot make a complaint go away."""
    case = opened(at_work, HEAD_A, opened_as=OpenedAs.PARTY)
    for other in (HEAD_B, CHAIR, DUTY):
        with pytest.raises(Denied):
            cases.withdraw(at_work, other, case, said("it never was"))
    cases.withdraw(at_work, OFFICER_A, case, said("settled by telephone"))
    assert case_now(case).state is CaseState.CLOSED
    assert case_now(case).reason == "settled by telephone"


def test_delegations_do_not_admit(at_work: Centre) -> None:
    """Whether a case is heard is the facilitator's to say."""
    case = opened(at_work)
    for person in (HEAD_A, HEAD_B, DUTY, ANALYST):
        with pytest.raises(Denied):
            cases.admit(at_work, person, case, said(), admissible=True)


def test_two_who_decide_at_once_do_not_both(at_work: Centre) -> None:
    """The second looked at a version that stands no more."""
    case = opened(at_work)
    cases.admit(at_work, CHAIR, case, said(seen=1), admissible=True)
    with pytest.raises(StaleVersion):
        cases.refer(at_work, CHAIR, case, said("elsewhere", seen=1))


def test_threat_stands_beside_severity(at_work: Centre) -> None:
    """A minor case can threaten all, and says why."""
    case = opened(at_work)
    whole = Threat(ThreatLevel.WHOLE, "the third in a row on one road")
    cases.weigh(at_work, ANALYST, case, (Severity.MINOR, whole), said=said())
    assert (case_now(case).severity, case_now(case).threat) == (Severity.MINOR, whole)
    with pytest.raises(NotLawful):
        cases.weigh(
            at_work, ANALYST, case, (Severity.MINOR, Threat(ThreatLevel.LOCAL)), said=said()
        )


def test_asking_moves_the_case_and_starts_a_clock(at_work: Centre) -> None:
    """Once; the second question finds the case where it is."""
    case = heard(at_work)
    asked(at_work, case)
    asked(at_work, case, to=Side.A)
    assert case_now(case).state is CaseState.INFORMATION_REQUESTED
    assert verbs(case).count("request.send") == 1


def test_a_case_that_is_not_heard_is_not_asked_about(at_work: Centre) -> None:
    """Nobody has to answer for what may never be reviewed."""
    with pytest.raises(NotLawful):
        asked(at_work, opened(at_work))


def test_only_those_asked_reply(at_work: Centre) -> None:
    """Neither the other side nor the centre speaks for them."""
    request = asked(at_work, heard(at_work), to=Side.B)
    for other in (HEAD_A, CHAIR, DUTY):
        with pytest.raises(Denied):
            requests.reply(at_work, other, request, (R.ANSWERED, ()), said=said("none"))
    requests.reply(at_work, OFFICER_B, request, (R.ANSWERED, ("e-1",)), said=said("none were near"))
    told = request_now(request).steps[-1]
    assert (told.by, told.words, told.evidence) == (OFFICER_B.id, "none were near", ("e-1",))


def test_silence_is_recorded_once(at_work: Centre, hands: Hands) -> None:
    """By the machine, when the clock has ended, however often it looks."""
    request = asked(at_work, heard(at_work))
    assert requests.lapse_due(at_work) == []
    hands.move(days=3)
    assert requests.lapse_due(at_work) == [request]
    assert requests.lapse_due(at_work) == []
    assert verbs(request) == ["request.send", "request.lapse"]
    assert request_now(request).state is R.OVERDUE


def test_a_reply_in_time_never_lapses(at_work: Centre, hands: Hands) -> None:
    """Also one in part."""
    request = asked(at_work, heard(at_work))
    requests.reply(at_work, HEAD_B, request, (R.PARTLY, ()), said=said("one unit; more to come"))
    hands.move(days=30)
    assert requests.lapse_due(at_work) == []


def test_the_same_question_sent_twice_is_one(at_work: Centre) -> None:
    """A form that is sent again on a bad line asks nothing twice."""
    case, once = heard(at_work), key()
    wanted = Asked(case, Side.B, "Which units?")
    assert requests.send(at_work, CHAIR, wanted, key=once) == requests.send(
        at_work, CHAIR, wanted, key=once
    )
    assert len(requests.of_case(case)) == 1


def test_escalation_needs_its_time(at_work: Centre, hands: Hands) -> None:
    """The clock counts from when the case came to its rung, not from its last change."""
    case = heard(at_work)
    hands.move(days=1)
    with pytest.raises(NotLawful):
        cases.escalate(at_work, HEAD_A, case, said("no answer"))


def test_related_cases_are_on_file(at_work: Centre) -> None:
    """And a case is not beside itself."""
    one, other = opened(at_work), opened(at_work)
    cases.relate(at_work, HEAD_B, one, [other, other], said=said())
    assert case_now(one).related == (other,)
    with pytest.raises(NotLawful):
        cases.relate(at_work, HEAD_B, one, [one], said=said())
    with pytest.raises(NotThere):
        cases.relate(at_work, HEAD_B, one, [incident(at_work)], said=said())


def test_a_delegation_that_left_changes_nothing(at_work: Centre) -> None:
    """It still reads, and the others go on."""
    case = heard(at_work)
    standing.leave(at_work, HEAD_A, "bombs on our convoy", key=key())
    with pytest.raises(NotLawful) as err:
        cases.escalate(at_work, HEAD_A, case, said("no answer"))
    assert err.value.code == "delegation_left"
    assert cases.get(HEAD_A, case).id == case
    with pytest.raises(NotLawful):
        comments.write(at_work, OFFICER_A, case, "Still here.", key=key())
    asked(at_work, case, to=Side.B)
    assert len(versions("case", case)) == 3

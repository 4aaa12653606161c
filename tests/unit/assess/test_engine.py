"""What follows from an incident and terms, and in which order the reasons count."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from truce_world import (
    at,
    clause,
    during,
    each_reading,
    instant,
    judged,
    moment,
    shelling,
    truce,
    who,
    zone,
)
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.decide import OPEN, SETTLING, reason_of
from trucewatch.domain.clause import Modality
from trucewatch.domain.finding import Reason, Result
from trucewatch.domain.moment import Window

LIMITED = truce(clauses=(clause("north-only", bearers=("northern",)),))


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({}, Reason.ALL_CONDITIONS_MET),
        ({"initiators": ()}, Reason.UNKNOWN_INITIATOR),
        ({"initiators": (who("somebody"),)}, Reason.UNSURE_PARTY),
        ({"initiators": (who("farland"),)}, Reason.NOT_PARTY),
        ({"initiators": (who("wolves"),)}, Reason.EXCLUDED_GROUP),
        ({"targets": (who("wolves"),)}, Reason.EXCLUDED_GROUP),
        ({"provisional": True}, Reason.SINGLE_PARTY_CLAIM),
        ({"time": during(instant(20, month=2), instant(10))}, Reason.UNSURE_TIME),
        ({"time": None}, Reason.TIME_UNKNOWN),
        ({"places": ()}, Reason.PLACE_UNKNOWN),
        ({"places": (at("t:ford"), at("t:island"))}, Reason.UNSURE_ZONE),
        ({"act": "detention", "act_family": "persons"}, Reason.ACT_NOT_COVERED),
    ],
)
def test_each_gap_has_its_own_reason(more: dict[str, Any], reason: Reason) -> None:
    """One fact changed at a time, everything else as in an assessed violation."""
    assert judged(shelling(**more)).reason is reason


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"time": during(instant(1, month=2), instant(2, month=2))}, Reason.BEFORE_EFFECT),
        ({"places": (at("t:island"),)}, Reason.OUTSIDE_ZONE),
    ],
)
def test_terms_asked_for_by_name_tell_why_they_did_not_hold(
    more: dict[str, Any], reason: Reason
) -> None:
    """Otherwise they are left aside, and the finding says that none was in force."""
    incident = shelling(**more)
    assert judged(incident, explicit=True).reason is reason
    [without] = each_reading(incident)
    assert (without.agreement, without.reason) == (None, Reason.NO_AGREEMENT_IN_FORCE)


def test_terms_that_ended_are_told_so() -> None:
    """After the end is not before the start."""
    ended = truce(window=Window(starts=(moment(instant(1)),), ends=(moment(instant(5)),)))
    assert judged(None, ended, explicit=True).reason is Reason.AFTER_END


def test_terms_in_force_by_one_reading_are_told_in_both() -> None:
    """That the keepers differ on the start is itself the result."""
    starts = (moment(instant(5), "east"), moment(instant(15), "west"))
    found = each_reading(None, truce(window=Window(starts=starts)))
    assert [one.reason for one in found] == [Reason.ALL_CONDITIONS_MET, Reason.BEFORE_EFFECT]


def test_no_party_outranks_everything_that_is_unsure() -> None:
    """No time, no victim, one accuser: whoever never joined stays outside of the terms."""
    vague = shelling(
        initiators=(who("navy"),), targets=(), time=None, provisional=True, places=(at("t:land"),)
    )
    cut = truce(zones=(zone("t:land", except_held_by=("wolves",)),))
    finding = judged(vague, cut, reported_at=instant(20))
    assert finding.reason is Reason.NOT_PARTY
    unsure = [step.question for step in finding.steps if step.answer == "possibly"]
    assert unsure == ["when", "in_force", "in_zone", "owes", "corroborated"]


def test_a_duty_of_the_other_side_does_not_apply() -> None:
    """The South owes nothing under a clause of the North."""
    guard = shelling(initiators=(who("guard"),), targets=(who("north"),))
    assert judged(guard, LIMITED).reason is Reason.NOT_BEARER


def test_an_unprotected_sufferer_does_not_apply() -> None:
    """A clause that protects the North says nothing of the South."""
    terms = truce(clauses=(clause("a", beneficiaries=("northern",)),))
    assert judged(None, terms).reason is Reason.NOT_PROTECTED


def test_a_permission_never_speaks_before_a_duty() -> None:
    """The strongest clause speaks for the agreement, wherever it stands."""
    permission = clause("may", modality=Modality.MAY)
    finding = judged(None, truce(clauses=(permission, clause("fire"))))
    assert (finding.clause, finding.result) == ("fire", Result.VIOLATION_ASSESSED)


def test_a_lone_permission_is_no_duty() -> None:
    """Terms that only permit cannot be failed."""
    terms = truce(clauses=(clause("may", modality=Modality.MAY),))
    assert judged(None, terms).reason is Reason.NOT_A_DUTY


def test_all_clauses_can_be_asked_for() -> None:
    """One finding for each, in the order of the agreement."""
    clauses = (clause("talk", acts=("talks",)), clause("fire"))
    found = each_reading(None, truce(clauses=clauses), all_clauses=True, readings=("east",))
    assert [(one.clause, one.reason) for one in found] == [
        ("talk", Reason.ACT_NOT_COVERED),
        ("fire", Reason.ALL_CONDITIONS_MET),
    ]


def test_a_clause_may_have_a_window_of_its_own() -> None:
    """Obligation windows are per clause."""
    late = clause("late", window=Window(starts=(moment(instant(20)),)))
    assert judged(None, truce(clauses=(late,))).reason is Reason.BEFORE_EFFECT


@pytest.mark.parametrize(
    "settled",
    [Reason.DUPLICATE, Reason.UNFOUNDED, Reason.EXEMPT_ACT, Reason.PROPORTIONATE_SELF_DEFENCE],
)
def test_what_people_settled_is_no_violation(settled: Reason) -> None:
    """The rule gives way to them and says so in a step."""
    finding = judged(settled=settled)
    assert (finding.reason, finding.result) == (settled, Result.NOT_A_VIOLATION)
    assert finding.steps[0].code == f"settled.{settled}"


def test_a_report_without_a_time_was_before_it_was_out() -> None:
    """The step says on what the time rests."""
    finding = judged(shelling(time=None), reported_at=instant(20))
    assert finding.reason is Reason.UNSURE_TIME
    assert finding.steps[0].code == "when.reported"


def test_of_several_accused_the_strongest_case_speaks() -> None:
    """Naming somebody who never joined beside the North takes nothing away."""
    both = shelling(initiators=(who("farland"), who("north")))
    assert judged(both).result is Result.VIOLATION_ASSESSED


def test_a_reading_can_be_asked_for_alone() -> None:
    """By the id of its keeper."""
    assert [one.reading for one in each_reading(readings=("west",))] == ["west"]


def test_readings_come_in_the_order_of_the_terms() -> None:
    """No keeper comes first for its spelling."""
    turned = truce(co_chairs=("west", "east"))
    assert [one.reading for one in each_reading(None, turned)] == ["west", "east"]


def test_terms_without_keepers_have_one_reading() -> None:
    """The text alone."""
    plain = truce(co_chairs=(), opt_in=False)
    assert [one.reading for one in each_reading(None, plain)] == ["text"]


def test_terms_known_later_did_not_bind_yet() -> None:
    """By what could be known on 1 February there were no such terms."""
    assert judged(known_at=instant(1, month=2)).reason is Reason.NO_AGREEMENT_IN_FORCE


@pytest.mark.parametrize("row", SETTLING, ids=lambda row: row[0])
def test_what_settles_outranks_what_is_open(row: tuple[str, Any, Reason]) -> None:
    """Each settling answer decides, even beside every open question."""
    question, wanted, reason = row
    unsure = [Answer(one, POSSIBLY, "") for one, _ in OPEN if one != question]
    assert reason_of([*unsure, Answer(question, wanted, "")], None) is reason


def test_nothing_is_a_violation_while_a_question_is_open() -> None:
    """All answers sure but one is a possible violation."""
    excluding = {"left_out", "sufferer_left_out"}
    sure = [Answer(one, NOT if one in excluding else SURELY, "") for one, _ in OPEN]
    assert reason_of(sure, None) is Reason.ALL_CONDITIONS_MET
    for place, answer in enumerate(sure):
        unsure = list(sure)
        unsure[place] = dataclasses.replace(answer, certainty=POSSIBLY)
        assert reason_of(unsure, None) is not Reason.ALL_CONDITIONS_MET


BEFORE = shelling(time=during(instant(28, month=2), instant(29, month=2)))
EARLY = Window(starts=(moment(instant(26, month=2)),), ends=(moment(instant(1)),))


def test_a_duty_with_a_time_of_its_own_is_heard_before_the_terms() -> None:
    """What had to be kept before the start was due before it."""
    terms = truce(clauses=(clause("always"), clause("early", window=EARLY)))
    found = judged(BEFORE, terms)
    assert (found.clause, found.reason) == ("early", Reason.ALL_CONDITIONS_MET)


@pytest.mark.parametrize("own", [{"window": EARLY}, {"zone": "isle"}])
def test_a_clause_that_is_elsewhere_and_of_another_act_stands_back(own: dict[str, Any]) -> None:
    """A road far away, or a duty that is over, is no reason why another act is outside."""
    beside = clause("beside", acts=("detention",), **own)
    isle = dataclasses.replace(zone("t:island"), id="isle")
    terms = truce(
        clauses=(beside, clause("fire", beneficiaries=("northern",))), zones=(zone("t:land"), isle)
    )
    assert judged(None, terms).reason is Reason.NOT_PROTECTED

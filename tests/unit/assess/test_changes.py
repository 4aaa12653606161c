"""What is said to change a result does change it."""

from __future__ import annotations

from typing import Any

import pytest

from truce_world import (
    at,
    clause,
    during,
    instant,
    judged,
    member,
    moment,
    shelling,
    truce,
    who,
    zone,
)
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Modality
from trucewatch.domain.finding import Change, Finding, Reason, Result
from trucewatch.domain.incident import Incident
from trucewatch.domain.moment import Window


def offered(finding: Finding, code: str) -> Change:
    """The change of that code, which must be offered once."""
    [change] = [one for one in finding.would_change if one.code == code]
    return change


@pytest.mark.parametrize("channel", ["east", "west"])
def test_a_declaration_to_either_co_chair_would_change_it(channel: str) -> None:
    """Made in fact, it leads where the finding says, whichever co-chair received it."""
    incident = shelling(initiators=(who("farland"),))
    change = offered(judged(incident), "declaration")
    assert change.facts["channels_any"] == "east west"
    members = truce().memberships
    declared = member("farland", change.facts["side"], channel=channel)
    terms = truce(memberships=(*members, declared))
    assert judged(incident, terms).result is change.then is Result.VIOLATION_ASSESSED


def test_a_declaration_after_the_event_changes_nothing() -> None:
    """The finding says before the event, and means it."""
    late = member("farland", "southern", start=instant(20))
    terms = truce(memberships=(*truce().memberships, late))
    assert judged(shelling(initiators=(who("farland"),)), terms).reason is Reason.NOT_PARTY


def test_an_earlier_time_would_change_it() -> None:
    """One second before the start is outside of the terms."""
    change = offered(judged(), "before_time")
    assert change.facts["at"] == "2020-03-01T00:00+00:00"
    before = shelling(time=during(instant(29, month=2), instant(1)))
    assert judged(before, explicit=True).result is change.then


def test_a_sure_time_would_change_it() -> None:
    """An event across the start becomes one after it."""
    unsure = shelling(time=during(instant(20, month=2), instant(10)))
    change = offered(judged(unsure), "in_force_time")
    sure = shelling(time=during(instant(1), instant(2)))
    assert judged(sure).result is change.then is Result.VIOLATION_ASSESSED


def test_a_known_line_would_change_it() -> None:
    """Territory cut out without a line is the only thing open here."""
    cut = truce(zones=(zone("t:land", except_held_by=("wolves",)),))
    change = offered(judged(None, cut), "inside_zone")
    assert judged().result is change.then is Result.VIOLATION_ASSESSED


def test_reports_from_elsewhere_would_change_it() -> None:
    """One account alone is the only thing open here."""
    change = offered(judged(shelling(provisional=True)), "corroborated")
    assert judged().result is change.then


def test_self_defence_would_change_it_where_terms_excuse_it() -> None:
    """And is not offered where they do not."""
    excuse = clause("defence", modality=Modality.EXCUSE)
    finding = judged(None, truce(clauses=(clause("fire"), excuse)))
    change = offered(finding, "self_defence")
    settled = judged(settled=Reason.PROPORTIONATE_SELF_DEFENCE)
    assert settled.result is change.then is Result.NOT_A_VIOLATION
    assert "self_defence" not in [one.code for one in judged().would_change]


def test_everything_open_settled_at_once_is_offered_last() -> None:
    """Where no single change leads to an assessed violation."""
    vague = shelling(initiators=(), targets=(), provisional=True)
    codes = [one.code for one in judged(vague).would_change]
    assert codes[-1] == "all_open"


def test_no_terms_in_force_tell_when_they_would_have_been() -> None:
    """The finding without terms names those that came later."""
    early = shelling(time=during(instant(1, month=2), instant(2, month=2)))
    change = offered(judged(early), "in_force_time")
    assert (change.facts["agreement"], change.then) == ("truce", Result.VIOLATION_ASSESSED)


CASES: tuple[tuple[Incident, Agreement, dict[str, Any]], ...] = (
    (shelling(), truce(), {}),
    (shelling(initiators=()), truce(), {}),
    (shelling(initiators=(who("wolves"),)), truce(), {}),
    (shelling(initiators=(who("somebody"),)), truce(), {}),
    (shelling(time=None), truce(), {"reported_at": instant(20)}),
    (shelling(places=(at("t:island"),)), truce(), {"explicit": True}),
)


@pytest.mark.parametrize("case", CASES)
def test_no_change_leads_back_to_the_same_result(
    case: tuple[Incident, Agreement, dict[str, Any]],
) -> None:
    """A change that changes nothing is not offered."""
    incident, terms, more = case
    finding = judged(incident, terms, **more)
    assert all(change.then is not finding.result for change in finding.would_change)


def test_self_defence_is_offered_for_the_acts_it_is_known_for() -> None:
    """Nobody fails to notify in self-defence."""
    excuse = clause("b", modality=Modality.EXCUSE, acts=("fire",))
    terms = truce(clauses=(clause("a", acts=("fire", "detention")), excuse))
    detained = shelling(act="detention", act_family="persons")
    assert "self_defence" in {one.code for one in judged(None, terms).would_change}
    assert "self_defence" not in {one.code for one in judged(detained, terms).would_change}


def test_a_side_of_its_own_kin_comes_first() -> None:
    """Band belongs to Front, which is on the southern side."""
    open_lists = truce(
        memberships=(member("north", "northern"), member("front", "southern")),
        unlisted_kinds=(ActorKind.ARMED_GROUP,),
    )
    change = offered(judged(shelling(initiators=(who("band"),)), open_lists), "sure_party")
    assert change.facts["side"] == "southern"


def test_the_time_of_a_clause_of_its_own_is_what_would_change_it() -> None:
    """A duty that was over on the 5th would have been failed on the 2nd."""
    own = Window(starts=(moment(instant(2)),), ends=(moment(instant(5)),))
    change = offered(judged(None, truce(clauses=(clause("a", window=own),))), "in_force_time")
    assert change.facts["at"] == "2020-03-02T00:00+00:00"

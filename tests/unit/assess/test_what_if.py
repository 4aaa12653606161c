"""Supposed changes are made on copies, each does one thing, and what cannot be is refused."""

from __future__ import annotations

from typing import Any

import pytest

from truce_world import (
    CITED,
    REGISTRY,
    UN_LIST,
    VERSIONS,
    FakePlaces,
    at,
    clause,
    during,
    instant,
    member,
    moment,
    shelling,
    truce,
    who,
    zone,
)
from trucewatch.assess.engine import assess
from trucewatch.assess.what_if import applied
from trucewatch.domain.actor import Designation
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.errors import InvalidValue, Refusal, UnknownName
from trucewatch.domain.finding import Reason
from trucewatch.domain.membership import Exclusion, MembershipStatus
from trucewatch.domain.moment import Window
from trucewatch.domain.what_if import (
    ControlChange,
    CountingRuleChange,
    DesignationChange,
    ExclusionChange,
    MembershipChange,
    TermsChange,
    WindowChange,
    ZoneChange,
)
from trucewatch.domain.zone import ControlArea

CUT = truce(zones=(zone("t:land", except_held_by=("wolves",)),))
WOLVES_AT_FORD = ControlArea(holder="wolves", citation=CITED, places=("t:ford",))
LISTED = Designation(
    target="south", status="terrorist", list=UN_LIST, asserter="un", source="made up", grade="I"
)
INCLUDE_WOLVES = ExclusionChange(agreement="truce", actor="wolves", entry=None)


def reason_after(*changes: TermsChange, terms: Any = None, **more: Any) -> Reason:
    """What East's reading comes to after the changes."""
    changed, registry = applied(changes, (terms or truce(),), REGISTRY)
    rest: dict[str, Any] = {"registry": registry, "places": FakePlaces(), "versions": VERSIONS}
    return assess(shelling(**more), changed, explicit=True, **rest)[0].reason


@pytest.mark.parametrize(
    ("change", "more", "reason"),
    [
        (
            ExclusionChange(
                agreement="truce", actor="south", entry=Exclusion(citation=CITED, actor="south")
            ),
            {},
            Reason.EXCLUDED_GROUP,
        ),
        (
            DesignationChange(target="south", list=UN_LIST, asserter="un", entry=LISTED),
            {},
            Reason.EXCLUDED_GROUP,
        ),
        (INCLUDE_WOLVES, {"initiators": (who("wolves"),)}, Reason.NOT_PARTY),
        (MembershipChange(agreement="truce", actor="north", entry=None), {}, Reason.NOT_PARTY),
        (
            MembershipChange(
                agreement="truce",
                actor="farland",
                entry=member("farland", "northern", MembershipStatus.DECLARED),
            ),
            {"initiators": (who("farland"),)},
            Reason.ALL_CONDITIONS_MET,
        ),
        (
            ZoneChange(agreement="truce", zone="all", places=("t:south",)),
            {},
            Reason.OUTSIDE_ZONE,
        ),
        (
            ZoneChange(agreement="truce", zone="all", except_held_by=("wolves",)),
            {},
            Reason.UNSURE_ZONE,
        ),
        (
            WindowChange(agreement="truce", window=Window(starts=(moment(instant(20)),))),
            {},
            Reason.BEFORE_EFFECT,
        ),
    ],
)
def test_each_change_has_its_effect(
    change: TermsChange, more: dict[str, Any], reason: Reason
) -> None:
    """Everything else as in an assessed violation."""
    assert reason_after(**more) is not reason
    assert reason_after(change, **more) is reason


def test_drawn_territory_settles_the_zone() -> None:
    """Once it is drawn where the cut-out holder stands, inside and outside are told apart."""
    drawn = ControlChange(agreement="truce", holder="wolves", areas=(WOLVES_AT_FORD,))
    assert reason_after(terms=CUT) is Reason.UNSURE_ZONE
    assert reason_after(drawn, terms=CUT) is Reason.OUTSIDE_ZONE
    elsewhere = {"places": (at("t:mill"),)}
    assert reason_after(drawn, terms=CUT, **elsewhere) is Reason.ALL_CONDITIONS_MET


def test_a_window_alone_sets_amendments_of_time_aside() -> None:
    """An extension would otherwise still hold after the supposed end."""
    longer = Amendment(
        id="longer",
        kind=AmendmentKind.EXTEND,
        citation=CITED,
        window=Window(starts=(moment(instant(6)),), ends=(moment(instant(20)),)),
    )
    note = Amendment(
        id="note", kind=AmendmentKind.CLARIFY, citation=CITED, effective=(moment(instant(6)),),
        amends="longer",
    )  # fmt: skip
    short = Window(starts=(moment(instant(1)),), ends=(moment(instant(6)),))
    terms = truce(amendments=(longer, note))
    kept = WindowChange(agreement="truce", window=short)
    alone = WindowChange(agreement="truce", window=short, alone=True)
    assert reason_after(kept, terms=terms) is Reason.ALL_CONDITIONS_MET
    assert reason_after(alone, terms=terms) is Reason.AFTER_END


def test_a_counting_rule_moves_no_finding() -> None:
    """It labels counts; what an incident comes to does not rest on it."""
    change = CountingRuleChange(agreement="truce", clause="fire", rule="each_shot")
    [terms], _ = applied([change], (truce(),), REGISTRY)
    assert terms.clauses[0].counting_rule == "each_shot"
    assert reason_after(change) is reason_after()


def test_changes_are_made_one_after_the_other() -> None:
    """So that a later one may rest on an earlier one."""
    back = ExclusionChange(
        agreement="truce", actor="wolves", entry=Exclusion(citation=CITED, actor="wolves")
    )
    [terms], _ = applied([INCLUDE_WOLVES, back], (truce(),), REGISTRY)
    assert {one.actor or one.list for one in terms.exclusions} == {"wolves", UN_LIST}
    with pytest.raises(InvalidValue, match="nothing to take away"):
        applied([INCLUDE_WOLVES, INCLUDE_WOLVES], (truce(),), REGISTRY)


def test_a_new_entry_stands_where_the_old_one_stood() -> None:
    """The order of members decides which side is named first."""
    entry = member("north", "other", MembershipStatus.WARNED)
    change = MembershipChange(agreement="truce", actor="north", entry=entry)
    [terms], _ = applied([change], (truce(),), REGISTRY)
    assert [one.actor for one in terms.members] == ["north", "south", "front"]


def test_what_is_on_file_stays_as_it_was() -> None:
    """The change is supposed; the packaged values are never altered."""
    before, kept = truce(), REGISTRY.designations
    removed = DesignationChange(target="ravens", list=UN_LIST, asserter="un", entry=None)
    applied([INCLUDE_WOLVES, removed], (before,), REGISTRY)
    assert (before, kept) == (truce(), REGISTRY.designations)


WRONG: list[tuple[TermsChange, type[Refusal], str]] = [
    (
        ExclusionChange(agreement="peace", actor="wolves", entry=None, where="x.yaml, line 3"),
        UnknownName,
        "x.yaml, line 3: no agreement 'peace' is among those asked; there are truce",
    ),
    (
        ExclusionChange(agreement="truce", actor="ravens", entry=None),
        InvalidValue,
        "ravens is not excluded by that name; excluded are wolves, UN-list",
    ),
    (
        ExclusionChange(agreement="truce", actor="atlantis", entry=None),
        UnknownName,
        "no actor has the id 'atlantis'",
    ),
    (
        DesignationChange(target="ravens", list="other", asserter="nobody", entry=None),
        UnknownName,
        "no actor has the id 'nobody'",
    ),
    (
        DesignationChange(target="front", list=UN_LIST, asserter="east", entry=None),
        InvalidValue,
        "its entries are on UN-list (west)",
    ),
    (
        MembershipChange(agreement="truce", actor="ravens", entry=None),
        InvalidValue,
        "ravens has no entry among the members",
    ),
    (
        ZoneChange(agreement="truce", zone="sea"),
        UnknownName,
        "truce has no zone 'sea'; there are all",
    ),
    (
        ZoneChange(agreement="truce", zone="all", uncertainty_m=-1, where="x.yaml, line 7"),
        InvalidValue,
        "x.yaml, line 7: zone all: uncertainty cannot be negative",
    ),
    (
        CountingRuleChange(agreement="truce", clause="c9", rule="each_shot"),
        UnknownName,
        "truce has no clause 'c9'; there are fire",
    ),
    (
        CountingRuleChange(agreement="truce", clause="fire", rule="by_feeling"),
        UnknownName,
        "no counting rule is called 'by_feeling'; there are each_shot",
    ),
]


@pytest.mark.parametrize(("change", "kind", "told"), WRONG)
def test_what_cannot_be_changed_is_told(
    change: TermsChange, kind: type[Refusal], told: str
) -> None:
    """With the place of the change, and what there is instead."""
    with pytest.raises(kind) as refused:
        applied([change], (truce(),), REGISTRY)
    assert told in str(refused.value)


def test_a_change_reaches_its_own_agreement_alone() -> None:
    """Others of the same run stay as they are."""
    other = truce(id="other", clauses=(clause("c1"),))
    first, second = applied([INCLUDE_WOLVES], (truce(), other), REGISTRY)[0]
    assert (len(first.exclusions), second) == (1, other)


def test_time_of_day_still_decides() -> None:
    """A window that begins after the event leaves it before effect, one that begins earlier not."""
    early = WindowChange(agreement="truce", window=Window(starts=(moment(instant(9, 23)),)))
    late = WindowChange(agreement="truce", window=Window(starts=(moment(instant(10, 1)),)))
    time = {"time": during(instant(10), instant(10, 1))}
    assert reason_after(early, **time) is Reason.ALL_CONDITIONS_MET
    assert reason_after(late, **time) is Reason.BEFORE_EFFECT

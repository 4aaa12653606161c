"""Findings before and after, and the words of the changes between them."""

from __future__ import annotations

from typing import Any

import pytest

from truce_world import (
    CITED,
    REGISTRY,
    UN_LIST,
    VERSIONS,
    FakePlaces,
    clause,
    instant,
    member,
    moment,
    shelling,
    truce,
    who,
)
from trucewatch.assess.difference import by_key, differences, labels, tallies
from trucewatch.assess.engine import assess
from trucewatch.assess.explain import Names
from trucewatch.assess.supposed import told
from trucewatch.assess.what_if import applied
from trucewatch.domain.actor import Designation
from trucewatch.domain.finding import Finding, Result
from trucewatch.domain.membership import Exclusion
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

INCLUDE = ExclusionChange(agreement="truce", actor="wolves", entry=None)
NO_LIST = ExclusionChange(agreement="truce", list=UN_LIST, entry=None)
AREA = ControlArea(holder="wolves", citation=CITED, places=("t:ford",))


def findings(*changes: TermsChange, **more: Any) -> tuple[Finding, ...]:
    """Of both readings, after the changes."""
    terms, registry = applied(changes, (truce(),), REGISTRY)
    rest: dict[str, Any] = {"registry": registry, "places": FakePlaces(), "versions": VERSIONS}
    return assess(shelling(**more), terms, **rest)


WOLVES: dict[str, Any] = {"initiators": (who("wolves"),)}


def test_nothing_changed_makes_no_difference() -> None:
    """Neither an outcome nor a step."""
    found = by_key(findings())
    assert differences(found, found) == ()


def test_a_difference_tells_which_step_changed() -> None:
    """With its reason after the change, and no step that stayed."""
    made = differences(by_key(findings(**WOLVES)), by_key(findings(INCLUDE, **WOLVES)))
    first = made[0]
    assert (first.before.reason.value, first.after.reason.value) == ("excluded_group", "not_party")
    assert [(s.question, s.before, s.after) for s in first.steps] == [("left_out", "surely", "no")]
    assert first.steps[0].because_after == "Wolves: not excluded from the terms."
    assert len(made) == 2


def test_a_step_alone_may_change() -> None:
    """A wider gap still decides, so the outcome stays; the difference says so."""
    ravens: dict[str, Any] = {"initiators": (who("wolves"),), "targets": (who("wolves"),)}
    other = DesignationChange(
        target="wolves",
        list=UN_LIST,
        asserter="un",
        entry=Designation(
            target="wolves", status="terrorist", list=UN_LIST, asserter="un", source="", grade="I"
        ),
    )
    made = differences(by_key(findings(**ravens)), by_key(findings(INCLUDE, other, **ravens)))
    assert [one.moved for one in made] == [False, False]
    assert {step.question for step in made[0].steps} == {"left_out", "sufferer_left_out"}


def test_tallies_hold_before_and_after() -> None:
    """Only results that came out at all, each reading by itself."""
    made = tallies(findings(**WOLVES), findings(INCLUDE, **WOLVES))
    assert [(one.reading, one.result, one.before, one.after) for one in made] == [
        ("east", Result.OUTSIDE_SCOPE, 1, 1),
        ("west", Result.OUTSIDE_SCOPE, 1, 1),
    ]


def test_another_counting_rule_is_another_label() -> None:
    """Name and version, and nothing converted."""
    before = (truce(clauses=(clause("fire", counting_rule="case_of_fire"),)),)
    change = CountingRuleChange(agreement="truce", clause="fire", rule="each_shot")
    after, _ = applied([change], before, REGISTRY)
    [label] = labels(before, after)
    assert (label.before, label.after) == ("case_of_fire@1", "each_shot@1")


CHANGES: list[TermsChange] = [
    INCLUDE,
    NO_LIST,
    ExclusionChange(
        agreement="truce", actor="south", entry=Exclusion(citation=CITED, actor="south")
    ),
    ExclusionChange(
        agreement="truce",
        list="other",
        entry=Exclusion(citation=CITED, list="other", start=instant(1)),
    ),
    *(
        DesignationChange(
            target="front",
            list=UN_LIST,
            asserter="west",
            entry=Designation(
                target="front", status=status, list=UN_LIST, asserter="west", source="", grade="I"
            ),
        )
        for status in ("terrorist", "sanctioned", "proposed_terrorist", "not_designated")
    ),
    DesignationChange(target="front", list=UN_LIST, asserter="west", entry=None),
    MembershipChange(agreement="truce", actor="south", entry=member("south", "southern")),
    MembershipChange(
        agreement="truce", actor="south", entry=member("south", "southern", listed_by=("east",))
    ),
    MembershipChange(agreement="truce", actor="south", entry=None),
    ZoneChange(agreement="truce", zone="all", places=("t:north",), uncertainty_m=5),
    ZoneChange(agreement="truce", zone="all", except_held_by=()),
    ZoneChange(agreement="truce", zone="all", except_held_by=("wolves",)),
    ControlChange(agreement="truce", holder="wolves", areas=(AREA,)),
    ControlChange(agreement="truce", holder="wolves", areas=()),
    WindowChange(agreement="truce", window=Window(starts=(moment(instant(3), "east"),))),
    WindowChange(agreement="truce", window=Window(starts=(moment(instant(3)),)), alone=True),
    CountingRuleChange(agreement="truce", clause="fire", rule="each_shot"),
    CountingRuleChange(agreement="truce", clause="fire", rule=""),
]
NAMES = Names(REGISTRY, FakePlaces(), {"truce": truce()})


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda one: type(one).__name__)
def test_every_change_is_worded(change: TermsChange, lang: str) -> None:
    """In each language, with nothing left in braces."""
    said = told(change, NAMES, lang)
    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (INCLUDE, "The Truce: Wolves is not excluded by name."),
        (
            CHANGES[3],
            "The Truce: Whoever stands on the list other is excluded (2020-03-01T00:00+00:00 – …).",
        ),
        (
            CHANGES[10],
            (
                "The Truce: South: declared acceptance, on the side “southern”, by the list of East"
                " alone."
            ),
        ),
        (
            CHANGES[12],
            (
                "The Truce: The zone “all” has another extent. The line of the zone “all” may be"
                " off by 5 m."
            ),
        ),
        (
            CHANGES[17],
            (
                "The Truce: Start of the terms: 2020-03-03T00:00+00:00 (East); end: open;"
                " amendments stand."
            ),
        ),
    ],
)
def test_a_change_is_told_in_one_line(change: TermsChange, said: str) -> None:
    """Names for ids, the terms first, moments on their clock."""
    assert told(change, NAMES) == said

"""Counting rules by name; agreements that name another are told so."""

from __future__ import annotations

import pytest

from truce_world import clause, truce
from trucewatch.data.agreement_check import faults
from trucewatch.data.counting import counting_rule, counting_rules
from trucewatch.domain.counting import CountingRule
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.moment import Citation, Grade

KNOWN = [
    "each_shot",
    "series_without_an_hours_gap",
    "at_least_30_rounds_or_series",
    "incident_as_reported",
    "case_of_fire",
]


@pytest.mark.parametrize("name", KNOWN)
def test_rules_of_the_field_are_on_file(name: str) -> None:
    """Each with who uses it or where it was read."""
    rule = counting_rule(name)
    assert (rule.label, bool(rule.definitions["en"])) == (f"{name}@1", True)


def test_an_unknown_rule_is_told_with_those_there_are() -> None:
    """Rather than counted by guess."""
    with pytest.raises(UnknownName, match="no counting rule is called 'by_feeling'"):
        counting_rule("by_feeling")


def test_rules_cannot_be_changed_in_place() -> None:
    """Others hold the same object."""
    with pytest.raises(TypeError):
        counting_rules()["mine"] = counting_rule("each_shot")  # type: ignore[index]


@pytest.mark.parametrize("rule", ["", *KNOWN, "by_feeling"])
def test_an_agreement_is_checked_for_its_rules(rule: str) -> None:
    """A misspelt rule would label figures with nothing."""
    found = faults(truce(clauses=(clause("fire", counting_rule=rule),)))
    told = [one for one in found if "counting rule" in one]
    assert told == (["no counting rule by_feeling"] if rule == "by_feeling" else [])


@pytest.mark.parametrize(
    "more", [{"version": 0}, {"names": {"ru": "x"}}, {"citations": ()}], ids=lambda m: next(iter(m))
)
def test_a_rule_without_ground_is_refused(more: dict[str, object]) -> None:
    """No version, no English name, no source."""
    whole: dict[str, object] = {
        "id": "r",
        "version": 1,
        "names": {"en": "r"},
        "definitions": {"en": "r"},
        "used_by": (),
        "citations": (Citation("made up", Grade.INFERRED),),
    }
    with pytest.raises(InvalidValue):
        CountingRule(**{**whole, **more})  # type: ignore[arg-type]

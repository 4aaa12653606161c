"""The counting rules that the field is known to use, out of `vocabulary/counting.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.counting import CountingRule, Lone, Per, Tally
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.moment import Citation, Grade

_FILE = "vocabulary/counting.yaml"


@cache
def counting_rules() -> Mapping[str, CountingRule]:
    """Every rule by its id, in the order of the file."""
    rules = load_yaml(_FILE)["rules"]
    return MappingProxyType({name: _rule(name, row) for name, row in rules.items()})


def counting_rule(rule_id: str) -> CountingRule:
    """The rule of an id.

    Raises:
        UnknownName: there is none; the line lists those that are.

    >>> counting_rule("each_shot").label
    'each_shot@1'
    >>> counting_rule("by_feeling")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: no counting rule is called 'by_feeling'; there are each_shot, ...
    """  # noqa: E501 - the message is one line for a person
    found = counting_rules().get(rule_id)
    if found is None:
        listed = f"there are {', '.join(counting_rules())}"
        raise UnknownName(f"no counting rule is called {rule_id!r}", remedy=listed)
    return found


def converting_rule(rule_id: str) -> CountingRule:
    """The rule of an id, where single observations can be counted by it.

    Raises:
        UnknownName: there is none, or its words do not say enough; the line lists those that do.

    >>> converting_rule("case_of_fire")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: observations cannot be counted by 'case_of_fire'; ...
    """
    found = counting_rule(rule_id.partition("@")[0])
    if found.tally is None or rule_id not in {found.id, found.label}:
        able = ", ".join(one.id for one in counting_rules().values() if one.tally)
        what = f"observations cannot be counted by {rule_id!r}"
        raise UnknownName(what, remedy=f"they can by {able}")
    return found


def label(rule_id: str) -> str:
    """Name and version of a rule, "" where none is named, the id itself where it is not on file.

    >>> label("case_of_fire"), label(""), label("by_feeling")
    ('case_of_fire@1', '', 'by_feeling')
    """
    found = counting_rules().get(rule_id)
    return found.label if found else rule_id


def _rule(name: str, row: Mapping[str, Any]) -> CountingRule:
    return CountingRule(
        id=name,
        version=row["version"],
        names=MappingProxyType(row["names"]),
        definitions=MappingProxyType(row["definition"]),
        used_by=tuple(row["used_by"]),
        citations=tuple(Citation(one["text"], Grade(one["grade"])) for one in row["sources"]),
        tally=_tally(row["tally"]) if "tally" in row else None,
    )


def _tally(row: Mapping[str, Any]) -> Tally:
    return Tally(
        per=Per(row["per"]),
        gap_minutes=row.get("gap_minutes", 0),
        least_rounds=row.get("least_rounds", 1),
        lone=Lone(row.get("lone", Lone.COUNTED)),
        leaves_out=tuple(row.get("leaves_out", ())),
    )

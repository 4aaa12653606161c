"""The counting rules that the field is known to use, out of `vocabulary/counting.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.counting import CountingRule
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
    )

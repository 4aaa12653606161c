"""The rules of a centre out of YAML; the form of a file is in `schema/centre-rules.schema.json`."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

from trucewatch.data.yaml_marks import parse
from trucewatch.data.zones import zone
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.wire import from_wire, to_wire


def packaged_text() -> str:
    """The rules with which a centre begins, as the text that is signed when they change."""
    return (files("trucewatch.data") / "review" / "rules.yaml").read_text("utf-8")


def read_rules(text: str, name: str = "rules") -> CentreRules:
    """The rules that a text holds.

    Args:
        text: YAML.
        name: how errors call it.

    Raises:
        UnreadableInput: the first fault, with its place and the remedy.

    >>> read_rules(packaged_text()).deadlines.request.amount
    2
    >>> read_rules("name: x")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: rules, CentreRules.decision: is missing; mend it there
    """
    parse(text.encode(), name)  # tells the line of what is no YAML
    try:
        rules = from_wire(CentreRules, _plain(yaml.safe_load(text)))
        for calendar in rules.calendars.values():
            zone(calendar.zone)
    except Refusal as err:
        where, _, what = err.what.rpartition(": ") if not err.where else (err.where, "", err.what)
        place = f"{name}, {where}" if where else name
        raise UnreadableInput(what, where=place, remedy=err.remedy or "mend it there") from err
    return rules


def _plain(tree: Any) -> Any:
    """A tree as JSON would have it: YAML makes days of what looks like one."""
    return to_wire(tree)

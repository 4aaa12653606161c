"""Files of supposed changes: what they make, and how a fault in one is told."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from trucewatch.data.what_if_files import KINDS, read_changes
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.what_if import (
    ControlChange,
    CountingRuleChange,
    DesignationChange,
    MembershipChange,
    WindowChange,
    ZoneChange,
)

FOLDER = files("trucewatch.data")
SCHEMA = json.loads(FOLDER.joinpath("schema", "what-if.schema.json").read_text("utf-8"))
SHEETS = sorted(
    (one for one in FOLDER.joinpath("samples", "what-if").iterdir() if "nusra" in one.name),
    key=lambda one: one.name,
)
WHOLE = """
title: Everything at once
changes:
- designation: {target: turkey, list: UN, asserter: russia, status: terrorist, from: "2016-05-03"}
- designation: {target: turkey, list: UN, asserter: russia, remove: true}
- membership: {agreement: truce, actor: turkey, side: north, status: declared, listed_by: [russia], from: "2016-05-03T00:00 UTC"}
- membership: {agreement: truce, actor: turkey, remove: true}
- exclude: {agreement: truce, actor: turkey}
- include: {agreement: truce, list: UN}
- zone: {agreement: truce, zone: all, places: ["ocha:C1007"], uncertainty_m: 500}
- zone: {agreement: truce, zone: all, except_held_by: []}
- control: {agreement: truce, holder: turkey, shape: {lines: [[[37, 36], [38, 36]]], within_m: 200}}
- control: {agreement: truce, holder: turkey, remove: true}
- window: {agreement: truce, starts: [{at: "2016-05-04T00:01 Asia/Damascus", says: [russia]}], alone: true}
- counting_rule: {agreement: truce, clause: c1, rule: each_shot}
"""  # noqa: E501 - one change a line, as people write them


def changes() -> tuple[Any, ...]:
    """Those of the whole file."""
    return read_changes(WHOLE.encode(), "x.yaml")


def test_every_kind_is_made() -> None:
    """In the order of the file, each with its place."""
    made = changes()
    assert len(made) == 12
    assert made[0].where == "x.yaml, line 4"
    assert made[-1].where == "x.yaml, line 15"


def test_a_designation_has_days() -> None:
    """Without `to` it is open."""
    one, removed = changes()[:2]
    assert isinstance(one, DesignationChange)
    assert one.entry is not None
    assert (one.entry.valid.start, one.entry.valid.end) == (dt.date(2016, 5, 3), None)
    assert removed.entry is None


def test_a_membership_has_moments() -> None:
    """And whose list holds it."""
    one = changes()[2]
    assert isinstance(one, MembershipChange)
    assert one.entry is not None
    assert (one.entry.start, one.entry.listed_by) == (
        dt.datetime(2016, 5, 3, tzinfo=dt.UTC),
        ("russia",),
    )


def test_what_a_zone_leaves_out_stays() -> None:
    """None is not written; an empty list is written and cuts out nothing."""
    first, second = changes()[6:8]
    assert isinstance(first, ZoneChange)
    assert (first.places, first.except_held_by) == (("ocha:C1007",), None)
    assert (second.places, second.except_held_by) == (None, ())


def test_territory_is_drawn_or_taken_away() -> None:
    """A line with metres beside it is a shape too."""
    drawn, removed = changes()[8:10]
    assert isinstance(drawn, ControlChange)
    shape = drawn.areas[0].shape
    assert shape is not None
    assert shape.within_m == 200
    assert removed.areas == ()


def test_a_window_tells_who_asserts_it() -> None:
    """As in agreement files, without a source."""
    window, rule = changes()[10:]
    assert isinstance(window, WindowChange)
    assert (window.window.starts[0].asserted_by, window.alone) == (("russia",), True)
    assert isinstance(rule, CountingRuleChange)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("changes: []", "x.yaml, line 1: no change is written"),
        ("changes:\n- {}", "x.yaml, line 2: 0 changes in one item"),
        (
            "changes:\n- {include: {agreement: a, actor: b}, exclude: {agreement: a, actor: b}}",
            "2 changes in one item; write one of designation",
        ),
        ("changes:\n- move: {}", "'move' is no key here; the keys are designation"),
        ("changes:\n- include: {agreement: a}", "line 2: name an actor or a list, not both"),
        (
            "changes:\n- membership: {agreement: a, actor: b, side: c}",
            "'status' is missing; add 'status', or remove: true to take it away",
        ),
        (
            "changes:\n- designation: {target: a, list: b, asserter: c, status: bad}",
            "'bad' is none of the values; write terrorist",
        ),
        (
            (
                "changes:\n- designation:\n    target: a\n    list: b\n    asserter: c\n"
                "    status: terrorist\n    from: May"
            ),
            "x.yaml, line 7: 'May' is no day",
        ),
        (
            "changes:\n- zone: {agreement: a, zone: b, places: ['ocha:none']}",
            "line 2: no place has the id 'ocha:none'",
        ),
        (
            "changes:\n- control: {agreement: a, holder: b}",
            "line 2: the control area of b has places or a shape",
        ),
        (
            "changes:\n- window: {agreement: a, starts: []}",
            "line 2: a window needs at least one asserted start",
        ),
        (
            "changes:\n- window: {agreement: a, starts: [{at: noon}]}",
            "line 2: 'noon' is no moment",
        ),
    ],
)
def test_a_fault_is_told_by_its_line(written: str, told: str) -> None:
    """With the remedy."""
    with pytest.raises(UnreadableInput) as refused:
        read_changes(written.encode(), "x.yaml")
    assert told in str(refused.value)


def test_the_schema_knows_every_kind() -> None:
    """And no other."""
    assert set(SCHEMA["$defs"]["change"]["properties"]) == set(KINDS)


def test_what_the_reader_takes_fits_the_schema() -> None:
    """A file with every kind of change."""
    Draft202012Validator(SCHEMA).validate(yaml.safe_load(WHOLE))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: str(one.name))
def test_packaged_changes_are_read(sheet: Any) -> None:
    """Each of the how-to page."""
    assert read_changes(sheet.read_bytes(), sheet.name)

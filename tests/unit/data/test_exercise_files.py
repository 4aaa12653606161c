"""Scripts of exercises: what ships is sound, and a fault is told with file, place and remedy."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
import yaml
from jsonschema import Draft202012Validator

from trucewatch.data.exercise_files import packaged_names, read_script, script_text
from trucewatch.domain.errors import UnknownName, UnreadableInput
from trucewatch.domain.exercise import InjectKind

FOLDER = files("trucewatch.data")
SCHEMA = json.loads(FOLDER.joinpath("schema", "exercise.schema.json").read_text("utf-8"))
SMALL = """
id: small
title: {en: t, ru: t, ar: t}
about: {en: t, ru: t, ar: t}
begins: "2025-04-07T06:00:00Z"
speed: 12
parties: [{id: one, kind: state, side: a, names: {en: [One], ru: [Один], ar: [واحد]}}]
places: [{id: "exercise:bay", lon: -22, lat: -42, names: {en: [Bay], ru: [Бухта], ar: [خليج]}}]
agreement: "id: x"
injects:
- id: first
  at: 10
  kind: report
  text: "Words."
  title: {en: t, ru: t, ar: t}
  expects: {en: t, ru: t, ar: t}
marks:
- {id: m, expect: done, about: first, actions: [case.open], says: {en: t, ru: t, ar: t}}
"""


@pytest.mark.parametrize("name", packaged_names())
def test_what_ships_fits_the_schema(name: str) -> None:
    """The schema that editors use is the form that is read."""
    Draft202012Validator(SCHEMA).validate(yaml.safe_load(script_text(name)))
    assert read_script(script_text(name), name).id == name


@pytest.mark.parametrize("name", packaged_names())
def test_every_packaged_script_lies_where_no_land_is(name: str) -> None:
    """Its places are in the open South Atlantic."""
    for one in read_script(script_text(name)).places:
        assert -24 < one.lon < -21
        assert -43 < one.lat < -41


def test_the_three_tell_all_that_an_exercise_needs() -> None:
    """Reports, calls, bulletins, silence, a delegation that goes and comes."""
    kinds = {
        one.kind for name in packaged_names() for one in read_script(script_text(name)).injects
    }
    assert kinds == set(InjectKind)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("speed: 12", "speed: 0", "small.yaml, Script: speed is 1 to 600"),
        ("speed: 12", "haste: 12", "small.yaml, Script.haste: is no field of Script"),
        ("about: first", "about: second", "marks[0].about: 'second' is not in this script"),
        ("kind: report", "kind: poem", "'poem' is none of report, bulletin"),
        ("case.open", "case.burn", "marks[0].actions: 'case.burn' is no action of the policy"),
        ('text: "Words."', 'text: ""', "a report needs its text"),
        ("id: m, expect", "expect", "Script.marks[0].id: is missing"),
        ("at: 10", "at: -1", "at is minutes after the beginning"),
        ("exercise:bay", "bay", "the id of a place begins with exercise:"),
        ("speed: 12", "speed: [", "small.yaml, line"),
    ],
)
def test_a_fault_is_told_with_file_place_and_remedy(was: str, now: str, told: str) -> None:
    """One clear line each."""
    with pytest.raises(UnreadableInput) as refused:
        read_script(SMALL.replace(was, now), "small.yaml")
    assert told in str(refused.value)
    assert str(refused.value).startswith("small.yaml")
    assert refused.value.remedy
    assert "\n" not in str(refused.value)


def test_an_unknown_name_is_told_with_those_that_ship() -> None:
    """A slip of the pen costs one line."""
    with pytest.raises(UnknownName, match="write one of contested-termination"):
        script_text("autumn-storm")

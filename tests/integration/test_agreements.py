"""`trucewatch agreements` as a person runs it: show, timeline and diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import trucewatch as tw
from program import trucewatch
from trucewatch.domain.timeline import Timeline
from trucewatch.domain.wire import from_wire

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "src" / "trucewatch" / "data" / "schema"
CALM, WIDE = "syria-aleppo-calm-2016-05", "syria-2016-02-22"
BEFORE = "2016-05-01T00:00+03:00"


def run(*args: str) -> str:
    """What a command prints, which must go well."""
    made = trucewatch("agreements", *args)
    assert made.code == 0, made.err
    return made.text


def value(*args: str) -> Any:
    """The JSON that a command prints."""
    return json.loads(run(*args, "--json"))


@pytest.mark.parametrize(
    "args", [("timeline",), ("diff", WIDE, CALM), ("show", CALM), ("show", WIDE)]
)
def test_tables_fit_eighty_columns(args: tuple[str, ...]) -> None:
    """And say something."""
    lines = run(*args).splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= 80


def test_a_wide_agreement_brings_what_nests_in_it() -> None:
    """Right below it, and deeper."""
    lanes = value("timeline", WIDE)["lanes"]
    assert (lanes[0]["agreement"], lanes[0]["depth"]) == (WIDE, 0)
    assert [one["depth"] for one in lanes if one["agreement"] == CALM] == [1]


def test_the_line_of_time_fits_its_schema() -> None:
    """And is what the library gives."""
    told = value("timeline", WIDE)
    jsonschema.validate(told, json.loads((SCHEMA / "timeline.schema.json").read_text("utf-8")))
    assert from_wire(Timeline, told) == tw.timeline(WIDE)


def test_what_differs_fits_its_schema() -> None:
    """The stable form of the comparison."""
    told = value("diff", WIDE, CALM)
    jsonschema.validate(told, json.loads((SCHEMA / "terms-diff.schema.json").read_text("utf-8")))


def test_before_it_was_announced_nothing_is_shown_of_a_calm() -> None:
    """Neither by timeline nor by show, and its name is not told."""
    line = run("timeline", CALM, "--known-at", BEFORE)
    shown = " ".join(run("show", CALM, "--known-at", BEFORE).split())
    assert "not yet announced then" in line
    assert "nobody could have known of it" in shown
    assert "Regime of calm" not in line + shown
    assert value("show", CALM, "--known-at", BEFORE) is None


def test_an_extension_told_later_is_left_out() -> None:
    """On 8 May nobody knew of that announced on the 9th."""
    assert "[second]" not in run("timeline", CALM, "--known-at", "2016-05-08T00:00+03:00")
    assert "[second]" in run("timeline", CALM, "--known-at", "2016-05-09T12:00+03:00")


def test_what_was_learned_is_the_difference_of_two_times() -> None:
    """Of one agreement with itself."""
    known = ["--known-at", "2016-05-08T00:00+03:00", "--known-at", "2016-05-10T00:00+03:00"]
    told = value("diff", CALM, CALM, *known)
    assert ("amendments", "added", "second") in [
        (one["part"], one["change"], one["key"]) for one in told["differences"]
    ]


def test_show_says_by_whose_reading_terms_were_in_force() -> None:
    """With the reason, on the terminal and in JSON."""
    noon = ["--at", "2016-05-04T12:00+03:00"]
    shown = run("show", CALM, *noon)
    assert "surely in force at 2016-05-04T09:00:00Z as read by united-states" in shown
    assert "not in force at 2016-05-04T09:00:00Z as read by russia" in shown
    held = value("show", CALM, *noon)["in_force"]
    assert [(one["reading"], one["certainty"]) for one in held] == [
        ("united-states", "surely"),
        ("russia", "not"),
    ]


def test_show_tells_names_in_every_language() -> None:
    """With the language of each."""
    shown = run("show", CALM)
    assert "ru: Режим тишины в Алеппо" in shown
    assert "ar: نظام التهدئة في حلب" in shown


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_the_picture_is_written_in_one_move(lang: str, tmp_path: Path) -> None:
    """In the language asked for."""
    out = tmp_path / "terms.svg"
    run("timeline", CALM, "--format", "svg", "--lang", lang, "-o", str(out))
    assert f'lang="{lang}"' in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("timeline", "westphalia"), "no agreement has the id 'westphalia'"),
        (("timeline", "--reading", "atlantis"), "no terms have a reading of 'atlantis'"),
        (("timeline", "--known-at", "2016-05-04T12:00"), "has no offset from UTC"),
        (
            ("timeline", "--from", "2016-05-04T12:00Z", "--to", "2016-05-04T11:00Z"),
            "the time asked for ends before it starts",
        ),
        (("diff", CALM, "westphalia"), "no agreement has the id 'westphalia'"),
        (("diff", CALM, CALM, *(["--known-at", BEFORE] * 3)), "once for both, or twice"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_line(args: tuple[str, ...], told: str) -> None:
    """With exit status 2."""
    made = trucewatch("agreements", *args)
    assert (made.code, len(made.complaints), made.out) == (2, 1, b"")
    assert told in made.err


@pytest.mark.parametrize("name", ["timeline", "diff", "show", "list"])
def test_each_command_shows_an_example(name: str) -> None:
    """Within 80 columns."""
    text = trucewatch("agreements", name, "--help").text
    assert f"\n    trucewatch agreements {name}" in text
    assert max(map(len, text.splitlines())) <= 80

"""`what-if`, `compliance` and `duties`: their forms, and how they fail."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import trucewatch as tw
from program import trucewatch

SAMPLES = Path(str(files("trucewatch.data").joinpath("samples")))
INCIDENTS = SAMPLES / "what-if" / "incidents-aleppo.json"
DRAWN = SAMPLES / "what-if" / "nusra-delineated.yaml"
TERMS, REPORTS = SAMPLES / "duties" / "terms.yaml", SAMPLES / "duties" / "reports.yaml"
ONE = ("--agreement", "syria-2016-02-22")
AT = ("--at", "2020-03-12T12:00+02:00")


def test_what_if_tells_before_and_after_as_json() -> None:
    """With the steps that changed."""
    made = json.loads(trucewatch("what-if", INCIDENTS, DRAWN, *ONE, "--json").text)
    moved = [one for one in made["differences"] if one["before"] != one["after"]]
    assert {one["after"]["reason"] for one in moved} == {"outside_zone", "all_conditions_met"}
    assert all(one["steps"] for one in moved)


def test_what_if_as_csv_has_a_row_a_difference() -> None:
    """Those whose result stays too."""
    rows = list(
        csv.DictReader(io.StringIO(trucewatch("what-if", INCIDENTS, DRAWN, "--format", "csv").text))
    )
    assert {row["steps"] for row in rows} >= {"in_zone: possibly→no", "in_zone: possibly→surely"}


def test_one_reading_alone_may_be_asked() -> None:
    """As of assess."""
    made = trucewatch("what-if", INCIDENTS, DRAWN, "--reading", "russia", "--json").text
    assert {one["reading"] for one in json.loads(made)["differences"]} == {"russia"}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "changes:\n- include: {agreement: nowhere, actor: turkey}",
            "line 2: no agreement 'nowhere'",
        ),
        (
            "changes:\n- include: {agreement: syria-2016-02-22, actor: turkey}",
            "line 2: nothing to take away: turkey is not excluded by that name; excluded are",
        ),
        ("changes: {", "broken YAML"),
    ],
)
def test_a_wrong_change_is_one_clear_line(tmp_path: Path, written: str, told: str) -> None:
    """File, line and remedy, and nothing is printed."""
    path = tmp_path / "changes.yaml"
    path.write_text(written, encoding="utf-8")
    run = trucewatch("what-if", INCIDENTS, path)
    assert (run.code, len(run.complaints), run.text) == (2, 1, "")
    assert told in run.err


def test_what_if_of_nothing_changes_nothing() -> None:
    """The library takes changes themselves."""
    assert tw.what_if([], []).differences == ()


def test_the_verbs_stay_verbs() -> None:
    """The package `assess` does not hide the verb of that name."""
    report = tw.read(b"Rebels shelled Hama on 3 May 2016, the Syrian army said.")
    assert tw.assess([report]) == tw.assess([report])


@pytest.fixture(name="assessed")
def assessed_(tmp_path: Path) -> tuple[Path, Path]:
    """Findings and readings of two reports of opposing sides."""
    readings, findings = tmp_path / "readings.json", tmp_path / "findings.json"
    sheets = sorted(SAMPLES.glob("0[45]*.txt"))
    assert trucewatch("read", *sheets, "--json", "-o", readings).code == 0
    assert trucewatch("assess", readings, "--json", "-o", findings).code == 0
    return findings, readings


def test_each_claimant_has_a_table_of_its_own(assessed: tuple[Path, Path]) -> None:
    """Named by its report where it is the report itself, and within 80 columns."""
    text = trucewatch("compliance", *assessed).text
    assert "nothing here is to be added up" in text
    assert "claimed by the report itself (04-bulletin-reconciliation-centre.txt)" in text
    assert max(map(len, text.splitlines())) <= 80


def test_without_readings_reports_are_not_added_up(assessed: tuple[Path, Path]) -> None:
    """Nobody is on file who says it, so each incident stands alone."""
    run = trucewatch("compliance", assessed[0])
    assert "reports that are not" in run.text
    made = json.loads(trucewatch("compliance", assessed[0], "--json").text)
    alone = [row for row in made["rows"] if row["claimant"].startswith("incident:")]
    assert alone
    assert all(sum(row["counts"].values()) == 1 for row in alone)


def test_days_without_data_are_no_zeros(assessed: tuple[Path, Path], tmp_path: Path) -> None:
    """And a refusal is neither."""
    told = tmp_path / "told.yaml"
    told.write_text(
        "told:\n- {claimant: united-states, from: 2016-04-01, said: refused, source: made up}",
        encoding="utf-8",
    )
    run = trucewatch("compliance", *assessed, "--by", "day", "--told", told, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.text)))
    known = {(row["claimant"], row["known"], row["inconclusive"]) for row in rows}
    assert ("united-states", "refused", "") in known
    assert ("report:1", "no_data", "") in known


@pytest.mark.parametrize(
    ("given", "told"),
    [(b"[]", "no findings"), (b"{}", "neither a reading nor an incident"), (b"x", "broken JSON")],
)
def test_what_holds_no_findings_is_told(given: bytes, told: str) -> None:
    """With what to give instead."""
    run = trucewatch("compliance", "-", given=given)
    assert (run.code, len(run.complaints)) == (2, 1)
    assert told in run.err


def test_a_finding_that_does_not_fit_is_told_by_its_path(tmp_path: Path) -> None:
    """The part of the file and the field."""
    path = tmp_path / "findings.json"
    path.write_text('{"incidents": [], "findings": [{"incident": "a"}]}', encoding="utf-8")
    run = trucewatch("compliance", path)
    assert "findings.json, findings: " in run.err
    assert "agreement: is missing" in run.err


def test_duties_are_told_by_bearer_and_reading() -> None:
    """Late as one keeper reads the deadline, met as the other does."""
    made = json.loads(trucewatch("duties", TERMS, "--performed", REPORTS, *AT, "--json").text)
    withdrawn = {
        (one["bearer"], one["reading"]): one["status"]
        for one in made
        if one["clause"] == "withdraw"
    }
    assert withdrawn == {
        ("northern", "east"): "late",
        ("northern", "west"): "met",
        ("southern", "east"): "disputed",
        ("southern", "west"): "disputed",
    }


def test_the_library_tracks_duties_too() -> None:
    """The same states."""
    at = dt.datetime(2020, 3, 12, 10, tzinfo=dt.UTC)
    made = tw.duties([str(TERMS)], at=at, performed=REPORTS, views=["west"])
    assert {one.reading for one in made} == {"west"}
    assert len(made) == 7


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("clause: withdrew, bearer: northern", "line 3: ford-truce has no duty 'withdrew'"),
        ("clause: release, bearer: nobody", "line 3: clause release of ford-truce is not owed by"),
        ("agreement: x, clause: release, bearer: northern", "line 3: no agreement has the id 'x'"),
        ("clause: release, bearer: northern, done: 2020-03-05 UTC", "a day does not say whether"),
    ],
)
def test_a_wrong_report_is_one_clear_line(tmp_path: Path, line: str, told: str) -> None:
    """File, line and remedy."""
    path = tmp_path / "reports.yaml"
    rest = "by: north, at: '2020-03-06T09:00 UTC', says: done"
    path.write_text(f"agreement: ford-truce\nreports:\n- {{{line}, {rest}}}", encoding="utf-8")
    run = trucewatch("duties", TERMS, "--performed", path, *AT)
    assert (run.code, len(run.complaints)) == (2, 1)
    assert told in run.err


def test_terms_without_duties_are_told_so() -> None:
    """Rather than an empty page."""
    run = trucewatch("duties", "kashmir-2003-11-25", *AT)
    assert (run.code, "no duty to do something is on file" in run.text) == (0, True)


@pytest.mark.parametrize(
    ("command", "schema"),
    [
        (("what-if", INCIDENTS, DRAWN), "what-if-result"),
        (("duties", TERMS, "--performed", REPORTS, *AT), "duty-state"),
    ],
)
def test_what_is_written_fits_its_schema(command: tuple[str | Path, ...], schema: str) -> None:
    """The shipped one, for every value of a list."""
    made = json.loads(trucewatch(*command, "--json").text)
    body = json.loads((SAMPLES.parent / "schema" / f"{schema}.schema.json").read_text("utf-8"))
    for one in made if isinstance(made, list) else [made]:
        jsonschema.validate(one, body)


def test_counts_fit_their_schema(assessed: tuple[Path, Path]) -> None:
    """Days without data too."""
    made = json.loads(trucewatch("compliance", *assessed, "--by", "day", "--json").text)
    path = SAMPLES.parent / "schema" / "compliance.schema.json"
    jsonschema.validate(made, json.loads(path.read_text("utf-8")))


def test_who_refused_is_named_without_a_figure(assessed: tuple[Path, Path], tmp_path: Path) -> None:
    """Also where nothing is counted by day."""
    told = tmp_path / "told.yaml"
    told.write_text(
        "told:\n- {claimant: united-states, from: 2016-04-01, said: refused, source: made up}",
        encoding="utf-8",
    )
    text = trucewatch("compliance", *assessed, "--told", told).text
    row = next(line for line in text.splitlines() if line.startswith(" nothing told"))
    assert row.split() == ["nothing", "told", "refused"]

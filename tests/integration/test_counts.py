"""`trucewatch counts`: every form, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from rich.cells import cell_len

import trucewatch as tw
from program import trucewatch

SAMPLES = Path(str(files("trucewatch.data").joinpath("samples")))
COUNTS = SAMPLES / "counts"
BREAKDOWNS, GUARANTORS = COUNTS / "breakdowns.csv", COUNTS / "guarantors.csv"
RIVALS, ROWS = COUNTS / "rival-made-up.csv", COUNTS / "observations.csv"


@pytest.mark.parametrize(
    ("width", "language"), [("40", "en"), ("80", "en"), ("80", "ru"), ("80", "ar"), ("140", "ru")]
)
def test_the_table_fits_its_width(width: str, language: str) -> None:
    """No figure and no name is cut."""
    run = trucewatch("counts", RIVALS, "--language", language, env={"COLUMNS": width})
    assert max(map(cell_len, run.text.splitlines())) <= int(width)
    assert "…" not in run.text


def test_figures_stand_side_by_side_and_unadded() -> None:
    """15 and 21, and no 36 nor 18."""
    text = trucewatch("counts", GUARANTORS).text
    first = text[text.index("2017-01-05") : text.index("2017-01-11")]
    assert first.split().count("15") == first.split().count("21") == 1
    assert "36" not in first
    assert "18" not in first


def test_a_contradiction_is_shown_with_its_sum() -> None:
    """Both figures, and which is the total."""
    text = trucewatch("counts", BREAKDOWNS, env={"COLUMNS": "160"}).text
    assert (
        "≠ Sri Lanka Monitoring Mission: parts by party: 504 + 54 = 558, the total says 556" in text
    )


def test_json_fits_its_schema_and_is_read_again() -> None:
    """The same ledger comes out."""
    first = trucewatch("counts", RIVALS, ROWS, "--convert", "each_shot", "--json")
    schema = SAMPLES.parent / "schema" / "rival-counts.schema.json"
    jsonschema.validate(json.loads(first.text), json.loads(schema.read_text("utf-8")))
    again = trucewatch("counts", "-", "--convert", "each_shot", "--json", given=first.out)
    assert again.out == first.out


def test_csv_is_read_again_as_the_same_figures() -> None:
    """Zero, no data and refused among them."""
    written = trucewatch("counts", RIVALS, BREAKDOWNS, "--format", "csv")
    again = trucewatch("counts", "-", "--format", "csv", given=written.out)
    plain, other = (
        [{**row, "row": ""} for row in csv.DictReader(io.StringIO(run.text))]
        for run in (written, again)
    )
    assert plain == other
    assert {"0", "", "refused"} <= {row["total"] for row in plain}


def test_a_line_of_jsonl_is_a_claim_with_its_checks_or_a_conversion() -> None:
    """For other programs."""
    run = trucewatch("counts", RIVALS, ROWS, "--convert", "each_shot", "--jsonl")
    kinds = [sorted(json.loads(line)) for line in run.text.splitlines()]
    assert kinds == [["checks", "claim"]] * 8 + [["conversion"]] * 3


def test_readings_and_tables_stand_in_one_ledger(tmp_path: Path) -> None:
    """What a report says beside what a table holds."""
    readings = tmp_path / "readings.json"
    sheets = sorted(SAMPLES.glob("0[45]*.txt"))
    assert trucewatch("read", *sheets, "--json", "-o", readings).code == 0
    made = json.loads(trucewatch("counts", readings, GUARANTORS, "--json").text)
    assert {one["claimant"] for one in made["claims"]} == {
        "russia-reconciliation-centre", "syria-hnc", "russia", "turkey",
    }  # fmt: skip
    outcomes = {one["facts"]["total"]: one["outcome"] for one in made["checks"]}
    assert (outcomes["11"], outcomes["23"]) == ("holds", "contradicts")


@pytest.mark.parametrize(("shape", "language"), [("svg", "en"), ("svg", "ar"), ("html", "ru")])
def test_the_picture_is_the_same_to_the_byte(shape: str, language: str, tmp_path: Path) -> None:
    """In another process, at another time, with settings of one's own for plots."""
    command = ("counts", RIVALS, ROWS, "--convert", "each_shot", "--format", shape)
    plain = trucewatch(*command, "--language", language)
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\nsvg.fonttype: none\n")
    other = trucewatch(*command, "--language", language, cwd=tmp_path)
    assert plain.out == other.out
    assert b"<dc:date>" not in plain.out


def test_the_page_asks_nobody_for_anything() -> None:
    """It runs from right to left in Arabic, and shows nothing as markup that was told as text."""
    run = trucewatch("counts", "-", "--format", "html", "--language", "ar",
                     given=b"claimant,unit,total\n<script>x</script>,violations,7\n")  # fmt: skip
    assert '<html lang="ar" dir="rtl">' in run.text
    assert "<script" not in run.text
    assert "&lt;script&gt;" in run.text


def test_a_bad_row_leaves_the_good_ones(tmp_path: Path) -> None:
    """Named with file, line and remedy; exit status 2."""
    path = tmp_path / "c.csv"
    path.write_text("claimant,unit,total\nnorth,v,7\nnorth,v,many\nsouth,v,-\n", encoding="utf-8")
    run = trucewatch("counts", path, "--json")
    assert (run.code, len(run.complaints)) == (2, 1)
    assert f"{path}, line 3, column total: 'many' is no count; write 15" in run.err
    assert len(json.loads(run.text)["claims"]) == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "-: is empty"),
        (b"a,b\n1,2\n", "-, line 1: has no column"),
        (b"{}", "is neither a reading nor an incident"),
        (b"[", "broken JSON"),
        (b'{"claims": [{}], "sets": []}', "claims[0].id: is missing"),
        (b"\xff\xfe\xff", "is no UTF-8"),
    ],
)
def test_what_holds_no_counts_is_told(given: bytes, told: str) -> None:
    """One line, and nothing is printed."""
    run = trucewatch("counts", "-", given=given)
    assert (run.code, len(run.complaints), run.text) == (2, 1, "")
    assert told in run.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            ("--convert", "case_of_fire"),
            "cannot be counted by 'case_of_fire'; they can by",
        ),
        (("--convert", "by_feeling"), "no counting rule is called 'by_feeling'"),
        (("--column", "colour=x"), "no column is called 'colour'; there are"),
        (("--column", "total"), "'total' is no pair; write it as in total=Violations"),
        (("--language", "fr"), "'fr' is not one of"),
    ],
)
def test_bad_use_is_told(options: tuple[str, str], told: str) -> None:
    """With what there is."""
    run = trucewatch("counts", RIVALS, *options)
    assert (run.code, len(run.complaints), run.text) == (2, 1, "")
    assert told in run.err


def test_a_file_that_is_not_there_is_told() -> None:
    """As everywhere."""
    run = trucewatch("counts", "nowhere.csv")
    assert (run.code, run.err) == (2, "trucewatch: nowhere.csv: no such file; check the path\n")


def test_columns_may_be_named_and_set() -> None:
    """A table of somebody else needs no change."""
    run = trucewatch(
        "counts", "-", "--column", "total=Cases", "--set", "claimant=north", "--set", "unit=cases",
        "--json", given=b"Day,Cases\n2020-08-06,7\n",
    )  # fmt: skip
    [made] = json.loads(run.text)["claims"]
    assert (made["claimant"], made["unit"], made["total"]["low"]) == ("north", "cases", 7)


def test_what_cannot_be_converted_names_its_rows() -> None:
    """File and line."""
    text = trucewatch("counts", ROWS, "--convert", "each_shot", env={"COLUMNS": "160"}).text
    assert "cannot be converted; N/K rows: observations.csv:7" in text


def test_the_library_counts_files_and_values() -> None:
    """A path, or what others have made."""
    made = tw.counts(GUARANTORS)
    assert tw.counts(made.claims) == made
    assert tw.counts([]).claims == ()


def test_plots_are_loaded_when_they_are_drawn() -> None:
    """Neither the library nor a table waits for them."""
    code = "import sys, trucewatch as tw; tw.counts([]); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

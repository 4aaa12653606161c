"""Tables of incidents through the real program."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from program import trucewatch

HEAD = "id,act,start,end,lon,lat,precision,place,initiators,targets,provisional"
ROWS = (
    "a,shelling,2016-05-05T03:00Z,2016-05-05T04:00Z,,,,ocha:C1007,syria-army,free-syrian-army,no",
    'b,shelling,2016-05-05T03:00Z,,37.16,36.2,<=1km,,"syria-army; ?strangers",,yes',
    "c,advance,2012-01-01T00:00Z,2012-01-02T00:00Z,37.16,36.2,<=25km,,syria-army,,no",
)


def table(folder: Path, *rows: str) -> Path:
    """A CSV file of these rows."""
    path = folder / "incidents.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def found(text: str) -> list[dict[str, str]]:
    """Findings out of CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def test_each_row_gets_its_findings(tmp_path: Path) -> None:
    """By row, agreement and reading; a row without terms says so once."""
    run = trucewatch("assess", table(tmp_path, *ROWS), "--format", "csv")
    assert run.code == 0, run.err
    rows = found(run.text)
    assert [row["incident"] for row in rows] == sorted(row["incident"] for row in rows)
    assert rows[-1]["reason"] == "no_agreement_in_force"
    assert rows[-1]["agreement"] == ""


def test_bad_rows_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    """With file, row, column and remedy, and exit status 2."""
    path = table(tmp_path, ROWS[0], ROWS[1].replace("shelling", "shellling"), ROWS[2])
    run = trucewatch("assess", path)
    assert run.code == 2
    [line] = run.complaints
    assert line.startswith(f"trucewatch: {path}, row 2, column act: 'shellling' is no act")
    assert {row["row"] for row in found(run.text)} == {"1", "3"}


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("a,shelling,2016-05-05T03:00,,,,,,,,", "start"),
        ("a,shelling,2016-05-05T03:00Z,2016-05-05T03:00Z,,,,,,,", "end"),
        ("a,shelling,,,37,99,exact,,,,", "lat"),
        ("a,shelling,,,37,36,,,,,", "precision"),
        ("a,shelling,,,,,,nowhere:1,,,", "place"),
        ("a,shelling,,,,,,,nobody-such,,", "initiators"),
        ("a,shelling,,,,,,,,,perhaps", "provisional"),
        (",shelling,,,,,,,,,", "id"),
    ],
)
def test_each_wrong_cell_is_named(tmp_path: Path, cells: str, column: str) -> None:
    """The column tells what to mend."""
    run = trucewatch("assess", table(tmp_path, cells))
    assert run.code == 2
    assert f"row 1, column {column}: " in run.complaints[0]


def test_all_forms_hold_the_same_findings(tmp_path: Path) -> None:
    """CSV, lines of JSON and Parquet, on one core and on all."""
    path = table(tmp_path, *ROWS)
    shown = found(trucewatch("assess", path, "--all").text)
    for name in ("out.csv", "out.jsonl", "out.parquet"):
        out = tmp_path / name
        run = trucewatch("assess", path, "--all", "-o", out, "--engine", "processes")
        assert run.code == 0, run.err
        if out.suffix == ".csv":
            rows = found(out.read_text("utf-8"))
        elif out.suffix == ".jsonl":
            rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        else:
            rows = pq.read_table(out).to_pylist()
        assert [{key: str(value) for key, value in row.items()} for row in rows] == shown


def test_geoparquet_and_lines_of_json_are_read(tmp_path: Path) -> None:
    """Points as WKB, instants as timestamps, one row a line."""
    first = {"id": "a", "act": "shelling", "precision": "exact", "initiators": "syria-army"}
    line = {**first, "lon": 37.16, "lat": 36.2, "start": "2016-05-05T03:00Z"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    start = pa.array([1_462_417_200_000_000], pa.timestamp("us", tz="UTC"))
    columns = {key: pa.array([value]) for key, value in first.items()}
    columns["geometry"] = pa.array([shapely.to_wkb(shapely.Point(37.16, 36.2))])
    pq.write_table(pa.table({**columns, "start": start}), tmp_path / "rows.geoparquet")
    shown = [trucewatch("assess", tmp_path / f"rows.{kind}") for kind in ("jsonl", "geoparquet")]
    assert shown[0].code == 0, shown[0].err
    assert shown[0].text == shown[1].text


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    """Whole parts of the same run are kept; the folder beside the output goes at the end."""
    out, parts = tmp_path / "out.csv", tmp_path / ".out.csv.parts"
    path = table(tmp_path, *ROWS)
    # A folder in place of the output stops the run at its last step, with all parts written.
    out.mkdir()
    assert "cannot be written: is a directory" in trucewatch("assess", path, "-o", out).err
    kept = parts / "000000"
    kept.write_bytes(b"kept\r\n")
    out.rmdir()
    assert trucewatch("assess", path, "-o", out).code == 0
    assert out.read_text("utf-8").endswith("kept\n")
    assert not parts.exists()


def test_parts_of_another_table_are_thrown_away(tmp_path: Path) -> None:
    """Only a run on the same bytes goes on."""
    out, parts = tmp_path / "out.csv", tmp_path / ".out.csv.parts"
    parts.mkdir()
    (parts / "state.json").write_text("{}", encoding="utf-8")
    (parts / "000000").write_bytes(b"of old\r\n")
    assert trucewatch("assess", table(tmp_path, *ROWS), "-o", out).code == 0
    assert "of old" not in out.read_text("utf-8")


def test_a_row_is_explained(tmp_path: Path) -> None:
    """With its steps in JSON, and in words on the screen."""
    path = table(tmp_path, *ROWS)
    run = trucewatch("assess", path, "--explain", "1", "--json")
    told = json.loads(run.text)
    assert told["incident"]["id"] == "a"
    assert all(finding["steps"] for finding in told["findings"])
    assert "shelling by syria-army" in trucewatch("assess", path, "--explain", "1").text


def test_a_row_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the rows that there are."""
    run = trucewatch("assess", table(tmp_path, *ROWS), "--explain", "9")
    assert run.code == 2
    assert "the table has rows 1 to 3" in run.err


def test_without_numba_csv_is_assessed_one_by_one(tmp_path: Path) -> None:
    """Slower, and said; the findings are the same."""
    path = table(tmp_path, *ROWS)
    blocked = tmp_path / "blocked"
    (blocked / "numba").mkdir(parents=True)
    (blocked / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'numba' else find(name, *rest)\n",
        encoding="utf-8",
    )
    paths = os.pathsep.join([str(blocked), os.environ.get("PYTHONPATH", "")])
    run = trucewatch("assess", path, env={"PYTHONPATH": paths})
    assert run.code == 0
    assert "pip install 'trucewatch[scale]'" in run.err
    assert run.text == trucewatch("assess", path).text


def test_a_row_without_a_place_answers_to_terms_that_know_its_names(tmp_path: Path) -> None:
    """Not to every truce in the world; where none knows them, the place is what is missing."""
    rows = (
        "a,shelling,2016-05-05T03:00Z,2016-05-05T04:00Z,,,,,syria-army,,no",
        "b,shelling,2016-05-05T03:00Z,2016-05-05T04:00Z,,,,,?strangers,,no",
    )
    shown = found(trucewatch("assess", table(tmp_path, *rows)).text)
    known = {row["agreement"] for row in shown if row["row"] == "1"}
    assert "syria-2016-02-22" in known
    assert not {one for one in known if not one.startswith("syria")}
    [other] = [row for row in shown if row["row"] == "2"]
    assert (other["agreement"], other["reason"]) == ("", "place_unknown")

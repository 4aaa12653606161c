"""`trucewatch read`: good files complete, bad ones are named, nothing is half-written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from program import Run, trucewatch
from trucewatch.domain.reading import Reading
from trucewatch.domain.wire import from_wire, json_schema

REPORT = (
    b"Shells Fall on Hama\n\nMay 3, 2016\n\n"
    b"Rebels shelled a village near Hama on Monday, the Syrian army said.\n"
)
ESCAPE = "\x1b"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file with one report."""
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT)
    return path


def test_one_file_gives_one_object(report: Path) -> None:
    """With statements, and as the schema has it."""
    run = trucewatch("read", report, "--json")
    wire = json.loads(run.out)
    jsonschema.validate(wire, json_schema(Reading))
    assert from_wire(Reading, wire).statements
    assert (run.code, run.err) == (0, "")


def test_several_files_give_an_array(report: Path) -> None:
    """In the order given."""
    wire = json.loads(trucewatch("read", report, report, "--json").out)
    assert [item["document"]["name"] for item in wire] == [str(report)] * 2


def test_lines_hold_one_reading_each(report: Path) -> None:
    """Whatever the number of files."""
    run = trucewatch("read", report, report, "--format", "jsonl")
    assert [json.loads(line)["document"]["title"] for line in run.text.splitlines()]


def test_standard_input_is_read(report: Path) -> None:
    """The same statements as from a file."""
    piped = json.loads(trucewatch("read", "-", "--json", given=REPORT).out)
    filed = json.loads(trucewatch("read", report, "--json").out)
    assert piped["statements"] == filed["statements"]


def test_a_second_run_is_the_same_to_the_byte(report: Path) -> None:
    """No time of day, no order by chance; each run has its own hash seed."""
    for shape in ("json", "html", "table"):
        first = trucewatch("read", report, "--format", shape)
        assert first.out == trucewatch("read", report, "--format", shape).out


def test_a_table_fits_80_columns(report: Path) -> None:
    """And has no colours where it is piped."""
    run = trucewatch("read", report)
    assert max(map(len, run.text.splitlines())) <= 80
    assert ESCAPE not in run.text


def test_colours_come_where_they_are_asked_for(report: Path) -> None:
    """Another program may draw them."""
    assert ESCAPE in trucewatch("read", report, env={"FORCE_COLOR": "1", "NO_COLOR": ""}).text


def test_the_day_of_publication_can_be_given(report: Path) -> None:
    """It then stands as given."""
    wire = json.loads(trucewatch("read", report, "--json", "--published", "2016-05-04").out)
    document = wire["document"]
    assert (document["published"], document["published_basis"]) == ("2016-05-04", "given")


def refused(path: Path) -> Run:
    """A run over a file that cannot be read: exit 2, one line that names it, no output."""
    run = trucewatch("read", path, "--json")
    assert (run.code, run.out, len(run.complaints)) == (2, b"", 1)
    assert path.name in run.err
    return run


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\n ", b"\x7fELF\x02\x01\x00\x00" + bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(64)],
    ids=["empty", "blank", "program", "picture"],
)
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty and binary files, each with one clear line."""
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    refused(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """The line says what to check."""
    assert "no such file; check the path" in refused(tmp_path / "none.txt").err


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """The line says how to name its files."""
    assert "is a folder" in refused(tmp_path).err


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    """Before it is opened."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(20_000_001)
    assert "larger than 20 MB" in refused(path).err


def test_a_bad_file_leaves_the_good_ones(report: Path, tmp_path: Path) -> None:
    """They are read; the exit status tells that one was not."""
    run = trucewatch("read", tmp_path / "none.txt", report, "--json")
    assert (run.code, len(json.loads(run.out)), len(run.complaints)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--published", "3 May"), "write it as in 2016-05-03"),
        (("--format", "xml"), "'xml' is not one of"),
        (("--no-such",), "no such option"),
        (("--max-mb", "0"), "--max-mb"),
    ],
)
def test_bad_use_is_one_clear_line(report: Path, args: tuple[str, ...], told: str) -> None:
    """It says what was wrong and where to look."""
    run = trucewatch("read", report, *args)
    assert (run.code, run.out, len(run.complaints)) == (2, b"", 1)
    assert told in run.err


def test_an_output_file_is_replaced_whole(report: Path, tmp_path: Path) -> None:
    """Nothing else is left in its folder, and its rights stay."""
    out = tmp_path / "out" / "page.html"
    out.parent.mkdir()
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    run = trucewatch("read", report, "--format", "html", "-o", out)
    assert (run.code, run.out) == (0, b"")
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert [path.name for path in out.parent.iterdir()] == ["page.html"]
    assert out.stat().st_mode & 0o777 == 0o640


def test_an_output_file_stays_where_nothing_was_read(tmp_path: Path) -> None:
    """A failed run must not empty the last good page."""
    out = tmp_path / "page.html"
    out.write_text("old", encoding="utf-8")
    trucewatch("read", tmp_path / "none.txt", "--format", "html", "-o", out)
    assert out.read_text("utf-8") == "old"


def test_an_output_that_cannot_be_written_is_told(report: Path, tmp_path: Path) -> None:
    """One line, exit status 2."""
    run = trucewatch("read", report, "-o", tmp_path / "no" / "such" / "out.txt")
    assert (run.code, len(run.complaints)) == (2, 1)
    assert "cannot be written" in run.err

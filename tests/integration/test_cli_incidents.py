"""People correct incidents at the command line, and the next run follows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from program import Run, trucewatch
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import PlaceMention
from trucewatch.export.json_text import json_lines
from trucewatch.pipeline.decisions import read_decisions
from unit.pipeline.test_fuse import report

SAID = ("--by", "Duty officer", "--reason", "called both places")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with readings of two happenings, fused once."""
    homs = PlaceMention("Homs", "ocha:C2528", 36.72, 34.73, PlacePrecision.WITHIN_1KM, "Homs")
    far = PlaceMention("Aleppo", "ocha:C1007", 37.16, 36.2, PlacePrecision.WITHIN_1KM, "Aleppo")
    told = (("a", "gazette", homs), ("b", "herald", homs), ("c", "courier", far))
    readings = [report(name, source, places=(place,)) for name, source, place in told]
    (tmp_path / "readings.jsonl").write_bytes(json_lines(readings))
    assert trucewatch("fuse", "readings.jsonl", "--json", "-o", "old.json", cwd=tmp_path).code == 0
    return tmp_path


def ids(desk: Path, name: str = "old.json") -> list[str]:
    """The ids of the incidents of a run, those with most statements first."""
    made = json.loads((desk / name).read_text("utf-8"))["incidents"]
    ranked = sorted(made, key=lambda one: -len(one["incident"]["statements"]))
    return [one["incident"]["id"] for one in ranked]


def record(desk: Path, *args: str) -> Run:
    """Record a decision."""
    return trucewatch("incidents", *args, "--decisions", "d.jsonl", *SAID, cwd=desk)


def again(desk: Path, previous: str = "old.json") -> dict[str, Any]:
    """Fuse once more as people decided."""
    args = ("--decisions", "d.jsonl", "--previous", previous, "--json", "-o", "new.json")
    run = trucewatch("fuse", "readings.jsonl", *args, cwd=desk)
    assert (run.code, run.err) == (0, "")
    made: dict[str, Any] = json.loads((desk / "new.json").read_text("utf-8"))
    return made


def test_a_merge_is_followed_and_says_by_whom(desk: Path) -> None:
    """One incident under the name of the larger, the other name an alias."""
    larger, smaller = ids(desk)
    run = record(desk, "merge", "old.json", larger, smaller)
    assert f"merge of {larger} (2 statements) and {smaller} (1 statement)" in run.text
    made = again(desk)
    [found] = made["incidents"]
    assert found["incident"]["id"] == larger
    assert [alias["id"] for alias in found["aliases"]] == [smaller]
    assert [one["by"] for one in made["overridings"]] == ["Duty officer"]


def test_an_unmerge_brings_the_names_back(desk: Path) -> None:
    """After a run in which they were one."""
    record(desk, "merge", "old.json", *ids(desk), "--at", "2020-03-06T08:00Z")
    again(desk)
    (desk / "new.json").rename(desk / "merged.json")
    [made] = read_decisions(str(desk / "d.jsonl"))
    assert record(desk, "unmerge", made.id[:6]).code == 0
    again(desk, "merged.json")
    assert ids(desk, "new.json") == ids(desk)


def test_a_split_is_followed(desk: Path) -> None:
    """The statement that was named is an incident of its own that tells where it came from."""
    larger, _ = ids(desk)
    run = record(desk, "split", "old.json", larger[:8], "--off", "b".rjust(16, "0"))
    assert run.code == 0
    made = again(desk)
    assert len(made["incidents"]) == 3
    assert [one["split_from"] for one in made["incidents"] if one["split_from"]] == [larger]


def test_decisions_are_listed_with_their_state(desk: Path) -> None:
    """The earlier one names the later that says otherwise."""
    larger, _ = ids(desk)
    record(desk, "confirm", "old.json", larger, "--at", "2020-03-06T08:00Z")
    record(desk, "split", "old.json", larger, "--off", "b".rjust(16, "0"))
    first, _ = read_decisions(str(desk / "d.jsonl"))
    run = trucewatch("incidents", "list", "d.jsonl", cwd=desk)
    assert f"{first.id} confirm of {larger}: overruled" in run.text
    assert "called both places" in run.text


def test_recording_only_adds_to_the_file(desk: Path) -> None:
    """Also after a last line that an editor left open."""
    record(desk, "confirm", "old.json", ids(desk)[0])
    before = (desk / "d.jsonl").read_bytes().rstrip(b"\n")
    (desk / "d.jsonl").write_bytes(before)
    record(desk, "confirm", "old.json", ids(desk)[1])
    after = (desk / "d.jsonl").read_bytes()
    assert after.startswith(before + b"\n")
    assert len(read_decisions(str(desk / "d.jsonl"))) == 2


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("merge", "old.json", "zz", "a"), "no incident has an id or alias 'zz'"),
        (("merge", "old.json", "LARGER"), "one incident alone cannot be merged"),
        (("merge", "old.json", "LARGER", "LARGER"), "is named twice"),
        (("split", "old.json", "LARGER", "--off", "zz"), "0 statements of"),
        (("split", "old.json", "LARGER", "--off", "0" * 15 + "a", "--off", "0" * 15 + "b"), "left"),
        (("confirm", "none.json", "a"), "none.json: no such file"),
        (("confirm", "readings.jsonl", "a"), "readings.jsonl, line 1"),
    ],
)
def test_what_cannot_be_decided_is_refused(desk: Path, args: tuple[str, ...], told: str) -> None:
    """One clear line, and nothing is written."""
    larger, _ = ids(desk)
    run = record(desk, *(larger if one == "LARGER" else one for one in args))
    assert run.code == 2
    assert told in run.err
    assert not (desk / "d.jsonl").exists()


def test_a_decision_that_does_not_hold_says_so(desk: Path) -> None:
    """An earlier one that is entered late cannot outrank what was decided since."""
    larger, _ = ids(desk)
    record(desk, "split", "old.json", larger, "--off", "b".rjust(16, "0"))
    run = record(desk, "confirm", "old.json", larger, "--at", "2020-03-06T08:00Z")
    assert "but overruled" in run.text


def test_nobody_decides_in_the_future(desk: Path) -> None:
    """It would outrank everything until then."""
    run = record(desk, "confirm", "old.json", ids(desk)[0], "--at", "2999-01-01T00:00Z")
    assert run.code == 2
    assert "still to come" in run.err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "d.jsonl, line 2: broken JSON"),
        ('{"id": "x"}', "d.jsonl, line 2: Decision.kind: is missing"),
    ],
)
def test_a_bad_line_is_told_by_its_number(desk: Path, line: str, told: str) -> None:
    """With the file and the remedy; nothing is fused as if it were not there."""
    record(desk, "confirm", "old.json", ids(desk)[0])
    with (desk / "d.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")
    run = trucewatch("fuse", "readings.jsonl", "--decisions", "d.jsonl", cwd=desk)
    assert run.code == 2
    assert told in run.err

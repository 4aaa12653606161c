"""The program traces the samples and the founding reports as a careful reader does."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from program import trucewatch
from trucewatch.pipeline.lineage import lineage
from trucewatch.pipeline.read import read

SAMPLES = Path(str(files("trucewatch.data").joinpath("samples")))
SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
CHAIN, NOTE, BULLETIN = (
    "09-chain-talbiseh-convoy.txt",
    "03-hotline-harbnafsah.txt",
    "04-bulletin-reconciliation-centre.txt",
)


@pytest.fixture(name="readings", scope="module")
def _readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three samples as one file of readings."""
    file = tmp_path_factory.mktemp("lineage") / "readings.jsonl"
    names = (SAMPLES / name for name in (CHAIN, NOTE, BULLETIN))
    run = trucewatch("read", *names, "--jsonl", "-o", file)
    assert run.code == 0
    return file


def claims(*args: str | Path) -> list[Any]:
    """The claims that `lineage --json` writes."""
    made = json.loads(trucewatch("lineage", *args, "--json").text)
    found: list[Any] = made["claims"]
    return found


def test_the_chain_paper_agency_official_is_one_origin(readings: Path) -> None:
    """The Orontes Daily has it from the Levant Wire, which has it from an unnamed official."""
    [chain] = [one["lineage"] for one in claims(readings) if "flour was shelled" in one["words"]]
    names = [voice["name"] for voice in chain["chains"][0]["voices"]]
    assert names == ["official of the Syrian Arab Red Crescent", "Levant Wire", "Orontes Daily"]
    [origin] = chain["roots"]
    assert (origin["unnamed"], origin["through"]) == (True, "Levant Wire")


def test_the_graph_is_drawn_on_eighty_columns(readings: Path) -> None:
    """Whose word it is first, the report last."""
    told = trucewatch("lineage", readings).text
    assert "official of the Syrian Arab Red Crescent ← Levant Wire ←" in told
    assert max(map(len, told.splitlines())) <= 80


def test_two_callers_are_two_origins(readings: Path) -> None:
    """HERON and SWALLOW tell of one night, and differ in the number of rounds."""
    made = json.loads(trucewatch("fuse", readings, "--json").text)["incidents"]
    [night] = [one for one in made if len(one["incident"]["statements"]) == 2]
    assert [one["id"] for one in night["lineage"]["groups"]] == ["HERON", "SWALLOW"]
    differing = [p["part"] for p in night["comparison"]["parts"] if p["standing"] == "differ"]
    assert differing == ["rounds"]


def test_the_own_bulletin_coming_back_adds_nothing(readings: Path) -> None:
    """Every statement of it is flagged, none of the others is."""
    made = claims(readings, "--own", SAMPLES / BULLETIN)
    flagged = {back["statement"] for one in made for back in one["lineage"]["came_back"]}
    own = {
        chain["statement"]
        for one in made
        for chain in one["lineage"]["chains"]
        if chain["report"].endswith(BULLETIN)
    }
    assert flagged == own


def test_judgements_are_shown_with_who_holds_them(readings: Path, tmp_path: Path) -> None:
    """By whom, and why."""
    file = tmp_path / "ours.yaml"
    file.write_text(
        "judgements:\n- {by: delegation-a, day: 2016-03-03, about: HERON, reliability: B, "
        "reason: right twice before}\n"
    )
    told = trucewatch("fuse", readings, "--judgements", file).text
    assert "HERON: B, usually reliable, says delegation-a (2016-03-03): right twice" in told


def test_a_missing_bulletin_is_one_clear_line(readings: Path) -> None:
    """File and remedy, and nothing is written."""
    run = trucewatch("lineage", readings, "--own", "gone.txt")
    assert (run.code, run.out) == (2, b"")
    assert run.complaints == ["trucewatch: gone.txt: no such file; check the path"]


founding = pytest.mark.skipif(not SEEDS.is_dir(), reason="the founding reports are not at hand")


@founding
def test_the_post_that_stands_twice_is_one_statement() -> None:
    """One voice, one claim."""
    reading = read(SEEDS / "000_291a403795b47fa2.txt")
    [post] = [one for one in reading.statements if "raging forest fire" in one.words]
    [claim] = [one for one in lineage([reading]) if post.id in one.statements]
    assert (claim.statements, claim.lineage.independent) == ((post.id,), 1)


@founding
def test_the_unnamed_official_of_the_guardian_is_one_origin() -> None:
    """Outlet, newspaper, official: counted with the body the official speaks for."""
    reading = read(SEEDS / "002_7e45d60a65cd5999.txt")
    [claim] = [one for one in lineage([reading]) if "Disagreements center" in one.words]
    [group] = claim.lineage.groups
    assert (group.id, claim.lineage.roots[0].through) == ("united-states", "guardian")

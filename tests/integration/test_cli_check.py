"""`agreements check`: files and packaged terms, their faults, and what they leave open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from program import Run, trucewatch
from trucewatch.data.agreement_files import Agreements

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "examples"
GOOD = (EXAMPLES / "sound-truce.yaml").read_text("utf-8")


@pytest.fixture
def draft(tmp_path: Path) -> Any:
    """Writes the example with something else in it, and gives its path."""

    def write(was: str = "", now: str = "", name: str = "draft.yaml") -> Path:
        assert was in GOOD
        path = tmp_path / name
        path.write_text(GOOD.replace(was, now, 1) if was else GOOD, encoding="utf-8")
        return path

    return write


def check(*args: str | Path) -> Run:
    """Run the check."""
    return trucewatch("agreements", "check", *args)


def test_a_file_without_gaps_passes(draft: Any) -> None:
    """What is unclear, and what is known, does not fail it."""
    run = check(draft())
    assert (run.code, run.err) == (0, "")
    assert "end_contested longer" in run.text


def test_a_new_gap_fails_the_check(draft: Any) -> None:
    """Exit status 1, for the machine that watches a draft."""
    run = check(draft("bearers: [west, east]\n  acts: [weapons", "bearers: []\n  acts: [weapons"))
    assert (run.code, run.err) == (1, "")
    assert "duty_without_bearer guns" in run.text


def test_a_known_gap_passes(draft: Any) -> None:
    """The file lists it, and the table says so."""
    path = draft("bearers: [west, east]\n  acts: [weapons", "bearers: []\n  acts: [weapons")
    listed = path.read_text("utf-8") + "- duty_without_bearer guns\n"
    path.write_text(listed, encoding="utf-8")
    run = check(path)
    assert run.code == 0
    assert "known" in run.text


def test_a_listed_ambiguity_that_is_none_is_told(draft: Any) -> None:
    """So that a list does not outlive what it lists."""
    run = check(draft("- end_contested longer", "- end_contested longer\n- no_monitor"))
    assert run.code == 0
    assert "Listed as known and not found: no_monitor." in run.text


def test_an_unknown_name_is_told_with_its_line(draft: Any) -> None:
    """And what is left open is told all the same."""
    path = draft("actor: denmark", "actor: denmrak")
    run = check(path)
    line = GOOD[: GOOD.index("actor: denmark")].count("\n") + 1
    told = f"trucewatch: {path}, line {line}: no actor denmrak; did you mean denmark?"
    assert (run.code, run.complaints) == (2, [told])
    assert "undefined_term guns" in run.text


def test_one_bad_file_leaves_the_others_checked(draft: Any) -> None:
    """Each bad one has its line."""
    bad = draft("kind: truce", "kind: peace", "bad.yaml")
    run = check(bad, draft(name="good.yaml"), "no-such.yaml")
    assert run.code == 2
    assert [one.split("; ")[0] for one in run.complaints] == [
        f"trucewatch: {bad}, line 7: 'peace' is none of the values",
        "trucewatch: no-such.yaml: no such file",
    ]
    assert "Truce on the Sound" in run.text


def test_agreements_that_nest_in_a_circle_are_refused(draft: Any) -> None:
    """Each of the two is told, at the line of its parent."""
    one = draft("kind: truce", "kind: truce\nparent: other", "one.yaml")
    other = draft("id: sound-truce-2030", "id: other\nparent: sound-truce-2030", "other.yaml")
    run = check(one, other)
    assert run.code == 2
    assert [line.count("in a circle by 'parent'") for line in run.complaints] == [1, 1]
    assert f"{other}, line 3" in run.complaints[1]


def test_an_agreement_that_rests_on_nothing_is_refused(draft: Any) -> None:
    """Its parent is neither packaged nor given."""
    run = check(draft("kind: truce", "kind: truce\nparent: westphalia"))
    assert run.code == 2
    assert "line 8: no agreement has the id westphalia" in run.err


def test_an_id_used_in_two_files_is_refused(draft: Any) -> None:
    """The second is told where the first stands."""
    first, second = draft(name="first.yaml"), draft(name="second.yaml")
    run = check(first, second)
    assert run.code == 2
    assert f"{second}, line 2: agreement id sound-truce-2030 is used twice; {first}" in run.err


def test_an_unknown_id_names_those_there_are() -> None:
    """A misspelt id is no missing file."""
    run = check("no-such-truce")
    assert run.code == 2
    assert "no agreement has the id 'no-such-truce'; name a .yaml file, or one of " in run.err


def test_packaged_agreements_have_no_faults() -> None:
    """They name nothing that no register holds."""
    run = check()
    assert run.code in {0, 1}
    assert run.err == ""


def test_json_has_every_agreement_with_its_findings() -> None:
    """Without names, all that are packaged."""
    rows = json.loads(check("--json").out)
    assert [one["agreement"] for one in rows] == list(Agreements.packaged().by_id)
    assert all(found["reason"] for one in rows for found in one["ambiguities"])


def test_jsonl_has_one_finding_a_line(draft: Any) -> None:
    """For tools that count."""
    rows = [json.loads(line) for line in check(draft(), "--format", "jsonl").text.splitlines()]
    assert {one["agreement"] for one in rows} == {"sound-truce-2030"}
    assert {"code", "severity", "about", "known", "others"} <= set(rows[0])


@pytest.mark.parametrize(("lang", "word"), [("ru", "неясно"), ("ar", "غير واضح")])
def test_the_table_speaks_the_language_asked_for(draft: Any, lang: str, word: str) -> None:
    """Words of the table, sentences, and names."""
    text = check(draft(), "--lang", lang).text
    assert word in text
    assert "unclear" not in text


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_the_table_fits_80_columns(lang: str) -> None:
    """Counted in cells of the screen: Arabic signs of vowels take none."""
    lines = check("--lang", lang).text.splitlines()
    assert max(map(cell_len, lines)) <= 80


def test_standard_input_is_a_file_too() -> None:
    """As everywhere."""
    run = trucewatch("agreements", "check", "-", given=GOOD.encode())
    assert run.code == 0


def test_bound_asks_a_draft_beside_the_packaged_terms(draft: Any) -> None:
    """The same question, before anybody has signed."""
    asked = ("bound", "--at", "2030-05-10T12:00+02:00", "--place", "Malmö")
    assert "1 in force" in trucewatch(*asked, "--terms", draft()).text
    assert "none in force" in trucewatch(*asked).text

"""The commands of the record, as an operator types them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from program import Run, trucewatch

LINE = {
    "key": "k1",
    "type": "incident.recorded",
    "actor": "officer:7",
    "subject": "i1",
    "private": {"document": {"title": "قصف", "lat": 36.2}},
}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of a centre with an empty record."""
    made = {"TRUCEWATCH_HOME": str(tmp_path / "home"), "TRUCEWATCH_GUARD": str(tmp_path / "guard")}
    run = trucewatch("record", "init", "--centre", "geneva", env=made)
    assert run.code == 0, run.err
    return made


def appended(env: dict[str, str], *lines: object) -> Run:
    """Hand in these lines."""
    given = "".join(json.dumps(line) + "\n" for line in lines).encode()
    return trucewatch("record", "append", "-", given=given, env=env)


def test_making_a_record_prints_the_key(tmp_path: Path) -> None:
    """Both delegations write it down."""
    run = trucewatch("record", "init", "--centre", "geneva", "--home", tmp_path / "h")
    assert "key      trucewatch/geneva/ledger-1+" in run.text


def test_rotating_prints_the_new_key_alone(env: dict[str, str]) -> None:
    """What evidence is sealed to from then on, ready to be copied."""
    before = trucewatch("record", "evidence-key", env=env)
    after = trucewatch("record", "evidence-key", "--rotate", env=env)
    assert (before.code, after.code) == (0, 0)
    assert [run.text.count("age1") for run in (before, after)] == [1, 1]
    assert before.text != after.text
    assert "keep a new copy of" in after.err


def test_the_private_evidence_key_is_its_owners(env: dict[str, str]) -> None:
    """Beside the home, where no copy of the home takes it along."""
    key = Path(f"{env['TRUCEWATCH_HOME']}.evidence-key")
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_text().startswith("AGE-SECRET-KEY-1")


def test_the_evidence_key_lies_where_the_environment_says(tmp_path: Path) -> None:
    """On a stick of its own."""
    env = {"TRUCEWATCH_HOME": str(tmp_path / "home")}
    env["TRUCEWATCH_EVIDENCE_KEY"] = str(tmp_path / "stick" / "key")
    assert trucewatch("record", "init", "--centre", "geneva", env=env).code == 0
    assert (tmp_path / "stick" / "key").exists()


def test_a_record_is_made_once(env: dict[str, str]) -> None:
    """A second one would have another key."""
    run = trucewatch("record", "init", "--centre", "geneva", env=env)
    assert (run.code, len(run.complaints)) == (2, 1)
    assert "holds" in run.err or "is here already" in run.err


def test_without_a_record_the_remedy_is_told(tmp_path: Path) -> None:
    """In one line."""
    run = trucewatch("record", "check", "--home", tmp_path / "none")
    assert run.code == 2
    assert run.complaints == [
        (
            f"trucewatch: {tmp_path / 'none'}: no record is here; "
            "make one with: trucewatch record init --centre NAME"
        )
    ]


def test_lines_are_acknowledged_and_refused_by_themselves(env: dict[str, str]) -> None:
    """Good ones are recorded, bad ones are named with their line."""
    run = appended(env, LINE, {"type": "a.b", "actor": "x"}, [1], {**LINE, "key": "k2"})
    assert run.code == 2
    assert [json.loads(line)["seq"] for line in run.text.splitlines()] == [0]
    assert [line.split(": ")[1] for line in run.complaints] == [
        "<stdin>:2",
        "<stdin>:3",
        "<stdin>:4",
    ]


def test_a_line_sent_again_is_acknowledged_again(env: dict[str, str]) -> None:
    """And told as a repetition."""
    appended(env, LINE)
    (told,) = [json.loads(line) for line in appended(env, LINE).text.splitlines()]
    assert (told["seq"], told["repeated"]) == (0, True)


def test_the_sample_reports_are_recorded(env: dict[str, str]) -> None:
    """The file that the page on running a record hands in."""
    samples = Path(__file__).parents[2] / "src/trucewatch/data/samples/record/reports.jsonl"
    run = trucewatch("record", "append", samples, env=env)
    assert (run.code, len(run.text.splitlines())) == (0, 2)


def test_a_record_is_checked(env: dict[str, str]) -> None:
    """Exit 0 where all is as it was signed."""
    appended(env, LINE)
    run = trucewatch("record", "check", env=env)
    assert (run.code, run.text) == (0, "1 entries are as they were signed\n")


def test_a_changed_record_fails_the_check(env: dict[str, str]) -> None:
    """Exit 1, and the row is named."""
    appended(env, LINE)
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('DROP TRIGGER entry_no_update');"
        "c.execute('UPDATE storage_entry SET body = ?', (b'{}',)); c.commit()"
    )
    database = Path(env["TRUCEWATCH_HOME"]) / "record.sqlite3"
    subprocess.run([sys.executable, "-c", program, database], check=True)
    run = trucewatch("record", "check", env=env)
    assert run.code == 1
    assert "entry 0 is not the one that was signed" in run.text


def test_backup_loss_restore_and_replay(env: dict[str, str], tmp_path: Path) -> None:
    """The drill in the operator's own commands."""
    appended(env, LINE)
    assert trucewatch("backup", tmp_path / "b", env=env).code == 0
    appended(env, {**LINE, "key": "k2", "subject": "i2"})
    assert trucewatch("record", "mirror", tmp_path / "m", env=env).code == 0
    restored = trucewatch("restore", tmp_path / "b", "--replace", env=env)
    assert restored.code == 1
    assert "2 entries were signed and 1 are in the database" in restored.text
    refused = appended(env, {**LINE, "key": "k3", "subject": "i3"})
    assert "trucewatch record replay FOLDER" in refused.err
    replayed = trucewatch("record", "replay", tmp_path / "m", env=env)
    assert (replayed.code, replayed.text) == (0, "1 entries and 2 payloads were brought back\n")
    assert appended(env, {**LINE, "key": "k3", "subject": "i3"}).code == 0
    assert trucewatch("record", "check", env=env).code == 0


def test_migrating_keeps_what_was_signed(env: dict[str, str]) -> None:
    """The operator's step at each new release."""
    appended(env, LINE)
    run = trucewatch("record", "migrate", env=env)
    assert (run.code, run.text) == (0, "1 entries are as they were signed\n")


def test_tables_of_another_release_are_not_touched(env: dict[str, str]) -> None:
    """The step that brings them up is named."""
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM "
        "django_migrations WHERE app = ?)', ('storage',)); c.commit()"
    )
    database = Path(env["TRUCEWATCH_HOME"]) / "record.sqlite3"
    subprocess.run([sys.executable, "-c", program, database], check=True)
    run = appended(env, LINE)
    assert (run.code, "trucewatch record migrate" in run.err) == (2, True)


def test_tables_are_made_anew(env: dict[str, str]) -> None:
    """In one command."""
    appended(env, LINE)
    assert trucewatch("rebuild", env=env).text == "made anew from 1 entries\n"


@pytest.mark.parametrize("options", [(), ("--part",)])
def test_sound_evidence_passes_the_scrub(env: dict[str, str], options: tuple[str, ...]) -> None:
    """Whole, or the day's part."""
    run = trucewatch("scrub", *options, env=env)
    assert (run.code, run.text) == (0, "0 files of 0 bytes are whole\n")


def test_a_served_record_is_appended_to_through_its_window(env: dict[str, str]) -> None:
    """And the recorder ends in order when it is told to."""
    serving = subprocess.Popen(
        [sys.executable, "-m", "trucewatch", "record", "serve"],
        env={**os.environ, **env},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert serving.stderr is not None
    assert "recording at" in serving.stderr.readline()
    second = trucewatch("record", "serve", env=env)
    assert (second.code, "another process is the recorder" in second.err) == (2, True)
    assert appended(env, LINE).code == 0
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(timeout=20) == 0
    serving.stderr.close()
    assert (Path(env["TRUCEWATCH_HOME"]) / "log" / "checkpoints" / "001").exists()


def test_the_library_needs_no_django() -> None:
    """Whoever reads and assesses on a laptop never loads the record."""
    program = (
        "import sys, trucewatch as tw; tw.read, tw.assess, tw.fuse, tw.bound; "
        "import trucewatch.cli; "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("mysql://a/b", "'mysql' is no database of this program"),
        ("postgresql://a", "'postgresql' is no database"),
        ("postgresql:///nowhere?host=/nonexistent", "the database refused: "),
    ],
)
def test_a_wrong_address_is_one_line(tmp_path: Path, address: str, says: str) -> None:
    """Exit 2 and no trace of the program."""
    run = trucewatch("record", "init", "--centre", "x", "--home", tmp_path, "--database", address)
    assert (run.code, len(run.complaints)) == (2, 1), run.err
    assert says in run.err

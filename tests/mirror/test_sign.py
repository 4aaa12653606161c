"""Signing on a machine of one's own: what is signed is what is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from trucewatch.cli import cli
from trucewatch.domain.errors import Refusal
from trucewatch.domain.position import Said, Stance
from trucewatch.ledger.keys import NOTE, VerifierKey
from trucewatch.ledger.statement_note import Statement, commitment, opened
from trucewatch.mirror.keys import make_key
from trucewatch.mirror.statement_files import read_signed, to_sign

ORIGIN = "trucewatch/geneva/ledger-1"
SAID = Said(Stance.REJECT, "Our guns were in their park.\nالموقف")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the key of delegation A and a position to sign."""
    make_key(tmp_path / "a.key", "geneva/delegation-a/statements", NOTE, b"a long passphrase")
    (tmp_path / "words").write_bytes(b"a long passphrase\n")
    (tmp_path / "position.json").write_bytes(to_sign((ORIGIN, "c-1", 2, "a"), SAID))
    return tmp_path


def sign(desk: Path, name: str, *more: str, key: str = "a.key", answer: str = "y\n") -> Result:
    """Run the command as somebody at that desk."""
    words = ["sign", str(desk / name), "--key", str(desk / key)]
    words += ["--passphrase-file", str(desk / "words"), *more]
    return CliRunner().invoke(cli, words, input=answer)


def key_at(desk: Path) -> VerifierKey:
    """The public key."""
    from trucewatch.mirror.keys import read_public

    return read_public(desk / "a.pub")


def test_a_position_is_shown_signed_and_kept(desk: Path) -> None:
    """The note has the commitment alone; the other file opens it."""
    told = sign(desk, "position.json")
    assert told.exit_code == 0, told.output
    assert "stance: reject\n\nOur guns were in their park.\nالموقف" in told.output
    note = (desk / "position.json.note").read_bytes()
    said = opened(note, [key_at(desk)])
    kept, text = read_signed((desk / "position.json.signed").read_bytes())
    assert kept.encode() == note
    digest = commitment(text.said.value, bytes.fromhex(text.salt))
    assert said == Statement("position", ORIGIN, "c-1", 2, "a", digest)
    assert b"guns" not in note
    assert (desk / "position.json.signed").stat().st_mode & 0o077 == 0


def test_the_same_position_twice_has_two_salts(desk: Path) -> None:
    """Nobody can compare two filings."""
    sign(desk, "position.json")
    first = (desk / "position.json.note").read_bytes()
    sign(desk, "position.json")
    assert (desk / "position.json.note").read_bytes() != first


def test_who_does_not_say_yes_signs_nothing(desk: Path) -> None:
    """Reading it is the point."""
    assert sign(desk, "position.json", answer="n\n").exit_code != 0
    assert not (desk / "position.json.note").exists()


def test_an_open_statement_is_signed_over_its_words(desk: Path) -> None:
    """As the page hands out its text."""
    said = Statement("determination", ORIGIN, "f-1", 3, "a", words="Both confirm.\n\nMeasures.")
    (desk / "text.txt").write_text(said.text, "utf-8")
    told = sign(desk, "text.txt", "--yes")
    assert told.exit_code == 0, told.output
    assert "Both confirm." in told.output
    assert opened((desk / "text.txt.note").read_bytes(), [key_at(desk)]) == said


def test_the_key_of_another_side_is_refused(desk: Path) -> None:
    """Before anything is written."""
    (desk / "position.json").write_bytes(to_sign((ORIGIN, "c-1", 2, "b"), SAID))
    told = sign(desk, "position.json", "--yes")
    assert isinstance(told.exception, Refusal)
    assert "geneva/delegation-b/statements" in str(told.exception)
    assert not (desk / "position.json.note").exists()


@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"hello\n", b'{"format": "x"}'])
def test_what_states_nothing_is_refused(desk: Path, data: bytes) -> None:
    """In one line that names the file."""
    (desk / "odd").write_bytes(data)
    told = sign(desk, "odd", "--yes")
    assert isinstance(told.exception, Refusal)
    assert str(desk / "odd") in str(told.exception)


def test_words_cannot_make_the_terminal_lie(desk: Path) -> None:
    """Directions and controls are shown as what they are."""
    told = json.loads((desk / "position.json").read_bytes())
    told["text"] = "we \u202ereject\u202c this"
    (desk / "position.json").write_text(json.dumps(told), "utf-8")
    assert "we \\u202ereject\\u202c this" in sign(desk, "position.json").output

"""The signer goes on only from what it signed last."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connection

from record_places import as_superuser, restore_snapshot, snapshot
from submissions import incident
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import encode
from trucewatch.ledger.refusals import LedgerRefusal
from trucewatch.ledger.tree import Tree
from trucewatch.storage.desk import Desk
from trucewatch.storage.guard import Guard
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry
from trucewatch.storage.recorder import LARGEST_BATCH, Recorder
from trucewatch.storage.refusals import RecordAltered, RecordBehind


def recorded(home: Home, *subjects: str) -> None:
    """Record an incident for each, in a recorder of its own."""
    recorder = Recorder(home)
    recorder.append([incident(subject) for subject in subjects])
    recorder.close()


def test_it_goes_on_after_a_restart(home: Home) -> None:
    """A new recorder has the tree of the old one."""
    recorded(home, "a", "b")
    recorded(home, "c")
    assert Entry.objects.count() == 3


def test_an_older_database_is_not_signed(home: Home, tmp_path: Path) -> None:
    """Restored from before the last acknowledgement, by however little."""
    recorded(home, "a")
    kept = snapshot(tmp_path)
    recorded(home, "b")
    restore_snapshot(kept)
    with pytest.raises(RecordBehind, match=r"2 entries were signed and 1 are .* record replay"):
        Recorder(home)


def test_another_history_is_not_signed(home: Home, tmp_path: Path) -> None:
    """As long as the signed one, and just as sound in itself."""
    recorded(home, "a")
    kept, guard = snapshot(tmp_path), home.guard.read()
    recorded(home, "b")
    signed = home.guard.read()
    restore_snapshot(kept)
    assert guard is not None
    home.guard.path.write_bytes(guard)
    recorded(home, "other")
    assert signed is not None
    home.guard.path.write_bytes(signed)
    with pytest.raises(RecordAltered, match="are not those that were signed"):
        Recorder(home)


def test_without_the_guard_nothing_is_signed(home: Home) -> None:
    """Nobody knows then what was signed."""
    recorded(home, "a")
    shutil.rmtree(home.guard_folder)
    with pytest.raises(RecordBehind, match=r"the guard is empty.*--no-guard"):
        Recorder(home)


def test_a_guard_of_another_key_is_refused(home: Home) -> None:
    """Whoever could write there could else lower it."""
    home.guard.path.write_bytes(
        home.guard.path.read_bytes().replace(b"\xe2\x80\x94 t", b"\xe2\x80\x94 x")
    )
    with pytest.raises(LedgerRefusal):
        Recorder(home)


def test_a_lost_private_key_is_told(home: Home) -> None:
    """With where it is looked for."""
    home.private_key.unlink()
    with pytest.raises(Refusal, match=r"log\.key: the private key is not here"):
        Recorder(home)


def test_another_private_key_is_refused(home: Home) -> None:
    """It would start another log under the same name."""
    home.private_key.write_text("00" * 32)
    with pytest.raises(Refusal, match="is not the key that"):
        Recorder(home)


def test_the_guard_moves_by_exchange_alone(tmp_path: Path) -> None:
    """Two recorders that both believe to be the one cannot both sign."""
    guard = Guard(tmp_path / "guard")
    guard.swap(None, b"one")
    guard.swap(b"one", b"two")
    with pytest.raises(RecordBehind):
        guard.swap(b"one", b"three")
    assert guard.read() == b"two"


def test_committed_but_unsigned_entries_are_signed_at_the_start(home: Home) -> None:
    """Nobody was told of them; the same keys will find them."""
    before = home.guard.read()
    assert before is not None
    recorded(home, "a", "b")
    home.guard.path.write_bytes(before)
    recorder = Recorder(home)
    recorder.close()
    assert home.guard.read() != before


def test_more_unsigned_entries_than_a_batch_are_not_signed(home: Home) -> None:
    """A recorder cannot have left them; somebody put them there."""
    forged = (
        incident(f"i{seq}").entry(seq, "2026-03-01T00:00:00Z") for seq in range(LARGEST_BATCH + 1)
    )
    rows = [(entry.seq, encode(entry)) for entry in forged]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO storage_entry (seq, body) VALUES (%s, %s)", rows)
    with pytest.raises(RecordAltered, match=f"{LARGEST_BATCH + 1} entries were never signed"):
        Recorder(home)


def test_a_missing_entry_is_named(home: Home) -> None:
    """One taken out of the middle leaves its place."""
    recorded(home, "a", "b", "c")
    as_superuser(
        "DELETE FROM storage_payload WHERE seq = 1", "DELETE FROM storage_entry WHERE seq = 1"
    )
    with pytest.raises(RecordAltered, match="entry 1 is not in the database"):
        Recorder(home)


def test_a_checkpoint_is_signed_once(home: Home) -> None:
    """Without new entries the guard is not written at all."""
    recorder = Recorder(home)
    before = home.guard.path.stat().st_mtime_ns
    recorder.notary.sign(Tree())
    recorder.close()
    assert home.guard.path.stat().st_mtime_ns == before


def test_the_desk_says_why_it_does_not_open(home: Home, tmp_path: Path) -> None:
    """The line an operator sees at three in the morning names the way out."""
    kept = snapshot(tmp_path)
    recorded(home, "a")
    restore_snapshot(kept)
    with pytest.raises(RecordBehind, match="trucewatch record replay FOLDER"):
        Desk(home).open()

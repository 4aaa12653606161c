"""What a centre, or whoever has its key, can try; a mirror cosigns none of it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger_world import LOG, ORIGIN, POLICY, MadeLog, entry, fork_of
from mirror_world import Delegation, log_signed_alone, served, verifies
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.entry import Entry
from trucewatch.ledger.fork import parse_evidence
from trucewatch.ledger.instants import spelled
from trucewatch.ledger.refusals import Forked
from trucewatch.ledger.tiles import bundle, entries_path, unbundle


def forked(log: MadeLog, at: int, size: int) -> MadeLog:
    """Another history from `at` on, signed by the log alone."""
    other = fork_of(log, at, size)
    other.sign(by=())
    return other


@pytest.fixture
def a(tmp_path: Path) -> Delegation:
    """A delegation that has pulled and cosigned a log of 300 entries."""
    delegation = Delegation(tmp_path / "a")
    assert delegation.turn(log_signed_alone(300).write(tmp_path / "log")).code == 0
    return delegation


@pytest.mark.parametrize(("at", "size"), [(299, 300), (150, 300), (0, 700), (299, 301), (256, 512)])
def test_a_second_history_ends_with_evidence(
    a: Delegation, tmp_path: Path, at: int, size: int
) -> None:
    """Truncated and signed again with a stolen key: exit 12, and nothing is cosigned."""
    lie = forked(log_signed_alone(300), at, size).write(tmp_path / "lie")
    told = a.turn(lie)
    assert (told.code, len(a.evidence()), len(a.cosigned())) == (12, 1, 1)


@pytest.mark.parametrize("size", [10, 200, 256])
def test_a_shorter_second_history_ends_with_evidence(
    a: Delegation, tmp_path: Path, size: int
) -> None:
    """A truncated log is smaller than what the mirror has; our own tiles prove it."""
    assert a.turn(forked(log_signed_alone(300), 5, size).write(tmp_path / "lie")).code == 12


def test_evidence_convinces_who_has_the_logs_key_alone(a: Delegation, tmp_path: Path) -> None:
    """Neither mirror nor centre is needed to see it."""
    a.turn(forked(log_signed_alone(300), 150, 400).write(tmp_path / "lie"))
    with pytest.raises(Forked):
        parse_evidence(a.evidence()[0].read_bytes()).verify(POLICY)


def test_the_stand_alone_verifier_takes_the_evidence(a: Delegation, tmp_path: Path) -> None:
    """The press can check it with one file."""
    a.turn(forked(log_signed_alone(300), 150, 400).write(tmp_path / "lie"))
    assert verifies("fork", a.evidence()[0], "--policy", a.policy) == 12


def test_after_a_fork_nothing_more_is_cosigned(a: Delegation, tmp_path: Path) -> None:
    """Until people have agreed which history stands, the mirror takes neither."""
    a.turn(forked(log_signed_alone(300), 150, 400).write(tmp_path / "lie"))
    honest = log_signed_alone(300, 310).write(tmp_path / "log")
    assert (a.turn(honest).code, len(a.cosigned())) == (12, 1)


def test_a_fork_is_found_though_its_entries_are_torn(a: Delegation, tmp_path: Path) -> None:
    """The tiles alone prove it."""
    lie = forked(log_signed_alone(300), 150, 400).write(tmp_path / "lie")
    (lie / entries_path(1, 144)).write_bytes(b"")
    assert a.turn(lie).code == 12


def test_an_older_head_is_not_taken(a: Delegation, tmp_path: Path) -> None:
    """A rolled-back centre is missing data, not a fork; the mirror stays where it is."""
    told = a.turn(log_signed_alone(200).write(tmp_path / "old"))
    assert (told.code, "signed 300 before" in told.err) == (13, True)


def test_two_entries_in_the_others_places_are_refused(a: Delegation, tmp_path: Path) -> None:
    """The bundle has the right entries in the wrong order."""
    folder = log_signed_alone(300, 320).write(tmp_path / "log")
    path = folder / entries_path(1, 64)
    entries = unbundle(path.read_bytes(), 64)
    entries[50], entries[51] = entries[51], entries[50]
    path.write_bytes(bundle(entries))
    assert (a.turn(folder).code, a.evidence()) == (13, [])


def test_tiles_in_each_others_places_do_no_harm(a: Delegation, tmp_path: Path) -> None:
    """The mirror makes its tiles from the entries; it takes nobody's."""
    folder = log_signed_alone(300, 600).write(tmp_path / "log")
    first, second = folder / "tile/0/000", folder / "tile/0/001"
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)
    assert a.turn(folder).code == 0


@pytest.mark.parametrize("cut", [0, 1, 100, -1])
def test_a_torn_bundle_is_refused_and_leaves_nothing(
    a: Delegation, tmp_path: Path, cut: int
) -> None:
    """The mirror stands as before, and pulls the whole file next time."""
    before = {path: path.read_bytes() for path in a.mirror.rglob("tile/**/*") if path.is_file()}
    folder = log_signed_alone(300, 320).write(tmp_path / "log")
    path = folder / entries_path(1, 64)
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    codes = [a.turn(folder).code]
    after = {path: path.read_bytes() for path in a.mirror.rglob("tile/**/*") if path.is_file()}
    path.write_bytes(whole)
    assert ([*codes, a.turn(folder).code], after) == ([13, 0], before)


def test_a_checkpoint_of_another_key_is_refused(a: Delegation, tmp_path: Path) -> None:
    """Exit 10; not a fork, for the log did not sign it."""
    folder = log_signed_alone(300).write(tmp_path / "log")
    note = (folder / "checkpoint").read_bytes().replace(b"300\n", b"301\n", 1)
    (folder / "checkpoint").write_bytes(note)
    assert (a.turn(folder).code, a.evidence()) == (10, [])


def test_a_root_that_no_entries_lead_to_is_refused(a: Delegation, tmp_path: Path) -> None:
    """A signed root without its entries is missing data."""
    folder = log_signed_alone(300, 301).write(tmp_path / "log")
    note = sign_checkpoint(Checkpoint(ORIGIN, 301, bytes(32)), LOG)
    (folder / "checkpoint").write_bytes(note)
    assert a.turn(folder).code == 13


def test_a_split_view_shows_when_two_mirrors_swap(tmp_path: Path) -> None:
    """Each side sees an honest log; only together they see that there are two."""
    shared = log_signed_alone(100)
    a, b = Delegation(tmp_path / "a"), Delegation(tmp_path / "b", "delegation-b")
    a.turn(forked(shared, 100, 150).write(tmp_path / "for-a"))
    honest = shared.copy().add(entry(seq) for seq in range(100, 140)).sign(by=())
    b.turn(honest.write(tmp_path / "for-b"))
    assert (a.compare(b.mirror).code, b.compare(a.mirror).code) == (12, 12)


def test_mirrors_of_one_history_agree_when_they_swap(tmp_path: Path) -> None:
    """Also where one lags behind, and where only the checkpoint is sent."""
    a, b = Delegation(tmp_path / "a"), Delegation(tmp_path / "b", "delegation-b")
    a.turn(log_signed_alone(150).write(tmp_path / "early"))
    b.turn(log_signed_alone(150, 600).write(tmp_path / "late"))
    checkpoint = a.mirror / "checkpoint"
    assert [a.compare(b.mirror).code, b.compare(checkpoint).code] == [0, 0]


def test_a_split_view_over_http_ends_with_evidence(a: Delegation, tmp_path: Path) -> None:
    """A is pointed at the server that shows B's history."""
    with served(forked(log_signed_alone(300), 150, 400).write(tmp_path / "lie")) as address:
        assert a.turn(address).code == 12


def stamped(*seconds: int) -> list[Entry]:
    """Entries at these distances from now."""
    now = datetime.now(UTC)
    return [entry(seq, ts=spelled(now + timedelta(seconds=one))) for seq, one in enumerate(seconds)]


def test_entries_from_the_future_are_stored_and_not_cosigned(tmp_path: Path) -> None:
    """Over 120 s between two clocks is alarmed: one of them lies or is wrong."""
    a = Delegation(tmp_path / "a")
    told = a.turn(MadeLog().add(stamped(-5, 400)).sign(by=()).write(tmp_path / "log"))
    stands = (a.mirror / "checkpoint").exists()
    assert (told.code, stands, a.cosigned()) == (14, True, [])


def test_two_minutes_of_skew_are_borne(tmp_path: Path) -> None:
    """Honest clocks differ."""
    a = Delegation(tmp_path / "a")
    assert a.turn(MadeLog().add(stamped(-5, 100)).sign(by=()).write(tmp_path / "log")).code == 0


def test_a_witness_from_the_future_is_alarmed(tmp_path: Path) -> None:
    """The other side's clock, or ours, is wrong."""
    late = int(time.time()) - 1_772_323_200 + 500
    log = log_signed_alone(1).sign(("delegation-b",), late=late).write(tmp_path / "log")
    a = Delegation(tmp_path / "a")
    assert (a.turn(log).code, a.cosigned()) == (14, [])


def test_time_that_goes_back_in_the_log_is_refused(tmp_path: Path) -> None:
    """Entries in order of their times are part of what is promised."""
    a = Delegation(tmp_path / "a")
    log = MadeLog().add(stamped(-5, -60)).sign(by=())
    assert a.turn(log.write(tmp_path / "log")).code == 14


def test_a_log_of_another_name_is_refused(a: Delegation, tmp_path: Path) -> None:
    """Its key is not in the policy."""
    folder = log_signed_alone(300).write(tmp_path / "log")
    other = (folder / "checkpoint").read_bytes().replace(b"lakeside", b"seaside")
    (folder / "checkpoint").write_bytes(other)
    assert a.turn(folder).code == 10

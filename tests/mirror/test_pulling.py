"""A mirror of an honest centre, over HTTP and over folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger_world import WITNESSES, MadeLog, entry, made_log, seeded
from mirror_world import PASSPHRASE, Delegation, log_signed_alone, run, served, verifies
from trucewatch.ledger.cosignature import cosigned_by
from trucewatch.ledger.keys import COSIGNATURE
from trucewatch.ledger.note import parse_note
from trucewatch.mirror.folder import Folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Tiles and bundles of a log."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in (folder / "tile").rglob("*")
        if path.is_file()
    }


def test_a_mirror_over_http_has_the_files_of_the_centre(tmp_path: Path) -> None:
    """Every tile and bundle, to the byte."""
    log = log_signed_alone(700).write(tmp_path / "log")
    a = Delegation(tmp_path / "a")
    with served(log) as address:
        assert a.turn(address).code == 0
    assert files_in(a.mirror) == files_in(log)


def test_a_mirror_over_a_folder_has_the_files_of_the_centre(tmp_path: Path) -> None:
    """A USB stick carries the same files as a server."""
    log = log_signed_alone(700).write(tmp_path / "log")
    a = Delegation(tmp_path / "a")
    assert a.turn(log).code == 0
    assert files_in(a.mirror) == files_in(log)


@pytest.mark.parametrize("sizes", [(0, 1, 2), (255, 256, 257), (1, 300, 513), (5, 5, 6)])
def test_a_mirror_follows_a_log_that_grows(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    """Whatever the sizes at which it looks; full tiles are the hard ones."""
    log, a = MadeLog(), Delegation(tmp_path / "a")
    for size in sizes:
        log.add(entry(seq) for seq in range(len(log.data), size)).sign(by=())
        assert a.turn(log.write(tmp_path / "log")).code == 0
    assert files_in(a.mirror).items() <= files_in(tmp_path / "log").items()


def test_the_mirror_of_a_joint_log_satisfies_the_verifier(tmp_path: Path) -> None:
    """What a delegation holds convinces others without the centre."""
    log, a = made_log(300, 600), Delegation(tmp_path / "a")
    a.turn(log.write(tmp_path / "log"))
    assert verifies("log", a.mirror, "--policy", a.policy) == 0


def test_a_cosignature_handed_back_holds(tmp_path: Path) -> None:
    """It is the delegation's, over the centre's own text."""
    log, a = log_signed_alone(3), Delegation(tmp_path / "a")
    a.turn(log.write(tmp_path / "log"))
    (note,) = a.cosigned()
    assert cosigned_by(parse_note(note), a.signer.key)


def test_a_cosignature_goes_back_by_post(tmp_path: Path) -> None:
    """Where there is a line, nobody carries a stick."""
    log, a = log_signed_alone(3).write(tmp_path / "log"), Delegation(tmp_path / "a")
    with served(log) as address:
        told = a.turn(address, "--hand-back", f"{address}/cosignatures")
    assert told.code == 0
    (posted,) = (log / "posted").iterdir()
    assert cosigned_by(parse_note(posted.read_bytes()), a.signer.key)


def test_what_could_not_be_handed_back_goes_with_the_next_turn(tmp_path: Path) -> None:
    """The cosignature is on disk before it leaves; the same one goes again."""
    log, a = log_signed_alone(3).write(tmp_path / "log"), Delegation(tmp_path / "a")
    lost = a.turn(log, "--hand-back", "http://127.0.0.1:9/cosignatures")
    assert lost.code == 1
    kept = (a.mirror / "checkpoint").read_bytes()
    a.turn(log)
    assert a.cosigned() == [kept]


def test_a_silent_source_is_not_called_a_liar(tmp_path: Path) -> None:
    """Exit 1 says: not now."""
    a = Delegation(tmp_path / "a")
    told = a.turn("http://127.0.0.1:9/")
    assert (told.code, "does not answer" in told.err) == (1, True)


def test_without_a_key_nothing_is_cosigned(tmp_path: Path) -> None:
    """A newspaper may mirror too."""
    log, a = log_signed_alone(3), Delegation(tmp_path / "a")
    assert a.turn(log.write(tmp_path / "log"), cosigns=False).code == 0
    assert not a.key.with_suffix(".last").exists()


def test_cosignatures_that_come_later_are_gathered(tmp_path: Path) -> None:
    """A head is rarely joint when it is pulled; the mirror has it joint a turn later."""
    log, a = log_signed_alone(3), Delegation(tmp_path / "a")
    a.turn(log.write(tmp_path / "log"))
    log.sign()
    log.add([entry(3)]).sign(by=())
    a.turn(log.write(tmp_path / "log"))
    kept = parse_note((a.mirror / "checkpoints" / "003").read_bytes())
    assert all(cosigned_by(kept, signer.key) for signer in WITNESSES.values())


def test_a_partial_file_may_be_gone_when_the_full_one_is_there(tmp_path: Path) -> None:
    """The centre may grow, and tidy up, between the checkpoint and the tile."""
    log = log_signed_alone(100)
    note = log.note
    folder = log.add(entry(seq) for seq in range(100, 256)).sign(by=()).write(tmp_path / "log")
    (folder / "checkpoint").write_bytes(note)
    for old in ("tile/0/000.p", "tile/entries/000.p"):
        shutil.rmtree(folder / old)
    a = Delegation(tmp_path / "a")
    assert a.turn(folder).code == 0


def test_partial_files_do_not_pile_up(tmp_path: Path) -> None:
    """A checkpoint every ten seconds would leave a gigabyte a day."""
    log, a = MadeLog(), Delegation(tmp_path / "a")
    for size in (100, 200, 256, 260):
        log.add(entry(seq) for seq in range(len(log.data), size)).sign(by=())
        a.turn(log.write(tmp_path / "log"))
    partial = {str(path.relative_to(a.mirror)) for path in a.mirror.rglob("*.p/*")}
    assert partial == {"tile/0/001.p/4", "tile/entries/001.p/4", "tile/1/000.p/1"}


def test_a_second_mirror_at_work_is_refused(tmp_path: Path) -> None:
    """Two at once could each compare with the old head and both cosign."""
    log, a = log_signed_alone(3).write(tmp_path / "log"), Delegation(tmp_path / "a")
    a.turn(log)
    with Folder(a.mirror).lock():
        told = a.turn(log)
    assert (told.code, "another tw-mirror" in told.err) == (2, True)


def test_a_key_that_the_policy_does_not_name_is_refused(tmp_path: Path) -> None:
    """Its cosignature would count for nobody."""
    log, a = log_signed_alone(3).write(tmp_path / "log"), Delegation(tmp_path / "a")
    other = str(seeded("c.example/witness", COSIGNATURE).key)
    a.policy.write_text(a.policy.read_text().replace(str(a.signer.key), other), "ascii")
    told = a.turn(log)
    assert (told.code, "is no witness of the policy" in told.err) == (13, True)


def test_a_key_under_a_passphrase_cosigns(tmp_path: Path) -> None:
    """The passphrase comes from a file where nobody is there to type it."""
    log, a = log_signed_alone(3).write(tmp_path / "log"), Delegation(tmp_path / "a").seal()
    words = tmp_path / "words"
    words.write_bytes(PASSPHRASE + b"\n")
    assert (a.turn(log, "--passphrase-file", str(words)).code, len(a.cosigned())) == (0, 1)


def test_a_wrong_passphrase_says_so(tmp_path: Path) -> None:
    """Nothing is pulled or signed."""
    log, a = log_signed_alone(3).write(tmp_path / "log"), Delegation(tmp_path / "a").seal()
    words = tmp_path / "words"
    words.write_text("something else entirely")
    told = a.turn(log, "--passphrase-file", str(words))
    assert (told.code, "does not open this key" in told.err) == (2, True)


@pytest.mark.parametrize("command", ["pull", "compare", "repair"])
def test_each_command_has_help(command: str) -> None:
    """With what it is for."""
    with pytest.raises(SystemExit) as ended:
        run(command, "--help")
    assert ended.value.code == 0

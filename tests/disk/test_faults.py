"""Files are whole or absent whatever the disk does, at every single step.

The fault is put into the layer that all files of this package go through (`storage/disk.py`), not
into the kernel: `FailingDisk` fails the n-th call, `ForgetfulDisk` drops what was never synced.
"""

from __future__ import annotations

import errno
import io
import random
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from pyrage import x25519

from faulty_disk import FailingDisk, ForgetfulDisk, PowerLost
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.entry import Entry, encode
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.tree import Tree, leaf_hash
from trucewatch.storage.checking import published_tree
from trucewatch.storage.disk import Disk
from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.guard import Guard
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.refusals import DiskRefused
from trucewatch.storage.sealing import Sealed, seal, unseal

PHOTO = random.Random(1).randbytes(3 << 20)
NAME = sha256(PHOTO).hexdigest()
SIGNER = Signer.from_seed("trucewatch/geneva/ledger-1", NOTE, bytes(32))
KEY = x25519.Identity.generate()
ENTRIES = [
    encode(Entry(seq=seq, ts="2026-03-01T00:00:00Z", type="a.b", actor="p")) for seq in range(300)
]
POWER_CUTS = 200


def steps_of(work: Callable[[Disk], object], disk: FailingDisk) -> int:
    """How many operations the work takes when nothing fails."""
    work(disk)
    return disk.count


def take_in(folder: Path, disk: Disk) -> str:
    """Take the photo in."""
    return EvidenceFolder(folder, disk).take_in(io.BytesIO(PHOTO)).sha256


def seal_photo(folder: Path, disk: Disk) -> Sealed:
    """Take the photo in, sealed."""
    return seal(EvidenceFolder(folder, disk), io.BytesIO(PHOTO), [KEY.to_public()])


def opens(folder: Path, sealed: Sealed) -> bool:
    """Whether it comes back."""
    return b"".join(unseal(EvidenceFolder(folder), sealed, [KEY])) == PHOTO


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_evidence_is_refused_visibly_at_every_failing_step(place: Path, code: int) -> None:
    """Never a short file under its name; the next attempt on a sound disk succeeds."""
    steps = steps_of(lambda disk: take_in(place / "sound", disk), FailingDisk(0, code))
    assert steps >= 15
    for at in range(1, steps + 1):
        folder = place / str(at)
        with pytest.raises(DiskRefused):
            take_in(folder, FailingDisk(at, code))
        final = EvidenceFolder(folder).path(NAME)
        assert not final.exists() or final.read_bytes() == PHOTO
        assert take_in(folder, Disk()) == NAME


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_sealing_is_refused_visibly_at_every_failing_step(place: Path, code: int) -> None:
    """The disk's own error comes through the encryption, and nothing short stays under a name."""
    steps = steps_of(lambda disk: seal_photo(place / "sound", disk), FailingDisk(0, code))
    assert steps >= 15
    for at in range(1, steps + 1):
        folder = place / str(at)
        with pytest.raises(DiskRefused):
            seal_photo(folder, FailingDisk(at, code))
        store = EvidenceFolder(folder)
        assert all(store.check(name) > len(PHOTO) for name in store.names())
        assert opens(folder, seal_photo(folder, Disk()))


def test_acknowledged_sealed_evidence_outlasts_a_power_cut(place: Path) -> None:
    """At 100 points: what was answered opens, and every file under a name is whole."""
    probe = ForgetfulDisk(0, random.Random(0))
    seal_photo(place / "probe", probe)
    lost = []
    for number in range(POWER_CUTS // 2):
        draw = random.Random(number)
        folder, answers = place / f"cut-{number}", list[Sealed]()
        disk = ForgetfulDisk(draw.randint(1, probe.count + 1), draw)
        _until_power_goes(partial(_answer_into, answers, folder, disk))
        disk.lose(folder)
        store = EvidenceFolder(folder)
        whole = all(store.check(name) > len(PHOTO) for name in store.names())
        if not whole or not all(opens(folder, one) for one in answers):
            lost.append(number)
    assert lost == []


def test_a_full_disk_says_what_to_do(place: Path) -> None:
    """In one line."""
    with pytest.raises(DiskRefused, match="the disk is full; free some space"):
        take_in(place, FailingDisk(9, errno.ENOSPC, stays=True))


def test_a_failed_sync_is_not_tried_again(place: Path) -> None:
    """The kernel would answer that all is well while the pages are gone."""

    class Counting(FailingDisk):
        syncs = 0

        def sync(self, handle: int) -> None:
            self.syncs += 1
            del handle
            raise OSError(errno.EIO, "lost")

    disk = Counting(0, 0)
    with pytest.raises(DiskRefused, match="check the disk before anything else"):
        take_in(place, disk)
    assert disk.syncs == 1


def test_acknowledged_evidence_outlasts_a_power_cut(place: Path) -> None:
    """At 200 points: what was answered is there, and what is there is whole."""
    probe = ForgetfulDisk(0, random.Random(0))
    take_in(place / "probe", probe)
    lost = []
    for number in range(POWER_CUTS):
        draw = random.Random(number)
        folder = place / f"cut-{number}"
        disk = ForgetfulDisk(draw.randint(1, probe.count + 1), draw)
        answered = _until_power_goes(partial(take_in, folder, disk))
        disk.lose(folder)
        final = EvidenceFolder(folder).path(NAME)
        whole = final.exists() and final.read_bytes() == PHOTO
        if (answered or final.exists()) and not whole:
            lost.append(number)
    assert lost == []


def test_the_guard_never_goes_back(place: Path) -> None:
    """After `swap` returned the new checkpoint stands; before that the old or the new, whole."""
    wrong = []
    for number in range(POWER_CUTS):
        draw = random.Random(number)
        folder = place / str(number)
        Guard(folder).swap(None, b"old")
        disk = ForgetfulDisk(draw.randint(1, 7), draw)
        answered = _until_power_goes(partial(Guard(folder, disk).swap, b"old", b"new"))
        disk.lose(folder)
        if Guard(folder).read() not in ([b"new"] if answered else [b"old", b"new"]):
            wrong.append(number)
    assert wrong == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_guard_never_holds_a_part(place: Path, code: int) -> None:
    """At every step."""
    for at in range(1, 6):
        folder = place / str(at)
        Guard(folder).swap(None, b"old")
        with pytest.raises(OSError, match=r".+"):
            Guard(folder, FailingDisk(at, code)).swap(b"old", b"new")
        assert Guard(folder).read() in (b"old", b"new")


def test_a_published_checkpoint_has_its_tiles_after_a_power_cut(place: Path) -> None:
    """At 200 points: the checkpoint that stands leads to files that lead to its root."""
    small, large = _note(100), _note(300)
    probe = ForgetfulDisk(0, random.Random(0))
    _publish(place / "probe", small, Disk())
    _publish(place / "probe", large, probe)
    broken = []
    for number in range(POWER_CUTS):
        draw = random.Random(number)
        folder = place / f"cut-{number}"
        _publish(folder, small, Disk())
        disk = ForgetfulDisk(draw.randint(1, probe.count + 1), draw)
        _until_power_goes(partial(_publish, folder, large, disk))
        disk.lose(folder)
        tree = published_tree(LogFolder(folder, SIGNER.key))
        if tree is None or len(tree) not in (100, 300):
            broken.append(number)
    assert broken == []


def test_publishing_goes_on_after_every_failing_step(place: Path) -> None:
    """What stood still stands, and the next turn completes it."""
    small, large = _note(100), _note(300)
    probe = FailingDisk(0, errno.ENOSPC)
    _publish(place / "probe", small, Disk())
    _publish(place / "probe", large, probe)
    for at in range(1, probe.count + 1):
        folder = place / str(at)
        _publish(folder, small, Disk())
        with pytest.raises(OSError, match=r".+"):
            _publish(folder, large, FailingDisk(at, errno.ENOSPC))
        assert published_tree(LogFolder(folder, SIGNER.key)) is not None
        _publish(folder, large, Disk())
        tree = published_tree(LogFolder(folder, SIGNER.key))
        assert tree is not None
        assert len(tree) == 300


def test_nothing_half_written_stands_among_the_checkpoints(place: Path) -> None:
    """Whoever verifies a log takes every file there for a checkpoint."""
    small, large = _note(100), _note(300)
    probe = ForgetfulDisk(0, random.Random(0))
    _publish(place / "probe", small, Disk())
    _publish(place / "probe", large, probe)
    for at in range(1, probe.count + 1):
        folder = place / f"cut-{at}"
        _publish(folder, small, Disk())
        _until_power_goes(partial(_publish, folder, large, ForgetfulDisk(at, random.Random(at))))
        names = {one.name for one in (folder / "checkpoints").iterdir()}
        assert names <= {"100", "300"}


def _answer_into(answers: list[Sealed], folder: Path, disk: Disk) -> None:
    answers.append(seal_photo(folder, disk))


def _until_power_goes(work: Callable[[], object]) -> bool:
    """Whether the work was answered before the power went."""
    try:
        work()
    except PowerLost:
        return False
    return True


def _note(size: int) -> bytes:
    tree = Tree(leaf_hash(entry) for entry in ENTRIES[:size])
    return sign_checkpoint(Checkpoint(SIGNER.name, size, tree.root()), SIGNER)


def _publish(folder: Path, note: bytes, disk: Disk) -> None:
    LogFolder(folder, SIGNER.key, disk).extend(note, lambda start, stop: ENTRIES[start:stop])

"""A backup holds everything but the guard and the private key, and comes back in one command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.db import connection

from submissions import erasure, incident
from trucewatch.domain.errors import Refusal
from trucewatch.storage.backup import MANIFEST, back_up
from trucewatch.storage.checking import faults
from trucewatch.storage.custody import Custody
from trucewatch.storage.desk import Desk
from trucewatch.storage.evidence_keys import identities
from trucewatch.storage.home import Home
from trucewatch.storage.mirror import Mirror
from trucewatch.storage.models import Entry, Evidence, Incident, Payload
from trucewatch.storage.objects import record_of
from trucewatch.storage.rebuilding import digest, strayed
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.refusals import RecordAltered, RecordBehind, RecorderBusy
from trucewatch.storage.replaying import replay
from trucewatch.storage.restoring import restore
from trucewatch.storage.rows import PROJECTED
from trucewatch.storage.sealing import unseal


@pytest.fixture
def at_work(desk: Desk, home: Home) -> Desk:
    """A desk with two incidents and a photo on record."""
    for subject in "ab":
        desk.hand_in(incident(subject)).result()
    Custody(home, desk, "officer:7").receive(io.BytesIO(b"photo"), key="e", subject="ev")
    return desk


def test_a_backup_comes_back_while_the_recorder_runs(
    at_work: Desk, home: Home, place: Path
) -> None:
    """Rows and files are as they were."""
    back_up(home, place / "backup")
    at_work.close()
    before = {table: digest(table) for table in PROJECTED}
    (sha256,) = Evidence.objects.values_list("sha256", flat=True)
    home.evidence.path(sha256 or "").unlink()
    done = restore(home, place / "backup", replacing=True)
    assert (done.entries, done.before_signing) == (3, None)
    assert {table: digest(table) for table in PROJECTED} == before
    assert b"".join(unseal(home.evidence, record_of("ev").sealed, identities(home))) == b"photo"


def test_guard_and_private_key_are_not_in_it(at_work: Desk, home: Home, place: Path) -> None:
    """A tape that is stolen cannot sign, and one that is restored cannot lower the guard."""
    del at_work
    back_up(home, place / "backup")
    data = [path.read_bytes() for path in (place / "backup").rglob("*") if path.is_file()]
    seed = home.private_key.read_bytes().strip()
    (private,) = home.evidence_key.read_bytes().split()
    assert not any(private in one for one in data)
    assert not any(seed in one or bytes.fromhex(seed.decode()) in one for one in data)
    assert not [path for path in (place / "backup").rglob("*") if "guard" in path.name]


def test_a_backup_is_not_written_over_another(home: Home, place: Path) -> None:
    """The older one may be the only good one."""
    back_up(home, place / "backup")
    with pytest.raises(Refusal, match="exists already"):
        back_up(home, place / "backup")


def test_a_changed_backup_is_refused(at_work: Desk, home: Home, place: Path) -> None:
    """Every file is checked before anything is put back."""
    back_up(home, place / "backup")
    at_work.close()
    dump = next((place / "backup").glob("record.*"))
    dump.write_bytes(dump.read_bytes()[:-1])
    with pytest.raises(Refusal, match=f"{dump.name}: is not the file of the backup"):
        restore(home, place / "backup", replacing=True)
    assert Entry.objects.count() == 3


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}'])
def test_a_backup_without_a_manifest_is_refused(home: Home, place: Path, text: str) -> None:
    """Whatever stands there instead."""
    back_up(home, place / "backup")
    (place / "backup" / MANIFEST).write_text(text)
    with pytest.raises(Refusal, match="no manifest can be read"):
        restore(home, place / "backup", replacing=True)


def test_a_backup_of_another_ledger_is_refused(home: Home, place: Path) -> None:
    """Even where its name is the same: the key differs."""
    back_up(home, place / "backup")
    path = place / "backup" / MANIFEST
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "key": told["key"][:-2] + "A="}))
    with pytest.raises(Refusal, match="belongs to the ledger of"):
        restore(home, place / "backup", replacing=True)


def test_a_database_is_not_replaced_without_being_told(
    at_work: Desk, home: Home, place: Path
) -> None:
    """The hurried operator loses nothing by the shorter command."""
    back_up(home, place / "backup")
    at_work.close()
    with pytest.raises(Refusal, match="a database is there already"):
        restore(home, place / "backup")


def test_nothing_is_restored_under_a_running_recorder(
    at_work: Desk, home: Home, place: Path
) -> None:
    """It would go on with the tree of the database that is gone."""
    del at_work
    back_up(home, place / "backup")
    with pytest.raises(RecorderBusy):
        restore(home, place / "backup", replacing=True)


def test_damaged_evidence_does_not_stop_a_backup(at_work: Desk, home: Home, place: Path) -> None:
    """The rest is written, and what is damaged is named."""
    del at_work
    (sha256,) = Evidence.objects.values_list("sha256", flat=True)
    path = home.evidence.path(sha256 or "")
    path.chmod(0o644)
    path.write_bytes(b"bent!")
    manifest = back_up(home, place / "backup")
    assert len(manifest.damaged) == 1
    assert str(sha256) in manifest.damaged[0]


def test_the_drill(at_work: Desk, home: Home, place: Path) -> None:
    """Old backup, refusal, gap from the mirror, nothing lost, signing again."""
    back_up(home, place / "backup")
    answers = [
        at_work.hand_in(incident(f"late-{at}", key=f"late-{at}")).result() for at in range(30)
    ]
    Custody(home, at_work, "officer:7").receive(io.BytesIO(b"film"), key="f", subject="film")
    at_work.hand_in(erasure(0, "document")).result()
    at_work.close()
    mirror(home, place / "mirror")
    before = {table: digest(table) for table in PROJECTED}
    for name in list(home.evidence.names()):
        home.evidence.erase(name)

    restored = restore(home, place / "backup", replacing=True)
    assert isinstance(restored.before_signing, RecordBehind)
    with pytest.raises(RecordBehind, match="35 entries were signed and 3 are in the database"):
        Recorder(home)

    done = replay(home, place / "mirror")
    assert (done.entries, done.lost) == (32, [])
    assert {table: digest(table) for table in PROJECTED} == before
    again = Desk(home).open()
    repeated = [
        again.hand_in(incident(f"late-{at}", key=f"late-{at}")).result() for at in range(30)
    ]
    assert [one.seq for one in repeated] == [one.seq for one in answers]
    assert again.hand_in(incident("new")).result().seq == 35
    again.close()
    assert list(faults(home)) == []
    assert sorted(home.evidence.names()) == sorted(record_of(one).sha256 for one in ("ev", "film"))


def test_a_gap_that_no_mirror_closes_stays_unsigned(at_work: Desk, home: Home, place: Path) -> None:
    """What the mirror has is brought; the rest has to come from elsewhere."""
    kept = place / "backup"
    back_up(home, kept)
    at_work.hand_in(incident("c")).result()
    at_work.close()
    mirror(home, place / "mirror")
    recorder = Recorder(home)
    recorder.append([incident("d")])
    recorder.close()
    restore(home, kept, replacing=True)
    with pytest.raises(RecordBehind, match="5 entries were signed and 4 are in the database"):
        replay(home, place / "mirror")
    with pytest.raises(RecordBehind):
        Recorder(home)


def test_a_mirror_of_another_history_is_refused(at_work: Desk, home: Home, place: Path) -> None:
    """The entry at which they part is named."""
    kept = place / "backup"
    guard = home.guard.read()
    back_up(home, kept)
    at_work.hand_in(incident("c")).result()
    at_work.close()
    mirror(home, place / "mirror")
    restore(home, kept, replacing=True)
    assert guard is not None
    home.guard.path.write_bytes(guard)
    recorder = Recorder(home)
    recorder.append([incident("other")])
    recorder.close()
    with pytest.raises(RecordAltered, match="entry 3 is another one here"):
        replay(home, place / "mirror")


def test_a_bent_mirror_is_refused(at_work: Desk, home: Home, place: Path) -> None:
    """Its entries must lead to the root that was signed."""
    at_work.close()
    mirror(home, place / "mirror")
    bundle = place / "mirror" / "tile" / "entries" / "000.p" / "3"
    bundle.write_bytes(bundle.read_bytes().replace(b"officer:7", b"officer:8"))
    with pytest.raises(RecordAltered, match="its entries are not those that were signed"):
        replay(home, place / "mirror")


def test_a_lost_guard_is_taken_from_the_mirror(at_work: Desk, home: Home, place: Path) -> None:
    """Only where the operator says that it is lost."""
    at_work.close()
    mirror(home, place / "mirror")
    home.guard.path.unlink()
    with pytest.raises(RecordBehind, match="--no-guard"):
        replay(home, place / "mirror")
    replay(home, place / "mirror", no_guard=True)
    Recorder(home).close()


def test_a_payload_that_one_mirror_lacks_comes_from_another(
    at_work: Desk, home: Home, place: Path
) -> None:
    """Until then it is lost, which is not the same as erased."""
    kept = place / "backup"
    back_up(home, kept)
    at_work.hand_in(incident("c", title="found again")).result()
    at_work.close()
    mirror(home, place / "whole")
    mirror(home, place / "lacking")
    (place / "lacking" / "payloads" / "003").unlink()
    restore(home, kept, replacing=True)
    assert replay(home, place / "lacking").lost == [
        "document of entry 3",
        "idempotency_key of entry 3",
    ]
    stone = Incident.objects.get(subject="c")
    assert (stone.body, stone.erased_by) == (None, None)
    assert replay(home, place / "whole").lost == []
    assert (
        list(Incident.objects.order_by("seq").values_list("body__title", flat=True))[-1]
        == "found again"
    )
    assert strayed() == []


def test_a_payload_of_a_forger_is_not_taken(at_work: Desk, home: Home, place: Path) -> None:
    """Bytes that the commitment does not hold are as good as none."""
    kept = place / "backup"
    back_up(home, kept)
    at_work.hand_in(incident("c")).result()
    at_work.close()
    mirror(home, place / "mirror")
    copy = place / "mirror" / "payloads" / "003"
    told = json.loads(copy.read_text())
    told["document"]["value"] = "e30="
    copy.write_text(json.dumps(told))
    restore(home, kept, replacing=True)
    assert replay(home, place / "mirror").lost == ["document of entry 3"]


def test_what_is_erased_leaves_the_mirror(home: Home, place: Path) -> None:
    """At its next turn: values, salts and files."""
    desk = Desk(home, mirror=place / "mirror").open()
    desk.hand_in(incident("a", title="a name")).result()
    Custody(home, desk, "officer:7").receive(io.BytesIO(b"photo"), key="e", subject="ev")
    desk.close()
    desk = Desk(home, mirror=place / "mirror").open()
    desk.hand_in(erasure(0, "document")).result()
    desk.hand_in(erasure(1, "custody")).result()
    desk.close()
    assert sorted(json.loads((place / "mirror" / "payloads" / "000").read_text())) == [
        "idempotency_key"
    ]
    assert list(Mirror(place / "mirror", home).evidence.names()) == []
    assert Payload.objects.filter(value__isnull=True).count() == 2


def test_damaged_evidence_stops_no_mirror(at_work: Desk, home: Home, place: Path) -> None:
    """The rest is copied, the damage is told and is not copied."""
    at_work.close()
    damaged = spoiled(home)
    told = mirror(home, place / "mirror")
    assert [line.split(":")[0] for line in told] == [str(damaged)]
    there = Mirror(place / "mirror", home)
    assert there.log.size() == 3
    assert list(there.evidence.names()) == []


def test_damage_reaches_the_operator_and_not_the_senders(
    at_work: Desk, home: Home, place: Path
) -> None:
    """Whoever keeps the mirror goes on recording."""
    at_work.close()
    damaged = spoiled(home)
    alarms: list[str] = []
    desk = Desk(home, mirror=place / "mirror", alarm=alarms.append).open()
    desk.hand_in(incident("c")).result()
    desk.close()
    assert [line.split(":")[0] for line in alarms] == [str(damaged)]
    assert Mirror(place / "mirror", home).log.size() == 4


def test_mended_evidence_comes_to_the_mirror(at_work: Desk, home: Home, place: Path) -> None:
    """With the next who keeps it, though its entry was copied long ago."""
    at_work.close()
    damaged = spoiled(home)
    whole = damaged.with_suffix(".whole").read_bytes()
    mirror(home, place / "mirror")
    damaged.write_bytes(whole)
    assert mirror(home, place / "mirror") == []
    assert list(Mirror(place / "mirror", home).evidence.names()) == [damaged.name]


def test_evidence_that_the_mirror_has_not_whole_is_told_as_lost(
    at_work: Desk, home: Home, place: Path
) -> None:
    """And what it has there does not come in."""
    at_work.close()
    mirror(home, place / "mirror")
    (name,) = home.evidence.names()
    home.evidence.path(name).unlink()
    copy = Mirror(place / "mirror", home).evidence.path(name)
    copy.chmod(0o600)
    copy.write_bytes(b"other")
    lost = replay(home, place / "mirror").lost
    assert lost == [f"evidence {name}, which has other bytes than were taken in"]
    assert list(home.evidence.names()) == []


def spoiled(home: Home) -> Path:
    """The only file of evidence, with a bit turned; as it was, it stands beside."""
    (name,) = home.evidence.names()
    path = home.evidence.path(name)
    path.chmod(0o600)
    data = path.read_bytes()
    path.with_suffix(".whole").write_bytes(data)
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    return path


def mirror(home: Home, folder: Path) -> list[str]:
    """Copy everything that is published to a mirror; what could not be copied."""
    note = (home.log / "checkpoint").read_bytes()
    told = Mirror(folder, home).catch_up(note)
    connection.close()
    return told

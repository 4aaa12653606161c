"""Nobody who takes disks, dumps, backups or mirrors of a centre has its evidence."""

from __future__ import annotations

import io
import secrets
from base64 import b64encode
from pathlib import Path

import pytest
from django.db import connection
from pyrage import x25519

from record_places import as_superuser
from trucewatch.domain.errors import Refusal
from trucewatch.storage.backup import back_up
from trucewatch.storage.custody import Custody
from trucewatch.storage.custody_record import EvidenceKind
from trucewatch.storage.desk import Desk
from trucewatch.storage.evidence_keys import recipients, rotate
from trucewatch.storage.home import Home
from trucewatch.storage.mirror import Mirror
from trucewatch.storage.models import CustodyEvent
from trucewatch.storage.objects import record_of
from trucewatch.storage.postgres_programs import run
from trucewatch.storage.refusals import EvidenceDamaged, RecordAltered
from trucewatch.storage.restoring import restore
from trucewatch.storage.sealing import unseal

PLANTED = 200


def receive(custody: Custody, subject: str, data: bytes) -> None:
    """Take it in."""
    custody.receive(io.BytesIO(data), key=secrets.token_hex(8), subject=subject)


def look(custody: Custody, subject: str) -> bytes:
    """All of it."""
    return b"".join(custody.look(subject, key=secrets.token_hex(8), purpose="to date it"))


@pytest.fixture
def custody(desk: Desk, home: Home) -> Custody:
    """What officer 7 does, with a photo and a film taken in."""
    acting = Custody(home, desk, "officer:7")
    receive(acting, "photo", b"photo")
    receive(acting, "film", b"film!")
    return acting


def test_no_copy_holds_any_planted_words(home: Home, place: Path) -> None:
    """Store, database, dump, backup and mirror, originals and renditions: none of 400 texts."""
    words = [secrets.token_hex(12).encode() for _ in range(2 * PLANTED)]
    desk = Desk(home, mirror=place / "mirror").open()
    custody = Custody(home, desk, "officer:7")
    for at in range(PLANTED):
        receive(custody, f"o{at}", b"seen at the bridge: " + words[at] * 3)
        custody.derive(
            io.BytesIO(b"cut: " + words[PLANTED + at]),
            key=f"d{at}",
            subject=f"d{at}",
            kind=EvidenceKind.RENDITION if at % 2 else EvidenceKind.WORKING,
            derived_from=f"o{at}",
            tool="cut 1.0",
        )
    desk.close()
    back_up(home, place / "backup")
    if connection.vendor == "postgresql":
        run("pg_dump", "--format=plain", f"--file={place / 'dump.sql'}")
    copies = b"\0".join(p.read_bytes() for p in place.rglob("*") if p.is_file())
    spellings = [form for one in words for form in (one, one.hex().encode(), b64encode(one))]
    assert not [form for form in spellings if form in copies]
    assert len(list(Mirror(place / "mirror", home).evidence.names())) == 2 * PLANTED


def test_swapped_files_are_rejected(custody: Custody, home: Home) -> None:
    """One object's file under the name of another."""
    one, two = (home.evidence.path(record_of(name).sha256) for name in ("photo", "film"))
    kept = one.read_bytes()
    for path, data in ((one, two.read_bytes()), (two, kept)):
        path.chmod(0o644)
        path.write_bytes(data)
    with pytest.raises(EvidenceDamaged, match="has other bytes"):
        look(custody, "photo")


def test_swapped_rows_show_the_right_object(custody: Custody) -> None:
    """The names in the table are believed nothing; the entry's commitment is."""
    as_superuser(
        "UPDATE storage_evidence SET sha256 = (SELECT max(o.sha256) FROM storage_evidence o), "
        "content_sha256 = (SELECT max(o.content_sha256) FROM storage_evidence o)"
    )
    assert (look(custody, "photo"), look(custody, "film")) == (b"photo", b"film!")


def test_swapped_entries_of_objects_are_rejected(custody: Custody) -> None:
    """A row that leads to the intake of another object."""
    as_superuser(
        "UPDATE storage_evidence SET seq = 9 WHERE id = 'photo'",
        "UPDATE storage_evidence SET seq = 0 WHERE id = 'film'",
    )
    with pytest.raises(RecordAltered, match="entry 0 is not the intake of evidence film"):
        look(custody, "film")


def test_swapped_custody_records_are_rejected(custody: Custody) -> None:
    """A closed value that is not the one its entry commits to."""
    as_superuser(
        "UPDATE storage_payload SET value = (SELECT o.value FROM storage_payload o WHERE "
        "o.seq = 1 AND o.field = 'custody') WHERE seq = 0 AND field = 'custody'"
    )
    with pytest.raises(RecordAltered, match="is not the one that was signed"):
        look(custody, "photo")


def test_without_the_key_nothing_is_looked_at(custody: Custody, home: Home) -> None:
    """And no look is recorded that never was."""
    home.evidence_key.unlink()
    before = CustodyEvent.objects.count()
    with pytest.raises(Refusal, match="the private evidence key is not here"):
        look(custody, "photo")
    assert CustodyEvent.objects.count() == before


def test_intake_needs_no_private_key(custody: Custody, home: Home) -> None:
    """Whoever breaks into the machine that takes in has nothing to open with."""
    home.evidence_key.rename(home.evidence_key.with_name("elsewhere"))
    receive(custody, "late", b"late")
    assert home.evidence.check(record_of("late").sha256) > 0


def test_a_key_that_others_may_read_is_refused(custody: Custody, home: Home) -> None:
    """With the command that closes it."""
    home.evidence_key.chmod(0o640)
    with pytest.raises(Refusal, match=r"mode 640\); chmod 600"):
        look(custody, "photo")


def test_a_wrong_letter_in_a_key_is_not_printed(custody: Custody, home: Home) -> None:
    """The line is named, and what stands in it is not shown."""
    private = home.evidence_key.read_text().strip()
    home.evidence_key.write_text(f"# of geneva\n{private[:-1]}\n")
    with pytest.raises(Refusal, match="evidence-key:2: is no evidence key") as refused:
        look(custody, "photo")
    assert private[20:40] not in str(refused.value)


def test_after_rotation_old_and_new_evidence_opens(custody: Custody, home: Home) -> None:
    """The new comes to the new key; the old stays as it is, and its key stays beside."""
    before = record_of("photo").sealed_to
    public = rotate(home)
    receive(custody, "late", b"late")
    assert record_of("late").sealed_to == (public,) != before
    assert (look(custody, "photo"), look(custody, "late")) == (b"photo", b"late")


def test_a_second_key_kept_elsewhere_stays_in_use(custody: Custody, home: Home) -> None:
    """Rotating changes our own key alone."""
    elsewhere = x25519.Identity.generate()
    with home.evidence_recipients.open("a") as file:
        file.write(f"# in the safe of the facilitator\n{elsewhere.to_public()}\n")
    public = rotate(home)
    receive(custody, "late", b"late")
    assert record_of("late").sealed_to == (public, str(elsewhere.to_public()))
    opened = unseal(home.evidence, record_of("late").sealed, [elsewhere])
    assert b"".join(opened) == b"late"


def test_a_key_that_is_not_here_is_not_rotated(custody: Custody, home: Home) -> None:
    """It could not be told whether it is ours, nor be kept beside the new one."""
    del custody
    before = home.evidence_recipients.read_bytes()
    home.evidence_key.unlink()
    with pytest.raises(Refusal, match="the private evidence key is not here"):
        rotate(home)
    assert home.evidence_recipients.read_bytes() == before


def test_a_new_key_alone_does_not_open_the_old(custody: Custody, home: Home) -> None:
    """What the old key sealed is lost with it, which the line says."""
    rotate(home)
    newest, _ = home.evidence_key.read_text().split()
    home.evidence_key.write_text(f"{newest}\n")
    with pytest.raises(Refusal, match=r"bring the key that its custody record names"):
        look(custody, "photo")


def test_the_private_key_never_lies_in_the_home(home: Home) -> None:
    """Where every copy of the home would take it along."""
    inside = Home(home.root, home.guard_folder, home.root / "keys" / "evidence.key")
    with pytest.raises(Refusal, match="would lie in the home"):
        rotate(inside)
    assert not inside.evidence_key.exists()


def test_a_restored_home_seals_to_the_same_key(
    custody: Custody, desk: Desk, home: Home, place: Path
) -> None:
    """The backup holds the public keys, and of the private ones nothing."""
    del custody
    before = [str(one) for one in recipients(home)]
    back_up(home, place / "backup")
    desk.close()
    home.evidence_recipients.unlink()
    restore(home, place / "backup", replacing=True)
    assert [str(one) for one in recipients(home)] == before


def test_a_home_without_a_key_says_how_to_make_one(custody: Custody, home: Home) -> None:
    """As one that was made before evidence was sealed."""
    home.evidence_recipients.unlink()
    with pytest.raises(Refusal, match="trucewatch record evidence-key --rotate"):
        receive(custody, "late", b"late")

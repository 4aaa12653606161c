"""From bytes that came in to incidents that were held against terms."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.domain.access import MACHINE, PUBLIC, Person, Role
from trucewatch.service import gathering, reports
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.working import Worker
from trucewatch.storage.checking import faults
from trucewatch.storage.desk import Desk
from trucewatch.storage.documents import newest, newest_of, versions

OFFICER = Person("p-1", Role.DUTY_OFFICER)
REPORT = b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n"
EMPTY = b" \n"
OTHER = b"Shells of the army hit Hama on 3 May 2016, residents of the town said.\n"


def arrive(centre: Centre, raw: bytes, key: str) -> str:
    """A report in the hands of the centre."""
    return reports.receive(centre, OFFICER, raw, reports.Arrival(name="wire.txt"), key=key)


def body_of(subject: str) -> dict[str, Any]:
    """What the newest version of a thing says."""
    stands = newest_of(subject)
    assert stands is not None
    return dict(stands.body or {})


def test_a_report_is_kept_before_it_is_read(centre: Centre) -> None:
    """What nobody can read is on record all the same."""
    broken = arrive(centre, EMPTY, "k")
    assert reports.read(centre, MACHINE, broken) is None
    body = body_of(broken)
    assert body["state"] == "quarantined"
    assert body["reasons"]
    kept = centre.custody(OFFICER).look(body["evidence"], key="look", purpose="a test")
    assert b"".join(kept) == EMPTY


def test_the_same_key_is_the_same_report(centre: Centre) -> None:
    """Whoever sends again on a bad line sends no second report."""
    assert arrive(centre, REPORT, "k") == arrive(centre, REPORT, "k")
    assert newest("report").count() == 1


def test_the_same_bytes_are_read_once(centre: Centre) -> None:
    """The second report says of which one it is a copy."""
    first, second = arrive(centre, REPORT, "k-1"), arrive(centre, REPORT, "k-2")
    assert reports.read(centre, MACHINE, first)
    assert reports.read(centre, MACHINE, second) is None
    body = body_of(second)
    assert (body["state"], body["same_as"]) == ("duplicate", first)


def test_what_is_read_names_no_hash_of_the_file(centre: Centre) -> None:
    """Whoever holds the same file cannot find out from ids that it is here."""
    from hashlib import sha256

    reading = reports.read(centre, MACHINE, arrive(centre, REPORT, "k"))
    assert sha256(REPORT).hexdigest()[:16] not in str(body_of(reading or ""))


def test_a_worker_reads_gathers_and_assesses(centre: Centre) -> None:
    """One turn brings a report to findings, and a second turn changes nothing."""
    arrive(centre, REPORT, "k")
    worker = Worker(centre)
    done = worker.turn()
    assert done is not None
    assert len(done.made) == 1
    (incident,) = newest("incident")
    (assessment,) = newest("assessment")
    assert incident.body["status"] == "single_source"
    assert assessment.body["incident"] == incident.subject
    assert assessment.body["findings"][0]["steps"]
    assert worker.turn() is None
    assert gathering.gather(centre, MACHINE) == gathering.Gathered((), (), ())


def test_a_second_origin_raises_the_version(centre: Centre) -> None:
    """The incident keeps its id, and says that it rests on two origins now."""
    arrive(centre, REPORT, "k-1")
    Worker(centre).turn()
    (before,) = newest("incident")
    arrive(centre, OTHER, "k-2")
    Worker(centre).turn()
    (after,) = newest("incident")
    assert after.subject == before.subject
    assert [one.version for one in versions("incident", after.subject)] == [1, 2]
    assert after.body["status"] == "corroborated"
    assert len(after.body["statements"]) == 2


def test_nobody_in_particular_receives_no_report(centre: Centre) -> None:
    """What the public hands in has a way of its own."""
    with pytest.raises(Denied):
        reports.receive(centre, PUBLIC, REPORT, reports.Arrival(), key="k")
    assert newest("report").count() == 0


def test_the_record_stays_what_was_signed(centre: Centre, desk: Desk) -> None:
    """Every table that the verbs fill is made of entries and payloads."""
    arrive(centre, REPORT, "k")
    Worker(centre).turn()
    desk.close()
    assert list(faults(centre.home)) == []

"""Reports come in: kept as evidence before anything looks at them, and read later."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.domain.reading import Reading
from trucewatch.domain.time import write_instant
from trucewatch.domain.wire import to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models import Evidence
from trucewatch.storage.models.documents import Version
from trucewatch.text.reading import read_report

RECEIVED, QUARANTINED, READ, FAILED, DUPLICATE = (
    "received",
    "quarantined",
    "read",
    "failed",
    "duplicate",
)
ARRIVING = ("report.receive", "report.hand_in", "report.release")
"""Verbs after which a report waits to be read."""
LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What is told of a report as it comes in.

    Args:
        name: of the file, as it came; "" where it was typed or pasted.
        media_type: as the sender says; "" where nobody does.
        channel: `upload`, `paste`, `feed`, `api`, `public`, `hotline` or `sample`.
        source: who published it, where that is known.
        published: the day of publication, where it is known from elsewhere.
    """

    name: str = ""
    media_type: str = ""
    channel: str = "upload"
    source: str = ""
    published: dt.date | None = None


def receive(centre: Centre, person: Person, raw: bytes, arrival: Arrival, *, key: str) -> str:
    """Take a report in; when this returns, its bytes and the fact are durable.

    Args:
        raw: the file as it came; nothing of it is looked at here.
        key: idempotency key; the same key is the same report.

    Returns:
        Id of the report.
    """
    public = arrival.channel == "public"
    audience = Audience.PUBLIC if public else Audience.SHARED
    action = "report.hand_in" if public else "report.receive"
    permit(person, action, Resource("report", audience))
    subject = subject_of("report", key)
    evidence = subject_of("evidence", key)
    actor = replace(person, id=person.id or "public")
    centre.custody(actor).receive(
        io.BytesIO(raw),
        key=f"{key}:evidence",
        subject=evidence,
        media_type=arrival.media_type or None,
        name=arrival.name[:LONGEST_NAME] or None,
    )
    document = {**to_wire(arrival), "size": len(raw), "evidence": evidence, "state": RECEIVED}
    change = Change(kind="report", subject=subject, document=document)
    perform(centre, actor, action, change, key=key)
    return subject


def read(centre: Centre, person: Person, report: str) -> str | None:
    """Read a report that was received; what became of it is its next version.

    Returns:
        Id of the reading; None where the file could not be read or had been read before.

    Raises:
        NotThere: no such report.
    """
    permit(person, "report.read", Resource("report"))
    stands = newest_of(report)
    if stands is None or stands.body is None:
        raise NotThere(f"no report {report}")
    body = stands.body
    if body["state"] != RECEIVED:
        return None
    if earlier := _same_bytes(body["evidence"]):
        _becomes(centre, person, stands, {"state": DUPLICATE, "same_as": earlier})
        return None
    looked = centre.custody(person).look(body["evidence"], key=new_id(), purpose="to read it")
    try:
        reading = read_report(
            b"".join(looked),
            name=body["name"] or report,
            published=dt.date.fromisoformat(body["published"]) if body["published"] else None,
            source=body["source"] or None,
        )
    except Refusal as refusal:
        _becomes(centre, person, stands, {"state": FAILED, "why": str(refusal)})
        return None
    subject = _record(centre, person, report, reading)
    _becomes(centre, person, stands, {"state": READ, "reading": subject})
    return subject


def waiting() -> list[str]:
    """Ids of reports that were received and not looked at yet, the oldest first."""
    found = newest("report").filter(verb__in=ARRIVING).order_by("seq")
    return list(found.values_list("subject", flat=True))


def _record(centre: Centre, person: Person, report: str, reading: Reading) -> str:
    """The reading on record, under ids that say nothing of the bytes.

    Hashes of the file, and ids made of them, would let whoever holds the same file confirm that
    it is here.
    """
    subject = subject_of("reading", report)
    if newest_of(subject):  # a run ended between the reading and the report's next version
        return subject
    opaque = sha256(report.encode()).hexdigest()
    document = replace(reading.document, sha256=opaque)
    statements = tuple(replace(one, id=new_id()) for one in reading.statements)
    told = to_wire(replace(reading, document=document, statements=statements))
    listed = [{"id": one.id, "version": 1} for one in statements]
    change = Change(
        kind="reading",
        subject=subject,
        document={**told, "report": report},
        public={"statements": listed},
    )
    perform(centre, person, "report.read", change, key=new_id())
    return subject


def _becomes(centre: Centre, person: Person, stands: Version, told: dict[str, Any]) -> None:
    change = Change(
        kind="report",
        subject=stands.subject,
        document={**(stands.body or {}), **told, "looked_at": write_instant(_second(centre))},
        follows=stands.version,
    )
    perform(centre, person, "report.read", change, key=new_id())


def _second(centre: Centre) -> dt.datetime:
    return centre.clock().replace(microsecond=0)


def _same_bytes(evidence: str) -> str | None:
    """The report that brought the same bytes before, and was read; None where there is none."""
    this = Evidence.objects.filter(id=evidence).values_list("content_sha256", "seq").first()
    if this is None:
        return None
    twins = Evidence.objects.filter(content_sha256=this[0], seq__lt=this[1]).values_list("id")
    ids = {one for (one,) in twins}
    found = newest("report").order_by("seq").values_list("subject", "body") if ids else ()
    return next(
        (one for one, body in found if body and body["evidence"] in ids and "reading" in body),
        None,
    )

"""A report that was received is examined, opened where nothing speaks against it, and read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from trucewatch import __version__
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.domain.intake import Extract, FileKind, Reason
from trucewatch.domain.reading import Reading
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import to_wire
from trucewatch.pipeline.intake import Examined, examine
from trucewatch.service.arrivals import (
    DUPLICATE,
    FAILED,
    QUARANTINED,
    READ,
    RECEIVED,
    TABLE,
    Arrival,
    becomes,
    line,
    receive,
    standing,
    take_in,
    waiting,
)
from trucewatch.service.centre import Centre
from trucewatch.service.kept_refusals import write_refusal
from trucewatch.service.keys import subject_of
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody import new_id
from trucewatch.storage.custody_record import EvidenceKind
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models import Evidence
from trucewatch.storage.models.documents import Version
from trucewatch.text.reading import LANGUAGES, read_report

__all__ = ["Arrival", "read", "receive", "take_in", "waiting"]
UNNAMED = "unnamed"
LONGEST_FAULT = 300


def read(centre: Centre, person: Person, report: str) -> str | None:
    """Examine and read a report that was received; what became of it is its next version.

    Whatever the file is and whatever fails in reading it, the report stays, with the reason.

    Returns:
        Id of the reading; None where nothing was read, or it had been looked at before.

    Raises:
        NotThere: no such report.
        Refusal: nothing can be recorded or opened at all just now.
    """
    permit(person, "report.read", Resource("report"))
    stands = standing(report)
    body = stands.body or {}
    if body["state"] != RECEIVED:
        return None
    if earlier := _same_bytes(body["evidence"]):
        told = {"state": DUPLICATE, "same_as": earlier}
        becomes(centre, person, stands, told, key=new_id())
        return None
    looked = centre.custody(person).look(body["evidence"], key=new_id(), purpose="to read it")
    raw = b"".join(looked)
    bare = body.get("released", {}).get("how") == UNNAMED
    found = examine(raw, "" if bare else body["name"], None if bare else body["media_type"] or None)
    return _settle(centre, person, stands, found)


def _settle(centre: Centre, person: Person, stands: Version, found: Examined) -> str | None:
    """Record what came of the examination, parts first: a part that is on record has its whole."""
    told: dict[str, Any] = {
        "kind": found.verdict.kind.value,
        "found_type": found.verdict.media_type,
        "reasons": [_reason(one) for one in found.verdict.reasons] or None,
        "remarks": [_reason(one) for one in found.remarks] or None,
        "why": None,
        "refused": None,
        "reason": None,
    }
    if found.extract is None:
        becomes(centre, person, stands, {**told, "state": QUARANTINED}, key=new_id())
        return None
    _take_parts(centre, person, stands, found)
    told["renditions"] = _keep_renditions(centre, person, stands, found.extract) or None
    subject = None
    if found.verdict.kind is FileKind.CSV:
        told["state"] = TABLE
    elif found.readable is None:
        told["state"] = READ
    else:
        try:
            reading = _reading(found.readable, stands)
        except Refusal as refusal:
            told |= _failed(refusal)
        except Exception as fault:  # noqa: BLE001 - a fault of ours must not lose the report
            failed = f"{type(fault).__name__}: {fault}"
            what = Sentence("the program failed at it ({failed})", failed=failed)
            told |= _failed(Refusal(what, remedy="tell the operator"))
        else:
            subject = _record(centre, person, stands.subject, reading)
            told |= {"state": READ, "reading": subject}
            if reading.document.language not in LANGUAGES:
                unread = Reason("language_not_read", {"language": reading.document.language})
                told["remarks"] = [*(told["remarks"] or ()), _reason(unread)]
    becomes(centre, person, stands, told, key=new_id())
    return subject


def _failed(refusal: Refusal) -> dict[str, Any]:
    why = line(str(refusal), LONGEST_FAULT)
    return {"state": FAILED, "why": why, "refused": write_refusal(refusal)}


def _reading(readable: bytes, stands: Version) -> Reading:
    body = stands.body or {}
    return read_report(
        readable,
        name=body["name"] or stands.subject,
        published=dt.date.fromisoformat(body["published"]) if body["published"] else None,
        source=body["source"] or None,
    )


def _take_parts(centre: Centre, person: Person, stands: Version, found: Examined) -> None:
    """Each file within becomes a report of its own, with what was found in it already."""
    body = stands.body or {}
    inner = found.extract.parts if found.extract else ()
    for number, (part, seen) in enumerate(zip(inner, found.parts, strict=True), start=1):
        arrival = Arrival(
            name=seen.name,
            media_type=part.media_type or "",
            channel=body["channel"] if body["channel"] != "public" else "upload",
            source=body["source"],
            published=dt.date.fromisoformat(body["published"]) if body["published"] else None,
            more={"part_of": stands.subject},
        )
        key = f"part:{stands.subject}:{number}"
        here = standing(receive(centre, person, part.raw, arrival, key=key))
        if (here.body or {})["state"] == RECEIVED:
            _settle(centre, person, here, seen)


def _keep_renditions(
    centre: Centre, person: Person, stands: Version, extract: Extract
) -> Sequence[dict[str, Any]]:
    """Pictures drawn anew go to the evidence, derived from the original."""
    kept = []
    original = (stands.body or {})["evidence"]
    for one in extract.renditions:
        key = f"rendition:{stands.subject}:{stands.version}:{one.number}"
        evidence = subject_of("rendition", key)
        centre.custody(person).derive(
            io.BytesIO(one.raw),
            key=key,
            subject=evidence,
            kind=EvidenceKind.RENDITION,
            derived_from=original,
            tool=f"trucewatch {__version__}",
            parameters={"page": str(one.number)},
            media_type=one.media_type,
        )
        facts = {"page": one.number, "width": one.width, "height": one.height}
        kept.append({"evidence": evidence, "media_type": one.media_type, **facts})
    return kept


def _reason(one: Reason) -> dict[str, Any]:
    return {"code": one.code, "facts": {name: line(str(of)) for name, of in one.facts.items()}}


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


def _same_bytes(evidence: str) -> str | None:
    """The report that brought the same bytes before, and was read; None where there is none."""
    this = Evidence.objects.filter(id=evidence).values_list("content_sha256", "seq").first()
    if this is None:
        return None
    twins = Evidence.objects.filter(content_sha256=this[0], seq__lt=this[1]).values_list("id")
    ids = {one for (one,) in twins}
    found = newest("report").order_by("seq").values_list("subject", "body") if ids else ()
    return next(
        (one for one, body in found if body and body["evidence"] in ids and body["state"] == READ),
        None,
    )

"""Reports come in: kept as evidence before anything looks at them; they are read later."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, NamedTuple

from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.domain.time import write_instant
from trucewatch.domain.wire import to_wire
from trucewatch.ledger.exercise import require_unmarked
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.custody_record import MEDIA_TYPE
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models.documents import Version
from trucewatch.storage.objects import record_under

RECEIVED, QUARANTINED, READ, FAILED, DUPLICATE, DISMISSED, TABLE = (
    "received",
    "quarantined",
    "read",
    "failed",
    "duplicate",
    "dismissed",
    "table",
)
"""Where a report is in its course; a table waits until somebody says what its columns are."""
ARRIVING = ("report.receive", "report.hand_in", "report.release")
"""Verbs after which a report waits to be read."""
LONGEST_NAME = 200
CONTROLS = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")
"""What no database or page should be asked to hold: line ends in names, halves of letters."""


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What is told of a report as it comes in.

    Args:
        name: of the file, as it came; "" where it was typed or pasted.
        media_type: as the sender says; "" where nobody does.
        channel: `upload`, `paste`, `feed`, `api`, `public`, `table`, `hotline` or `sample`.
        source: who published it, where that is known.
        published: the day of publication, where it is known from elsewhere.
        more: other members of the document, as `part_of`, `feed`, `link`.
    """

    name: str = ""
    media_type: str = ""
    channel: str = "upload"
    source: str = ""
    published: dt.date | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        r"""Members of the document; texts of strangers without control characters, and short.

        >>> Arrival(name="a\x00b.txt", more={"part_of": "r-1"}).told()["name"]
        'a b.txt'
        """
        told = to_wire(replace(self, more={}))
        del told["more"]
        told = {**told, **self.more}
        return {name: line(one) if isinstance(one, str) else one for name, one in told.items()}


class Received(NamedTuple):
    """That a report is on record: its id, the place of the entry, and the proof of it.

    `repeated` says that it came earlier under the same key.
    """

    report: str
    seq: int
    proof: bytes
    repeated: bool


def line(text: str, longest: int = LONGEST_NAME) -> str:
    """A stranger's text as one line that can be kept."""
    return CONTROLS.sub(" ", text).strip()[:longest]


def receive(centre: Centre, person: Person, raw: bytes, arrival: Arrival, *, key: str) -> str:
    """Take a report in; the id of it. See `take_in`."""
    return take_in(centre, person, raw, arrival, key=key).report


def take_in(centre: Centre, person: Person, raw: bytes, arrival: Arrival, *, key: str) -> Received:
    """Take a report in; when this returns, its bytes and the fact are durable.

    Args:
        raw: the file as it came; nothing of it is looked at here.
        key: idempotency key; the same key is the same report.

    Raises:
        Mixed: it was taken out of an exercise and this is a centre, or the other way round.
        KeyReused: the key stands for another report.
    """
    public = arrival.channel == "public"
    audience = Audience.PUBLIC if public else Audience.SHARED
    action = "report.hand_in" if public else "report.receive"
    permit(person, action, Resource("report", audience))
    require_unmarked(raw, centre.home.origin, where=arrival.name or "what was handed in")
    subject, evidence = (subject_of(kind, key) for kind in ("report", "evidence"))
    actor = replace(person, id=person.id or "public")
    told = arrival.told()
    digest, own = sha256(raw).hexdigest(), f"{key}:evidence"
    held = record_under(own, evidence)
    if held is None or held.content_sha256 != digest:  # who sends again is not sealed again
        typed = MEDIA_TYPE.fullmatch(told["media_type"])
        centre.custody(actor).receive(
            io.BytesIO(raw),
            key=own,
            subject=evidence,
            media_type=told["media_type"] if typed else None,
            name=told["name"] or None,
        )
    document = {**told, "size": len(raw), "evidence": evidence, "state": RECEIVED}
    change = Change(kind="report", subject=subject, document=document)
    found = perform(centre, actor, action, change, key=key)
    return Received(subject, found.seq, found.proof, found.repeated)


def standing(report: str) -> Version:
    """A report as it stands.

    Raises:
        NotThere: no such report, or its content was erased.
    """
    found = newest_of(report)
    if found is None or found.body is None or getattr(found, "kind", "") != "report":
        raise NotThere(f"no report {report}")
    return found


def waiting() -> list[str]:
    """Ids of reports that were received and not looked at yet, the oldest first."""
    found = newest("report").filter(verb__in=ARRIVING).order_by("seq")
    return list(found.values_list("subject", flat=True))


def becomes(
    centre: Centre,
    person: Person,
    stands: Version,
    told: Mapping[str, Any],
    *,
    action: str = "report.read",
    key: str,
) -> None:
    """Record the next version of a report.

    Args:
        told: members that are new or other than before; those that are None go.
    """
    at = write_instant(centre.clock().replace(microsecond=0))
    body = {**(stands.body or {}), **told, "looked_at": at}
    document = {name: one for name, one in body.items() if one is not None or name == "published"}
    change = Change(
        kind="report", subject=stands.subject, document=document, follows=stands.version
    )
    perform(centre, person, action, change, key=key)

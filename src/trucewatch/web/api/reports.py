"""Reports: what came in, from where, and what was read in it; never the bytes themselves."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from ninja import Query, Schema
from pydantic import Field, StringConstraints

from trucewatch.domain.time import write_instant
from trucewatch.service.sight import seen_of_kind
from trucewatch.service.tokens import Scope
from trucewatch.storage.documents import newest
from trucewatch.storage.incidents.pages import MOST_ROWS, PAGE_ROWS
from trucewatch.storage.models.documents import Version
from trucewatch.web.api.report_body import take
from trucewatch.web.api.schemas import DAY, Document, Key, Number, Subject, Told, Trouble
from trucewatch.web.api.seen import document_seen
from trucewatch.web.api.serving import serves
from trucewatch.web.person import person_of

TEXTS = ("name", "media_type", "channel", "source", "state")
MAY_LACK = ("published", "reading", "same_as", "part_of", "why", "kind", "reasons", "remarks")
BESIDE = {
    "source": {"type": "string", "description": "Who published it."},
    "published": {"type": "string", "pattern": f"^({DAY})?$"},
}
BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["text"],
                "properties": {
                    "text": {"type": "string", "minLength": 1},
                    "name": {"type": "string"},
                    **BESIDE,
                },
                "additionalProperties": False,
            }
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}, **BESIDE},
                "additionalProperties": False,
            }
        },
    },
}
"""Text as JSON, or any file as a form; read by the desk of intake, which keeps it as it came."""


class Report(Told):
    """A report as it stands. `why` tells why it was not read, `same_as` of which it is a copy."""

    id: str
    version: int
    recorded_at: str
    name: str
    media_type: str
    channel: str
    source: str
    state: str
    size: int = Field(description="Bytes of the original, which is evidence and leaves by no API.")
    published: str | None
    reading: str | None
    same_as: str | None
    part_of: str | None
    why: str | None
    kind: str | None = Field(description="What the file is, by its bytes.")
    reasons: list[Document] | None = Field(description="Why it is in quarantine.")
    remarks: list[Document] | None


class ReportPage(Told):
    """Reports, the one that changed last first."""

    items: list[Report]
    next: str | None
    next_cursor: str | None


class Whole(Report):
    """A report with the statements that were read in it, as people left them."""

    statements: list[Document]


class Receipt(Told):
    """That a report is on record."""

    id: str
    seq: int = Field(description="Place of its entry in the ledger.")
    proof: str = Field(description="That the entry is there; base64 of a .tlog-proof file.")


class Listed(Schema):
    """Which reports."""

    state: Annotated[str, StringConstraints(pattern="^[a-z_]{1,32}$")] | None = None
    cursor: Annotated[str, StringConstraints(pattern="^[1-9][0-9]{0,14}$")] | None = None
    limit: Number = Field(PAGE_ROWS, ge=1, le=MOST_ROWS)


@serves(
    "POST",
    "/reports",
    action="report.receive",
    answers={201: Receipt, 200: Receipt, 413: Trouble},
    scope=Scope.REPORT,
    extra={"requestBody": BODY},
)
def hand_in_report(request: HttpRequest, key: Key) -> Any:
    """Take a report in; with its receipt it is durable. 200 where it came before under its key."""
    return take(request, key)


@serves("GET", "/reports", action="record.see", answers=ReportPage)
def list_reports(request: HttpRequest, listed: Annotated[Listed, Query()]) -> Any:
    """A page of the reports that you may see."""
    found = seen_of_kind(person_of(request), "report").filter(body__isnull=False)
    if listed.state:
        found = found.filter(body__state=listed.state)
    if listed.cursor:
        found = found.filter(seq__lt=int(listed.cursor))
    rows = list(found[: listed.limit + 1])
    shown = rows[: listed.limit]
    cursor = str(shown[-1].seq) if len(rows) > len(shown) else None
    return {
        "items": [_told(one) for one in shown],
        "next": _turned(listed, cursor) if cursor else None,
        "next_cursor": cursor,
    }


@serves("GET", "/reports/{subject}", action="record.see", answers=Whole)
def get_report(request: HttpRequest, subject: Subject) -> Any:
    """A report and the statements in it."""
    stands = document_seen(person_of(request), "report", subject)
    told = _told(stands)
    read = newest("statement").filter(reading=told["reading"]) if told["reading"] else ()
    return {**told, "statements": [one.body for one in read if one.body]}


def _told(one: Version) -> dict[str, Any]:
    body = one.body or {}
    facts: dict[str, Any] = {name: str(body.get(name) or "") for name in TEXTS}
    facts |= {name: body.get(name) for name in MAY_LACK}
    recorded = {"version": one.version, "recorded_at": write_instant(one.recorded_at)}
    return {"id": one.subject, **recorded, **facts, "size": body.get("size", 0)}


def _turned(listed: Listed, cursor: str) -> str:
    asked = {"state": listed.state or "", "limit": str(listed.limit), "cursor": cursor}
    told = urlencode({name: one for name, one in asked.items() if one})
    return f"{reverse('api:list_reports')}?{told}"

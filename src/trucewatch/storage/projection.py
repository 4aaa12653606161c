"""What an entry and its payloads mean as rows; the same function serves recording and rebuilding.

A type that is not known here makes no row but its receipt: it is recorded all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from trucewatch.ledger.entry import Entry
from trucewatch.storage.incident_facts import facts_of
from trucewatch.storage.json_values import column, read
from trucewatch.storage.kinds import KINDS, OWN_TABLE
from trucewatch.storage.rows import Row, moment
from trucewatch.storage.submission import KEY_FIELD

DOCUMENT, CUSTODY = "document", "custody"
EXERCISE_TIME = "exercise_at"
"""Member of the open part of every entry of an exercise but the first, and of no other."""
NEW_EVIDENCE = ("evidence.received", "evidence.derived")
ERASED = "payload.erased"
UNSAID = {"audience": "shared", "verb": "recorded"}
FILE = ("sha256", "size", "content_sha256", "content_size")
OBJECT = ("kind", *FILE, "media_type", "derived_from", "tool")
"""Members of a custody record that are columns of the object."""


class Held(NamedTuple):
    """A closed value as the payload store has it.

    Args:
        data: None where it is erased or lost.
        json: whether it is a JSON value.
        erased_by: seq of the entry that had it erased, None where it stands or is lost.
    """

    data: bytes | None
    json: bool
    erased_by: int | None = None

    @property
    def value(self) -> Any:
        """The JSON value; None for bytes and for what is gone."""
        return read(self.data) if self.json and self.data is not None else None

    @property
    def text(self) -> str | None:
        """The JSON value as it is spelled; None for bytes and for what is gone."""
        return self.data.decode() if self.json and self.data is not None else None


GONE = Held(None, json=True)
Closed = Mapping[str, Held]


def document_kind(entry_type: str) -> str | None:
    """The kind of document that an entry of this type is a version of, None for others.

    >>> document_kind("incident.recorded")
    'incident'
    >>> document_kind("call.logged")
    """
    kind, _, verb = entry_type.partition(".")
    return kind if verb == "recorded" and kind in KINDS else None


def version_after(prev_version: int | None) -> int:
    """The version that follows."""
    return (prev_version or 0) + 1


def project(entry: Entry, closed: Closed) -> Iterator[Row]:
    """The rows of one entry.

    Args:
        entry: as it was decoded from its bytes.
        closed: what the payload store has, by field; a field that is absent is lost.
    """
    key = closed.get(KEY_FIELD, GONE).data
    if key is not None:
        yield Row("receipt", (key.decode(), entry.seq))
    kind = document_kind(entry.type)
    if kind is not None:
        yield from _document(kind, entry, closed)
    elif entry.type.startswith("evidence.") and entry.subject:
        yield from _custody(entry, closed)


def shown_ts(entry: Entry) -> str:
    """The time of an entry as tables tell it: in an exercise that of its clock, as it says."""
    return str(entry.payload_public.get(EXERCISE_TIME, entry.ts))


def _document(kind: str, entry: Entry, closed: Closed) -> Iterator[Row]:
    version = version_after(entry.prev_version)
    held = closed.get(DOCUMENT, GONE) if DOCUMENT in entry.commitments else _shown(entry)
    fixed = (entry.seq, moment(shown_ts(entry)), entry.actor)
    last: tuple[Any, ...] = (None,) if kind == "statement" else ()
    if kind not in OWN_TABLE:
        last = (kind, *(_open(entry, name) for name in ("audience", "verb")))
    table = kind if kind in OWN_TABLE else "document"
    yield Row(table, (entry.subject, version, *fixed, held.text, held.erased_by, *last))
    yield Row("head", (entry.subject, kind, version, entry.seq))
    if kind == "incident":
        yield _incident(entry, held)
    if kind == "reading":
        bodies = (held.value or {}).get("statements") or ()
        for at, (subject, one_version) in enumerate(statements(entry.payload_public)):
            part = bodies[at] if at < len(bodies) else None
            told = (_text(part), held.erased_by)
            yield Row("statement", (subject, one_version, *fixed, *told, entry.subject))
            yield Row("head", (subject, "statement", one_version, entry.seq))


def _incident(entry: Entry, held: Held) -> Row:
    """The row by which it is found; what stays of an earlier version's row, the insert knows."""
    at_s = int(dt.datetime.fromisoformat(shown_ts(entry)).timestamp())
    touched = held.erased_by or entry.seq
    version = (version_after(entry.prev_version), entry.seq, touched, at_s)
    facts = (*version, _open(entry, "audience"), *facts_of(held.value), held.erased_by)
    return Row("incidentrow", (entry.subject, entry.seq, at_s, *facts))


def _shown(entry: Entry) -> Held:
    """The document of an entry that shows it to everybody."""
    text = _text(entry.payload_public.get(DOCUMENT))
    return Held(None if text is None else text.encode(), json=True)


def statements(public: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Ids and versions of the statements of a reading, in the order of its body."""
    return [(one["id"], one["version"]) for one in public.get("statements", ())]


def _custody(entry: Entry, closed: Closed) -> Iterator[Row]:
    held = closed.get(CUSTODY, GONE)
    told = held.value or {}
    if entry.type in NEW_EVIDENCE:
        facts = (*(told.get(name) for name in OBJECT), _text(told.get("parameters")))
        yield Row("evidence", (entry.subject, entry.seq, *facts, held.erased_by))
        yield Row("head", (entry.subject, "evidence", 1, entry.seq))
    action = entry.type.partition(".")[2]
    link = (entry.seq, entry.subject, action, entry.actor, moment(shown_ts(entry)))
    yield Row("custodyevent", (*link, _text(held.value), held.erased_by))


def _open(entry: Entry, name: str) -> str:
    """A text of the open part; what was recorded without an audience is for all who work here."""
    found = entry.payload_public.get(name)
    return found if isinstance(found, str) else UNSAID[name]


def _text(value: Any) -> str | None:
    return None if value is None else column(value)

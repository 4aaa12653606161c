"""Entries of registers: packaged ones, those made here, and versions on top of packaged ones.

A packaged entry is never overwritten. An edit of it is a document of its own that keeps the entry
it was made on, so that a release that changes that entry is noticed, and nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Generic, TypeVar

from trucewatch.domain.access import Person
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models.documents import Version

ON, REASON, WITHDRAWN = "on", "reason", "withdrawn"
OWN = (ON, REASON, WITHDRAWN)
"""Members of a document that are not of the entry: what it was made on, why, whether it is gone."""

Value = TypeVar("Value")


class Origin(StrEnum):
    """Where an entry is from."""

    PACKAGED = "packaged"
    SITE = "site"
    ON_TOP = "on_top"


@dataclass(frozen=True)
class Entry(Generic[Value]):
    """An entry as it stands.

    Args:
        id: of the packaged entry, or the subject of what was made here.
        version: the document that says so, None where it is as it was packaged.
    """

    id: str
    value: Value
    origin: Origin
    version: Version | None = None

    @property
    def follows(self) -> int:
        """The version that a correction follows; 0 where nobody edited the entry yet."""
        return self.version.version if self.version else 0


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody filled in.

    Args:
        entry: members of the entry as JSON.
        reason: on what it rests, or why it changed.
        key: idempotency key of the form.
        follows: the version that was seen, 0 where there was none.
    """

    entry: Mapping[str, Any]
    reason: str
    key: str
    follows: int = 0


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What one version of an entry says.

    Args:
        kind: of document, as `party`.
        subject: its id.
        entry: the entry as JSON.
        reason: why, in words; never empty.
        follows: the version that was seen, 0 where there was none.
        on: what it was made on, as `basis` tells it; None where it was made here.
    """

    kind: str
    subject: str
    entry: Mapping[str, Any]
    reason: str
    follows: int = 0
    on: Mapping[str, Any] | None = None
    withdrawn: bool = False


def digest_of(value: Any) -> str:
    """A digest of an entry, the same wherever it says the same."""
    told = json.dumps(to_wire(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def basis(entry_id: str, value: Any) -> dict[str, Any]:
    """What an edit keeps of the packaged entry that it was made on."""
    return {"id": entry_id, "digest": digest_of(value), "was": to_wire(value)}


def subject_on(kind: str, entry_id: str) -> str:
    """The id of the one document that holds the edits of a packaged entry."""
    return subject_of(kind, f"on {entry_id}")


def edit_of(kind: str, entry: Entry[Any], changed: Any, given: Given, *, packaged: Any) -> Edit:
    """The next version of an entry.

    Args:
        entry: as it stands.
        changed: as it shall be.
        packaged: the packaged entry of its id, None where it was made here.
    """
    return Edit(
        kind=kind,
        subject=entry.id if entry.origin is Origin.SITE else subject_on(kind, entry.id),
        entry=to_wire(changed),
        reason=given.reason,
        follows=given.follows,
        on=basis(entry.id, packaged) if packaged is not None else None,
    )


def record(centre: Centre, person: Person, action: str, edit: Edit, *, key: str) -> int:
    """Put a version on record that was permitted; the number that it has.

    Raises:
        InvalidValue: no reason is given.
        StaleVersion: somebody else was faster.
    """
    if not edit.reason.strip():
        raise InvalidValue("a reason is missing", remedy="say on what it rests, or why it changed")
    told = {**edit.entry, REASON: edit.reason.strip()}
    if edit.on is not None:
        told[ON] = dict(edit.on)
    if edit.withdrawn:
        told[WITHDRAWN] = True
    change = Change(
        kind=edit.kind, subject=edit.subject, document=told, follows=edit.follows or None
    )
    perform(centre, person, action, change, key=key)
    return edit.follows + 1


def plain(body: Mapping[str, Any]) -> dict[str, Any]:
    """The entry alone, without what the centre keeps beside it."""
    return {name: value for name, value in body.items() if name not in OWN}


def standing(kind: str) -> dict[str, Version]:
    """The newest version of each document of a kind, by the id of its entry; the last one first."""
    found = {}
    for one in newest(kind):
        body = content(one)
        if body:
            found[entry_id(one)] = one
    return found


def entry_id(version: Version) -> str:
    """The id of the entry that a document tells of."""
    on = content(version).get(ON)
    return str(on["id"]) if isinstance(on, dict) else version.subject


def merged(
    kind: str, noun: type[Value], packaged: Iterable[tuple[str, Value]]
) -> list[Entry[Value]]:
    """Every entry as it stands: packaged ones in their order, then what was made here."""
    edits = standing(kind)
    found = [_edited(name, value, edits.pop(name, None), noun) for name, value in packaged]
    made = [
        Entry(name, from_wire(noun, plain(content(one))), Origin.SITE, one)
        for name, one in reversed(edits.items())
        if not content(one).get(WITHDRAWN)
    ]
    return [*found, *made]


def _edited(name: str, value: Value, edit: Version | None, noun: type[Value]) -> Entry[Value]:
    if edit is None:
        return Entry(name, value, Origin.PACKAGED)
    if content(edit).get(WITHDRAWN):
        return Entry(name, value, Origin.PACKAGED, edit)
    return Entry(name, from_wire(noun, plain(content(edit))), Origin.ON_TOP, edit)

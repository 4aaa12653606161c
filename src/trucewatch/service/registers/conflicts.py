"""Where a release changed what somebody here had edited: listed, and settled by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.data.agreement_files import Agreements
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.sources import Sources
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.wire import to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.edits import (
    ON,
    WITHDRAWN,
    Edit,
    basis,
    digest_of,
    plain,
    record,
)
from trucewatch.service.verb import permit
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models.documents import Version

Listed = Callable[[str], Any]
PACKAGED: Mapping[str, tuple[str, Listed]] = {
    "party": ("party.correct", lambda name: Registry.packaged().get(name)),
    "place": ("place.correct", lambda name: Gazetteer.packaged().get(name)),
    "source": ("source.add", lambda name: Sources.packaged().get(name)),
    "agreement": ("agreement.publish", lambda name: Agreements.packaged().get(name)),
}
"""For each kind with packaged entries, what an edit of it is called and how an entry is found."""


@dataclass(frozen=True)
class Conflict:
    """An edit whose packaged entry is not any more what it was made on.

    Args:
        id: of the entry.
        was, now: the packaged entry as JSON, then and now; {} where the release dropped it.
        ours: the entry as it was edited here.
    """

    kind: str
    id: str
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    ours: Mapping[str, Any]
    version: Version

    @property
    def changed(self) -> list[str]:
        """Members of the entry that the release changed."""
        names = dict.fromkeys([*self.was, *self.now])
        return [name for name in names if self.was.get(name) != self.now.get(name)]


def conflicts() -> Iterator[Conflict]:
    """Every edit that a release overtook, by kind."""
    for kind in PACKAGED:
        for one in newest(kind).order_by("seq"):
            if (found := _conflict(kind, one)) is not None:
                yield found


def settle(
    centre: Centre, person: Person, subject: str, *, keep: bool, reason: str, key: str
) -> int:
    """Keep the edit on top of the entry as it is now, or take it back; version that it has now.

    Either way what was edited stays on record as an earlier version.

    Raises:
        Denied: the person may not correct such an entry.
        InvalidValue: no reason is given.
        NotThere: there is no such conflict.
        StaleVersion: somebody else was faster.
    """
    found = next((one for one in conflicts() if one.version.subject == subject), None)
    if found is None:
        raise NotThere("no such conflict")
    action = PACKAGED[found.kind][0]
    permit(person, action, Resource(found.kind))
    now = _now(found.kind, found.id)
    edit = Edit(
        kind=found.kind,
        subject=subject,
        entry=plain(content(found.version)),
        reason=reason,
        follows=found.version.version,
        on=basis(found.id, now) if now is not None else {"id": found.id, "digest": "", "was": {}},
        withdrawn=not keep,
    )
    return record(centre, person, action, edit, key=key)


def _conflict(kind: str, version: Version) -> Conflict | None:
    body = content(version)
    on = body.get(ON)
    if not isinstance(on, dict) or body.get(WITHDRAWN):
        return None
    now = _now(kind, on["id"])
    if on["digest"] == (digest_of(now) if now is not None else ""):
        return None
    return Conflict(kind, on["id"], on["was"], to_wire(now) or {}, plain(body), version)


def _now(kind: str, name: str) -> Any:
    try:
        return PACKAGED[kind][1](name)
    except UnknownName:
        return None

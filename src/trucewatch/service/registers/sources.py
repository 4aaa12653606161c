"""The register of sources, and what each side judges of their reliability; there is no score."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trucewatch.data.sources import Sources
from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.credibility import Judgement
from trucewatch.domain.source import Reliability, Source
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.designations import asserter_of
from trucewatch.service.registers.edits import (
    Edit,
    Entry,
    Given,
    edit_of,
    merged,
    plain,
    record,
)
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest, table
from trucewatch.storage.models.documents import Version

KIND, JUDGED = "source", "reliability"
SIDE = "side"
"""Member of a judgement's document that says whose it is: a, b or neutral."""


@dataclass(frozen=True)
class Judged:
    """A judgement as it was recorded.

    Args:
        current: whether the side has not judged the source anew on this topic.
    """

    judgement: Judgement
    side: Side
    version: Version
    current: bool


def sources() -> list[Entry[Source]]:
    """Every entry, packaged ones in the order of the files, then those made here."""
    return merged(KIND, Source, Sources.packaged().sources.items())


def get(source: str) -> Entry[Source]:
    """One entry.

    Raises:
        NotThere: no entry has this id.
    """
    found = next((one for one in sources() if one.id == source), None)
    if found is None:
        raise NotThere(f"no source {source}")
    return found


def known() -> Sources:
    """All sources as reports are traced by them."""
    edited = [one.value for one in sources() if one.version is not None]
    return Sources.packaged().beside(edited) if edited else Sources.packaged()


def add(centre: Centre, person: Person, given: Given) -> str:
    """A source that no register has; its id.

    Raises:
        Denied: the person may not.
        InvalidValue: it is no source, or no reason is given.
    """
    permit(person, "source.add", Resource(KIND))
    subject = subject_of(KIND, given.key)
    source = from_wire(Source, {**given.entry, "id": subject}, where="source")
    edit = Edit(kind=KIND, subject=subject, entry=to_wire(source), reason=given.reason)
    record(centre, person, "source.add", edit, key=given.key)
    return subject


def correct(centre: Centre, person: Person, source: str, given: Given) -> int:
    """Another version of an entry; of a packaged one, a version on top.

    Raises:
        Denied, InvalidValue: as `add`.
        NotThere: no entry has this id.
        StaleVersion: somebody else was faster.
    """
    permit(person, "source.add", Resource(KIND))
    stands = get(source)
    told = {**to_wire(stands.value), **given.entry, "id": source}
    changed = from_wire(Source, told, where="source")
    edit = edit_of(KIND, stands, changed, given, packaged=Sources.packaged().sources.get(source))
    return record(centre, person, "source.add", edit, key=given.key)


def judge(centre: Centre, person: Person, source: str, letter: Reliability, *, given: Given) -> int:
    """What the person's side judges of a source on a topic; the number of the judgement.

    Earlier judgements of the side stay on record as earlier versions. The sides' judgements stand
    side by side; none outranks another.

    Args:
        given: `topic` as its one member, an act family or "" for any; the reason is part of the
            judgement.

    Raises:
        Denied: the person may not judge for that side.
        InvalidValue: no reason is given.
        NotThere: no register has the source.
        StaleVersion: somebody else of the side was faster.
    """
    permit(person, "source.judge", Resource(JUDGED, side=person.side))
    get(source)
    topic = str(given.entry.get("topic", ""))
    made = Judgement(
        by=_called(person.side),
        day=centre.clock().astimezone(dt.UTC).date(),
        about=source,
        topic=topic,
        reliability=letter,
        reason=given.reason,
    )
    change = Change(
        kind=JUDGED,
        subject=subject_of(JUDGED, f"{person.side.value} {source} {topic}"),
        document={**to_wire(made), SIDE: person.side.value},
        follows=given.follows or None,
    )
    perform(centre, person, "source.judge", change, key=given.key)
    return given.follows + 1


def judgements_on(source: str) -> list[Judged]:
    """Every judgement of a source, the newest first."""
    rows = table(JUDGED).filter(body__about=source).order_by("-seq")
    last: dict[str, int] = {}
    for one in rows:
        last.setdefault(one.subject, one.version)
    return [
        Judged(_judgement(one), Side(content(one)[SIDE]), one, last[one.subject] == one.version)
        for one in rows
    ]


def judgements() -> tuple[Judgement, ...]:
    """What each side judges now, the earliest first."""
    return tuple(_judgement(one) for one in newest(JUDGED).order_by("seq") if content(one))


def _judgement(version: Version) -> Judgement:
    told = plain(content(version)) | {"reason": content(version)["reason"]}
    return from_wire(Judgement, {name: value for name, value in told.items() if name != SIDE})


def _called(side: Side) -> str:
    """Who judges: the party that the delegation speaks for, else the delegation by its letter."""
    return asserter_of(side) or ("centre" if side is Side.NEUTRAL else f"delegation-{side.value}")

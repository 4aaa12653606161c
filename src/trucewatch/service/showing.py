"""When each side was first shown an item: on record, so that equal access can be proven."""

from __future__ import annotations

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.time import write_instant
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest_of
from trucewatch.storage.refusals import KeyReused, StaleVersion


def show(centre: Centre, person: Person, item: str) -> None:
    """Record that a side sees an item for the first time; later times change nothing."""
    if person.side is Side.NEUTRAL:
        return
    permit(person, "showing.record", Resource("showing"))
    subject = _subject(item, person.side)
    if newest_of(subject):
        return
    at = write_instant(centre.clock().replace(microsecond=0))
    document = {"item": item, "side": person.side.value, "person": person.id, "at": at}
    change = Change(kind="showing", subject=subject, document=document)
    try:
        perform(centre, person, "showing.record", change, key=subject)
    except (KeyReused, StaleVersion):
        return  # somebody else of the same side was faster by a moment


def shown(item: str) -> dict[Side, str]:
    """When each side was shown an item first; a side that was not is absent."""
    found = {side: newest_of(_subject(item, side)) for side in (Side.A, Side.B)}
    return {side: one.body["at"] for side, one in found.items() if one and one.body}


def _subject(item: str, side: Side) -> str:
    return subject_of("showing", f"{item}:{side.value}")

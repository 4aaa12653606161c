"""The register of parties: who there is, how they are called, how they stand to one another."""

from __future__ import annotations

from trucewatch.data.registry import Registry
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.actor import Actor
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.edits import Edit, Entry, Given, edit_of, merged, record
from trucewatch.service.verb import permit

KIND = "party"


def parties() -> list[Entry[Actor]]:
    """Every entry, packaged ones in the order of the files, then those made here."""
    return merged(KIND, Actor, Registry.packaged().actors.items())


def get(party: str) -> Entry[Actor]:
    """One entry.

    Raises:
        NotThere: no entry has this id.
    """
    found = next((one for one in parties() if one.id == party), None)
    if found is None:
        raise NotThere(f"no party {party}")
    return found


def add(centre: Centre, person: Person, given: Given) -> str:
    """A party that no register has; its id.

    Args:
        given: an actor without its id.

    Raises:
        Denied: the person may not.
        InvalidValue: it is no actor, or no reason is given.
    """
    permit(person, "party.add", Resource(KIND))
    subject = subject_of(KIND, given.key)
    actor = from_wire(Actor, {**given.entry, "id": subject}, where="party")
    edit = Edit(kind=KIND, subject=subject, entry=to_wire(actor), reason=given.reason)
    record(centre, person, "party.add", edit, key=given.key)
    return subject


def correct(centre: Centre, person: Person, party: str, given: Given) -> int:
    """Another version of an entry; of a packaged one, a version on top.

    Args:
        given: members of the actor that change; the rest stays.

    Raises:
        Denied, InvalidValue: as `add`.
        NotThere: no entry has this id.
        StaleVersion: somebody else was faster.
    """
    permit(person, "party.correct", Resource(KIND))
    stands = get(party)
    actor = from_wire(Actor, {**to_wire(stands.value), **given.entry, "id": party}, where="party")
    edit = edit_of(KIND, stands, actor, given, packaged=Registry.packaged().actors.get(party))
    return record(centre, person, "party.correct", edit, key=given.key)

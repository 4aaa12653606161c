"""The lists of asserters: whom each of them calls what, since when; side by side, never merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from trucewatch.data.registry import Registry
from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.actor import Designation
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.edits import Edit, Given, plain, record
from trucewatch.service.registers.parties import get
from trucewatch.service.verb import permit
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models.documents import Version

KIND = "designation"


@dataclass(frozen=True)
class Listed:
    """One entry of one asserter's list.

    Args:
        version: the document that says so, None where it is packaged.
    """

    designation: Designation
    version: Version | None = None


def side_of(asserter: str) -> Side:
    """The delegation that speaks for an asserter; neutral where neither does."""
    spoken: dict[str, str] = settings.ASSERTERS
    return next((Side(side) for side, one in spoken.items() if one == asserter), Side.NEUTRAL)


def asserter_of(side: Side) -> str:
    """The party that a delegation speaks for; "" where the centre does not know one."""
    spoken: dict[str, str] = settings.ASSERTERS
    return spoken.get(side.value, "")


def enter(centre: Centre, person: Person, given: Given, *, subject: str = "") -> str:
    """An entry of an asserter's list, or another version of one; id of the document.

    A delegation makes entries of its own asserter alone.

    Args:
        given: a designation as JSON.
        subject: the document that is corrected, "" for a new one.

    Raises:
        Denied: the person may not speak for that asserter.
        InvalidValue: it is no designation, or no reason is given.
        NotThere: no register has the target or the asserter.
        StaleVersion: somebody else was faster.
    """
    told = from_wire(Designation, given.entry, where="designation")
    permit(person, "designation.record", Resource(KIND, side=side_of(told.asserter)))
    for party in (told.target, told.asserter):
        get(party)
    if subject and not any(
        one.version and one.version.subject == subject and one.designation.asserter == told.asserter
        for one in designations()
    ):
        raise NotThere("this asserter has no such entry")
    edit = Edit(
        kind=KIND,
        subject=subject or subject_of(KIND, given.key),
        entry=to_wire(told),
        reason=given.reason,
        follows=given.follows,
    )
    record(centre, person, "designation.record", edit, key=given.key)
    return edit.subject


def designations() -> Iterator[Listed]:
    """Every entry: the packaged lists, then what was recorded here."""
    yield from map(Listed, Registry.packaged().designations)
    for one in newest(KIND).order_by("seq"):
        if told := plain(content(one)):
            yield Listed(from_wire(Designation, told), one)

"""Who is bound by terms, as it came to be known here, beside what the terms' files hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.membership import Membership
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.registers.edits import Edit, Given, plain, record
from trucewatch.service.registers.parties import get
from trucewatch.service.registers.terms import terms
from trucewatch.service.verb import permit
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models.documents import Version

KIND = "membership"


@dataclass(frozen=True)
class Member:
    """One membership of one agreement.

    Args:
        version: the document that says so, None where the file of the terms does.
    """

    agreement: str
    membership: Membership
    version: Version | None = None


def enter(
    centre: Centre, person: Person, agreement: str, given: Given, *, subject: str = ""
) -> str:
    """A membership, or another version of one that was recorded here; id of the document.

    Args:
        agreement: id of the terms.
        given: a membership as JSON.
        subject: the document that is corrected, "" for a new one.

    Raises:
        Denied: the person may not.
        InvalidValue: it is no membership, or no reason is given.
        NotThere: no register has a party that it names.
        UnknownName: no such agreement.
        StaleVersion: somebody else was faster.
    """
    permit(person, "membership.record", Resource(KIND))
    terms().get(agreement)
    told = from_wire(Membership, given.entry, where="membership")
    for party in (told.actor, *told.listed_by, *told.attested_by, *filter(None, [told.channel])):
        get(party)
    edit = Edit(
        kind=KIND,
        subject=subject or subject_of(KIND, given.key),
        entry={"agreement": agreement, **to_wire(told)},
        reason=given.reason,
        follows=given.follows,
    )
    record(centre, person, "membership.record", edit, key=given.key)
    return edit.subject


def recorded() -> Iterator[Member]:
    """What was recorded here, the first one first."""
    for one in newest(KIND).order_by("seq"):
        if told := plain(content(one)):
            agreement = told.pop("agreement")
            yield Member(agreement, from_wire(Membership, told), one)


def members() -> Iterator[Member]:
    """Every membership of every agreement: those of the files, then those recorded here."""
    for one in terms():
        yield from (Member(one.id, each) for each in one.members)
    yield from recorded()

"""Verb of source protection: take a caller's sealed particulars, which is recorded first."""

from __future__ import annotations

from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.service.callers import age_file, subject_of
from trucewatch.service.calls import subject_under
from trucewatch.service.centre import Centre
from trucewatch.service.policy import decide
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest_of

OPEN = "caller.open"
CALLER = Resource("caller", Audience.SOURCES)


def may_take(person: Person) -> bool:
    """Whether the person looks after sources."""
    return decide(person, OPEN, CALLER).allow


def take(centre: Centre, person: Person, code_name: str, *, key: str) -> bytes:
    """The age file of a caller, once it is on record who takes it.

    Raises:
        Denied: the person does not look after sources.
        NotThere: the caller told nothing of themselves, or it was erased.
    """
    permit(person, OPEN, CALLER)
    subject = subject_of(code_name)
    found = newest_of(subject) if subject else None
    if found is None:
        raise NotThere("nothing was told of this caller", remedy="wait until they call again")
    change = Change(
        kind="showing",
        subject=subject_under(key, "showing"),
        document={"of": found.subject, "version": found.version, "to": person.id},
        audience=Audience.SOURCES,
    )
    perform(centre, person, OPEN, change, key=key)
    return age_file(content(found))

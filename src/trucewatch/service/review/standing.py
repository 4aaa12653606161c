"""Which delegation takes part; for one that left, the record is read-only and all else goes on."""

from __future__ import annotations

from collections.abc import Callable

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.domain.standing import Standing
from trucewatch.domain.wire import to_wire
from trucewatch.review import standing as course
from trucewatch.service.centre import Centre
from trucewatch.service.taking_part import KIND, require_part, standing_of, subject_of_standing
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest_of


def permit_in_review(person: Person, action: str, resource: Resource) -> None:
    """Go on where the policy allows it and the person's delegation takes part.

    Raises:
        Denied: the policy does not allow it.
        NotLawful: `delegation_left`, for people of a delegation that does not take part.
    """
    permit(person, action, resource)
    require_part(person, action)


def leave(centre: Centre, person: Person, reason: str, *, key: str) -> Standing:
    """Leave for one's own delegation: from now on its people read and change nothing.

    Raises:
        Denied, NotLawful, StaleVersion.
    """
    return _own(centre, person, "delegation.leave", lambda one: course.leave(one, reason), key=key)


def come_back(centre: Centre, person: Person, reason: str, *, key: str) -> Standing:
    """Come back for one's own delegation, which the record keeps beside its leaving.

    Raises:
        Denied, NotLawful, StaleVersion.
    """
    return _own(
        centre, person, "delegation.return", lambda one: course.come_back(one, reason), key=key
    )


def set_standing(
    centre: Centre,
    person: Person,
    side: Side,
    lawful: Callable[[Standing], Standing],
    *,
    key: str,
) -> Standing:
    """Record what the rules' path gives a delegation: suspended, excluded, let in again.

    Raises:
        Denied, NotLawful, StaleVersion.
    """
    permit(person, "delegation.suspend", Resource(KIND))
    return _record(centre, person, "delegation.suspend", (side, lawful), key=key)


def _own(
    centre: Centre,
    person: Person,
    action: str,
    lawful: Callable[[Standing], Standing],
    *,
    key: str,
) -> Standing:
    permit(person, action, Resource(KIND, side=person.side))
    return _record(centre, person, action, (person.side, lawful), key=key)


def _record(
    centre: Centre,
    person: Person,
    action: str,
    change: tuple[Side, Callable[[Standing], Standing]],
    *,
    key: str,
) -> Standing:
    side, lawful = change
    subject = subject_of_standing(side)
    found = newest_of(subject)
    made = lawful(standing_of(side))
    new = Change(
        kind=KIND,
        subject=subject,
        document=to_wire(made),
        follows=found.version if found is not None else None,
        public={"state": made.state.value},
    )
    perform(centre, person, action, new, key=key)
    return made

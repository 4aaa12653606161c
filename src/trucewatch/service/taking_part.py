"""Whether somebody's delegation takes part; for one that does not, the record is read-only."""

from __future__ import annotations

from trucewatch.domain.access import Person, Side
from trucewatch.domain.standing import Standing, StandingState
from trucewatch.domain.wire import from_wire
from trucewatch.review.refusals import NotLawful
from trucewatch.review.standing import of_nobody_yet
from trucewatch.storage.documents import content, newest_of, standing_at

OPEN_TO_ALL = frozenset({"delegation.return", "showing.record"})
"""What people of a delegation that left still put on record: that it is back, what it was shown."""


def subject_of_standing(side: Side) -> str:
    """The id of the document that tells where a delegation stands."""
    return f"standing-{side.value}"


def standing_of(side: Side) -> Standing:
    """Where a delegation stands; it takes part until something else is on record."""
    found = newest_of(subject_of_standing(side))
    return of_nobody_yet(side) if found is None else from_wire(Standing, content(found))


def require_part(person: Person, action: str) -> dict[str, int]:
    """Go on where the person is of no delegation, or of one that takes part.

    Returns:
        What that rests on: where the delegation stands, and the version that says so.

    Raises:
        NotLawful: `delegation_left`.
    """
    if person.side is Side.NEUTRAL or action in OPEN_TO_ALL:
        return {}
    rests_on = standing_at(subject_of_standing(person.side))
    if standing_of(person.side).state is not StandingState.TAKES_PART:
        raise NotLawful("delegation_left", side=person.side.value)
    return rests_on

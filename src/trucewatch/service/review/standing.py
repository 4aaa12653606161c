"""Which delegation takes part; for one that left, the record is read-only and all else goes on."""

from __future__ import annotations

from trucewatch.domain.access import Person, Resource, Side
from trucewatch.review.refusals import NotLawful
from trucewatch.service.verb import permit
from trucewatch.storage.documents import content, newest_of

TAKES_PART = "takes part"


def subject_of_standing(side: Side) -> str:
    """The id of the document that tells where a delegation stands."""
    return f"standing-{side.value}"


def standing_of(side: Side) -> str:
    """`takes part`, `left`, `suspended` or `excluded`; a delegation takes part until it is told."""
    found = newest_of(subject_of_standing(side))
    return str(content(found)["state"]) if found is not None else TAKES_PART


def permit_in_review(person: Person, action: str, resource: Resource) -> None:
    """Go on where the policy allows it and the person's delegation takes part.

    Raises:
        Denied: the policy does not allow it.
        NotLawful: `delegation_left`, for people of a delegation that does not take part.
    """
    permit(person, action, resource)
    if person.side is not Side.NEUTRAL and standing_of(person.side) != TAKES_PART:
        raise NotLawful("delegation_left", side=person.side.value)

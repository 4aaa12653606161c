"""Whether somebody's delegation takes part; for one that does not, the record is read-only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trucewatch.data.access_files import packaged_policy
from trucewatch.domain.access import Decision, Person, Resource, Side
from trucewatch.domain.standing import Standing, StandingState
from trucewatch.domain.wire import from_wire
from trucewatch.review.refusals import NotLawful
from trucewatch.review.standing import of_nobody_yet
from trucewatch.service.policy import decide, furthest
from trucewatch.storage.documents import content, newest_of, standing_at, versions

KIND = "standing"
LEFT = "delegation_left"
"""What a refusal is called where a delegation does not take part, whichever way it went."""


@dataclass(frozen=True)
class Apart:
    """That a delegation does not take part.

    Args:
        stands: how it stands now, and why.
        since: when it last ceased to take part.
        may_take: whether the person may take the record away, to be verified offline.
        may_return: whether the person may record its return.
    """

    stands: Standing
    since: dt.datetime
    may_take: bool
    may_return: bool


def subject_of_standing(side: Side) -> str:
    """The id of the document that tells where a delegation stands."""
    return f"standing-{side.value}"


def standing_of(side: Side) -> Standing:
    """Where a delegation stands; it takes part until something else is on record."""
    found = newest_of(subject_of_standing(side))
    return of_nobody_yet(side) if found is None else from_wire(Standing, content(found))


def apart_of(person: Person) -> Apart | None:
    """Since when the person's delegation does not take part; None where it does, or there is none.

    One that left and was suspended meanwhile is apart since it left.
    """
    if person.side is Side.NEUTRAL or takes_part(person):
        return None
    since = None
    for one in reversed(versions(KIND, subject_of_standing(person.side))):
        if content(one)["state"] == StandingState.TAKES_PART.value:
            break
        since = one.recorded_at
    stands = standing_of(person.side)
    if since is None:
        return None
    may_take = is_offered(person, "case_file.take", Resource("case_file"))
    return Apart(stands, since, may_take, may_return(person, stands))


def may_return(person: Person, stands: Standing) -> bool:
    """Whether a page offers the person to record the return of a delegation that left."""
    own = Resource(KIND, side=stands.side)
    return stands.state is StandingState.LEFT and is_offered(person, "delegation.return", own)


def takes_part(person: Person) -> bool:
    """Whether the person is of no delegation, or of one that takes part."""
    return person.side is Side.NEUTRAL or standing_of(person.side).state is StandingState.TAKES_PART


def offered(person: Person, action: str, *things: Resource) -> Decision:
    """What a page offers: what the policy allows, or only reading where a delegation is apart.

    An action for which they would only have to prove themselves once more is offered too: its
    refusal is called `step_up`.

    Args:
        things: with which it may be; the answer that goes furthest counts.
    """
    first = furthest(decide(person, action, one) for one in things)
    if not (first.allow or first.reason == "step_up") or action in packaged_policy().apart:
        return first
    return first if takes_part(person) else Decision(allow=False, reason=LEFT)


def is_offered(person: Person, action: str, *things: Resource) -> bool:
    """Whether a page shows what somebody would do it with, if need be after one more proof."""
    found = offered(person, action, *things)
    return found.allow or found.reason == "step_up"


def require_part(person: Person, action: str) -> dict[str, int]:
    """Go on where the person is of no delegation, or of one that takes part.

    Returns:
        What that rests on: where the delegation stands, and the version that says so.

    Raises:
        NotLawful: `delegation_left`.
    """
    if person.side is Side.NEUTRAL or action in packaged_policy().apart:
        return {}
    rests_on = standing_at(subject_of_standing(person.side))
    if not takes_part(person):
        raise NotLawful(LEFT, side=person.side.value)
    return rests_on

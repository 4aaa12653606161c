"""What a delegation says among itself while a session sits: for its people alone."""

from __future__ import annotations

from trucewatch.domain.access import Audience, Person, Resource, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.review.sessions import get
from trucewatch.service.review.standing import permit_in_review
from trucewatch.storage.models import SideMessage
from trucewatch.storage.side_channel import put, said

LONGEST = 2_000
"""Letters; it is a line to somebody in the same room, not a paper."""


def speak(centre: Centre, person: Person, session: str, text: str, *, key: str) -> SideMessage:
    """Say something to one's own delegation.

    Args:
        key: made once by whoever sends it; what comes twice is there once.

    Raises:
        Denied: of no delegation.
        NotThere: no such session.
        InvalidValue: it says nothing, or too much.
    """
    permit_in_review(person, "side.speak", own(person))
    get(person, session)
    told = text.strip()
    if not told or len(told) > LONGEST:
        raise InvalidValue(Sentence("a message has 1 to {longest} letters", longest=LONGEST))
    return put(
        SideMessage(
            id=subject_of("side_message", f"{person.id}:{session}:{key}"),
            side=person.side.value,
            session=session,
            author=person.id,
            text=told,
            at=centre.clock(),
        )
    )


def own(person: Person) -> Resource:
    """The channel of the person's own side; of no side, nothing is one's own."""
    private = person.side is not Side.NEUTRAL
    audience = Audience(person.side.value) if private else Audience.SHARED
    return Resource("side_message", audience, side=person.side)


def heard(person: Person, session: str, after: int = 0) -> list[SideMessage]:
    """What the person's delegation said in a session; nobody else has any."""
    if person.side is Side.NEUTRAL:
        return []
    return said(person.side.value, session, after)

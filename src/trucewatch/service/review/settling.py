"""One step on a document that several people work on at once: whoever is slower takes it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from typing import Any, TypeVar

from trucewatch.domain.access import Person
from trucewatch.domain.wire import to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.verb import Change, perform
from trucewatch.storage.documents import content, newest_of, standing_at
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import StaleVersion

T = TypeVar("T")
ATTEMPTS = 12
"""More than people who could touch one document within the milliseconds that an attempt takes."""


@dataclass(frozen=True)
class Place:
    """Which document is changed, and what the change is called.

    Args:
        kind, subject: of the document.
        verb: as the history calls it.
    """

    kind: str
    subject: str
    verb: str


def on_fresh_ground(step: Callable[[], T]) -> T:
    """Take a step, again from the beginning whenever what it rests on moved in between.

    Raises:
        StaleVersion: it moved each time.
        Refusal: whatever the step refuses, on the ground that it found then.
    """
    for _ in range(ATTEMPTS):
        try:
            return step()
        except StaleVersion:
            continue
    raise StaleVersion("others changed it each time", remedy="look at it and try again")


def settle(
    centre: Centre,
    person: Person,
    place: Place,
    step: Callable[[Version | None], Any],
    *,
    rests_on: Callable[[int], Iterable[str]] = lambda _: (),
) -> int:
    """Take a step on the newest version, again on a newer one if somebody was faster.

    The step decides each time anew whether it is lawful, and names what its person saw, so that a
    second attempt never does what they did not mean. A step that changes nothing records nothing:
    what a bad line sent twice is done once.

    Args:
        step: takes the newest version, None where there is none, and gives the next noun.
        rests_on: the other documents that decide whether the step is lawful, by the version that
            is stepped from; where one of them moves meanwhile, the step is taken again.

    Returns:
        The version that now says so.

    Raises:
        StaleVersion: others were faster each time.
        Refusal: whatever the step refuses.
    """

    def once() -> int:
        stands = newest_of(place.subject)
        version = stands.version if stands else 0
        grounds = standing_at(*rests_on(version))
        document = to_wire(step(stands))
        if stands is not None and document == content(stands):
            return version
        change = Change(
            kind=place.kind,
            subject=place.subject,
            document=document,
            follows=stands.version if stands else None,
            grounds=grounds,
        )
        perform(centre, person, place.verb, change, key=_key(person, place, version, document))
        return version + 1

    return on_fresh_ground(once)


def _key(person: Person, place: Place, version: int, document: dict[str, Any]) -> str:
    """The same step of the same person on the same version is the same submission."""
    told = dumps([person.id, place.verb, place.subject, version, document], sort_keys=True)
    return f"{place.kind}:{sha256(told.encode()).hexdigest()}"

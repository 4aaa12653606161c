"""Moving the clock of an exercise on, as to the next deadline; nothing moves that of a centre.

That it was moved, and to when, is a version of the exercise's own document, an entry like others.
"""

from __future__ import annotations

import datetime as dt

from trucewatch.domain.access import Person
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import write_instant
from trucewatch.review.exercise_clock import MOVED, Anchor
from trucewatch.service.centre import Centre
from trucewatch.service.exercise.course import about, told
from trucewatch.service.exercise.deadlines import next_deadline
from trucewatch.service.exercise.starting import change
from trucewatch.service.review.settling import on_fresh_ground
from trucewatch.service.verb import permit

SECOND = dt.timedelta(seconds=1)
MOST = dt.timedelta(days=31)
"""How far one step goes; a typing error should not end the exercise."""


def move_to(centre: Centre, person: Person, at: dt.datetime, *, key: str) -> None:
    """Set the clock of the exercise on to a time; whatever ends by then has ended.

    Raises:
        Denied: the person does not run this exercise, it has ended, or this is none.
        InvalidValue: back in time, or too far.
    """
    permit(person, "exercise.run", about(centre))
    now = centre.clock()
    if at <= now:
        remedy = Sentence("name a time after {now}", now=write_instant(now))
        raise InvalidValue(Sentence("the clock of an exercise never goes back"), remedy=remedy)
    if at - now > MOST:
        raise InvalidValue(
            Sentence("one step takes the clock on by {most} days at most", most=MOST.days)
        )
    reach(centre, person, at, key=key)


def reach(centre: Centre, person: Person, at: dt.datetime, *, key: str) -> None:
    """Set the clock of the exercise on to a time, unless it is that late already.

    Raises:
        Denied.
    """

    def moved() -> None:
        if centre.clock() < at:
            anchors = [*told(centre)[MOVED], Anchor(centre.machine_clock(), at).told]
            change(centre, person, {MOVED: anchors}, key=key)

    on_fresh_ground(moved)


def move_on(centre: Centre, person: Person, *, hours: int, key: str) -> None:
    """Set the clock of the exercise on by some hours.

    Raises:
        Denied, InvalidValue.
    """
    permit(person, "exercise.run", about(centre))
    move_to(centre, person, centre.clock() + dt.timedelta(hours=hours), key=key)


def move_to_next(centre: Centre, person: Person, *, key: str) -> None:
    """Set the clock of the exercise on to when the next deadline has just passed.

    Raises:
        Denied: as for `move_to`.
        InvalidValue: no clock runs.
    """
    permit(person, "exercise.run", about(centre))
    found = next_deadline(centre, person, within=MOST)
    if found is None:
        remedy = Sentence("ask a delegation, invite positions, or call a session")
        what = Sentence("no deadline ends within {most} days", most=MOST.days)
        raise InvalidValue(what, remedy=remedy)
    move_to(centre, person, found.at + SECOND, key=key)

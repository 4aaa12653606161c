"""When a delegation may file, when it may hand over a text that it kept, when both are revealed.

Nothing here sees a text: what is lawful depends on who filed and on the clock alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from trucewatch.domain.access import Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.centre_rules import PositionMode
from trucewatch.domain.position import DELEGATIONS, Why
from trucewatch.review.refusals import NotLawful

HAND_OVER = dt.timedelta(hours=24)
"""How long a side has for the text that it kept, once no position can come in any more. Ours: one
day, so that an officer in any time zone has a working morning in it."""
DRAFTED = frozenset(CaseState) - {
    CaseState.INADMISSIBLE,
    CaseState.DETERMINED,
    CaseState.MEASURES,
    CaseState.MONITORED,
    CaseState.CLOSED,
}
"""A side may prepare what it will say from the first day on."""
HEARD = frozenset({CaseState.POSITIONS_OPEN, CaseState.REVEALED, CaseState.IN_SESSION})
"""Positions come in; after the reveal they are late, and open from the start."""


@dataclass(frozen=True)
class Filed:
    """What a side has on record in a round.

    Args:
        version: of its position, the newest.
        at: when it was taken in.
        handed_over: whether the centre has the text; always, where it seals them itself.
    """

    version: int
    at: dt.datetime
    handed_over: bool = True


@dataclass(frozen=True, kw_only=True)
class Course:
    """How far one round is.

    Args:
        state: of the case.
        due: when the clock for positions ends; None where it does not run.
        mode: where texts wait.
        filed: newest filing of each side that has one.
        revealed: whether the reveal is on record.
    """

    state: CaseState
    due: dt.datetime | None
    mode: PositionMode = PositionMode.SEALED_HERE
    filed: Mapping[Side, Filed] = field(default_factory=dict)
    revealed: bool = False


@dataclass(frozen=True)
class Filing:
    """How a position that comes in now is recorded.

    Args:
        late: it comes after the reveal, so its text is open from the start.
        amends: version that it replaces, None for the first.
    """

    late: bool
    amends: int | None


def filing(course: Course, side: Side, now: dt.datetime) -> Filing:
    """What filing now comes to.

    Raises:
        NotLawful: the case hears no positions, or the reveal is due and has to come first.

    >>> open_ = Course(state=CaseState.POSITIONS_OPEN, due=None)
    >>> filing(open_, Side.A, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    Filing(late=False, amends=None)
    """
    if course.state not in HEARD:
        raise NotLawful("positions_not_heard", state=course.state.value)
    before = course.filed.get(side)
    if not course.revealed and (both_filed(course) or not in_time(course, now)):
        raise NotLawful("reveal_comes_first")
    return Filing(course.revealed, before.version if before else None)


def in_time(course: Course, now: dt.datetime) -> bool:
    """Whether the clock for positions still runs, or was never set."""
    return course.due is None or now < course.due


def both_filed(course: Course) -> bool:
    """Whether both sides have something on record."""
    return all(side in course.filed for side in DELEGATIONS)


def handing_over(course: Course, side: Side, now: dt.datetime) -> None:
    """Refuse a text that a side kept, unless it is time for it.

    Before both have filed nobody asks for it: what the centre does not have, it cannot lose.

    Raises:
        NotLawful: texts are sealed here, nothing was filed, it is too early, or all is revealed.
    """
    filed = course.filed.get(side)
    if course.mode is not PositionMode.KEPT_BY_SIDE:
        raise NotLawful("texts_are_sealed_here")
    if course.revealed:
        raise NotLawful("already_revealed")
    if filed is None:
        raise NotLawful("nothing_filed")
    if in_time(course, now) and not both_filed(course):
        raise NotLawful("not_both_filed")


def reveal_due(course: Course, now: dt.datetime) -> Why | None:
    """Why the centre has to reveal now; None while it must not.

    Sealed here: both are in, or the clock ended. Kept by the sides: the same, once each text of a
    side that filed is here too, or the time for that has ended.

    >>> reveal_due(Course(state=CaseState.ADMISSIBLE, due=None), dt.datetime.now(dt.UTC))
    """
    if course.revealed or course.state is not CaseState.POSITIONS_OPEN:
        return None
    ended, both = not in_time(course, now), both_filed(course)
    if not ended and not both:
        return None
    waits = any(not one.handed_over for one in course.filed.values())
    if waits and now < hand_over_due(course):
        return None
    return Why.BOTH_FILED if both else Why.DEADLINE


def hand_over_due(course: Course) -> dt.datetime:
    """Until when kept texts are waited for: a day after the second filing, or after the clock.

    Raises:
        ValueError: nobody filed and no clock runs.
    """
    last = max(one.at for one in course.filed.values())
    begun = last if both_filed(course) else course.due or last
    return begun + HAND_OVER

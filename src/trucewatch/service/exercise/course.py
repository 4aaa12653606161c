"""Where an exercise is in its course: its script, its clock, what was released."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from trucewatch.data.exercise_files import read_script
from trucewatch.domain.access import Person, Resource, Role, Side
from trucewatch.domain.exercise import Script
from trucewatch.domain.time import parse_instant
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.storage.documents import content, newest, newest_of, versions
from trucewatch.storage.exercise import EXERCISE, PLAYED

SCRIPT, INJECT = "script", "inject"
"""Kinds of documents; of the first there is one, whose id it is too."""
IN_CENTRE, GOING, ENDED = "", "exercise", "ended"
"""What the policy is told as the state of the centre."""


@dataclass(frozen=True)
class Released:
    """That an inject was released.

    Args:
        exercise: when, by the exercise clock.
        made: id of what it put on record; "" for nothing.
    """

    exercise: dt.datetime
    made: str


@dataclass(frozen=True)
class Course:
    """An exercise as it stands.

    Args:
        version: of its document.
        document: what that says.
        text: of the script.
        script: all that is to happen.
        released: by the id of the inject, in the order in which it was done.
    """

    version: int
    document: Mapping[str, Any]
    text: str
    script: Script
    released: Mapping[str, Released]

    @property
    def by_clock(self) -> bool:
        """Whether injects are released when their time has come."""
        return bool(self.document["by_clock"])

    @property
    def ended(self) -> dt.datetime | None:
        """When it ended, by the clock of the machine."""
        told = self.document["ended"]
        return parse_instant(told) if told else None


def player(side: Side = Side.NEUTRAL) -> Person:
    """Whom the script plays: the world, or a delegation that goes and comes."""
    name = f"{PLAYED}script" + ("" if side is Side.NEUTRAL else f"-{side}")
    return Person(name, Role.SCRIPT, side, stepped_up=True)


def state_of(centre: Centre) -> str:
    """What the policy is told: no exercise, one that goes on, one that ended."""
    if not centre.home.is_exercise:
        return IN_CENTRE
    stands = newest_of(EXERCISE)
    return ENDED if stands is not None and content(stands).get("ended") else GOING


def about(centre: Centre) -> Resource:
    """What the policy has to know of the centre where somebody runs, sees or debriefs it."""
    return Resource(EXERCISE, state=state_of(centre))


def exercise_of(centre: Centre) -> list[Resource]:
    """The exercise that the centre is, as the policy knows it; none in a centre."""
    return [about(centre)] if centre.home.is_exercise else []


def told(centre: Centre) -> dict[str, Any]:
    """What everybody in it knows of an exercise: its title, its setting, its clock.

    Raises:
        NotThere: this is none.
    """
    stands = newest_of(EXERCISE) if centre.home.is_exercise else None
    if stands is None:
        raise NotThere("this centre is no exercise", remedy="make one: trucewatch exercise start")
    return content(stands)


def course(centre: Centre) -> Course:
    """The exercise as it stands, for the facilitator; for everybody once it has ended.

    Raises:
        NotThere: this is none.
    """
    document = told(centre)
    first, *later = versions(EXERCISE, EXERCISE)
    text = document.get("text")
    if text is None:
        text = content(newest_of(SCRIPT) or first).get("text")
    if not text:
        raise NotThere("the script is not on record", remedy="restore the last backup")
    released = document.get("released") or _released()
    return Course(
        version=(later or [first])[-1].version,
        document=document,
        text=str(text),
        script=_read(str(text)),
        released={
            name: Released(parse_instant(one["exercise"]), one["made"])
            for name, one in sorted(released.items(), key=lambda told: told[1]["exercise"])
        },
    )


def _released() -> dict[str, dict[str, str]]:
    """By the id of the inject."""
    found = {}
    for one in newest(INJECT).order_by("seq"):
        body = content(one)
        facts = {"exercise": body["exercise_at"], "made": body["made"]}
        found[str(body["inject"])] = facts
    return found


@lru_cache(maxsize=4)
def _read(text: str) -> Script:
    return read_script(text, "the script on record")

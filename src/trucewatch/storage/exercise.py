"""A record is of a centre or of an exercise from its first entry on, and stays so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from trucewatch.domain.access import Audience
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.ledger.exercise import REMEDY, Mixed
from trucewatch.ledger.instants import spelled
from trucewatch.review.exercise_clock import time_told
from trucewatch.storage.documents import content, newest_of
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry
from trucewatch.storage.projection import EXERCISE_TIME as TIME
from trucewatch.storage.sight import seeing
from trucewatch.storage.submission import Submission

BEGUN = "exercise.recorded"
"""Type of the first entry of an exercise; no centre's record has one."""
MARK = "exercise"
"""Member of the open part of every entry of an exercise, and of no other."""
EXERCISE = "exercise"
"""Kind and id of the document that tells of an exercise and its clock."""
PLAYED = "exercise:"
"""How ids of those begin whom a script plays."""
KINDS = ("exercise", "inject", "script")
"""Kinds of documents that an exercise alone has."""


def holds_exercise() -> bool | None:
    """Whether the database is of an exercise; None where it has no first entry that can be read.

    What is wrong with that entry, whoever checks the record is told.
    """
    if not Entry.objects.exists():
        return None
    try:
        return decode(bodies(0, 1)[0]).type == BEGUN
    except Refusal:
        return None


def require_own_database(home: Home) -> None:
    """Refuse a database that is of an exercise under a home that is not, or the other way round.

    Raises:
        Mixed: with the remedy.
    """
    holds = holds_exercise()
    if holds is not None and holds != home.is_exercise:
        told = ("an exercise", "a centre") if holds else ("a centre", "an exercise")
        what = f"the database holds the record of {told[0]}, and the home is that of {told[1]}"
        remedy = "name the home and the database that belong together"
        raise Mixed(what, where=str(home.root), remedy=remedy)


def exercise_now(real: dt.datetime) -> dt.datetime:
    """What the clock of this exercise shows at an instant; that instant before it has begun."""
    with seeing([Audience.SHARED]):
        stands = newest_of(EXERCISE)
        return real if stands is None else time_told(content(stands), real)


def told_at(ts: str) -> str:
    """The exercise time of an entry of that time, as entries spell it; "" for the first one."""
    begun = newest_of(EXERCISE) is not None
    return spelled(exercise_now(dt.datetime.fromisoformat(ts))) if begun else ""


def told_in(body: bytes) -> str:
    """The exercise time that the bytes of an entry tell; "" for none."""
    return str(decode(body).payload_public.get(TIME, ""))


def admitted(given: Submission, seq: int, *, exercise: bool, at: str = "") -> Submission:
    """What is recorded of a submission: as it is in a centre; marked and timed, in an exercise.

    Args:
        seq: place that it will have.
        exercise: whether the record is of an exercise.
        at: exercise time; "" for the entry that begins it.

    Raises:
        Mixed: it belongs to the other kind of record.
        Refusal: an exercise does not begin with saying that it is one.
    """
    if not exercise:
        marked = given.public.keys() & {MARK, TIME} or given.type.partition(".")[0] in KINDS
        if marked or given.actor.startswith(PLAYED):
            raise Mixed("this is of an exercise, and the record is a centre's", remedy=REMEDY)
        return given
    if (given.type == BEGUN) < (seq == 0):
        remedy = "make it with: trucewatch exercise start"
        raise Refusal("the record of an exercise begins with saying so", remedy=remedy)
    timed = {TIME: at} if at else {}
    return replace(given, public={**given.public, MARK: True, **timed})

"""What was done in an exercise, held against what its script expected, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.access import Role, Side
from trucewatch.domain.exercise import LEAVES_A_TRACE, Expectation, Mark, Script

PROGRAMS = (Role.MACHINE, Role.SCRIPT)
"""What these do counts only where a mark names them."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something that is on record.

    Args:
        action: verb of the policy.
        actor, role, side: who did it.
        at: by the exercise clock.
        subject, kind: of the document.
        seq: of the entry.
        about: ids of the injects that it answers.
        value: outcome or result that it tells; "" for none.
    """

    action: str
    actor: str
    role: Role
    at: dt.datetime
    subject: str
    kind: str
    seq: int
    side: Side = Side.NEUTRAL
    about: frozenset[str] = field(default_factory=frozenset)
    value: str = ""


class Verdict(StrEnum):
    """What became of an expectation."""

    MET = "met"
    LATE = "late"
    MISSED = "missed"
    OPEN = "open"
    """Its time is not over."""
    NOT_REACHED = "not_reached"
    """What it answers was never released."""


@dataclass(frozen=True)
class Line:
    """One expectation and what became of it.

    Args:
        reason: code of the sentence that says why.
        minutes: of exercise time from the inject to the deed; None where there is none of them.
        deed: what fulfilled or broke it.
    """

    mark: Mark
    verdict: Verdict
    reason: str
    minutes: int | None = None
    deed: Deed | None = None


def debrief(
    script: Script,
    released: Mapping[str, dt.datetime],
    deeds: Sequence[Deed],
    *,
    now: dt.datetime,
    ended: bool,
) -> Iterator[Line]:
    """A line for each mark, in the order of the script.

    Args:
        released: when each inject was released, by the exercise clock.
        deeds: in the order of the record.
        now: by the exercise clock.
        ended: whether nothing more will be done.
    """
    for mark in script.marks:
        begins = released.get(mark.about, None if mark.about else script.begins)
        if begins is None:
            yield Line(mark, Verdict.NOT_REACHED, "not_released")
            continue
        inject = script.inject(mark.about)
        traced = inject is not None and inject.kind in LEAVES_A_TRACE
        answers = (one for one in deeds if not traced or mark.about in one.about)
        fitting = [one for one in answers if _fits(mark, one) and one.at >= begins]
        first = fitting[0] if fitting else None
        minutes = round((first.at - begins).total_seconds() / 60) if first else None
        passed = (now - begins).total_seconds() / 60
        over = ended or (mark.within is not None and passed > mark.within)
        verdict, reason = _judged(mark, minutes, over=over)
        yield Line(mark, verdict, reason, minutes, first)


def _judged(mark: Mark, minutes: int | None, *, over: bool) -> tuple[Verdict, str]:
    if mark.expect is Expectation.AVOIDED:
        if minutes is not None:
            return Verdict.MISSED, "happened"
        return (Verdict.MET, "kept_from") if over else (Verdict.OPEN, "kept_from_so_far")
    if minutes is None:
        return (Verdict.MISSED, "left_undone") if over else (Verdict.OPEN, "still_time")
    if mark.within is not None and minutes > mark.within:
        return Verdict.LATE, "done_late"
    return Verdict.MET, "done"


def _fits(mark: Mark, deed: Deed) -> bool:
    return (
        deed.action in mark.actions
        and (deed.role in mark.by if mark.by else deed.role not in PROGRAMS)
        and (mark.side is None or deed.side is mark.side)
        and (not mark.values or deed.value in mark.values)
    )

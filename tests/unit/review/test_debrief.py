"""The debrief: each expectation held against what was done, and the clock of an exercise."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from trucewatch.data.exercise_files import read_script, script_text
from trucewatch.domain.access import Role, Side
from trucewatch.review.debrief import Deed, Line, Verdict, debrief
from trucewatch.review.exercise_clock import Anchor, due, exercise_time, time_told

SCRIPT = read_script(script_text("spring-lull"))
RUMOUR = SCRIPT.begins + dt.timedelta(hours=3)
REAL = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


def deed(minutes: int, **facts: Any) -> Deed:
    """A remark on the rumour by the analyst, so long after it."""
    usual: dict[str, Any] = {
        "action": "comment.write",
        "actor": "p-1",
        "role": Role.ANALYST,
        "at": RUMOUR + dt.timedelta(minutes=minutes),
        "subject": "c-1",
        "kind": "comment",
        "seq": 9,
        "about": frozenset({"rumour"}),
    }
    return Deed(**{**usual, **facts})


def line(mark: str, *deeds: Deed, hours: float = 9, ended: bool = False) -> Line:
    """What the debrief says of one mark, so many hours after the rumour."""
    now = RUMOUR + dt.timedelta(hours=hours)
    found = debrief(SCRIPT, {"rumour": RUMOUR}, deeds, now=now, ended=ended)
    return next(one for one in found if one.mark.id == mark)


@pytest.mark.parametrize(
    ("deeds", "hours", "verdict"),
    [
        ((deed(30),), 9, Verdict.MET),
        ((deed(121),), 9, Verdict.LATE),
        ((), 9, Verdict.MISSED),
        ((), 1, Verdict.OPEN),
        ((deed(30, about=frozenset({"blame"})),), 9, Verdict.MISSED),
        ((deed(30, role=Role.FACILITATOR),), 9, Verdict.MISSED),
        ((deed(-5),), 9, Verdict.MISSED),
    ],
    ids=["in time", "late", "never", "not yet", "about another", "by another", "before it"],
)
def test_what_is_to_be_done(deeds: tuple[Deed, ...], hours: float, verdict: Verdict) -> None:
    """In its time, by whom it is expected of, about what it answers."""
    assert line("rumour-looked-at", *deeds, hours=hours).verdict is verdict


def test_what_is_to_be_left_and_was_done() -> None:
    """The line names the deed."""
    opened = deed(40, action="case.open")
    found = line("no-case-on-a-rumour", opened, ended=True)
    assert (found.verdict, found.reason, found.deed) == (Verdict.MISSED, "happened", opened)


def test_what_is_to_be_left_is_kept_only_at_the_end() -> None:
    """Until then it is open."""
    assert line("no-case-on-a-rumour").verdict is Verdict.OPEN
    assert line("no-case-on-a-rumour", ended=True).verdict is Verdict.MET


def test_what_was_never_released_is_not_known() -> None:
    """Neither met nor missed."""
    assert line("zero-is-nobodys-fault", ended=True).verdict is Verdict.NOT_REACHED


def test_a_program_fulfils_nothing_that_people_are_to_do() -> None:
    """Its deeds count where a mark names it."""
    found = line("nobody-is-asked", deed(9, action="request.send", role=Role.MACHINE), ended=True)
    assert found.verdict is Verdict.MET


def test_a_mark_of_one_side_is_not_met_by_the_other() -> None:
    """Each answers for itself."""
    convoy = read_script(script_text("disputed-convoy-strike"))
    filed = deed(9, action="position.file", side=Side.B, about=frozenset({"strike-report"}))
    released = {"strike-report": RUMOUR}
    found = {
        one.mark.id: one.verdict
        for one in debrief(convoy, released, [filed], now=RUMOUR, ended=True)
    }
    assert (found["position-a"], found["position-b"]) == (Verdict.MISSED, Verdict.MET)


def test_the_clock_never_goes_back_at_an_inject() -> None:
    """What was released early moves it on, and what lies between is cut there."""
    anchors = [
        Anchor(REAL, SCRIPT.begins),
        Anchor(REAL + dt.timedelta(minutes=1), RUMOUR),
        Anchor(REAL + dt.timedelta(minutes=60), RUMOUR + dt.timedelta(minutes=5)),
    ]
    times = [exercise_time(anchors, 24, REAL + dt.timedelta(minutes=n)) for n in range(90)]
    assert times == sorted(times)


def test_an_inject_is_due_at_its_time_and_once() -> None:
    """By the clock, in the order of the script."""
    now = SCRIPT.begins + dt.timedelta(minutes=48)
    assert [one.id for one in due(SCRIPT, (), now)] == ["bulletin-a", "bulletin-b"]
    assert [one.id for one in due(SCRIPT, ("bulletin-a",), now)] == ["bulletin-b"]


def test_the_clock_stands_still_after_the_end() -> None:
    """However long the record is kept open after it."""
    told = {"clock": [Anchor(REAL, SCRIPT.begins).told], "speed": 24, "ended": None}
    ended = {**told, "ended": "2026-03-02T10:00:00Z"}
    late = REAL + dt.timedelta(days=9)
    assert time_told(ended, late) == SCRIPT.begins + dt.timedelta(days=1)
    assert time_told(told, late) > time_told(ended, late)

"""How a duty stands by its deadline and by what is reported of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from truce_world import REGISTRY, FakePlaces, clause, instant, moment, truce
from trucewatch.assess.duties import duties
from trucewatch.assess.explain import Names
from trucewatch.domain.clause import DutyKind, Modality
from trucewatch.domain.duty import DutyState, DutyStatus, Performance, Told
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.moment import TimeFact, Window

DEADLINE = instant(10)
NAMES = Names(REGISTRY, FakePlaces())


def owed(*deadlines: TimeFact, **more: Any) -> Any:
    """Terms with one duty of the northern side."""
    whole: dict[str, Any] = {
        "modality": Modality.SHALL,
        "duty": DutyKind.WITHDRAW,
        "bearers": ("northern",),
        "deadline": deadlines,
    }
    return truce(clauses=(clause("back", **{**whole, **more}),))


def said(told: Told, by: str = "north", day: int = 9, **more: Any) -> Performance:
    """A report of the duty, at noon of a day in March."""
    whole = {"agreement": "truce", "clause": "back", "bearer": "northern"}
    return Performance(by=by, at=instant(day, 12), told=told, **{**whole, **more})


def states(
    *reports: Performance, at: dt.datetime | None = None, terms: Any = None
) -> tuple[DutyState, ...]:
    """Of both readings, by default five days after the deadline."""
    asked = terms or owed(moment(DEADLINE))
    return duties((asked,), reports, at or instant(15), names=NAMES)


DONE, HALF, NOT, WHY, NO = (
    Told.DONE,
    Told.PARTLY,
    Told.NOT_DONE,
    Told.EXCUSE,
    Told.EXCUSE_DENIED,
)


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        ((), "overdue.silent"),
        ((said(DONE),), "met.in_time"),
        ((said(DONE, day=12, done=instant(9)),), "met.in_time"),
        ((said(DONE, day=12, done=instant(11)),), "late.done"),
        ((said(DONE, day=12),), "late.told"),
        ((said(HALF, share=40),), "partly.told"),
        ((said(NOT),), "overdue.not_done"),
        ((said(WHY, excuse="mines"),), "excused.claimed"),
        ((said(WHY, excuse="mines"), said(NO, by="south")), "disputed.excuse"),
        ((said(WHY, excuse="mines"), said(DONE, day=9)), "met.in_time"),
        ((said(DONE), said(NOT, by="south")), "disputed.denied"),
        ((said(DONE, day=9), said(NOT, by="south", day=8)), "met.in_time"),
        ((said(DONE, day=9, done=instant(7)), said(NOT, by="south", day=8)), "disputed.denied"),
        ((said(DONE), said(HALF, by="south", share=40)), "disputed.denied"),
        ((said(HALF, share=60), said(HALF, by="south", share=40)), "disputed.denied"),
        ((said(HALF, share=60), said(HALF, by="south")), "partly.told"),
        ((said(DONE, day=8), said(NOT, day=9)), "overdue.not_done"),
        ((said(DONE, by="south"), said(DONE)), "met.in_time"),
        (
            (said(DONE, done=instant(8)), said(DONE, by="south", day=12, done=instant(11))),
            "disputed.moment",
        ),
    ],
)
def test_reports_decide_how_it_stands(reports: tuple[Performance, ...], code: str) -> None:
    """In both readings alike; what was said before it was done denies nothing."""
    found = states(*reports)
    assert [one.code for one in found] == [code, code]
    assert found[0].status.value == code.partition(".")[0]
    assert "{" not in found[0].because


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        ((), "due.ahead"),
        ((said(NOT, day=2),), "due.not_done"),
        ((said(DONE, day=2),), "met.in_time"),
    ],
)
def test_before_the_deadline_nothing_is_overdue(
    reports: tuple[Performance, ...], code: str
) -> None:
    """However much is reported as not done."""
    assert states(*reports, at=instant(5))[0].code == code


@pytest.mark.parametrize(
    ("reports", "code"),
    [((), "due.open"), ((said(NOT),), "due.not_done_open"), ((said(DONE),), "met.open")],
)
def test_a_duty_without_a_deadline_is_due(reports: tuple[Performance, ...], code: str) -> None:
    """It cannot be late."""
    assert states(*reports, terms=owed())[0].code == code


def test_what_is_reported_later_is_not_known_yet() -> None:
    """The state at an instant rests on what was reported by then."""
    assert states(said(DONE, day=12), at=instant(11))[0].code == "overdue.silent"


def test_each_reading_has_its_own_deadline() -> None:
    """Late as one keeper reads the terms, met as the other does."""
    terms = owed(moment(instant(5), "east"), moment(instant(10), "west"))
    found = states(said(DONE, done=instant(8)), terms=terms)
    assert [(one.reading, one.status.value) for one in found] == [("east", "late"), ("west", "met")]


def test_a_contested_deadline_stays_contested() -> None:
    """Within one reading it depends on which of them holds; both are told."""
    terms = owed(moment(instant(5)), moment(instant(10)))
    found = states(said(DONE, done=instant(8)), terms=terms)[0]
    assert (found.status, found.code) == (DutyStatus.DISPUTED, "disputed.deadline")
    assert [one.value for one in found.by_deadline.values()] == ["late", "met"]


def test_contested_deadlines_that_agree_decide() -> None:
    """Both have passed: it is overdue by either."""
    terms = owed(moment(instant(5)), moment(instant(10)))
    found = states(terms=terms)[0]
    assert (found.code, found.contested) == ("overdue.silent", True)
    assert "2020-03-05T00:00+00:00; 2020-03-10T00:00+00:00" in found.because


def test_a_day_as_deadline_is_over_with_its_day() -> None:
    """By the fifth is by the end of the fifth."""
    terms = owed(moment(instant(5), until=instant(6)))
    assert states(terms=terms, at=instant(5, 12))[0].status is DutyStatus.DUE
    assert states(terms=terms, at=instant(6))[0].status is DutyStatus.OVERDUE


def test_every_party_is_told_side_by_side() -> None:
    """`parties` is no bearer that could do anything."""
    found = states(terms=owed(moment(DEADLINE), bearers=("parties",)))
    assert [(one.bearer, one.reading) for one in found] == [
        ("northern", "east"),
        ("northern", "west"),
        ("southern", "east"),
        ("southern", "west"),
    ]


def test_a_duty_of_terms_that_had_ended_is_told_so() -> None:
    """It stands as it does, and bound nobody by then."""
    ended = Window(starts=(moment(instant(1)),), ends=(moment(instant(5)),))
    terms = truce(window=ended, clauses=owed(moment(DEADLINE)).clauses)
    assert [one.binding.value for one in states(terms=terms)] == ["not", "not"]
    assert states()[0].binding.value == "surely"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"clause": "fire"}, "truce has no duty 'fire' to do something; there are back"),
        ({"bearer": "southern"}, "not owed by 'southern'; it is owed by northern"),
        ({"by": "atlantis"}, "no actor has the id 'atlantis'"),
    ],
)
def test_a_report_of_no_duty_is_refused(more: dict[str, str], told: str) -> None:
    """A misspelt name would be a silence."""
    whole: dict[str, Any] = {"by": "north", "where": "x.yaml, line 3", **more}
    with pytest.raises(UnknownName) as refused:
        states(said(DONE, **whole))
    assert told in str(refused.value)
    assert str(refused.value).startswith("x.yaml, line 3: ")


@pytest.mark.parametrize(
    "more",
    [
        {"told": NOT, "done": instant(8)},
        {"told": DONE, "done": instant(12)},
        {"told": DONE, "share": 50},
        {"told": HALF, "share": 100},
        {"told": WHY},
        {"told": DONE, "excuse": "mines"},
    ],
)
def test_a_report_that_cannot_be_is_refused(more: dict[str, Any]) -> None:
    """Each kind has its own parts, and nothing is reported before it is done."""
    with pytest.raises(InvalidValue):
        said(**more)

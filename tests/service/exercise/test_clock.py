"""An exercise runs by its own clock, which its record tells and the facilitator moves on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from position_world import Clock, open_case
from review_world import asked, heard, request_now, said
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.measure import Measure, MeasureKind
from trucewatch.domain.request import RequestState
from trucewatch.ledger.entry import decode
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.exercise.deadlines import Deadline, next_deadline
from trucewatch.service.exercise.moving import move_on, move_to, move_to_next
from trucewatch.service.exercise.releasing import release
from trucewatch.service.exercise.starting import end
from trucewatch.service.refusals import Denied
from trucewatch.service.review import cases, measures, sessions
from trucewatch.service.review.requests import lapse_due
from trucewatch.service.review.revealing import reveal_all_due
from trucewatch.service.review.rounds import round_for
from trucewatch.storage.desk import Desk
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry
from trucewatch.storage.rebuilding import digest, make_all
from trucewatch.storage.rows import PROJECTED, raw
from trucewatch.storage.submission import submission

FACILITATOR = Person("p-f", Role.FACILITATOR, stepped_up=True)
OFFICER = Person("p-d", Role.DUTY_OFFICER)
BEGINS = dt.datetime(2025, 4, 7, 6, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
TRAINEES = (OFFICER, MACHINE, Person("p-h", Role.DELEGATION_HEAD, Side.A, stepped_up=True))


def last_entry() -> tuple[str, str]:
    """Both times of the newest entry: of the machine, of the exercise."""
    found = decode(raw(Entry.objects.latest("seq").body))
    return found.ts, str(found.payload_public["exercise_at"])


def case_in(exercise: Centre, id_: str, state: CaseState, **facts: Any) -> str:
    """A case that came so far; its id."""
    open_case(exercise, id_, state=state, turns=(), **facts)
    return id_


def coming(exercise: Centre, days: int = 31) -> Deadline | None:
    """What ends next."""
    return next_deadline(exercise, FACILITATOR, within=dt.timedelta(days=days))


def test_the_centre_goes_by_the_clock_of_the_exercise(exercise: Centre, clock: Clock) -> None:
    """24 minutes for each of real time, from where its script begins."""
    assert exercise.clock() == BEGINS
    clock.pass_(minutes=5)
    assert exercise.clock() == BEGINS + 2 * HOUR
    assert exercise.machine_clock() == clock()


def test_entries_keep_both_times_and_tables_tell_that_of_the_exercise(
    exercise: Centre, clock: Clock
) -> None:
    """The time of an entry is what mirrors hold against their own clocks."""
    clock.pass_(minutes=5)
    case = heard(exercise)
    real, told = last_entry()
    assert real.startswith(f"{clock():%Y-%m-%dT%H:%M}")
    assert told.startswith("2025-04-07T08:00")
    row = newest_of(case)
    assert row is not None
    assert row.recorded_at == BEGINS + 2 * HOUR


def test_tables_rebuilt_after_a_step_are_the_same(exercise: Centre) -> None:
    """Each entry says its exercise time; nobody has to reckon it again."""
    heard(exercise)
    move_on(exercise, FACILITATOR, hours=24, key="step")
    heard(exercise)
    before = {table: digest(table) for table in PROJECTED}
    make_all()
    assert {table: digest(table) for table in PROJECTED} == before


def test_the_next_deadline_is_the_one_that_ends_first(exercise: Centre, clock: Clock) -> None:
    """Requests and positions of all open cases; none where none runs."""
    assert coming(exercise) is None
    case = heard(exercise)
    cases.invite(exercise, FACILITATOR, case, said())
    clock.pass_(minutes=1)
    asked(exercise, case, to=Side.B)
    found = coming(exercise)
    assert found is not None
    assert (found.what, found.to, found.at) == ("positions", None, BEGINS + 12 * HOUR)
    move_to_next(exercise, FACILITATOR, key="step")
    after = coming(exercise)
    assert after is not None
    assert (after.what, after.to) == ("request", Side.B)


def test_sessions_and_the_last_days_of_measures_are_among_them(exercise: Centre) -> None:
    """A session at its hour, a measure at the midnight after its day; neither beyond the span."""
    case_in(exercise, "case-1", CaseState.REVEALED)
    session = sessions.call(exercise, FACILITATOR, BEGINS + 5 * HOUR, key="call")
    owing = case_in(exercise, "case-2", CaseState.DETERMINED, outcome=Outcome.JOINTLY_CONFIRMED)
    what = Measure(
        case=owing, kind=MeasureKind.JOINT_VISIT, what="A visit.", owner=Side.A, due=BEGINS.date()
    )
    measures.set_(exercise, FACILITATOR, what, key="measure")
    first = Deadline(BEGINS + 5 * HOUR, "session", None, session, "1")
    assert coming(exercise) == first
    move_to_next(exercise, FACILITATOR, key="step")
    midnight = dt.datetime(2025, 4, 8, tzinfo=dt.UTC)
    assert coming(exercise) == Deadline(midnight, "measure", Side.A, owing, "A visit.")
    assert coming(exercise, days=0) is None


def test_a_request_is_overdue_once_the_clock_was_moved_past_it(exercise: Centre) -> None:
    """Silence is recorded as it is in a centre, at the time of the exercise."""
    request = asked(exercise, heard(exercise), to=Side.B)
    assert lapse_due(exercise) == []
    move_to_next(exercise, FACILITATOR, key="step")
    assert lapse_due(exercise) == [request]
    stands = request_now(request)
    assert stands.state is RequestState.OVERDUE
    assert stands.steps[-1].at == stands.due_at + dt.timedelta(seconds=1)


def test_positions_are_revealed_once_the_clock_was_moved_past_them(exercise: Centre) -> None:
    """By the deadline, with both sides silent."""
    case = heard(exercise)
    cases.invite(exercise, FACILITATOR, case, said())
    reveal_all_due(exercise, pytest.fail)
    assert round_for(FACILITATOR, case).reveal is None
    move_to_next(exercise, FACILITATOR, key="step")
    reveal_all_due(exercise, pytest.fail)
    reveal = round_for(FACILITATOR, case).reveal
    assert reveal is not None
    assert reveal.silent == (Side.A, Side.B)


def test_the_step_is_on_record_with_who_took_it(exercise: Centre, clock: Clock) -> None:
    """Both times of it stand in the exercise's own document, for everybody in it."""
    clock.pass_(minutes=5)
    move_on(exercise, FACILITATOR, hours=6, key="step")
    found = newest("exercise").get()
    assert (found.actor, found.verb, found.audience) == ("p-f", "exercise.run", "shared")
    told = {"real": f"{clock():%Y-%m-%dT%H:%M:%SZ}", "exercise": "2025-04-07T14:00:00Z"}
    assert found.body["clock"][-1] == told
    assert exercise.clock() == BEGINS + 8 * HOUR


def test_what_is_sent_again_after_a_step_is_found(exercise: Centre) -> None:
    """It stands where it was recorded, with the time that it had then."""
    told = {"type": "comment.recorded", "actor": "p-d", "subject": "c"}
    sent = submission(key="once", private={"document": {}}, **told)
    first = exercise.hand_in(sent)
    move_on(exercise, FACILITATOR, hours=6, key="step")
    again = exercise.hand_in(sent)
    assert (again.seq, again.entry, again.repeated) == (first.seq, first.entry, True)


def test_a_release_ahead_of_its_time_moves_the_clock_on(exercise: Centre) -> None:
    """What comes with it has that time; one that is late already leaves the clock alone."""
    release(exercise, FACILITATOR, "rumour")
    assert exercise.clock() == BEGINS + 3 * HOUR
    release(exercise, FACILITATOR, "bulletin-a")
    assert exercise.clock() == BEGINS + 3 * HOUR
    assert {one.recorded_at for one in newest("report")} == {BEGINS + 3 * HOUR}


@pytest.mark.parametrize("to", [BEGINS, BEGINS - HOUR, BEGINS + 24 * 32 * HOUR])
def test_it_goes_neither_back_nor_too_far(exercise: Centre, to: dt.datetime) -> None:
    """A slip of the hand does not end a training day."""
    with pytest.raises(InvalidValue):
        move_to(exercise, FACILITATOR, to, key="step")
    assert exercise.clock() == BEGINS


@pytest.mark.parametrize("person", TRAINEES)
def test_the_facilitator_alone_moves_it(exercise: Centre, person: Person) -> None:
    """Neither a trainee nor the worker."""
    asked(exercise, heard(exercise))
    steps: tuple[Callable[[], None], ...] = (
        lambda: move_on(exercise, person, hours=1, key="one"),
        lambda: move_to_next(exercise, person, key="two"),
    )
    for step in steps:
        with pytest.raises(Denied):
            step()


def test_after_the_end_nobody_moves_it(exercise: Centre) -> None:
    """It stands still for good."""
    end(exercise, FACILITATOR, key="end")
    with pytest.raises(Denied):
        move_on(exercise, FACILITATOR, hours=1, key="step")


def test_a_centre_has_the_clock_of_its_machine_and_nothing_moves_it(
    make: Callable[..., Home], clock: Clock
) -> None:
    """No step is permitted there, and its clock asks no record."""
    home = make(exercise=False)
    with closing(Desk(home, alarm=print, clock=clock).open()) as desk:
        centre = at_desk(home, desk, clock)
        for person in (FACILITATOR, *TRAINEES):
            with pytest.raises(Denied):
                move_on(centre, person, hours=1, key="step")
            with pytest.raises(Denied):
                move_to_next(centre, person, key="next")
        assert centre.clock is clock
        assert centre.machine_clock is clock
        assert all(b"exercise" not in raw(one.body) for one in Entry.objects.all())

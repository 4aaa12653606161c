"""An exercise is released by hand or by clock, once, through verbs, and ended for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from default_database import point_at
from exercise_terms import with_listed_parties
from position_world import Clock
from postgres_server import Server
from record.conftest import emptied
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.exercise.debriefing import debriefed
from trucewatch.service.exercise.releasing import release, release_due
from trucewatch.service.exercise.starting import begin, end, set_by_clock
from trucewatch.service.policy import audiences
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review import rules_in_force
from trucewatch.service.review.whole_record import whole_record
from trucewatch.storage import sight
from trucewatch.storage.desk import Desk
from trucewatch.storage.documents import content, newest
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.models import Document, Entry
from trucewatch.storage.rights import grant
from trucewatch.storage.sight import seeing

FACILITATOR = Person("p-f", Role.FACILITATOR, stepped_up=True)
OFFICER = Person("p-d", Role.DUTY_OFFICER)


def test_released_twice_it_happens_once(exercise: Centre) -> None:
    """Two facilitators press at the same moment."""
    first = release(exercise, FACILITATOR, "rumour")
    assert release(exercise, FACILITATOR, "rumour") == first
    assert newest("report").count() == 1


def test_a_report_comes_through_the_verb_of_reports(exercise: Centre) -> None:
    """By the script, dated by the exercise clock, under a name that gives nothing away."""
    report = newest("report").get(subject=release(exercise, FACILITATOR, "rumour"))
    told = content(report)
    assert (report.verb, report.actor) == ("report.receive", "exercise:script")
    assert (told["published"], told["name"]) == ("2025-04-07", "message-03.txt")


def test_by_hand_nothing_comes_by_itself(exercise: Centre, clock: Clock) -> None:
    """However late it is."""
    clock.pass_(hours=9)
    assert release_due(exercise) == []


def test_by_the_clock_what_is_due_comes_in_its_order(exercise: Centre, clock: Clock) -> None:
    """And nothing that is not due."""
    set_by_clock(exercise, FACILITATOR, by_clock=True, key="k")
    clock.pass_(minutes=8)  # 192 minutes of exercise time
    assert release_due(exercise) == ["bulletin-a", "bulletin-b", "rumour"]
    assert release_due(exercise) == []


def test_after_the_end_nothing_is_released(exercise: Centre, clock: Clock) -> None:
    """Neither by hand nor by clock, and its clock stands still."""
    set_by_clock(exercise, FACILITATOR, by_clock=True, key="k")
    end(exercise, FACILITATOR, key="end")
    at = exercise.clock()
    clock.pass_(hours=9)
    assert release_due(exercise) == []
    assert exercise.clock() == at
    with pytest.raises(Denied):
        release(exercise, FACILITATOR, "rumour")


@pytest.mark.parametrize("person", [OFFICER, MACHINE, Person("p-h", Role.DELEGATION_HEAD, Side.A)])
def test_the_facilitator_alone_ends_it(exercise: Centre, person: Person) -> None:
    """Nobody else ends it or turns its clock."""
    with pytest.raises(Denied):
        end(exercise, person, key="end")


def test_an_inject_that_the_script_does_not_have(exercise: Centre) -> None:
    """A form that was altered."""
    with pytest.raises(NotThere, match="choose one of the list"):
        release(exercise, FACILITATOR, "flood")


def test_trainees_are_debriefed_at_the_end_and_not_before(exercise: Centre) -> None:
    """What is expected would otherwise be known."""
    with pytest.raises(Denied):
        debriefed(exercise, OFFICER)
    end(exercise, FACILITATOR, key="end")
    assert len(debriefed(exercise, OFFICER).lines) == 10


def test_script_and_injects_are_for_the_facilitator_alone(exercise: Centre) -> None:
    """In the tables, so that the database itself holds them back; open parts name no inject."""
    release(exercise, FACILITATOR, "rumour")
    audiences = Document.objects.filter(kind__in=("script", "inject")).values_list("audience")
    assert {one for (one,) in audiences} == {"facilitator"}
    inject = Document.objects.get(kind="inject")
    assert b"rumour" not in bytes(Entry.objects.get(seq=inject.seq).body)


def test_rules_of_an_exercise_name_its_parties_and_end_within_hours(exercise: Centre) -> None:
    """A day of training has no working week."""
    _, rules = rules_in_force.in_force(exercise)
    assert rules.side_for("kestria-army") is Side.A
    assert rules.side_for("orvenia") is Side.B
    assert (rules.deadlines.request.amount, rules.deadlines.request.unit.value) == (12, "hours")


def test_the_whole_record_says_first_that_it_is_an_exercise(exercise: Centre) -> None:
    """In the file, and in the bytes that a centre would refuse."""
    with whole_record(exercise, FACILITATOR) as made:
        told = made.read()
    assert told.endswith(b"trucewatch/training/exercise-1")


@pytest.fixture
def pages(
    request: pytest.FixtureRequest, place: Path, server: Server, clock: Clock
) -> Iterator[Centre]:
    """An exercise on PostgreSQL with one inject, seen with the role of the programs that serve."""
    role = "exercise_pages"
    with emptied(request, place, "postgresql"):
        home = Home(place / "home", place / "guard")
        make_record(home, "training", exercise=True)
        with closing(Desk(home, alarm=print, clock=clock).open()) as desk:
            centre = at_desk(home, desk, clock)
            begin(centre, with_listed_parties("spring-lull"))
            release(centre, FACILITATOR, "rumour")
            name = str(connection.settings_dict["NAME"])
            server.run(f"CREATE ROLE {role} LOGIN")
            grant(role)
            sight.see_nothing()
            point_at(server.address(name, user=role), home.root)
            yield centre
            connection.close()
            sight.see_everything()
        server.run(f"DROP OWNED BY {role}", name)
        server.run(f"DROP ROLE {role}")


@pytest.mark.usefixtures("pages")
def test_on_postgresql_the_database_itself_holds_hints_back() -> None:
    """A page of a trainee cannot be shown them; it knows that this is an exercise all the same."""
    with seeing(audiences(OFFICER)):
        assert not Document.objects.filter(kind__in=("script", "inject")).exists()
        assert content(newest("exercise").get())["script"] == "spring-lull"


def test_on_postgresql_the_debrief_has_what_it_needs(pages: Centre) -> None:
    """For the facilitator while it goes on, for everybody after the end."""
    with seeing(audiences(FACILITATOR)):
        assert list(debriefed(pages, FACILITATOR).course.released) == ["rumour"]
        end(pages, FACILITATOR, key="end")
    with seeing(audiences(OFFICER)):
        assert len(debriefed(pages, OFFICER).lines) == 10

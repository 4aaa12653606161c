"""An exercise and a centre never mix, in either direction; each refusal tells the remedy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from exercise_terms import with_listed_parties
from submissions import incident
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.ledger.exercise import Mixed
from trucewatch.service.arrivals import Arrival, receive
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.exercise.course import player
from trucewatch.service.exercise.releasing import release
from trucewatch.service.exercise.starting import begin
from trucewatch.service.refusals import Denied
from trucewatch.storage.backup import back_up
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.mirror import Mirror
from trucewatch.storage.models import Entry
from trucewatch.storage.rebuilding import digest, make_all
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.replaying import replay
from trucewatch.storage.restoring import restore
from trucewatch.storage.rows import PROJECTED, raw
from trucewatch.storage.submission import submission

Make = Callable[..., Home]
TIMED = {"exercise_at": "2025-04-07T06:00:00.000Z"}
KINDS = pytest.mark.parametrize("exercise", [True, False], ids=["exercise", "centre"])


def test_every_entry_and_the_origin_say_exercise(exercise: Centre) -> None:
    """Whoever holds the log alone knows it of each entry, and of every checkpoint by its name."""
    entries = [decode(raw(one.body)) for one in Entry.objects.order_by("seq")]
    assert entries[0].type == "exercise.recorded"
    assert all(one.payload_public["exercise"] is True for one in entries)
    assert exercise.home.origin == "trucewatch/training/exercise-1"


def test_a_table_rebuilt_is_the_same(exercise: Centre) -> None:
    """Kinds of an exercise are documents like all others."""
    del exercise
    before = {table: digest(table) for table in PROJECTED}
    make_all()
    assert {table: digest(table) for table in PROJECTED} == before


def test_an_exercise_begins_with_saying_so(make: Make) -> None:
    """Nothing else can be its first entry."""
    home = make(exercise=True)
    with closing(Recorder(home)) as recorder:
        (answer,) = recorder.append([incident("a")])
    assert "begins with saying so" in str(answer)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    "told",
    [
        {"type": "exercise.recorded", "actor": "p-1", "subject": "exercise"},
        {"type": "inject.recorded", "actor": "p-1", "subject": "inject-x"},
        {"type": "comment.recorded", "actor": "exercise:script", "subject": "c"},
        {"type": "comment.recorded", "actor": "p-1", "subject": "c", "public": {"exercise": True}},
        {"type": "comment.recorded", "actor": "p-1", "subject": "c", "public": TIMED},
    ],
    ids=["kind", "inject", "actor", "mark", "time"],
)
def test_a_centre_records_nothing_of_an_exercise(make: Make, told: dict[str, object]) -> None:
    """Not by its kind, not by who hands it in, not by its mark."""
    home = make(exercise=False)
    with closing(Recorder(home)) as recorder:
        (answer,) = recorder.append([submission(key="k", private={"document": {}}, **told)])
    assert isinstance(answer, Mixed)
    assert "never take in what is the other's" in str(answer)


@KINDS
def test_a_folder_that_holds_a_record_begins_no_other(make: Make, *, exercise: bool) -> None:
    """Neither becomes the other."""
    home = make(exercise=exercise)
    with pytest.raises(Refusal, match=r"holds a record already|is here already"):
        make_record(home, "training", exercise=not exercise)


@KINDS
def test_home_and_database_of_two_kinds_do_not_work_together(
    place: Path, make: Make, *, exercise: bool
) -> None:
    """Neither to record nor to back up."""
    ours = make(exercise=exercise)
    other = make(exercise=not exercise, name="other")
    _begin(other, exercise=not exercise)  # the default connection leads to this one
    steps: list[Callable[[], object]] = [
        lambda: Recorder(ours),
        lambda: back_up(ours, place / "backup"),
    ]
    for step in steps:
        with pytest.raises(Mixed, match="belong together"):
            step()


@KINDS
def test_a_backup_of_one_kind_is_not_restored_over_the_other(
    place: Path, make: Make, *, exercise: bool
) -> None:
    """Even where the database may be replaced, and even where the home is fresh."""
    other = make(exercise=not exercise, name="other")
    _begin(other, exercise=not exercise)
    back_up(other, place / "backup")
    ours = make(exercise=exercise)
    _begin(ours, exercise=exercise)
    fresh = Home(place / "fresh", place / "fresh-guard")
    for home in (ours, fresh):
        with pytest.raises(Mixed, match="exercise"):
            restore(home, place / "backup", replacing=True)


@KINDS
def test_a_mirror_of_one_kind_takes_and_gives_nothing_of_the_other(
    place: Path, make: Make, *, exercise: bool
) -> None:
    """Neither is it filled, nor does it bring anything back."""
    other = make(exercise=not exercise, name="other")
    note = other.guard.read()
    assert note is not None
    Mirror(place / "mirror", other).catch_up(note)
    ours = make(exercise=exercise)
    steps: list[Callable[[], object]] = [
        lambda: Mirror(place / "mirror", ours),
        lambda: replay(ours, place / "mirror", no_guard=True),
    ]
    for step in steps:
        with pytest.raises(Mixed, match="is of the"):
            step()


@KINDS
def test_a_file_taken_out_of_one_is_not_handed_in_to_the_other(
    make: Make, *, exercise: bool
) -> None:
    """Everything that is taken out names its log."""
    home = make(exercise=exercise)
    _begin(home, exercise=exercise)
    theirs = "ledger" if exercise else "exercise"
    with closing(Desk(home, alarm=print).open()) as desk:
        raw_file = f'{{"checkpoint": "trucewatch/a/{theirs}-1\\n7"}}'.encode()
        with pytest.raises(Mixed, match=r"case\.json: is of the"):
            receive(at_desk(home, desk), MACHINE, raw_file, Arrival(name="case.json"), key="k")


def test_a_backup_of_an_exercise_brings_its_script_back(place: Path, make: Make) -> None:
    """What is invented is known again after it."""
    home = make(exercise=True)
    home.script.write_text("id: x\n", "utf-8")
    _begin(home, exercise=True)
    back_up(home, place / "backup")
    home.script.unlink()
    restore(home, place / "backup", replacing=True)
    assert home.script.read_text("utf-8") == "id: x\n"


def test_nobody_runs_an_exercise_in_a_centre(make: Make) -> None:
    """Not even the facilitator, and not the script itself."""
    home = make(exercise=False)
    facilitator = Person("p-1", Role.FACILITATOR, stepped_up=True)
    with closing(Desk(home, alarm=print).open()) as desk:
        centre = at_desk(home, desk)
        steps: list[Callable[[], object]] = [
            lambda: begin(centre, with_listed_parties("spring-lull")),
            lambda: release(centre, facilitator, "rumour"),
        ]
        for step in steps:
            with pytest.raises(Denied):
                step()
    assert Entry.objects.count() == 0
    assert player(Side.A).id == "exercise:script-a"


def _begin(home: Home, *, exercise: bool) -> None:
    """Put the first entry on record."""
    kind = "exercise" if exercise else "comment"
    told = {"type": f"{kind}.recorded", "actor": "p-1", "subject": kind}
    with closing(Recorder(home)) as recorder:
        recorder.append([submission(key="first", private={"document": {}}, **told)])

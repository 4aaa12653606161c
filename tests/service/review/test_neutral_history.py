"""Exchange the two sides in a whole history, and everything else stays, in its order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from default_database import point_at
from memory_folder import in_memory
from position_world import FACILITATOR, HEADS, NOON, OFFICERS, Clock, at_clock
from relabelled import Plain, record, told_to
from review_machine import PEOPLE, SIDES, Review
from review_world import ANALYST, DUTY
from told_history import Told, tell
from trucewatch.domain.access import Person, Side
from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.recorder import Acknowledgement, Recorder
from trucewatch.storage.submission import Submission

A, B = Side.A, Side.B
TURNED = {A: B, B: A, Side.NEUTRAL: Side.NEUTRAL}
EVERYBODY = (*HEADS.values(), *OFFICERS.values(), FACILITATOR, DUTY, ANALYST)


@contextmanager
def a_centre(shaped: Path, clock: Clock) -> Iterator[Centre]:
    """A fresh centre on SQLite; the recorder, too, goes by the clock of the test."""
    place = in_memory("tw-neutral-")
    root = place / "home"
    root.mkdir()
    shutil.copy(shaped, root / "record.sqlite3")
    point_at("", root)
    home = Home(root, place / "guard")
    make_record(home, "geneva")
    recorder = Recorder(home, clock)

    def hand_in(given: Submission) -> Acknowledgement:
        [answer] = recorder.append([given])
        if isinstance(answer, Refusal):
            raise answer
        return answer

    yield at_clock(Centre(home, hand_in), clock)
    recorder.close()
    connections.close_all()
    shutil.rmtree(place)


def turned(person: Person) -> Person:
    """Who does on the other side what this person does."""
    for people in (HEADS, OFFICERS):
        if person in people.values():
            return people[TURNED[person.side]]
    return person


def all_of_it(centre: Centre, *, turn: bool) -> dict[str, Any]:
    """The whole record, and what each person is told; of the exchanged history turned back."""
    plain = Plain(turned=turn)
    found = {"record": plain(record())}
    for person in EVERYBODY:
        found[person.id] = plain(told_to(centre, turned(person) if turn else person))
    return found


def told(shaped: Path, one: Side) -> dict[str, Any]:
    """The long history, begun by this side."""
    clock = Clock()
    with a_centre(shaped, clock) as centre:
        history = Told(centre, clock, one)
        tell(history)
        plain = Plain(turned=one is B)
        return {"steps": plain(history.came), **all_of_it(centre, turn=one is B)}


def first_difference(one: Any, other: Any, where: str = "") -> str:
    """Where two histories part, with both values; "" where they do not."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        parts = [first_difference(one[key], other[key], f"{where}/{key}") for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        parts = [first_difference(*two, f"{where}/{n}") for n, two in pairs]
    else:
        parts = [] if one == other else [f"{where}: {one!r} and {other!r}"]
    return next(filter(None, parts), "")


@pytest.fixture(scope="module")
def histories(shaped: Path) -> list[dict[str, Any]]:
    """The long history from either end."""
    return [told(shaped, side) for side in (A, B)]


def test_each_step_comes_to_the_same(histories: list[dict[str, Any]]) -> None:
    """What was recorded, what was refused, and for which reason."""
    one, other = (found["steps"] for found in histories)
    assert first_difference(one, other) == ""
    assert {"done", "delegation_left", "denied"} <= {came for _, came in one}


def test_the_record_is_the_same(histories: list[dict[str, Any]]) -> None:
    """Entry by entry, with agenda, wording, determination, minutes, measures, standing."""
    one, other = (found["record"] for found in histories)
    assert first_difference(one, other) == ""
    kinds = {each["kind"] for each in one}
    assert {"reveal", "determination", "minutes", "measure", "standing", "rules"} <= kinds


@pytest.mark.parametrize("person", EVERYBODY, ids=lambda one: one.id)
def test_each_is_told_what_their_counterpart_is_told(
    histories: list[dict[str, Any]], person: Person
) -> None:
    """Board, cases, requests, rounds, sessions, minutes, in the same order."""
    one, other = (found[person.id] for found in histories)
    assert first_difference(one, other) == ""
    assert one["cases"]
    assert one["minutes"]


def test_the_history_is_not_its_own_mirror(histories: list[dict[str, Any]]) -> None:
    """Who did what matters: without the exchange the two histories are told differently."""
    assert json.dumps(histories[0]["head-a"]) != json.dumps(histories[0]["head-b"])


STEPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "file_position": {"side": st.sampled_from(SIDES), "number": st.integers(0, 3)},
    "wait": {"hours": st.integers(1, 96)},
    "convene": {},
    "word": {"person": st.sampled_from(PEOPLE), "number": st.integers(0, 3)},
    "reword": {
        "person": st.sampled_from(PEOPLE), "at": st.integers(0, 3), "number": st.integers(0, 3)
    },
    "drop": {"person": st.sampled_from(PEOPLE), "at": st.integers(0, 3)},
    "account": {"side": st.sampled_from(SIDES), "number": st.integers(0, 3)},
    "go_on": {},
    "look": {"person": st.sampled_from(PEOPLE)},
    "read_and_sign": {"person": st.sampled_from([*HEADS.values(), *OFFICERS.values()])},
    "borrow": {"side": st.sampled_from(SIDES)},
    "leave": {"side": st.sampled_from(SIDES), "seldom": st.integers(0, 3)},
    "begin_again": {"seldom": st.integers(0, 1)},
}  # fmt: skip
step = st.sampled_from(sorted(STEPS)).flatmap(
    lambda name: st.tuples(st.just(name), st.fixed_dictionaries(STEPS[name]))
)


def walked(shaped: Path, steps: list[tuple[str, dict[str, Any]]], *, turn: bool) -> dict[str, Any]:
    """A random history, or the same with the two sides exchanged."""
    clock = Clock(NOON)
    with a_centre(shaped, clock) as centre:
        facts: dict[str, Any] = {"centre": centre, "clock": clock, "numbers": iter([1])}
        if turn:
            facts |= {"turns": SIDES[::-1], "comers": tuple(map(turned, PEOPLE))}
        review = type("ReviewHere", (Review,), facts)()
        review.opened()
        for name, given_ in [("go_on", {}), *steps]:
            act: Callable[..., None] = getattr(review, name)
            wanted = {key: _turned(one) if turn else one for key, one in given_.items()}
            if all(one(review) for one in _conditions(name)):
                clock.pass_(seconds=1)
                act(**wanted)
                review.look_at_the_record()
        return all_of_it(centre, turn=turn)


def _conditions(name: str) -> list[Callable[[Review], bool]]:
    return list(getattr(Review, name).hypothesis_stateful_preconditions)


def _turned(one: Any) -> Any:
    if isinstance(one, Side):
        return TURNED[one]
    return turned(one) if isinstance(one, Person) else one


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(steps=st.lists(step, min_size=15, max_size=25))
def test_random_histories_are_neutral_too(
    shaped: Path, steps: list[tuple[str, dict[str, Any]]]
) -> None:
    """Whatever people try, in whichever order."""
    one, other = (walked(shaped, steps, turn=turn) for turn in (False, True))
    assert first_difference(one, other) == ""

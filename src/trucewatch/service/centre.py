"""A handle on a centre at work: where changes are handed in, what the time is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, replace

from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.storage.custody import Custody
from trucewatch.storage.desk import Desk
from trucewatch.storage.exercise import exercise_now
from trucewatch.storage.home import Home
from trucewatch.storage.recorder import Acknowledgement, Clock, utc_now
from trucewatch.storage.submission import Submission
from trucewatch.storage.window import Visitor

HandIn = Callable[[Submission], Acknowledgement]


@dataclass(frozen=True)
class Centre:
    """What the verbs of the centre work with.

    Args:
        home: whose record.
        hand_in: gives a submission to the recorder and waits until it is durable.
        clock: tells the time of what is recorded and shown; in an exercise its own.
        machine: where that is another one, the clock of this machine, by which sittings, claims
            and whatever waits for other machines go.
        visited: whether the recorder is another program, at the window of the home.
    """

    home: Home
    hand_in: HandIn
    clock: Clock = utc_now
    visited: bool = False
    machine: Clock | None = None

    @property
    def machine_clock(self) -> Clock:
        """The clock of this machine."""
        return self.machine or self.clock

    def custody(self, person: Person) -> Custody:
        """What a person does with evidence."""
        return Custody(self.home, _AtOnce(self.hand_in), person.id)


class _AtOnce:
    """A desk whose answers are there when it returns."""

    def __init__(self, hand_in: HandIn) -> None:
        self._hand_in = hand_in

    def hand_in(self, given: Submission) -> Future[Acknowledgement]:
        answer: Future[Acknowledgement] = Future()
        try:
            answer.set_result(self._hand_in(given))
        except Refusal as refusal:
            answer.set_exception(refusal)
        return answer


def at_desk(home: Home, desk: Desk, clock: Clock = utc_now) -> Centre:
    """A centre whose recorder runs in this process."""
    return by_own_clock(Centre(home, lambda given: desk.hand_in(given).result(), clock))


def at_window(home: Home, clock: Clock = utc_now) -> Centre:
    """A centre whose recorder another process runs; each submission is one visit."""

    def visit(given: Submission) -> Acknowledgement:
        with closing(Visitor(home.socket)) as visitor:
            return visitor.hand_in(given)

    return by_own_clock(Centre(home, visit, clock, visited=True))


def by_own_clock(centre: Centre) -> Centre:
    """An exercise by the clock that its record tells; a centre, which has none, as it is."""
    if not centre.home.is_exercise:
        return centre
    machine = centre.machine_clock
    return replace(centre, clock=lambda: exercise_now(machine()), machine=machine)

"""Every order in which the steps of two decisions can fall, each of them run for real.

A decision runs in a thread and on a connection of its own. It stops before every question to the
database and before it hands something in. The recorder is the real one, in a third thread; it stops
when its rows are written and not committed. Whoever watches lets one of them go on at a time, and
comes back for every other choice there was.

Orders that differ only in steps that cannot notice each other are one order: two questions; a
question and a commit of something that it does not name; two entries of which neither rests on the
other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from typing import Any

from django.db import connection

from trucewatch.domain.errors import Refusal
from trucewatch.service.centre import Centre
from trucewatch.storage.home import Home
from trucewatch.storage.recorder import Acknowledgement, Answer, Recorder
from trucewatch.storage.sight import see_everything
from trucewatch.storage.submission import Submission, check
from trucewatch.storage.window import parse, write

LAST_ROWS = "INSERT INTO storage_document"
"""The last table that the recorder fills for a document of the review."""
LONGEST_S = 60.0


@dataclass(frozen=True)
class Look:
    """Before a question to the database, which names these values."""

    named: frozenset[str]


@dataclass(frozen=True)
class HandIn:
    """Before something is handed in."""

    given: Submission


@dataclass(frozen=True)
class Commit:
    """Its rows are written, and nobody can see them yet."""

    given: Submission


@dataclass(frozen=True)
class End:
    """What it came to: a value, or what was refused."""

    value: Any

    @property
    def refused(self) -> bool:
        """Whether it was refused with a reason."""
        return isinstance(self.value, Refusal)


Stop = Look | HandIn | Commit | End
Act = Callable[[], Any]
Decision = Callable[[Centre], Any]


class Hand:
    """A thread that goes on only when it is told to."""

    def __init__(self) -> None:
        self._told: SimpleQueue[Any] = SimpleQueue()
        self._stops: SimpleQueue[Stop | BaseException] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def go_on(self, told: Any = None) -> Stop:
        """Begin an act, or go on with an answer; where it stops next."""
        self._told.put(told)
        stop = self._stops.get(timeout=LONGEST_S)
        if isinstance(stop, BaseException):
            raise stop
        return stop

    def close(self) -> None:
        """End the thread and its connection."""
        self._told.put(None)
        self._thread.join()

    def stop(self, at: Stop) -> Any:
        """Wait here until told to go on, and with what."""
        self._stops.put(at)
        return self._told.get()

    def around(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        """What happens around each statement of this thread."""
        return execute(sql, *given)

    def _run(self) -> None:
        see_everything()
        with connection.execute_wrapper(self.around):
            while (act := self._told.get()) is not None:
                try:
                    self._stops.put(End(act()))
                except Refusal as refusal:
                    self._stops.put(End(refusal))
                except BaseException as err:  # noqa: BLE001 - told to the one who watches
                    self._stops.put(err)
        connection.close()


class Decider(Hand):
    """Somebody who decides: stops before each question and each submission."""

    def around(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        """Stop before a question; a setting of the connection is none."""
        if sql.startswith("SELECT") and "set_config" not in sql and "current_setting" not in sql:
            self.stop(Look(frozenset(str(one) for one in given[0] or ())))
        return execute(sql, *given)

    def hand_in(self, given: Submission) -> Acknowledgement:
        """As over the window of the recorder."""
        check(given)
        answer: Answer = self.stop(HandIn(parse(write(given))))
        if isinstance(answer, Refusal):
            raise answer
        return answer


class Scribe(Hand):
    """The recorder: stops between its last row and the commit."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        made = self.go_on(lambda: Recorder(home))
        assert isinstance(made, End)
        self._recorder: Recorder = made.value
        self._given: Submission | None = None

    def around(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        """Stop behind the last rows."""
        done = execute(sql, *given)
        if sql.startswith(LAST_ROWS) and self._given is not None:
            self.stop(Commit(self._given))
        return done

    def begin(self, given: Submission) -> Stop:
        """Write one submission; it stops before the commit, or ends where it was refused."""
        self._given = given
        return self.go_on(lambda: self._recorder.append([given])[0])

    def at_once(self, given: Sequence[Submission]) -> list[Answer]:
        """Record a batch as a whole."""
        self._given = None
        done = self.go_on(lambda: self._recorder.append(given))
        assert isinstance(done, End)
        return list(done.value)

    def hand_in(self, given: Submission) -> Acknowledgement:
        """For whoever prepares what is decided on."""
        check(given)
        [answer] = self.at_once([given])
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def let_go(self) -> None:
        """Let another be the recorder, and end."""
        self._recorder.close()
        self.close()


@dataclass(frozen=True)
class Two:
    """Two decisions to be taken at once.

    Args:
        acts: each takes the centre that it is taken at.
        lawful: asserts on what both came to.
    """

    acts: tuple[Decision, Decision]
    lawful: Callable[[End, End], None]


@dataclass
class Node:
    """A choice on the way.

    Args:
        moves: those that are tried, one after the other; races that are found add some.
        open: those that there were.
        asleep: those whose orders were all tried before.
    """

    moves: list[str]
    open: list[str]
    asleep: frozenset[str]
    at: int = 0

    def add(self, move: str) -> None:
        """Try this one too."""
        if move in self.open and move not in (*self.moves, *self.asleep):
            self.moves.append(move)


@dataclass
class Way:
    """The steps of a run so far, and how far each hand has noticed the other.

    Args:
        steps: who took each step, and which.
        noticed: by hand, the last step of the other that comes before its own in any case.
    """

    path: list[Node]
    steps: list[tuple[int, Stop]] = field(default_factory=list)
    noticed: list[int] = field(default_factory=lambda: [-1, -1])

    def add(self, hand: int, stop: Stop) -> None:
        """The next step; where it could as well have come before one that it notices, try that."""
        for at in range(len(self.steps) - 1, self.noticed[hand], -1):
            other, earlier = self.steps[at]
            if other != hand and not _apart(earlier, stop):
                self._try_before(at, hand)
                self.noticed[hand] = at
                break
        self.steps.append((hand, stop))

    def add_both(self) -> None:
        """Both in one batch."""
        self.noticed = [len(self.steps)] * 2
        self.steps.append((-1, End(None)))

    def _try_before(self, at: int, hand: int) -> None:
        """There, or where it last could: it waits while rows of the other are not committed."""
        while str(hand) not in self.path[at].open:
            at -= 1
        self.path[at].add(str(hand))


@dataclass
class Table:
    """Two who decide, and the recorder; a move names who goes on: 0, 1, or both in one batch."""

    centre: Centre
    scribe: Scribe
    hands: tuple[Decider, Decider] = field(default_factory=lambda: (Decider(), Decider()))
    stops: list[Stop] = field(default_factory=list)

    def begin(self, two: Two) -> None:
        """Let both come to their first step."""
        self.stops = []
        for hand, act in zip(self.hands, two.acts, strict=True):
            here = replace(self.centre, hand_in=hand.hand_in)
            self.stops.append(hand.go_on(lambda act=act, here=here: act(here)))

    def close(self) -> None:
        """End both threads."""
        for hand in self.hands:
            hand.close()

    def moves(self) -> list[str]:
        """What can be done next, in a fixed order; nothing where both have ended."""
        busy = any(isinstance(one, Commit) for one in self.stops)
        found = [
            str(at)
            for at, one in enumerate(self.stops)
            if not isinstance(one, End) and not (busy and isinstance(one, HandIn))
        ]
        if all(isinstance(one, HandIn) for one in self.stops):
            found += ["01", "10"]
        return found

    def take(self, move: str) -> None:
        """One step."""
        if len(move) > 1:
            self._together([int(one) for one in move])
            return
        at = int(move)
        stop = self.stops[at]
        if isinstance(stop, Look):
            self.stops[at] = self.hands[at].go_on()
            return
        assert isinstance(stop, HandIn | Commit)
        done = self.scribe.begin(stop.given) if isinstance(stop, HandIn) else self.scribe.go_on()
        self.stops[at] = self.hands[at].go_on(done.value) if isinstance(done, End) else done

    def _together(self, order: list[int]) -> None:
        waiting = [self.stops[at] for at in order]
        given = [one.given for one in waiting if isinstance(one, HandIn)]
        for at, answer in zip(order, self.scribe.at_once(given), strict=True):
            self.stops[at] = self.hands[at].go_on(answer)


def orders(table: Table, begin: Callable[[], Two]) -> Iterator[tuple[Two, End, End]]:
    """Run every order of the steps of two decisions.

    Where two steps that notice each other fell in one order, the other order is tried from there
    (dynamic partial order reduction, Flanagan and Godefroid 2005).

    Args:
        begin: prepares fresh ground of the same form, and says who decides what on it.

    Yields:
        What both came to, once both have ended.
    """
    path: list[Node] = []
    while True:
        two = begin()
        table.begin(two)
        if _followed(table, path):
            first, second = table.stops
            assert isinstance(first, End)
            assert isinstance(second, End)
            yield two, first, second
        while path and path[-1].at + 1 >= len(path[-1].moves):
            path.pop()
        if not path:
            return
        path[-1].at += 1


def _followed(table: Table, path: list[Node]) -> bool:
    """Go the way that is chosen, and on to the end; whether no other way does the same."""
    way, asleep = Way(path), frozenset[str]()
    while moves := table.moves():
        if len(way.steps) == len(path):
            awake = [one for one in moves if one not in asleep]
            if not awake:
                _run_out(table)
                return False
            path.append(Node([awake[0], *(one for one in awake if len(one) > 1)], moves, asleep))
        node = path[len(way.steps)]
        assert node.open == moves, "the ground was of another form than before"
        move = node.moves[node.at]
        tried = {one for one in node.moves[: node.at] if len(one) == 1}
        stops = list(table.stops)
        if len(move) > 1:
            way.add_both()
            asleep = frozenset()
        else:
            way.add(int(move), stops[int(move)])
            asleep = frozenset(
                one for one in node.asleep | tried if _apart(stops[int(one)], stops[int(move)])
            )
        table.take(move)
    return True


def _run_out(table: Table) -> None:
    while moves := table.moves():
        table.take(moves[0])


def _apart(one: Stop, other: Stop) -> bool:
    """Whether two steps come to the same in either order."""
    if isinstance(one, Commit) and isinstance(other, Look):
        one, other = other, one
    if isinstance(one, Look) and isinstance(other, Commit):
        given = other.given
        touched = {given.subject, given.type.partition(".")[0], given.key}
        return bool(one.named) and not one.named & touched
    if isinstance(one, HandIn) and isinstance(other, HandIn):
        return not (_moves(one) & _rests_on(other) or _moves(other) & _rests_on(one))
    # What is not committed nobody sees, and whoever hands in meanwhile waits.
    return True


def _moves(one: HandIn) -> set[str]:
    return {str(one.given.subject), one.given.key}


def _rests_on(one: HandIn) -> set[str]:
    return _moves(one) | one.given.grounds.keys()

"""Many at once: each is recorded once, in one order."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from submissions import incident
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.ledger.entry import Entry, decode
from trucewatch.storage.desk import Desk
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.models import Entry as EntryRow
from trucewatch.storage.models import Head
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.refusals import RecorderStopped, StaleVersion
from trucewatch.storage.submission import NOT_YET, Submission
from trucewatch.storage.window import Visitor, Window

POSTS, COPIES, SENDERS = 1000, 5, 64


def test_a_thousand_posts_at_once_and_five_times(desk: Desk) -> None:
    """None lost, none twice, no gap; every copy gets the place of the first."""
    posts = [incident(f"i{at}", key=f"k{at}") for at in range(POSTS)]
    storm = posts * COPIES
    random.Random(1).shuffle(storm)
    with ThreadPoolExecutor(SENDERS) as senders:
        answers = list(senders.map(lambda one: desk.hand_in(one).result(timeout=60), storm))
    places = {(one.key, answer.seq) for one, answer in zip(storm, answers, strict=True)}
    assert len(places) == POSTS
    assert Counter(answer.repeated for answer in answers)[False] == POSTS
    assert [decode(body).seq for body in bodies(0, 2 * POSTS)] == list(range(POSTS))


def test_of_many_who_correct_at_once_each_version_has_one(desk: Desk) -> None:
    """Eight hands, one incident: versions follow one another and every loser is told."""
    desk.hand_in(incident("a")).result()

    def correct(hand: int) -> int:
        done = 0
        for version in range(1, 11):
            try:
                desk.hand_in(incident("a", version, hand=hand)).result()
                done += 1
            except StaleVersion:
                continue
        return done

    with ThreadPoolExecutor(8) as hands:
        done = sum(hands.map(correct, range(8)))
    assert Head.objects.get(subject="a").version == done + 1 == EntryRow.objects.count()


def test_other_processes_hand_in_at_the_window(desk: Desk, home: Home) -> None:
    """Eight connections, each answered for itself."""
    window = Window(home.socket, desk)

    def visit(hand: int) -> list[Acknowledgement]:
        visitor = Visitor(home.socket)
        answers = [visitor.hand_in(incident(f"h{hand}-{at}")) for at in range(20)]
        visitor.close()
        return answers

    with ThreadPoolExecutor(8) as hands:
        answers = [one for some in hands.map(visit, range(8)) for one in some]
    window.close()
    assert sorted(one.seq for one in answers) == list(range(160))


def test_a_malformed_line_at_the_window_is_answered(desk: Desk, home: Home) -> None:
    """And the connection goes on."""
    window = Window(home.socket, desk)
    visitor = Visitor(home.socket)
    told = []
    for line in (b"{}", b"[1]", b"\xff", b"[" * 100_000, b'{"submission": {"values": [1]}}'):
        visitor._stream.write(line + b"\n")
        visitor._stream.flush()
        told.append(visitor._stream.readline())
    answer = visitor.hand_in(incident("a"))
    visitor.close()
    window.close()
    assert all(b'"refused"' in line for line in told)
    assert answer.seq == 0


@pytest.mark.parametrize("data", [b"{", b'{"b":1,"a":2}', b"\xff", b"", b"[" * 100_000])
def test_what_only_calls_itself_json_is_refused(desk: Desk, home: Home, data: bytes) -> None:
    """The recorder reads such a value without asking; one stranger must not end it for all."""
    window = Window(home.socket, desk)
    visitor = Visitor(home.socket)
    given = incident("a")
    bad = [replace(one, data=data) if one.json else one for one in given.values]
    with pytest.raises(Refusal, match="no submission"):
        visitor.hand_in(replace(given, values=tuple(bad)))
    answer = visitor.hand_in(given)
    visitor.close()
    window.close()
    assert answer.seq == 0


def test_a_refusal_keeps_its_code_through_the_window(desk: Desk, home: Home) -> None:
    """So that a client can tell a stale version from a full disk."""
    window = Window(home.socket, desk)
    visitor = Visitor(home.socket)
    codes = [_code(visitor, given) for given in (incident("a", 4), incident("a"))]
    visitor.close()
    window.close()
    assert codes == ["stale_version", ""]


@pytest.mark.parametrize("grounds", [{"a": 1}, {"b": 0}, {"a": 1, "b": 0}])
def test_what_rests_on_what_stands_is_recorded(
    desk: Desk, home: Home, grounds: dict[str, int]
) -> None:
    """Also where it rests on there being nothing of a kind."""
    desk.hand_in(incident("a")).result()
    window = Window(home.socket, desk)
    visitor = Visitor(home.socket)
    answer = visitor.hand_in(replace(incident("c"), grounds=grounds))
    visitor.close()
    window.close()
    assert "grounds" not in answer.entry.decode()


@pytest.mark.parametrize("grounds", [{"a": 0}, {"a": 2}, {"b": 1}])
def test_what_rests_on_what_has_moved_is_refused(
    desk: Desk, home: Home, grounds: dict[str, int]
) -> None:
    """As a stale version, of the same class as at the desk itself."""
    desk.hand_in(incident("a")).result()
    window = Window(home.socket, desk)
    visitor = Visitor(home.socket)
    given = replace(incident("c"), grounds=grounds)
    with pytest.raises(StaleVersion):
        visitor.hand_in(given)
    with pytest.raises(StaleVersion):
        desk.hand_in(given).result()
    visitor.close()
    window.close()
    assert EntryRow.objects.count() == 1


@pytest.mark.parametrize(
    "grounds", [[], {"a": -1}, {"a": "1"}, {"a": True}, {"": 1}, {f"s{n}": 0 for n in range(17)}]
)
def test_grounds_that_are_none_are_refused(desk: Desk, home: Home, grounds: Any) -> None:
    """A stranger at the window cannot end the recorder with them."""
    window = Window(home.socket, desk)
    visitor = Visitor(home.socket)
    with pytest.raises(InvalidValue):
        visitor.hand_in(replace(incident("c"), grounds=grounds))
    answer = visitor.hand_in(incident("c"))
    visitor.close()
    window.close()
    assert answer.seq == 0


def _code(visitor: Visitor, given: Submission) -> str:
    try:
        visitor.hand_in(given)
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_home_that_is_too_deep_to_listen_in_is_told(desk: Desk, place: Path) -> None:
    """Names of sockets are short on every system."""
    with pytest.raises(Refusal, match="a shorter path"):
        Window(place / ("x" * 120), desk)


class _Faulty(Submission):
    """Passes the check at the desk and fails in the recorder, as a fault in the program would."""

    def entry(self, seq: int, ts: str) -> Entry:
        """Fail once it is to be recorded."""
        if ts != NOT_YET:
            raise RuntimeError(f"entry {seq}")
        return super().entry(seq, ts)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_in_the_program_leaves_nobody_waiting(home: Home) -> None:
    """Neither those of the batch nor those who come later; nothing of it is recorded."""
    desk = Desk(home).open()
    plain = incident("a")
    faulty = _Faulty(key=plain.key, type="a.b", actor="a", values=plain.values)
    with pytest.raises(RecorderStopped, match="has ended"):
        desk.hand_in(faulty).result(timeout=10)
    with pytest.raises(RecorderStopped, match="has ended"):
        desk.hand_in(incident("b")).result(timeout=10)
    desk.close()
    assert EntryRow.objects.count() == 0


def test_a_closed_desk_takes_nothing(home: Home) -> None:
    """And says so at once."""
    desk = Desk(home).open()
    desk.close()
    with pytest.raises(RecorderStopped, match="has ended"):
        desk.hand_in(incident("a")).result(timeout=10)

"""Whatever the clock does, entries stay in order, and a clock that is wrong is told soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ledger_world import WITNESSES
from program import trucewatch
from submissions import incident
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.entry import decode, encode
from trucewatch.ledger.instants import milliseconds
from trucewatch.ledger.policy import Policy
from trucewatch.mirror.collecting import collect
from trucewatch.mirror.folder import Folder
from trucewatch.storage.clock_alarm import LOOK_S, ClockAlarm, standing
from trucewatch.storage.clock_watch import MOST_S, STANDS_S, ClockWatch, Cosigning
from trucewatch.storage.cosigned_times import CosignedTimes
from trucewatch.storage.desk import Desk
from trucewatch.storage.entries import bodies
from trucewatch.storage.home import Home
from trucewatch.storage.publishing import Publisher
from trucewatch.storage.recorder import Acknowledgement, Recorder
from trucewatch.storage.refusals import RecorderStopped
from trucewatch.storage.submission import Submission
from verifiers import OK, by_python

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY = 86_400.0
VIENNA = ZoneInfo("Europe/Vienna")


@dataclass
class FakeClock:
    """A machine: `wall` is what its clock shows, `steady` what nobody can set."""

    wall: float = NOON.timestamp()
    steady: float = 1000.0

    def run(self, seconds: float) -> None:
        """Time passes."""
        self.wall += seconds
        self.steady += seconds

    def step(self, seconds: float) -> None:
        """Somebody sets the clock."""
        self.wall += seconds

    def now(self) -> dt.datetime:
        """As a recorder asks it."""
        return dt.datetime.fromtimestamp(self.wall, dt.UTC)

    def watch(self, *disagreeing: str) -> ClockWatch:
        """A watch over this clock."""
        return ClockWatch(lambda: self.wall, lambda: self.steady, disagreeing)


def told(watch: ClockWatch, last: float | None = None, *came: Cosigning) -> dict[str, int]:
    """By how much each comparison newly disagrees; 0 where it agrees again."""
    return {one.against: one.ahead_s for one in watch.look(last, came)}


def ways() -> Iterator[object]:
    """What a clock may show from one batch to the next."""
    day = dt.timedelta(days=1)
    second = dt.timedelta(seconds=1)
    yield pytest.param([NOON, NOON + day, NOON + 2 * second, NOON + day + second], id="day ahead")
    yield pytest.param([NOON, NOON - day, NOON - day + second, NOON + second], id="day back")
    last = dt.datetime(2026, 6, 30, 23, 59, 59, 900_000, dt.UTC)
    shown = [last, last - 0.8 * second, last - 0.4 * second, last + 0.2 * second]
    yield pytest.param(shown, id="leap second shown twice")
    night = dt.datetime(2026, 10, 25, 2, 59, 59, tzinfo=VIENNA)
    again = [night, night.replace(minute=0, second=1, fold=1), night.replace(fold=1)]
    yield pytest.param(again, id="hour shown twice")
    spring = dt.datetime(2026, 3, 29, 1, 59, 59, tzinfo=VIENNA)
    yield pytest.param([spring, spring.replace(hour=3, minute=0)], id="hour left out")


@pytest.mark.parametrize("shown", list(ways()))
def test_order_and_proofs_hold_whatever_the_clock_shows(
    sqlite: Home, place: Path, shown: list[dt.datetime]
) -> None:
    """No entry is before the one before it, and the stand-alone verifier accepts log and proofs."""
    clock = iter(shown)
    recorder = Recorder(sqlite, clock=lambda: next(clock))
    answers = [recorder.append([incident(f"i{at}")])[0] for at in range(len(shown))]
    Publisher(sqlite, recorder).publish()
    recorder.close()
    times = [milliseconds(decode(body).ts) for body in bodies(0, 99)]
    assert times == sorted(times)
    policy = place / "policy"
    policy.write_text(f"log {sqlite.key()}\nquorum none\n")
    assert by_python("log", sqlite.log, "--policy", policy) == OK
    for answer in answers:
        assert not isinstance(answer, Exception)
        (place / "entry").write_bytes(answer.entry)
        (place / "proof").write_bytes(answer.proof)
        assert by_python("entry", place / "entry", place / "proof", "--policy", policy) == OK


def test_an_hour_shown_twice_keeps_its_length(sqlite: Home) -> None:
    """The end of summer time is one hour in the ledger, not none."""
    night = dt.datetime(2026, 10, 25, 2, 30, tzinfo=VIENNA)
    clock = iter([night, night.replace(fold=1)])
    recorder = Recorder(sqlite, clock=lambda: next(clock))
    for subject in "ab":
        recorder.append([incident(subject)])
    recorder.close()
    assert [decode(body).ts for body in bodies(0, 2)] == [
        "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z",
    ]


def test_a_new_recorder_does_not_go_back_either(sqlite: Home) -> None:
    """The clock was set back while nothing ran."""
    clock = FakeClock()
    for subject in "ab":
        recorder = Recorder(sqlite, clock.now)
        recorder.append([incident(subject)])
        clock.step(-DAY)
        recorder.close()
    assert [decode(body).ts for body in bodies(0, 2)] == ["2026-03-01T12:00:00Z"] * 2


@pytest.mark.parametrize("step", [DAY, -DAY, 121, -121])
def test_a_step_is_told_at_the_next_look(step: float) -> None:
    """And the next look comes well within a minute."""
    clock = FakeClock()
    watch = clock.watch()
    clock.run(3600)
    clock.step(step)
    clock.run(LOOK_S)
    assert told(watch) == {"steady": step}
    assert LOOK_S <= 10


@pytest.mark.parametrize("step", [119, -119, 1, -1, 0])
def test_what_honest_clocks_do_is_not_told(step: float) -> None:
    """Leap seconds, corrections by a server of time, and nothing at all."""
    clock = FakeClock()
    watch = clock.watch()
    clock.step(step)
    assert told(watch) == {}


def test_a_night_asleep_is_not_a_step() -> None:
    """The steady clock runs on while the machine is suspended."""
    clock = FakeClock()
    watch = clock.watch()
    clock.run(8 * 3600)
    assert told(watch) == {}


def test_many_small_steps_add_up() -> None:
    """Somebody who moves the clock by a minute each time is told too."""
    clock = FakeClock()
    watch, found = clock.watch(), []
    for _ in range(3):
        clock.step(-60)
        found.append(told(watch))
    assert found == [{}, {}, {"steady": -180}]


def test_an_alarm_is_told_once() -> None:
    """Not at every look for a day."""
    clock = FakeClock()
    watch = clock.watch()
    clock.step(DAY)
    told(watch)
    clock.run(60)
    assert told(watch) == {}


def test_a_clock_that_is_right_again_is_told() -> None:
    """So that nobody looks for a fault that has gone."""
    clock = FakeClock()
    watch = clock.watch()
    clock.step(DAY)
    told(watch)
    clock.step(-DAY)
    clock.run(STANDS_S)
    assert told(watch) == {"steady": 0}


def test_a_clock_that_swings_does_not_fill_the_ledger() -> None:
    """At most two entries in ten minutes for each comparison, looked at each five seconds."""
    clock = FakeClock()
    watch, entries = clock.watch(), 0
    for at in range(int(3600 / LOOK_S)):
        clock.step(DAY if at % 2 == 0 else -DAY)
        clock.run(LOOK_S)
        entries += len(told(watch))
    assert 0 < entries <= 2 * 3600 / STANDS_S


def test_entries_ahead_of_the_clock_are_told() -> None:
    """After a start with a clock that was set back, which no steady clock saw."""
    clock = FakeClock()
    assert told(clock.watch(), clock.wall + DAY) == {"entries": -DAY}


def test_entries_of_long_ago_are_no_alarm() -> None:
    """A quiet week says nothing of the clock."""
    clock = FakeClock()
    assert told(clock.watch(), clock.wall - 7 * DAY) == {}


def cosigning(clock: FakeClock, at: float, entry: float, size: int = 7) -> Cosigning:
    """By the east, `at` and the newest entry in seconds from now."""
    return Cosigning("east", size, int(clock.wall + at), clock.wall + entry)


@pytest.mark.parametrize(
    ("at", "entry", "says"),
    [
        (-5, -10, {}),
        (110, -10, {}),
        (-120, -10, {}),
        (-6 * DAY, -7 * DAY, {}),
        (DAY, -10, {"witness:east": -DAY}),
        (-DAY - 10, -10, {"witness:east": DAY}),
    ],
    ids=["live", "a little ahead", "a little behind", "a stick after days", "ahead", "behind"],
)
def test_a_cosignature_brackets_the_clock(at: float, entry: float, says: dict[str, int]) -> None:
    """It is made after what it covers and before it comes back, however long the way."""
    clock = FakeClock()
    assert told(clock.watch(), None, cosigning(clock, at, entry)) == says


def test_an_older_checkpoint_does_not_call_off_the_alarm() -> None:
    """The newest cosignature of each tells how its clock stands today."""
    clock = FakeClock()
    watch = clock.watch()
    assert told(watch, None, cosigning(clock, DAY, -10)) == {"witness:east": -DAY}
    clock.run(STANDS_S)
    assert told(watch, None, cosigning(clock, -700, -800, size=3)) == {}
    assert told(watch, None, cosigning(clock, -5, -10, size=9)) == {"witness:east": 0}


def test_two_who_cosign_are_told_apart() -> None:
    """Swap their names and nothing else changes."""
    clock = FakeClock()
    good, bad = cosigning(clock, -5, -10), cosigning(clock, DAY, -10)
    for ahead, other in (("east", "west"), ("west", "east")):
        came = [Cosigning(other, 7, good.at, good.not_before)]
        came.append(Cosigning(ahead, 7, bad.at, bad.not_before))
        assert told(clock.watch(), None, *came) == {f"witness:{ahead}": -DAY}


@pytest.mark.parametrize("at", [0, 2**63 - 1])
def test_an_absurd_time_still_makes_an_entry(at: int) -> None:
    """Nobody silences the alarm by a number that no entry takes."""
    clock = FakeClock()
    (change,) = clock.watch().look(None, [Cosigning("east", 7, at, clock.wall)])
    body = encode(change.submission().entry(0, "2026-03-01T12:00:00Z"))
    ahead = decode(body).payload_public["ahead_s"]
    assert isinstance(ahead, int)
    assert abs(ahead) <= MOST_S


@dataclass
class AtWork:
    """A desk whose machine has a fake clock, watched by hand in place of every few seconds."""

    clock: FakeClock
    desk: Desk
    alarm: ClockAlarm
    lines: list[str]


def unwatched(home: Home, lines: list[str], clock: FakeClock) -> Desk:
    """A desk at which nobody looks at the clock but the test."""
    desk = Desk(home, alarm=lines.append, clock=clock.now).open()
    assert desk._watch is not None
    desk._watch.close()
    return desk


@pytest.fixture
def at_work(home: Home) -> Iterator[AtWork]:
    """One entry is on record and published; both delegations may cosign."""
    clock, lines = FakeClock(), list[str]()
    words = "".join(f"witness {word} {one.key}\n" for word, one in WITNESSES.items())
    home.policy.write_text(f"log {home.key()}\n{words}quorum none\n")
    desk = unwatched(home, lines, clock)
    desk.hand_in(incident("a")).result()
    alarm = ClockAlarm(
        clock.watch(),
        CosignedTimes(home),
        hand_in=desk.hand_in,
        tell=lines.append,
        last=lambda: decode(bodies(0, 1)[0]).ts,
    )
    yield AtWork(clock, desk, alarm, lines)
    desk.close()


def settled(at: AtWork) -> None:
    """Whatever the alarm handed in is recorded once something after it is."""
    at.desk.hand_in(incident(f"after-{at.clock.wall}")).result()


def collected(home: Home, word: str, at: float) -> None:
    """A cosignature of the newest checkpoint comes back from a delegation."""
    note = cosign((home.log / "checkpoint").read_bytes(), WITNESSES[word], int(at))
    policy, folder = Policy.parse(home.policy.read_bytes()), Folder(home.log)
    with folder.lock():
        collect(folder, note, policy)


def published(home: Home, at: AtWork) -> None:
    """End the desk, which publishes what it has."""
    at.desk.close()
    assert (home.log / "checkpoint").exists()


def test_a_step_is_an_entry_and_recording_goes_on(at_work: AtWork) -> None:
    """Everybody who holds the log sees it; nobody has to wait."""
    at_work.clock.step(-DAY)
    at_work.alarm.look()
    settled(at_work)
    entries = [decode(body) for body in bodies(1, 9)]
    assert [one.type for one in entries] == ["clock.skewed", "clock.skewed", "incident.recorded"]
    assert [one.payload_public.get("against") for one in entries[:2]] == ["steady", "entries"]
    assert [one.ts for one in entries] == [decode(bodies(0, 1)[0]).ts] * 3
    assert "behind where it would be had nobody set it" in at_work.lines[0]


def test_the_record_knows_what_still_disagrees(at_work: AtWork) -> None:
    """For `record check`, and for the recorder that starts next."""
    at_work.clock.step(DAY)
    at_work.alarm.look()
    settled(at_work)
    assert {name: one.ahead_s for name, (_, one) in standing().items()} == {"steady": DAY}
    at_work.clock.step(-DAY)
    at_work.clock.run(STANDS_S)
    at_work.alarm.look()
    settled(at_work)
    assert standing() == {}


def test_a_new_recorder_calls_off_what_has_gone(at_work: AtWork) -> None:
    """It takes the clock as it finds it; what the witnesses say stays."""
    assert told(at_work.clock.watch("steady", "witness:east")) == {"steady": 0}


@pytest.mark.parametrize("word", ["delegation-a", "delegation-b"])
def test_a_collected_cosignature_is_compared(home: Home, at_work: AtWork, word: str) -> None:
    """The clock of whoever cosigned, by the name in the policy."""
    published(home, at_work)
    collected(home, word, at_work.clock.wall + DAY)
    found = CosignedTimes(home)
    assert found.fresh() == []
    watch = at_work.clock.watch()
    collected(home, "facilitator", at_work.clock.wall + 1)
    assert told(watch, None, *found.fresh()) == {f"witness:{word}": -DAY}


def test_two_cosignatures_between_two_looks_are_both_seen(home: Home, at_work: AtWork) -> None:
    """Also where the second file stands on the freed place of the first."""
    published(home, at_work)
    found = CosignedTimes(home)
    for word in ("delegation-a", "delegation-b"):
        collected(home, word, at_work.clock.wall)
    assert {one.witness for one in found.fresh()} == {"delegation-a", "delegation-b"}


def test_each_cosignature_is_looked_at_once(home: Home, at_work: AtWork) -> None:
    """However often the folder is."""
    published(home, at_work)
    found = CosignedTimes(home)
    collected(home, "facilitator", at_work.clock.wall + 1)
    assert [len(found.fresh()) for _ in range(3)] == [1, 0, 0]


def test_a_cosignature_that_does_not_hold_says_nothing(home: Home, at_work: AtWork) -> None:
    """Whoever writes to the folder cannot raise an alarm in another's name."""
    published(home, at_work)
    found = CosignedTimes(home)
    collected(home, "facilitator", at_work.clock.wall + DAY)
    kept = home.log / "checkpoints" / "001"
    kept.write_bytes(kept.read_bytes()[:-12] + b"AAAAAAAAAAA\n")
    assert found.fresh() == []


def test_without_a_policy_nobody_is_compared(home: Home, at_work: AtWork) -> None:
    """And nothing is refused."""
    published(home, at_work)
    found = CosignedTimes(home)
    collected(home, "facilitator", at_work.clock.wall + DAY)
    home.policy.unlink()
    assert found.fresh() == []


def test_a_policy_that_is_none_is_told_once(home: Home, at_work: AtWork) -> None:
    """The other comparisons go on."""
    home.policy.write_text("nonsense\n")
    at_work.clock.step(DAY)
    at_work.alarm.look()
    at_work.alarm.look()
    about = [line.split(":")[0][:41] for line in at_work.lines]
    assert about == [
        "the clock is not compared with those who ",
        "the clock of this machine is ahead of whe",
    ]


def test_what_was_not_recorded_is_handed_in_again(home: Home, at_work: AtWork) -> None:
    """Under the same key, so it is one entry in the end."""
    handed: list[str] = []

    def failing_once(given: Submission) -> Future[Acknowledgement]:
        handed.append(given.key)
        if len(handed) > 1:
            return at_work.desk.hand_in(given)
        answer: Future[Acknowledgement] = Future()
        answer.set_exception(RecorderStopped("stopped"))
        return answer

    watch = at_work.clock.watch()
    alarm = ClockAlarm(
        watch, CosignedTimes(home), hand_in=failing_once, tell=print, last=lambda: None
    )
    at_work.clock.step(DAY)
    alarm.look()
    settled(at_work)
    assert len(set(handed)) == 1
    assert [decode(body).type for body in bodies(1, 9)] == ["clock.skewed", "incident.recorded"]


def test_check_tells_a_clock_that_is_wrong(sqlite: Home) -> None:
    """In a line with the entry, and exit status 0: the rows are as they were signed."""
    clock = FakeClock()
    desk = unwatched(sqlite, [], clock)
    watch = clock.watch()
    clock.step(-DAY)
    (change,) = watch.look(None)
    desk.hand_in(change.submission()).result()
    desk.close()
    done = trucewatch("record", "check", "--home", sqlite.root, "--guard", sqlite.guard_folder)
    assert done.code == 0
    assert "since entry 0: the clock of this machine is behind" in done.text

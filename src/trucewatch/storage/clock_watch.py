"""Whether this machine's clock can be believed: held against everything here that tells time.

    steady        how long this program has run, by a clock that nobody sets
    entries       the time of the last entry, which never goes back
    witness:NAME  the time in a cosignature, by the clock of a delegation or the facilitator

No comparison stops anything: times in entries stay in order whatever the clock does, and people
decide which clock is wrong.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from trucewatch.domain.sentence import Sentence
from trucewatch.storage.submission import Submission, submission

LIMIT_S = 120
"""Seconds that two honest clocks may differ; the verifiers allow the same."""
STANDS_S = 600.0
"""An alarm stands for ten minutes at least, so that a clock that swings cannot fill the ledger."""
MOST_S = 100 * 366 * 86_400
"""A hundred years: whoever cosigns a time beyond does not make the entry impossible."""
SKEWED, AGREED = "clock.skewed", "clock.agreed"
ACTOR = "recorder"
KEYS = "clock:"
"""How the keys of these entries begin, by which they are found again."""
STEADY, ENTRIES, WITNESS = "steady", "entries", "witness:"


def steady_s() -> float:
    """Seconds of a clock that nobody sets; where the system has one, it runs on while asleep."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


@dataclass(frozen=True)
class Cosigning:
    """A cosignature that somebody brought.

    Args:
        witness: its name in the policy.
        size: entries of the checkpoint.
        at: POSIX seconds by the witness's clock.
        not_before: POSIX seconds of the newest entry it covers, by ours; None where it covers none.
    """

    witness: str
    size: int
    at: int
    not_before: float | None


@dataclass(frozen=True)
class Change:
    """A comparison that began or ceased to disagree.

    Args:
        against: what the clock was held against.
        ahead_s: by how many seconds at least this clock is ahead; negative where it is behind, 0
            where both agree again.
        at: POSIX seconds by this clock.
    """

    against: str
    ahead_s: int
    at: float

    def __str__(self) -> str:
        """One line for a person."""
        return str(self.told())

    def told(self) -> Sentence:
        """What it says, for pages in their language.

        >>> Change("witness:east", -7200, 0.0).told()
        'the clock of this machine is behind that of witness:east by 7200 s or more'
        """
        than = TOLD.get(self.against) or Sentence("that of {witness}", witness=self.against)
        by = abs(self.ahead_s)
        if not by:
            return Sentence("the clock of this machine agrees again with {than}", than=than)
        if self.ahead_s > 0:
            return Sentence(
                "the clock of this machine is ahead of {than} by {by} s or more", than=than, by=by
            )
        return Sentence(
            "the clock of this machine is behind {than} by {by} s or more", than=than, by=by
        )

    def submission(self) -> Submission:
        """The entry that tells of it, open to everybody who holds the log."""
        skew = {"ahead_s": self.ahead_s} if self.ahead_s else {}
        return submission(
            key=f"{KEYS}{secrets.token_hex(16)}",
            type=SKEWED if self.ahead_s else AGREED,
            actor=ACTOR,
            public={"against": self.against, "clock_s": int(self.at), **skew},
        )


TOLD = {
    STEADY: Sentence("where it would be had nobody set it since the recorder began"),
    ENTRIES: Sentence("the time of the last entry"),
}


def behind_cosigning(one: Cosigning, now: float) -> float:
    """By how many seconds at least our clock is ahead of the witness's; negative where behind.

    A cosignature is made after the newest entry it covers and before it is seen here. However long
    it was on the way, an honest pair of clocks has it in between, so a stick that comes after a
    week raises no alarm.

    >>> behind_cosigning(Cosigning("east", 7, at=1000, not_before=900.0), now=90_000.0)
    0.0
    >>> behind_cosigning(Cosigning("east", 7, at=1000, not_before=4600.0), now=4700.0)
    3600.0
    >>> behind_cosigning(Cosigning("east", 7, at=9000, not_before=900.0), now=1000.0)
    -8000.0
    """
    if one.not_before is not None and one.at < one.not_before:
        return one.not_before - one.at
    return min(0.0, now - one.at)


@dataclass
class ClockWatch:
    """Remembers what each comparison said last, and tells what changed.

    Args:
        clock: POSIX seconds by this machine's clock.
        steady: seconds since any moment, by a clock that nobody sets.
        disagreeing: comparisons that disagreed when the last recorder ended.
    """

    clock: Callable[[], float]
    steady: Callable[[], float]
    disagreeing: Iterable[str] = ()
    since: dict[str, float] = field(init=False)
    newest: dict[str, tuple[int, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._offset = self.clock() - self.steady()
        begun = self.steady() - STANDS_S
        self.since = dict.fromkeys(self.disagreeing, begun)

    def look(self, last: float | None, cosignings: Iterable[Cosigning] = ()) -> list[Change]:
        """What began or ceased to disagree since the last look.

        Args:
            last: POSIX seconds of the last entry, None where there is none.
            cosignings: those that came since the last look.
        """
        now, steady = self.clock(), self.steady()
        for one in cosignings:
            self._take(one, now)
        found = dict(self._compared(now, steady, last))
        return [change for name in found for change in self._change(name, found[name], now, steady)]

    def _take(self, one: Cosigning, now: float) -> None:
        """Keep what the cosignature of the largest checkpoint says; an older one says no more."""
        size, _ = self.newest.get(one.witness, (-1, 0.0))
        if one.size >= size:
            self.newest[one.witness] = one.size, behind_cosigning(one, now)

    def _compared(
        self, now: float, steady: float, last: float | None
    ) -> Iterator[tuple[str, float]]:
        yield STEADY, now - steady - self._offset
        if last is not None:
            yield ENTRIES, min(0.0, now - last)
        for name, (_, ahead) in self.newest.items():
            yield f"{WITNESS}{name}", ahead

    def _change(self, name: str, ahead: float, now: float, steady: float) -> Iterator[Change]:
        wrong, standing = abs(ahead) > LIMIT_S, name in self.since
        if wrong and not standing:
            self.since[name] = steady
            yield Change(name, int(max(-MOST_S, min(ahead, MOST_S))), now)
        elif standing and not wrong and steady - self.since[name] >= STANDS_S:
            del self.since[name]
            yield Change(name, 0, now)

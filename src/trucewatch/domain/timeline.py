"""When terms held and by whose account, side by side along one line of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.errors import require
from trucewatch.domain.finding import Certainty, Step
from trucewatch.domain.moment import TimeFact


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldSpan:
    """A stretch of time through which terms held alike.

    Args:
        start, end: half-open; None where that side is open.
        certainty: surely or possibly.
    """

    certainty: Certainty
    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def __post_init__(self) -> None:
        require(self.certainty is not Certainty.NOT, "a span tells when terms held")
        if self.start is not None and self.end is not None:
            require(self.start < self.end, "a span cannot end before it starts")

    def touches(self, since: dt.datetime | None, until: dt.datetime | None) -> bool:
        """Whether any of it lies between two instants; None is an open side."""
        begun = self.start is None or until is None or self.start < until
        return begun and (self.end is None or since is None or since < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """When one agreement held by one reading: spans in order, apart; () where never."""

    reading: str
    spans: tuple[HeldSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldThen:
    """Whether one agreement held at one instant by one reading, and why."""

    reading: str
    certainty: Certainty
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """One change of an agreement on its line of time.

    Args:
        starts: every account of when it takes effect, or of when the stretch that it adds begins.
        ends: every account of when that stretch ends; () for kinds that add none, or open.
        announced: every account of when it was told.
        retroactive: how surely it was told after it took effect, None where either is not known.
        contested: whether accounts of its moments exclude one another, or somebody denies one.
    """

    id: str
    kind: AmendmentKind
    starts: tuple[TimeFact, ...]
    ends: tuple[TimeFact, ...] = ()
    announced: tuple[TimeFact, ...] = ()
    retroactive: Certainty | None = None
    contested: bool = False
    amends: str | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when one clause of an agreement asks for something to be done.

    Args:
        clause: its number in the text.
        deadline: every account of the deadline, at least one.
        contested: whether accounts of it exclude one another, or somebody denies one.
        summary: the clause in our own words, English.
    """

    clause: str
    deadline: tuple[TimeFact, ...]
    contested: bool = False
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One agreement on the line of time.

    Args:
        names, langs: as in the agreement.
        parent: id of the agreement it nests in, whether or not that is on the line too.
        depth: 0 for those that nest in nothing shown.
        starts, ends: every account of its first stretch; no ends is open by the text.
        retroactive: how surely it was told after it took effect, None where either is not known.
        contested: whether accounts of its start or end exclude one another, or are denied.
        held: one for each reading, in the order of the agreement.
        due: the clauses with a deadline, in the order of the agreement.
    """

    agreement: str
    names: tuple[str, ...]
    time_zone: str
    starts: tuple[TimeFact, ...]
    held: tuple[Held, ...]
    ends: tuple[TimeFact, ...] = ()
    announced: tuple[TimeFact, ...] = ()
    signed: tuple[TimeFact, ...] = ()
    retroactive: Certainty | None = None
    contested: bool = False
    amended: tuple[Amended, ...] = ()
    due: tuple[Due, ...] = ()
    parent: str | None = None
    depth: int = 0
    langs: tuple[str, ...] = ()

    def name_in(self, lang: str) -> str:
        """The first name in `lang`, else the first of all."""
        pairs = zip(self.names, self.langs, strict=False)
        return next((name for name, its in pairs if its == lang), self.names[0])

    def facts(self) -> Iterator[TimeFact]:
        """Every account on it, amendments and deadlines included."""
        yield from (*self.announced, *self.signed, *self.starts, *self.ends)
        for one in self.amended:
            yield from (*one.announced, *one.starts, *one.ends)
        for due in self.due:
            yield from due.deadline

    def touches(self, since: dt.datetime | None, until: dt.datetime | None) -> bool:
        """Whether it held, or anything about it was told to be, between two instants."""
        spans = (span for one in self.held for span in one.spans)
        return any(one.touches(since, until) for one in spans) or any(
            _lies(fact, since, until) for fact in self.facts()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Agreements along one line of time, each below the one it nests in.

    Args:
        known_at: everything on it could have been known then; None knows everything.
        not_yet_announced: ids asked for of which nobody could have known then.
        since, until: the stretch of time that was asked for; None is all. Spans stand whole.
    """

    lanes: tuple[Lane, ...]
    known_at: dt.datetime | None = None
    not_yet_announced: tuple[str, ...] = ()
    since: dt.datetime | None = None
    until: dt.datetime | None = None

    def between(self, since: dt.datetime | None, until: dt.datetime | None) -> Timeline:
        """The same with only those lanes that have anything to show there, and their parents.

        Raises:
            InvalidValue: `until` is not after `since`.
        """
        if since is not None and until is not None:
            require(since < until, "the time asked for ends before it starts")
        kept: set[str] = set()
        for lane in reversed(self.lanes):
            if lane.agreement in kept or lane.touches(since, until):
                kept |= {lane.agreement, *([lane.parent] if lane.parent else [])}
        lanes = tuple(one for one in self.lanes if one.agreement in kept)
        return replace(self, lanes=lanes, since=since, until=until)


def _lies(fact: TimeFact, since: dt.datetime | None, until: dt.datetime | None) -> bool:
    if fact.at is None or (until is not None and fact.at >= until):
        return False
    return since is None or fact.at >= since or (fact.until is not None and fact.until > since)


def contested(accounts: Iterable[TimeFact]) -> bool:
    """Whether somebody denies an account, or two of them cannot both be right.

    A day and an hour of that day can; a moment that is not known contradicts none.

    >>> from trucewatch.domain.moment import Citation, Grade
    >>> noon = dt.datetime(2020, 3, 1, 12, tzinfo=dt.UTC)
    >>> cited = Citation("the text", Grade.READ)
    >>> exact = TimeFact(at=noon, citation=cited)
    >>> of_day = TimeFact(at=noon.replace(hour=0), until=noon.replace(day=2), citation=cited)
    >>> contested([exact, of_day]), contested([exact, TimeFact(at=None, citation=cited)])
    (False, False)
    >>> contested([exact, TimeFact(at=noon.replace(hour=13), citation=cited)])
    True
    """
    listed = list(accounts)
    pairs = combinations(listed, 2)
    return any(one.contested_by for one in listed) or any(_apart(*pair) for pair in pairs)


def _apart(one: TimeFact, other: TimeFact) -> bool:
    if one.at is None or other.at is None:
        return False
    if one.until is None and other.until is None:
        return one.at != other.at
    return _over_by(one, other.at) or _over_by(other, one.at)


def _over_by(one: TimeFact, at: dt.datetime) -> bool:
    """Whether a moment had come before an instant: a day is over at its last midnight."""
    if one.until is not None:
        return one.until <= at
    return one.at is not None and one.at < at

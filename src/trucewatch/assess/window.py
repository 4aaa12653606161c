"""Whether terms were in force: every asserted start and end, and what was known when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.readings import TermsReading
from trucewatch.data.zones import zone
from trucewatch.domain.agreement import Agreement, Clause, Extension, TimeFact, Window
from trucewatch.domain.finding import Certainty
from trucewatch.domain.time import UTC, TimeRange

ALWAYS, NEVER = dt.datetime.min.replace(tzinfo=UTC), dt.datetime.max.replace(tzinfo=UTC)
IN_FORCE = "in_force"

Span = tuple[dt.datetime, dt.datetime]
"""Half-open range of instants; `ALWAYS` and `NEVER` stand for open sides."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unbroken stretch of time by one reading: the moments that count and what they span."""

    starts: tuple[TimeFact, ...]
    ends: tuple[TimeFact, ...]
    surely: Span
    possibly: Span


@dataclass(frozen=True, slots=True)
class Force:
    """When terms held by one reading.

    Args:
        stretches: in the order of the agreement; () where nothing could have been known yet.
        surely: spans in which they held by every account that counts, in order and apart.
        possibly: spans in which they held by some account, likewise.
    """

    stretches: tuple[Stretch, ...]
    surely: tuple[Span, ...]
    possibly: tuple[Span, ...]

    def during(self, span: Span) -> Certainty:
        """How surely they held at an instant somewhere in `span`."""
        if any(start <= span[0] and span[1] <= end for start, end in self.surely):
            return SURELY
        touched = any(start < span[1] and span[0] < end for start, end in self.possibly)
        return POSSIBLY if touched else NOT

    def around(self, span: Span) -> tuple[Stretch, ...]:
        """The stretches that `span` touches, else the one next to come, else the last."""
        touched = tuple(
            one for one in self.stretches if one.possibly[0] < span[1] and span[0] < one.possibly[1]
        )
        coming = tuple(one for one in self.stretches if span[1] <= one.possibly[0])
        return touched or coming[:1] or self.stretches[-1:]


def span_of(time: TimeRange) -> Span:
    """The range with its open sides made explicit."""
    return time.start or ALWAYS, time.end or NEVER


def at_instant(at: dt.datetime) -> Span:
    """The one second that begins at `at`."""
    return at, at + dt.timedelta(seconds=1)


def force(
    agreement: Agreement,
    reading: TermsReading,
    *,
    clause: Clause | None = None,
    known_at: dt.datetime | None = None,
) -> Force:
    """When an agreement held, or one clause with a window of its own.

    Args:
        reading: whose accounts count; where none of its own is told, all accounts stand.
        known_at: leave out what could not have been known then; None knows everything.
    """
    stretches = []
    for window in _windows(agreement, clause, known_at):
        begun = _counted(window.starts, reading, known_at)
        ended = _counted(window.ends, reading, known_at)
        surely = _latest(begun), _surely_until(ended)
        possibly = _earliest(begun), _possibly_until(ended)
        stretches.append(Stretch(tuple(begun), tuple(ended), surely, possibly))
    return Force(
        tuple(stretches),
        _merged(one.surely for one in stretches),
        _merged(one.possibly for one in stretches),
    )


def _windows(
    agreement: Agreement, clause: Clause | None, known_at: dt.datetime | None
) -> Iterator[Window]:
    if clause is not None and clause.window is not None:
        yield clause.window
        return
    stretches: list[Agreement | Extension] = [agreement, *agreement.extensions]
    for stretch in stretches:
        if known_at is None or announced(stretch) <= known_at:
            yield stretch.window


def announced(stretch: Agreement | Extension) -> dt.datetime:
    """The first instant at which it could have been known; its start where nobody tells."""
    told = [fact.at for fact in stretch.announced if fact.at is not None]
    return min(told) if told else _earliest(stretch.window.starts)


def _counted(
    facts: Sequence[TimeFact], reading: TermsReading, known_at: dt.datetime | None
) -> list[TimeFact]:
    known = [
        fact
        for fact in facts
        if known_at is None or fact.known_from is None or fact.known_from <= known_at
    ]
    own = [fact for fact in known if reading.counts(fact.asserted_by, fact.contested_by)]
    return own or known


def _earliest(facts: Iterable[TimeFact]) -> dt.datetime:
    return min((fact.at or ALWAYS for fact in facts), default=NEVER)


def _latest(facts: Sequence[TimeFact]) -> dt.datetime:
    """By when it had surely begun: never where every account of a start is denied."""
    if all(fact.contested_by for fact in facts):
        return NEVER
    return max(fact.latest or NEVER for fact in facts)


def _surely_until(facts: Sequence[TimeFact]) -> dt.datetime:
    return min((fact.at or ALWAYS for fact in facts), default=NEVER)


def _possibly_until(facts: Sequence[TimeFact]) -> dt.datetime:
    """Until when it may have held: without end where every account of an end is denied."""
    if all(fact.contested_by for fact in facts):
        return NEVER
    return max(fact.latest or NEVER for fact in facts)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch made one; empty ones left out."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def in_force(held: Force, span: Span | None, time_zone: str) -> Answer:
    """Whether terms that held so were in force at an event somewhere in `span`.

    Args:
        span: None where nothing at all is known of when it was.
        time_zone: IANA name of the clock in which the answer tells its moments.
    """
    near = held.around(span or (ALWAYS, NEVER))
    starts = accounts((fact for one in near for fact in one.starts), time_zone)
    ends = accounts((fact for one in near for fact in one.ends), time_zone)
    facts = {"starts": starts, "ends": ends} if ends else {"starts": starts}
    if not near:
        return Answer(IN_FORCE, NOT, "in_force.not_known")
    if span is None:
        return Answer(IN_FORCE, POSSIBLY, "in_force.no_time", facts)
    certainty = held.during(span)
    if certainty is not NOT:
        code = f"in_force.{certainty}" if ends else f"in_force.{certainty}_open"
        return Answer(IN_FORCE, certainty, code, facts)
    if span[1] <= near[0].possibly[0]:
        return Answer(IN_FORCE, NOT, "in_force.before_effect", {"starts": starts})
    return Answer(IN_FORCE, NOT, "in_force.after_end", {"ends": ends})


def accounts(facts: Iterable[TimeFact], time_zone: str) -> str:
    """Each asserted moment once, with who asserts it: `2016-05-04T00:01+03:00 a b; unknown`."""
    told = (" ".join((local(fact.at, time_zone), *fact.asserted_by)) for fact in facts)
    return "; ".join(dict.fromkeys(told))


def local(at: dt.datetime | None, time_zone: str) -> str:
    """An instant on the clock of a zone, with its offset; `unknown` where there is none."""
    if at is None:
        return "unknown"
    if at in {ALWAYS, NEVER}:
        return "open"
    return at.astimezone(zone(time_zone)).isoformat(timespec="minutes")

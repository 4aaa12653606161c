"""Whether terms were in force: every asserted start and end, and what was known when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.readings import TermsReading
from trucewatch.data.zones import zone
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import Clause
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.time import UTC, TimeRange

ALWAYS, NEVER = dt.datetime.min.replace(tzinfo=UTC), dt.datetime.max.replace(tzinfo=UTC)
IN_FORCE = "in_force"
CUTTING = frozenset({AmendmentKind.SHORTEN, AmendmentKind.SUSPEND, AmendmentKind.TERMINATE})
"""Kinds of amendment that end a stretch of time."""

Span = tuple[dt.datetime, dt.datetime]
"""Half-open range of instants; `ALWAYS` and `NEVER` stand for open sides."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unbroken stretch of time by one reading: the moments that count and what they span.

    Args:
        uncut: what it spanned, surely and possibly, before an amendment ended it; () if none did.
        ends_uncut: the ends that counted before.
    """

    starts: tuple[TimeFact, ...]
    ends: tuple[TimeFact, ...]
    surely: Span
    possibly: Span
    uncut: tuple[Span, ...] = ()
    ends_uncut: tuple[TimeFact, ...] = ()


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

    A termination or suspension ends terms surely where nobody who counts denies it, possibly
    where somebody does; for a keeper who denies it, it is none.

    Args:
        reading: whose accounts count; where none of its own is told, all accounts stand.
        known_at: leave out what could not have been known then; None knows everything.
    """
    if clause is not None and clause.window is not None:
        return _of([_stretch(clause.window, reading, known_at)])
    if not told_by(agreement, known_at):
        return _of([])
    known = [one for one in agreement.amendments if told_by(one, known_at)]
    windows = [agreement.window, *(one.window for one in known if one.window is not None)]
    stretches = [_stretch(one, reading, known_at) for one in windows]
    for amendment in known:
        stretches = _changed(stretches, amendment, reading, known_at)
    return _of(stretches)


def _of(stretches: Sequence[Stretch]) -> Force:
    return Force(
        tuple(stretches),
        _merged(one.surely for one in stretches),
        _merged(one.possibly for one in stretches),
    )


def _stretch(window: Window, reading: TermsReading, known_at: dt.datetime | None) -> Stretch:
    starts = counted(window.starts, reading, known_at)
    ends = counted(window.ends, reading, known_at)
    surely = _latest(starts, reading), _surely_until(ends)
    possibly = _earliest(starts), _possibly_until(ends, reading)
    return Stretch(starts, ends, surely, possibly)


def _changed(
    stretches: Sequence[Stretch],
    amendment: Amendment,
    reading: TermsReading,
    known_at: dt.datetime | None,
) -> list[Stretch]:
    """The stretches after a suspension, a reinstatement, a shortening or a termination."""
    if amendment.kind not in CUTTING and amendment.kind is not AmendmentKind.REINSTATE:
        return list(stretches)
    facts = [
        fact
        for fact in known_facts(amendment.effective, known_at)
        if reading.counts(fact.asserted_by, fact.contested_by)
    ]
    if not facts:
        return list(stretches)
    if amendment.kind is AmendmentKind.REINSTATE:
        whole = _stretch(Window(starts=tuple(facts)), reading, known_at)
        return [*stretches, _ending_with(whole, stretches[-1] if stretches else None)]
    return [_cut(one, facts, reading) for one in stretches]


def _ending_with(again: Stretch, before: Stretch | None) -> Stretch:
    """Terms that are reinstated end when they would have ended."""
    if before is None or not before.uncut:
        return again
    surely, possibly = before.uncut
    return replace(
        again,
        ends=before.ends_uncut,
        surely=(again.surely[0], surely[1]),
        possibly=(again.possibly[0], possibly[1]),
    )


def _cut(one: Stretch, facts: Sequence[TimeFact], reading: TermsReading) -> Stretch:
    """A stretch that begins before the cut ends with it; what begins later stands."""
    first, last = _earliest(facts), _possibly_until(facts, reading)
    if one.possibly[0] >= first or one.possibly[1] <= first:
        return one
    # What was to have ended them before, and did not for all, still tells why they are open.
    kept = [fact for fact in one.ends if last == NEVER or (fact.at or ALWAYS) < first]
    return Stretch(
        one.starts,
        (*kept, *facts),
        (one.surely[0], min(one.surely[1], first)),
        (one.possibly[0], min(one.possibly[1], last)),
        uncut=one.uncut or (one.surely, one.possibly),
        ends_uncut=one.ends_uncut or one.ends,
    )


def told_by(what: Agreement | Amendment, known_at: dt.datetime | None) -> bool:
    """Whether it could have been known by then; None knows everything."""
    return known_at is None or announced(what) <= known_at


def announced(what: Agreement | Amendment) -> dt.datetime:
    """The first instant at which it could have been known; its effect where nobody tells."""
    told = [max(one.at, one.known_from or one.at) for one in what.announced if one.at is not None]
    if told:
        return min(told)
    window = what.window
    effect = window.starts if window is not None else getattr(what, "effective", ())
    # An account of its effect that was given at a time of its own was known from then on.
    return min((fact.known_from or fact.at or ALWAYS for fact in effect), default=NEVER)


def begun(facts: Sequence[TimeFact], reading: TermsReading, known_at: dt.datetime | None) -> Span:
    """From the first instant at which something may have begun to that by which it surely had."""
    told = counted(facts, reading, known_at)
    return _earliest(told), _latest(told, reading)


def counted(
    facts: Sequence[TimeFact], reading: TermsReading, known_at: dt.datetime | None
) -> tuple[TimeFact, ...]:
    """The accounts that count in a reading; all of them where none of its own is told."""
    known = known_facts(facts, known_at)
    own = (fact for fact in known if reading.counts(fact.asserted_by, fact.contested_by))
    return tuple(own) or known


def known_facts(facts: Iterable[TimeFact], known_at: dt.datetime | None) -> tuple[TimeFact, ...]:
    """The accounts that had been told by then; None knows everything."""
    return tuple(
        fact
        for fact in facts
        if known_at is None or fact.known_from is None or fact.known_from <= known_at
    )


def _earliest(facts: Iterable[TimeFact]) -> dt.datetime:
    return min((fact.at or ALWAYS for fact in facts), default=NEVER)


def _doubted(fact: TimeFact, reading: TermsReading | None) -> bool:
    """Whether a denial puts an account in doubt; in its reading a keeper is sure of its own."""
    own = reading is not None and reading.name in fact.asserted_by
    return bool(fact.contested_by) and not own


def _latest(facts: Sequence[TimeFact], reading: TermsReading) -> dt.datetime:
    """By when it had surely begun: never where every account of a start is in doubt."""
    if all(_doubted(fact, reading) for fact in facts):
        return NEVER
    return max(fact.latest or NEVER for fact in facts)


def _surely_until(facts: Sequence[TimeFact]) -> dt.datetime:
    return min((fact.at or ALWAYS for fact in facts), default=NEVER)


def _possibly_until(facts: Sequence[TimeFact], reading: TermsReading) -> dt.datetime:
    """Until when it may have held: without end where every account of an end is in doubt."""
    if all(_doubted(fact, reading) for fact in facts):
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
    """Each asserted moment once, with who asserts and who denies it: `2016-05-04T00:01+03:00 a -b`.

    A moment that is told as a day has both its ends, parted by a slash; `unknown` is none.
    """
    told = (
        " ".join(
            (_told(fact, time_zone), *fact.asserted_by, *(f"-{by}" for by in fact.contested_by))
        )
        for fact in facts
    )
    return "; ".join(dict.fromkeys(told))


def _told(fact: TimeFact, time_zone: str) -> str:
    ends = (fact.at, fact.until) if fact.until else (fact.at,)
    return "/".join(local(at, time_zone) for at in ends)


def local(at: dt.datetime | None, time_zone: str) -> str:
    """An instant on the clock of a zone, with its offset; `unknown` where there is none."""
    if at is None:
        return "unknown"
    if at in {ALWAYS, NEVER}:
        return "open"
    return at.astimezone(zone(time_zone)).isoformat(timespec="minutes")

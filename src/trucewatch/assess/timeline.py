"""When each agreement held by each reading, and what was told when, along one line of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY
from trucewatch.assess.explain import Names
from trucewatch.assess.known import come
from trucewatch.assess.readings import TermsReading, readings_of
from trucewatch.assess.window import (
    ALWAYS,
    NEVER,
    Span,
    at_instant,
    force,
    in_force,
    known_facts,
    told_by,
)
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.finding import Certainty
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.timeline import (
    Amended,
    Due,
    Held,
    HeldSpan,
    HeldThen,
    Lane,
    Timeline,
    contested,
)


def timeline(
    agreements: Iterable[Agreement],
    readings: Collection[str] | None = None,
    known_at: dt.datetime | None = None,
) -> Timeline:
    """Agreements along one line of time, each below the one it nests in.

    Those that nest in the same one stand by the earliest account of their start, then as given.

    Args:
        readings: registry ids of those whose reading is asked for; None takes all. Terms for
            which none of them keeps a list are told by all of their own readings.
        known_at: leave out what could not have been known then; None knows everything.

    Raises:
        UnknownName: nobody named keeps a reading of any of these terms.
    """
    given = tuple(agreements)
    _check(readings, given)
    known = [one for one in given if told_by(one, known_at)]
    lanes = tuple(_lane(one, depth, readings, known_at) for one, depth in _nested(known))
    unknown = tuple(one.id for one in given if not told_by(one, known_at))
    return Timeline(lanes=lanes, known_at=known_at, not_yet_announced=unknown)


def family(agreements: Sequence[Agreement], ids: Collection[str]) -> tuple[Agreement, ...]:
    """The agreements of these ids and all that nest in them, in the order given."""
    wanted = set(ids)
    while True:
        more = {one.id for one in agreements if one.parent in wanted} - wanted
        if not more:
            return tuple(one for one in agreements if one.id in wanted)
        wanted |= more


def held_then(
    terms: Agreement, at: dt.datetime, names: Names, *, known_at: dt.datetime | None = None
) -> tuple[HeldThen, ...]:
    """Whether terms were in force at an instant, by each reading, with the reason in English."""
    found = []
    for reading in readings_of(terms):
        held = force(terms, reading, known_at=known_at)
        answer = in_force(held, at_instant(at), terms.time_zone)
        [step] = names.steps([answer])
        certainty = answer.certainty or POSSIBLY
        found.append(HeldThen(reading=reading.name, certainty=certainty, step=step))
    return tuple(found)


def _check(readings: Collection[str] | None, agreements: Sequence[Agreement]) -> None:
    keepers = dict.fromkeys(view.name for one in agreements for view in readings_of(one))
    for name in readings or ():
        if name not in keepers:
            remedy = f"there are {', '.join(keepers)}" if keepers else "there are no terms"
            raise UnknownName(f"no terms have a reading of {name!r}", remedy=remedy)


def _nested(agreements: Sequence[Agreement]) -> Iterator[tuple[Agreement, int]]:
    """Each with how deep it nests, those that nest in it right after it."""
    there = {one.id for one in agreements}

    def below(parent: str | None, depth: int) -> Iterator[tuple[Agreement, int]]:
        inner = [
            one for one in agreements if (one.parent if one.parent in there else None) == parent
        ]
        for one in sorted(inner, key=_first_start):
            yield one, depth
            yield from below(one.id, depth + 1)

    return below(None, 0)


def _first_start(terms: Agreement) -> dt.datetime:
    return min((fact.at for fact in terms.window.starts if fact.at), default=NEVER)


def _lane(
    terms: Agreement,
    depth: int,
    readings: Collection[str] | None,
    known_at: dt.datetime | None,
) -> Lane:
    views = readings_of(terms)
    asked = tuple(one for one in views if readings and one.name in readings) or views
    starts = known_facts(terms.window.starts, known_at)
    ends = known_facts(terms.window.ends, known_at)
    return Lane(
        agreement=terms.id,
        names=terms.names,
        langs=terms.langs,
        parent=terms.parent,
        depth=depth,
        time_zone=terms.time_zone,
        announced=come(terms.announced, known_at),
        signed=come(terms.signed, known_at),
        starts=starts,
        ends=ends,
        retroactive=told_late(come(terms.announced, known_at), starts),
        contested=contested(starts) or contested(ends),
        held=tuple(_held(terms, one, known_at) for one in asked),
        amended=tuple(
            _amended(one, known_at) for one in terms.amendments if told_by(one, known_at)
        ),
        due=tuple(_due(terms, known_at)),
    )


def _held(terms: Agreement, reading: TermsReading, known_at: dt.datetime | None) -> Held:
    held = force(terms, reading, known_at=known_at)
    spans = [(one, SURELY) for one in held.surely]
    spans += [(gap, POSSIBLY) for one in held.possibly for gap in _without(one, held.surely)]
    return Held(reading=reading.name, spans=tuple(_span(*one) for one in sorted(spans)))


def _span(span: Span, certainty: Certainty) -> HeldSpan:
    start, end = span
    return HeldSpan(
        certainty=certainty,
        start=None if start == ALWAYS else start,
        end=None if end == NEVER else end,
    )


def _without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What of a span lies in none of the others, which are in order and apart."""
    start, end = span
    for other_start, other_end in taken:
        if other_end <= start or other_start >= end:
            continue
        if start < other_start:
            yield start, other_start
        start = max(start, other_end)
    if start < end:
        yield start, end


def _amended(one: Amendment, known_at: dt.datetime | None) -> Amended:
    window = one.window or Window(starts=one.effective)
    starts, ends = known_facts(window.starts, known_at), known_facts(window.ends, known_at)
    announced = come(one.announced, known_at)
    return Amended(
        id=one.id,
        kind=one.kind,
        starts=starts,
        ends=ends,
        announced=announced,
        retroactive=told_late(announced, starts),
        contested=contested(starts) or contested(ends),
        amends=one.amends,
        summary=one.summary,
    )


def _due(terms: Agreement, known_at: dt.datetime | None) -> Iterator[Due]:
    for one in terms.clauses:
        told = known_facts(one.deadline, known_at)
        if told:
            yield Due(
                clause=one.number, deadline=told, contested=contested(told), summary=one.summary
            )


def told_late(announced: Iterable[TimeFact], effect: Iterable[TimeFact]) -> Certainty | None:
    """How surely something was first told after it took effect; None where either is not known.

    Surely where the first announcement came after every account of the effect, possibly where it
    may have come after one.
    """
    told = [(fact.at, fact.until or fact.at) for fact in announced if fact.at is not None]
    begun = [(fact.at, fact.until) for fact in effect if fact.at is not None]
    if not told or not begun:
        return None
    first, by = min(at for at, _ in told), min(latest for _, latest in told)
    after_all = all(first > at if until is None else first >= until for at, until in begun)
    if after_all:
        return SURELY
    return POSSIBLY if by > min(at for at, _ in begun) else NOT

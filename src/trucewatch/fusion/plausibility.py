"""What is odd about an account by its own dates, place and figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from trucewatch.domain.casualties import Casualties
from trucewatch.domain.credibility import Consideration
from trucewatch.domain.lineage import Lineage, Taking
from trucewatch.domain.statement import Statement

PRINTED_ANEW = dt.timedelta(days=30)
"""From this distance on the same words under another date are an old report printed anew."""


def oddities(
    said: Sequence[Statement], line: Lineage, harmed: Casualties
) -> tuple[Consideration, ...]:
    """Flags, in the order: dated after publication, place undecided, printed anew, two figures."""
    listed = sorted(said, key=lambda one: one.id)
    published = {one.statement: one.published for one in line.chains}
    return (
        *(flag for one in listed for flag in _future(one, published[one.id])),
        *(flag for one in listed for flag in _undecided(one)),
        *_anew(line),
        *_two_figures(harmed),
    )


def _future(one: Statement, published: dt.date | None) -> Iterator[Consideration]:
    """A day of grace for clocks ahead of the one that the report was dated by."""
    start = one.time.start if one.time else None
    if start is not None and published is not None and start.date() > published + _DAY:
        facts = {"told": start.date().isoformat(), "published": published.isoformat()}
        yield Consideration(
            rule="plausibility.future_dated",
            facts=facts,
            statements=(one.id,),
            words=(one.time.words,) if one.time and one.time.words else (),
        )


_DAY = dt.timedelta(days=1)


def _undecided(one: Statement) -> Iterator[Consideration]:
    for place in one.places:
        if place.candidates:
            yield Consideration(
                rule="plausibility.place_undecided",
                facts={"places": ", ".join(place.candidates)},
                statements=(one.id,),
                words=(place.words,),
            )


def _anew(line: Lineage) -> Iterator[Consideration]:
    published = {one.statement: one.published for one in line.chains}
    for edge in line.edges:
        again, first = published[edge.taken], published[edge.origin]
        if edge.how is Taking.COPIED and again and first and again - first >= PRINTED_ANEW:
            yield Consideration(
                rule="plausibility.printed_anew",
                facts={"first": first.isoformat(), "again": again.isoformat()},
                statements=(edge.origin, edge.taken),
            )


def _two_figures(harmed: Casualties) -> Iterator[Consideration]:
    """One origin that tells two figures of one class, none of them replaced by the other."""
    for toll in harmed.tolls:
        for origin in sorted({one.origin for one in toll.told if one.stands and one.origin}):
            told = [one for one in toll.told if one.origin == origin and one.stands]
            if len(told) > 1:
                yield Consideration(
                    rule="plausibility.two_figures",
                    facts={"who": origin, "figures": "; ".join(one.words for one in told)},
                    statements=tuple(sorted({s for one in told for s in one.statements})),
                    words=tuple(one.words for one in told),
                )

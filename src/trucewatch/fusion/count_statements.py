"""Statements that tell a number of happenings to count claims, each with the window it is about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.domain.amount import Amount
from trucewatch.domain.compliance import Claimant
from trucewatch.domain.count_claim import Breakdown, Cadence, CountClaim, CountPart, PartKind
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Count, Factuality, Polarity, Statement
from trucewatch.domain.time import TimePrecision, TimeRange
from trucewatch.fusion.count_parts import Sorted, following_list, listed_parts, sentence_end
from trucewatch.fusion.count_words import (
    aggregate_words,
    happenings,
    is_count_only,
    told_none,
)

CLAIMING = frozenset({Factuality.ALLEGED, Factuality.HAPPENED, Factuality.ONGOING})
_NEAR = 40
_HOURS = {"hour": 1, "day": 24}
_NO_PERIOD = frozenset({TimePrecision.UNKNOWN, TimePrecision.YEAR})


@dataclass(frozen=True, slots=True)
class Told:
    """One figure in a text.

    Args:
        start, end: half-open code points of its words in the text of the document.
        begin, rest: where the words that belong to it begin and end.
        last: whether no other figure follows.
    """

    count: Count
    start: int
    end: int
    begin: int
    rest: int
    last: bool


def claims_in(
    reading: Reading,
    claimant_of: Callable[[Statement], Claimant],
    kind_of: Callable[[Statement], Sorted],
) -> Iterator[CountClaim]:
    """The count claims of a reading, in the order of its text.

    Args:
        claimant_of: who claims what a statement says.
        kind_of: what the parts of a statement's total are, by their names.
    """
    found = [said for said in reading.statements if _claims(said)]
    figures = {said.id: tuple(_figures(reading, said)) for said in found}
    for said in found:
        own = [one for one in figures[said.id] if _owner(reading, one, found, figures) == said.id]
        yield from _claims_of(reading, said, own, (claimant_of(said), kind_of(said)))


def _owner(
    reading: Reading,
    figure: Told,
    found: Sequence[Statement],
    figures: Mapping[str, Sequence[Told]],
) -> str:
    """The statement whose figure it is: the shortest that has it.

    A part, or the figure of the period before, belongs to the longest: with it stands the total.
    """
    having = [
        (len(said.words), -at, said.id)
        for at, said in enumerate(found)
        if any(one.start == figure.start for one in figures[said.id])
    ]
    beside = _is_part(reading, figure) or _is_previous(reading, figure)
    return (max(having) if beside else min(having, key=lambda one: (one[0], -one[1])))[2]


def _claims(said: Statement) -> bool:
    """Whether it holds that so many happened, or that none did."""
    if not is_count_only(said):
        return False
    held = said.polarity is Polarity.AFFIRMED and said.factuality in CLAIMING
    return held or told_none(said) is not None


def _figures(reading: Reading, said: Statement) -> Iterator[Told]:
    """Figures with their places; a bare number in a list of parts is no figure of its own."""
    text, at = reading.document.text, said.span.start
    found: list[tuple[Count, int]] = []
    for one in _counted(said):
        start = text.find(one.words, at, said.span.end)
        if start >= 0 and not one.words.strip().isdecimal():
            found.append((one, start))
            at = start + len(one.words)
    stops = [start for _, start in found[1:]] + [sentence_end(text, said.span.end)]
    for number, ((one, start), stop) in enumerate(zip(found, stops, strict=True)):
        yield Told(
            count=one,
            start=start,
            end=start + len(one.words),
            begin=start if number else said.span.start,
            rest=stop,
            last=stop == stops[-1],
        )


def _counted(said: Statement) -> tuple[Count, ...]:
    none = told_none(said)
    if none is None:
        return happenings(said)
    return (Count(what="violations", low=0, high=0, unit="violations", words=none),)


def _claims_of(
    reading: Reading,
    said: Statement,
    figures: Sequence[Told],
    told: tuple[Claimant, Sorted],
) -> Iterator[CountClaim]:
    """A claim for each figure; that of the period before, or of a part, joins the one in front."""
    made: list[CountClaim] = []
    for one in figures:
        if made and _is_part(reading, one):
            made[-1] = _with(made[-1], _part(one))
        elif made and _is_previous(reading, one):
            made[-1] = replace(made[-1], previous=Amount.of(one.count.low, one.count.high))
        elif not _is_previous(reading, one):
            made.append(_claim(reading, said, one, told, alone=len(figures) == 1))
    yield from made


def _with(claim: CountClaim, part: CountPart) -> CountClaim:
    including = Breakdown(by=PartKind.ACT, parts=(part,), whole=False)
    return replace(claim, breakdowns=(*claim.breakdowns, including))


def _part(one: Told) -> CountPart:
    amount = Amount.of(one.count.low, one.count.high)
    return CountPart(key=one.count.what, name=one.count.what, amount=amount, words=one.count.words)


def _is_previous(reading: Reading, one: Told) -> bool:
    """Whether the words right around a figure say that it is that of the period before."""
    text, words = reading.document.text, aggregate_words("en")
    before = [hit.end() for hit in _near(words.previous_before, text, one)]
    if before and len(text[before[-1] : one.start].split()) <= 1:
        return True
    behind = words.previous_behind.search(text, one.end, min(one.rest, one.end + _NEAR))
    if behind is None:
        return False
    # Right in front of the next figure it speaks of that one.
    return one.last or len(text[behind.end() : one.rest].split()) > 3


def _near(pattern: re.Pattern[str], text: str, one: Told) -> list[re.Match[str]]:
    return list(pattern.finditer(text, max(0, one.start - _NEAR), one.start))


def _is_part(reading: Reading, one: Told) -> bool:
    before = reading.document.text[: one.start].rstrip()
    hits = list(aggregate_words("en").including.finditer(before, max(0, len(before) - _NEAR)))
    return bool(hits) and hits[-1].end() == len(before)


def _claim(
    reading: Reading, said: Statement, one: Told, told: tuple[Claimant, Sorted], *, alone: bool
) -> CountClaim:
    text = reading.document.text
    claimant, kind_of = told
    stretch = text[one.end : one.rest]
    window, hours = _window(said, one, alone=alone), _hours(said, text, one, alone=alone)
    length = window.hours() if window else None
    if hours is not None and length is not None and hours > length:
        # The reader put the words "last 72 hours" into less: where they lie is not known.
        window = None
    lists = [listed_parts(stretch, kind_of)]
    lists += [listed_parts(part, kind_of, whole=False) for part in following_list(text, one.rest)]
    claim = CountClaim(
        id=hashlib.sha256(f"{said.id}:{one.start}".encode()).hexdigest()[:16],
        claimant=claimant.id,
        claimant_name=claimant.name,
        accused=tuple(dict.fromkeys(who.actor or who.name for who in said.agents)),
        unit=one.count.what,
        total=Amount.of(one.count.low, one.count.high),
        window=window,
        hours=hours,
        breakdowns=tuple(filter(None, lists)),
        statements=(said.id,),
        source=reading.document.name,
        words=said.words,
    )
    near = text[max(one.begin, one.start - _NEAR) : one.start]
    return replace(claim, cadence=_cadence(claim, near, stretch))


def _window(said: Statement, one: Told, *, alone: bool) -> TimeRange | None:
    """The time of the statement where it is surely that of the figure."""
    time = said.time
    if time is None or time.closed is None or alone or not time.words:
        return time if time is not None and (time.start or time.end) else None
    at = said.words.find(time.words)
    own = at < 0 or one.begin <= said.span.start + at < one.rest
    return time if own else None


def _hours(said: Statement, text: str, one: Told, *, alone: bool) -> int | None:
    """Whole hours that a figure is told for."""
    for count in said.counts:
        known = count.what == "duration" and count.unit in _HOURS and count.low == count.high
        if not known or count.low is None or count.low == 0:
            continue
        at = text.find(count.words, said.span.start, said.span.end)
        if alone or one.begin <= at < one.rest:
            return count.low * _HOURS[count.unit]
    return None


def _cadence(claim: CountClaim, near: str, behind: str) -> Cadence | None:
    words = aggregate_words("en")
    window = claim.window
    if words.since.search(behind) or (window and words.since.search(near)):
        return Cadence.SINCE
    if words.total.search(near) and claim.hours is None:
        return Cadence.CUMULATIVE
    period = window is not None and window.precision not in _NO_PERIOD
    return Cadence.DAILY if claim.hours is not None or period else None

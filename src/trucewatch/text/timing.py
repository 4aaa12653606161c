"""Time expressions of a sentence, as intervals of UTC.

Days are days of the report's own calendar. Where the clock of the report is only assumed,
nothing finer than a whole day is told: "at 03:40 on 2 March" is then 2 March, and the words
keep the clock. A zone in the words, or one known from the place or dateline, keeps the minute.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from trucewatch.domain.span import Span
from trucewatch.domain.time import TimeRange
from trucewatch.text import time_clocks, time_dates, time_windows
from trucewatch.text.time_intervals import LEAD_ROLES, Anchor, interval, reaching
from trucewatch.text.time_joining import Piece, joined
from trucewatch.text.time_values import Days, Role, Standpoint, Told, around
from trucewatch.text.time_words import TimeRule, TimeWords, time_words

__all__ = ["Anchor", "Role", "TimeMention", "find_times"]

_READS = time_dates.READS | time_windows.READS | time_clocks.READS
_STOP = re.compile(r"(?:\d|\w{5}|\b(?:may|june|july))\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One time expression.

    Args:
        span: its words in the sentence, the preposition before them left out.
        time: both sides None where the words tell no day, as a length or "the same day" does.
        rule: names of the rules of `times.yaml` that made it, joined with "+".
        role: "when"; "since" and "until" reach to or from the report day; "deadline" for what
            is to be done by then; "duration" for how long; "name_part" for a name.
    """

    span: Span
    time: TimeRange
    rule: str
    role: Role


def find_times(text: str, *, anchor: Anchor) -> tuple[TimeMention, ...]:
    """Every time expression of one sentence, in order; none overlaps another.

    Args:
        text: one sentence; spans are code points of it.
        anchor: the report day and clock from which relative words are read.

    Returns:
        Half-open intervals of UTC at one second. `zone_basis` is STATED where the words name
        a zone. What needs a report day that is not known keeps its words and no day.

    >>> import datetime as dt
    >>> from trucewatch.domain.time import ZoneBasis
    >>> anchor = Anchor(dt.date(2016, 5, 3), "UTC", ZoneBasis.ASSUMED)
    >>> [found] = find_times("On Monday, the Free Syrian Army refused.", anchor=anchor)
    >>> found.time.words, str(found.time.start), str(found.time.end)
    ('Monday', '2016-05-02 00:00:00+00:00', '2016-05-03 00:00:00+00:00')
    >>> [found] = find_times("They may march.", anchor=anchor) or [None]
    >>> found is None
    True
    """
    words = time_words("en")
    rules = words.worth_trying(text)
    if not rules:
        return ()
    names = [Span(*match.span()) for match in words.names.finditer(text)]
    kept = _longest(_Sentence(text, words, anchor), rules, names)
    pieces = _anchored(joined(kept, text, words), anchor)
    found = [_mention(piece, text, anchor, words) for piece in pieces]
    found += [
        TimeMention(span, TimeRange(words=span.cut(text)), "name", "name_part") for span in names
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


@dataclass(frozen=True, slots=True)
class _Match:
    span: Span
    rule: TimeRule
    order: int
    groups: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: TimeWords
    anchor: Anchor


def _longest(sentence: _Sentence, rules: list[TimeRule], names: list[Span]) -> list[Piece]:
    """The longest matches that do not overlap, read; years told once serve the sentence."""
    taken = list(names)
    kept: list[tuple[_Match, Told]] = []
    for candidate in _matches(sentence.text, rules):
        if any(candidate.span.overlaps(other) for other in taken):
            continue
        stand = _stand(sentence, candidate)
        told = _READS[candidate.rule.reads](candidate.groups, stand, sentence.words)
        if told is not None:
            taken.append(candidate.span)
            kept.append((candidate, told))
    kept.sort(key=lambda pair: pair[0].span)
    return _with_years(kept, sentence)


def _matches(text: str, rules: list[TimeRule]) -> list[_Match]:
    """Every match of every rule, the longest first, then in the order of the rules."""
    found = [
        _Match(_trimmed(match), rule, order, match.groupdict())
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(text)
        if match.end() > match.start()
    ]
    return sorted(found, key=lambda m: (m.span.start - m.span.end, m.order, m.span.start))


def _trimmed(match: re.Match[str]) -> Span:
    """A match without a final full stop, unless that belongs to "Sept." or "p.m."."""
    start, end = match.span()
    stop = _STOP.search(match[0])
    return Span(start, end - 1 if stop else end)


def _stand(sentence: _Sentence, match: _Match, year: int | None = None) -> Standpoint:
    """The standpoint of one clause: its own leaning where the caller gives no hint."""
    text, words, anchor = sentence.text, sentence.words, sentence.anchor
    past = anchor.past
    if past is None:
        left, right = text[: match.span.start], text[match.span.end :]
        begins = max((m.end() for m in words.clause.finditer(left)), default=0)
        stop = words.clause.search(right)
        clause = left[begins:] + " " + (right[: stop.start()] if stop else right)
        introduces = bool(stop and stop.start() == 0 and stop[0] == "," and not left.strip())
        if introduces and stop:
            rest = right[stop.end() :]
            after = words.clause.search(rest)
            clause += rest[: after.start()] if after else rest
        ahead = words.ahead.search(left) and not words.past.search(clause)
        past = False if ahead or words.future.search(clause) else None
    before = text[max(0, match.span.start - 30) : match.span.start]
    lapping = bool(words.lapping.search(before))
    return Standpoint(anchor.day, past, lapping, year)


def _with_years(kept: list[tuple[_Match, Told]], sentence: _Sentence) -> list[Piece]:
    """Days without a year take the one told next to them: first before, then after."""
    pieces: list[Piece] = []
    dated = {"date", "month", "season", "quarter", "week_of_month"}
    for at, (match, told) in enumerate(kept):
        if not told.year_told and match.rule.reads in dated and not match.groups.get("rel"):
            year = _year_nearby(kept, at)
            if year is not None:
                stand = _stand(sentence, match, year)
                again = _READS[match.rule.reads](match.groups, stand, sentence.words)
                told = again or told  # noqa: PLW2901
        role = told.role
        piece = Piece(match.span, match.rule.name, told.days, told.clock, role, told.year_told)
        pieces.append(piece)
    return pieces


def _year_nearby(kept: list[tuple[_Match, Told]], at: int) -> int | None:
    """The first year told before, else after, in the sentence."""
    order = [*range(at - 1, -1, -1), *range(at + 1, len(kept))]
    for other in order:
        match, told = kept[other]
        if match.groups.get("year") and told.days and match.rule.reads != "decade":
            year: int = told.days.first.year
            return year
    return None


def _anchored(pieces: list[Piece], anchor: Anchor) -> list[Piece]:
    """Clocks without a day take that of the sentence, the one before first, else the report's."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        clock = piece.clock
        if clock is None or piece.days is not None or _needs_day(piece):
            out.append(piece)
            continue
        own = clock.shift or piece.rule in {"this_part", "tonight", "overnight", "last_night"}
        nearby = None if own else _day_nearby(pieces, at)
        if clock.end - clock.start > 1440:
            clock = replace(clock, end=clock.end - 1440)
        if nearby is not None:
            rule = f"{piece.rule}+day_of_sentence"
            out.append(replace(piece, days=nearby, clock=clock, rule=rule))
        elif anchor.day is not None:
            day = around(anchor.day + dt.timedelta(days=clock.shift), 0, 0)
            out.append(replace(piece, days=day, clock=clock, rule=f"{piece.rule}+day_of_report"))
        else:
            out.append(piece)
    return out


def _needs_day(piece: Piece) -> bool:
    """Whether a day is named that only the unknown report day could tell."""
    return "weekday" in piece.rule or "day_word" in piece.rule


def _day_nearby(pieces: list[Piece], at: int) -> Days | None:
    for other in [*pieces[:at][::-1], *pieces[at + 1 :]]:
        if other.days is not None and other.days.single and other.role == "when":
            return other.days
    return None


def _mention(piece: Piece, text: str, anchor: Anchor, words: TimeWords) -> TimeMention:
    cut = piece.span.cut(text)
    lead = _lead(text, piece, words) if piece.role == "when" else ""
    if lead == "before" and cut.lower().removeprefix("the ").startswith("end of"):
        # "Before the end of the month" has until the month is over.
        lead = "deadline"
    role: Role = LEAD_ROLES.get(lead, piece.role)
    if piece.days is None:
        return TimeMention(piece.span, TimeRange(words=cut), piece.rule, role)
    time = reaching(lead or role, interval(piece.days, piece.clock, anchor), anchor)
    return TimeMention(piece.span, replace(time, words=cut), piece.rule, role)


def _lead(text: str, piece: Piece, words: TimeWords) -> str:
    """What stands before a time; an event named by its day ("Monday's raid") has none."""
    if words.possessive.match(text, piece.span.end):
        return ""
    before = text[: piece.span.start]
    for lead, pattern in words.leads.items():
        if pattern.search(before):
            whole = piece.clock is not None or "_range" in piece.rule or "+" in piece.rule
            return "" if lead == "from" and whole else lead
    return ""

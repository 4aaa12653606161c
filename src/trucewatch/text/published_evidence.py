"""What in a report tells the day from the month of its date."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.document import Block, BlockKind
from trucewatch.domain.span import Span
from trucewatch.text.blocks import BODY
from trucewatch.text.dates import PrintedDate, find_dates
from trucewatch.text.script import language_of
from trucewatch.text.segment import split

Readings = tuple[dt.date, ...]
Decision = tuple[dt.date, Span]

_FAR = 200
"""Days; a month named without its year is not taken to lie further off."""


def decide(
    text: str, blocks: tuple[Block, ...], line: Block, readings: Readings
) -> Decision | None:
    """The one reading that the report allows, with the words that decided.

    Args:
        line: the block of the date line.
        readings: day first, then month first.

    Returns:
        None where nothing decides, or where the report contradicts each reading.
    """
    return (
        _by_habit(text, blocks, line, readings)
        or _by_day_word(text, blocks, readings)
        or _by_tense(text, blocks, readings)
        or _by_language(text, line, readings)
    )


def by_weekday(text: str, line: Block, readings: Readings) -> Decision | None:
    """The reading that a weekday beside the date fits, None where it fits all or none."""
    match = _weekdays().search(text, line.span.start, line.span.end)
    if match is None:
        return None
    number = _weekday_numbers()[match.group().lower()]
    fitting = [reading for reading in readings if reading.weekday() == number]
    return (fitting[0], Span(*match.span())) if len(fitting) == 1 else None


def _by_habit(
    text: str, blocks: tuple[Block, ...], line: Block, readings: Readings
) -> Decision | None:
    """Another date of the same form has a part above twelve, and so shows the order."""
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE or block == line:
            continue
        for found in find_dates(text, block.span.start, block.span.end):
            words = found.span.cut(text)
            parts = re.split(r"[-/.]", words)
            if (
                len(parts) == len(readings) + 1
                and len(found.readings()) == 1
                and parts[0].isdigit()
            ):
                if int(parts[0]) == int(parts[1]) or len(parts[0]) > 2:
                    continue
                day_first = int(parts[0]) == found.day
                return readings[0 if day_first else 1], found.span
    return None


def _by_day_word(text: str, blocks: tuple[Block, ...], readings: Readings) -> Decision | None:
    """ "Yesterday, June 6" is the sixth of June of one reading only."""
    for _, found in _dates_of_body(text, blocks):
        if found.day is None:
            continue
        before = text[max(0, found.span.start - 24) : found.span.start]
        word = _day_word_before().search(before)
        if word is None:
            continue
        shift = dt.timedelta(days=_words("day_words")[word[1].lower()])
        fitting = [
            r for r in readings if ((r + shift).month, (r + shift).day) == (found.month, found.day)
        ]
        if len(fitting) == 1:
            return fitting[0], Span(found.span.start - len(before) + word.start(), found.span.end)
    return None


def _by_tense(text: str, blocks: tuple[Block, ...], readings: Readings) -> Decision | None:
    """What is told as past lies before the day of publication, what is to come behind it."""
    against: dict[dt.date, list[Span]] = {reading: [] for reading in readings}
    for sentence, found in _dates_of_body(text, blocks):
        ahead = _is_ahead(text, sentence, found.span)
        if ahead is None:
            continue
        for reading in readings:
            if not _fits(found, reading, ahead=ahead):
                against[reading].append(found.span)
    possible = [reading for reading in readings if not against[reading]]
    if len(possible) != 1:
        return None
    spans = [span for reading in readings for span in against[reading]]
    return possible[0], min(spans)


def _by_language(text: str, line: Block, readings: Readings) -> Decision | None:
    """Russian and Arabic put the day first."""
    return (readings[0], line.span) if language_of(text) in ("ru", "ar") else None


def _dates_of_body(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[Span, PrintedDate]]:
    for block in blocks:
        if block.kind in BODY:
            for sentence in split(text, block.span):
                for found in find_dates(text, sentence.start, sentence.end):
                    yield sentence, found


def _is_ahead(text: str, sentence: Span, date: Span) -> bool | None:
    """Whether the verb nearest before the date, else the first behind it, looks ahead."""
    cues = list(_tenses().finditer(text, sentence.start, sentence.end))
    before = [cue for cue in cues if cue.end() <= date.start]
    behind = [cue for cue in cues if cue.start() >= date.end]
    cue = before[-1] if before else behind[0] if behind else None
    return None if cue is None else cue.lastgroup == "ahead"


def _fits(date: PrintedDate, published: dt.date, *, ahead: bool) -> bool:
    """Whether a date told so can stand in a report of that day."""
    around = range(published.year - 1, published.year + 2)
    for year in around if date.year is None else (date.year,):
        first, last = _extent(date, year)
        gap = (first - published).days if ahead else (published - last).days
        reached = last >= published if ahead else first <= published
        if reached and (date.year is not None or gap <= _FAR):
            return True
    return False


def _extent(date: PrintedDate, year: int) -> tuple[dt.date, dt.date]:
    days = calendar.monthrange(year, date.month)[1]
    first = min(date.day or 1, days)
    return dt.date(year, date.month, first), dt.date(year, date.month, min(date.day or days, days))


def _words(key: str) -> Any:
    return load_yaml("lexicon/calendar.yaml")[key]


@cache
def _weekday_numbers() -> dict[str, int]:
    days = _words("weekdays").values()
    return {name.lower(): number for listed in days for name, number in listed.items()}


@cache
def _weekdays() -> re.Pattern[str]:
    names = "|".join(sorted(_weekday_numbers(), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


@cache
def _day_word_before() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(_words('day_words'))}),?[ ]+(?:on[ ]+)?\Z", re.IGNORECASE)


@cache
def _tenses() -> re.Pattern[str]:
    past, ahead = "|".join(_words("past")), "|".join(_words("ahead"))
    return re.compile(rf"\b(?:(?P<ahead>{ahead})|(?P<past>{past}))\b", re.IGNORECASE)

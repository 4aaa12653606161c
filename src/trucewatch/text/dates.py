"""Calendar dates as they are printed, each with every reading it allows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.span import Span

_CENTURY = 2000
_ARABIC_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_LATIN_DIGITS = {0x660 + n: str(n) for n in range(10)} | {0x6F0 + n: str(n) for n in range(10)}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text.

    Args:
        span: where it stands.
        month: 1 to 12; of an undecided date the month of its first reading.
        day, year: None where they are not printed.
        swapped: the date with day and month exchanged where that is one too and nothing in the
            words decides; the date itself is then the reading that puts the day first.
    """

    span: Span
    month: int
    day: int | None = None
    year: int | None = None
    swapped: tuple[int, int] | None = None

    def readings(self) -> tuple[dt.date, ...]:
        """The days it can mean, day first before month first; none without day and year."""
        if self.day is None or self.year is None:
            return ()
        first = dt.date(self.year, self.month, self.day)
        if self.swapped is None or self.swapped == (self.month, self.day):
            return (first,)
        return first, dt.date(self.year, *self.swapped)


@cache
def _month_numbers() -> dict[str, int]:
    months = load_yaml("lexicon/calendar.yaml")["months"]
    return {name.lower(): number for names in months.values() for name, number in names.items()}


def _named(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    tree = load_yaml("lexicon/calendar.yaml")["months"]
    english, other = _named(list(tree["en"])), _named([*tree["ru"], *tree["ar"]])
    month = rf"(?:(?:{english})|(?i:{other}))\b(?:\.(?=,?[ ]\d))?"
    day, year = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<![\w/.-])(?:"
        rf"(?P<y1>{year})(?P<s1>[-/.])(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?![\d/-])"
        rf"|(?P<a>\d\d?)(?P<s2>[-/.])(?P<b>\d\d?)(?P=s2)(?P<y2>{year}|\d\d)(?![\w/-])"
        rf"|(?P<d3>{day})(?:[ ]of)?[ ](?P<m3>{month})(?:,?[ ](?P<y3>{year})\b)?"
        rf"|(?P<m4>{month})[ ](?P<d4>{day})\b(?![:.]\d)(?:,?[ ](?P<y4>{year})\b)?"
        rf"|(?P<m5>{month})(?:,?[ ](?P<y5>{year})\b)?)"
    )


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedDate]:
    """Dates and bare months of a stretch of text, in order; impossible ones are left out.

    >>> [d.readings() for d in find_dates("13/05/2016")]
    [(datetime.date(2016, 5, 13),)]
    >>> [len(d.readings()) for d in find_dates("03/05/2016, 31/04/2016, 05/05/2016")]
    [2, 1]
    """
    last = len(text) if end is None else end
    if not text.isascii() and _ARABIC_DIGITS.search(text, start, last):
        # Digit for digit, so that every place stays.
        text = text.translate(_LATIN_DIGITS)
    for match in _pattern().finditer(text, start, last):
        found = _printed(match)
        if found is not None:
            yield found


def _printed(match: re.Match[str]) -> PrintedDate | None:
    got, span = match.groupdict(), Span(*match.span())
    if got["a"]:
        return _numeric(span, int(got["a"]), int(got["b"]), _full_year(got["y2"]))
    if got["y1"]:
        numbers = int(got["y1"]), int(got["m1"]), int(got["d1"])
        return PrintedDate(span, numbers[1], numbers[2], numbers[0]) if _real(*numbers) else None
    name = got["m3"] or got["m4"] or got["m5"]
    day, year = got["d3"] or got["d4"], got["y3"] or got["y4"] or got["y5"]
    if day is None and year is None and not _surely_month(match):
        return None
    number = int(re.sub(r"\D", "", day)) if day else None
    found = PrintedDate(span, _month_of(name), number, int(year) if year else None)
    return found if _real(found.year or 2000, found.month, number or 1) else None


def _surely_month(match: re.Match[str]) -> bool:
    """March and May are words of their own; alone they need "in" or the like before them."""
    if match.group().strip(".") not in ("May", "March", "Mar", "Jan", "Dec"):
        return True
    before = match.string[max(0, match.start() - 9) : match.start()].lower()
    return (
        re.search(r"\b(?:in|of|since|until|by|last|next|this|early|late|mid-?)[ ]\Z", before)
        is not None
    )


def _numeric(span: Span, a: int, b: int, year: int) -> PrintedDate | None:
    if _real(year, b, a):
        swapped = (a, b) if a != b and _real(year, a, b) else None
        return PrintedDate(span, b, a, year, swapped)
    return PrintedDate(span, a, b, year) if _real(year, a, b) else None


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else _CENTURY + int(digits)


def _month_of(name: str) -> int:
    return _month_numbers()[name.lower().rstrip(".")]


def _real(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True

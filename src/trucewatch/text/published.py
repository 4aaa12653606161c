"""The day a report was published, and what that rests on."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from trucewatch.domain.document import Block, BlockKind, PublishedBasis
from trucewatch.domain.span import Span
from trucewatch.text.dateline import Opening, nearest
from trucewatch.text.dates import PrintedDate, find_dates
from trucewatch.text.furniture import date_of_line, is_update
from trucewatch.text.published_evidence import by_weekday, decide

_IN_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|[a-z]{3})[/-](?P<d>\d\d?)(?=[/._-]|\Z|$)"
    r"|[/_-](?P<y2>(?:19|20)\d\d)-?(?P<m2>[01]\d)-?(?P<d2>[0-3]\d)(?=[/._-]|\Z|$)",
    re.MULTILINE,
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication with its grounds; `readings` has two or more only if undecided."""

    day: dt.date | None
    basis: PublishedBasis
    because: Span | None = None
    readings: tuple[dt.date, ...] = ()


def find_published(
    text: str,
    blocks: tuple[Block, ...],
    opening: Opening | None,
    *,
    given: dt.date | None,
    page: dt.date | None = None,
) -> Published:
    r"""The day of publication.

    What is given stands; else the date line, the day in the report's own address, the one that
    its page declares out of sight, the day in its dateline with a year named elsewhere, a full
    date in the headline. Where day and month of a date line can be exchanged the text decides,
    and if it does not both readings are kept.

    Args:
        page: the day in the hidden parts of the page that the report was on.

    >>> text = "03/05/2016\n\nIn April the talks were stalled. He left."
    >>> blocks = (Block(BlockKind.DATE_LINE, Span(0, 10)), Block(BlockKind.PARAGRAPH, Span(12, 53)))
    >>> found = find_published(text, blocks, None, given=None)
    >>> str(found.day), found.because.cut(text)
    ('2016-05-03', 'April')
    """
    if given is not None:
        return Published(given, PublishedBasis.GIVEN)
    address = _of_address(text, blocks)
    line = _date_line(text, blocks)
    if line is not None:
        return _of_line(text, blocks, line, _grounds(address, opening, page))
    if address is not None:
        return Published(address[0], PublishedBasis.ADDRESS, address[1])
    if page is not None:
        return Published(page, PublishedBasis.PAGE)
    return _of_dateline(text, opening) or _of_headline(text, blocks) or _nowhere()


def _nowhere() -> Published:
    return Published(None, PublishedBasis.NOT_FOUND)


def _date_line(text: str, blocks: tuple[Block, ...]) -> tuple[Block, PrintedDate] | None:
    """The line that gives the day; that of a later change only where no other does."""
    lines = [block for block in blocks if block.kind is BlockKind.DATE_LINE]
    for block in sorted(lines, key=lambda line: is_update(line.span.cut(text))):
        found = date_of_line(block.span.cut(text))
        if found is not None:
            return block, found
    return None


def _grounds(
    address: tuple[dt.date, Span] | None, opening: Opening | None, page: dt.date | None
) -> list[tuple[PrintedDate, Span | None]]:
    """Days that a publication can be no further than some days from."""
    found: list[tuple[PrintedDate, Span | None]] = []
    if address is not None:
        day, span = address
        found.append((PrintedDate(span, day.month, day.day, day.year), span))
    if opening is not None and opening.printed is not None and opening.printed.day:
        found.append((opening.printed, opening.printed.span))
    if page is not None:
        found.append((PrintedDate(Span(0, 0), page.month, page.day, page.year), None))
    return found


def _of_line(
    text: str,
    blocks: tuple[Block, ...],
    line: tuple[Block, PrintedDate],
    near: list[tuple[PrintedDate, Span | None]],
) -> Published:
    block, printed = line
    readings = printed.readings()
    start = block.span.start
    if len(readings) == 1:
        here = Span(start + printed.span.start, start + printed.span.end)
        return Published(readings[0], PublishedBasis.DATE_LINE, here)
    weekday = by_weekday(text, block, readings)
    if weekday is not None:
        return Published(weekday[0], PublishedBasis.DATE_LINE, weekday[1])
    for date, span in near:
        close = [r for r in readings if (d := nearest(date, r)) and abs(d - r).days <= 2]
        if len(close) == 1:
            return Published(close[0], PublishedBasis.DATE_LINE, span)
    decided = decide(text, blocks, block, readings)
    if decided is not None:
        return Published(decided[0], PublishedBasis.DATE_LINE, decided[1])
    return Published(None, PublishedBasis.UNDECIDED, None, tuple(sorted(readings)))


def _of_address(text: str, blocks: tuple[Block, ...]) -> tuple[dt.date, Span] | None:
    """The day in the last address that stands by itself: that of the report."""
    for block in reversed(blocks):
        if "/" not in block.span.cut(text) or block.kind not in _OWN_ADDRESS:
            continue
        for match in _IN_ADDRESS.finditer(text, block.span.start, block.span.end):
            day = _day_of(match)
            if day is not None:
                return day, Span(match.start() + 1, match.end())
    return None


_OWN_ADDRESS = frozenset({BlockKind.ADDRESS, BlockKind.BOILERPLATE})


def _day_of(match: re.Match[str]) -> dt.date | None:
    year, month, day = (match[k] or match[k + "2"] for k in "ymd")
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def _of_dateline(text: str, opening: Opening | None) -> Published | None:
    if opening is None or opening.printed is None or opening.printed.day is None:
        return None
    years = {d.year for d in find_dates(text) if d.year is not None}
    printed = opening.printed
    if printed.year is None and len(years) != 1:
        return None
    year = printed.year or years.pop()
    try:
        day = dt.date(year or 0, printed.month, printed.day or 0)
    except ValueError:
        return None
    return Published(day, PublishedBasis.DATELINE, printed.span)


def _of_headline(text: str, blocks: tuple[Block, ...]) -> Published | None:
    for block in blocks:
        if block.kind is BlockKind.HEADLINE:
            for found in find_dates(text, block.span.start, block.span.end):
                if len(found.readings()) == 1:
                    return Published(found.readings()[0], PublishedBasis.TEXT, found.span)
    return None

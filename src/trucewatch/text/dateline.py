"""The place, day and agency that open a wire story."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.document import Block, BlockKind, Dateline
from trucewatch.domain.span import Span
from trucewatch.text.dates import PrintedDate, find_dates

_UPPER = "A-ZÀ-ÞА-ЯЁ\u0600-\u06ff"
_NAME = rf"[{_UPPER}](?:[^\W\d_]|['’.-])*(?:[ /][{_UPPER}](?:[^\W\d_]|['’.-])*)*"
_LINE = re.compile(
    rf"(?P<place>{_NAME})(?P<country>[,،]\s*{_NAME})?"
    r"(?:[,،]\s*(?P<day>[^—–()/\n]{0,24}?\d[^—–()/\n]{0,20}?))?\.?\s*"
    r"[,،]?\s*(?:\((?P<agency>[^()\n]{2,40})\)\s*\.?\s*(?:—|–|--|-(?=\s))|/(?P<slashed>[^/\n]{2,30})/\.?"
    r"(?:\s*[—–-])?|(?:—|–|--|-(?=\s)))\s*"
    # "МОСКВА, 3 мая — РИА Новости." names the agency behind the dash.
    r"(?P<behind>[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?(?=\.\s))?"
)
_BLOCKS_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline with its day as printed, before the year is known."""

    dateline: Dateline
    printed: PrintedDate | None

    def dated(self, published: dt.date | None) -> Dateline:
        """The dateline with its day in the year that lies nearest to publication."""
        if self.printed is None or self.printed.day is None:
            return self.dateline
        day = nearest(self.printed, published)
        return replace(self.dateline, day=day)


def nearest(printed: PrintedDate, published: dt.date | None) -> dt.date | None:
    """The day meant by a date that may lack its year; None without anything to go by."""
    if printed.year is not None:
        return printed.readings()[0]
    if published is None or printed.day is None:
        return None
    days = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            days.append(dt.date(year, printed.month, printed.day))
        except ValueError:  # 29 February
            continue
    return min(days, key=lambda day: abs(day - published), default=None)


def find_dateline(text: str, blocks: tuple[Block, ...]) -> Opening | None:
    """The dateline of the first paragraphs, None where they open without one.

    A place in capitals before a dash is enough; a place in small letters needs a day or an
    agency beside it.

    >>> text = "GENEVA, May 5 (Agency) — The envoy said no."
    >>> found = find_dateline(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
    >>> found.dateline.words, found.dateline.name, found.dateline.agency
    ('GENEVA, May 5 (Agency) —', 'Geneva', 'Agency')
    """
    body = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    for block in body[:_BLOCKS_LOOKED_AT]:
        found = _at_start(text, block.span)
        if found is not None:
            return found
    return None


def _at_start(text: str, span: Span) -> Opening | None:
    match = _LINE.match(text, span.start, min(span.end, span.start + 120))
    if match is None or match.end() >= span.end:
        return None
    agency = match["agency"] or match["slashed"]
    near = (match["country"] or "").strip(",، ")
    if agency is None and near in _agencies():
        # "Damascus, SANA –" puts the agency where a country could stand.
        agency, near = near, ""
    printed = None
    if match["day"]:
        printed = next((d for d in find_dates(text, *match.span("day")) if d.day), None)
    if agency is not None and re.fullmatch(r"(?:19|20)\d\d", agency):
        # "GENEVA, May 31 (2023) -": the bracket holds the year.
        printed = replace(printed, year=int(agency)) if printed is not None else None
        agency = None
    inside = find_dates(text, *match.span("agency")) if match["agency"] else ()
    bracketed = next((d for d in inside if d.day and d.year), None)
    if bracketed is not None and printed is None:
        # "BANGKOK (29/07/2025) -": the bracket holds the day.
        printed, agency = bracketed, None
    if not _certain(match, printed, agency):
        return None
    end = match.end()
    if match["behind"]:
        told = match["behind"] in _agencies()
        end = match.end() + 1 if told else match.start("behind")
        agency = agency or (match["behind"] if told else None)
    words = text[span.start : end].rstrip()
    here = Span(span.start, span.start + len(words))
    name = _in_title_case(match["place"].split("/")[0])
    place = _place_id(name, _in_title_case(near))
    line = Dateline(words, here, name, place, None, agency)
    return Opening(line, printed)


@cache
def _agencies() -> frozenset[str]:
    actors = Registry.packaged().actors.values()
    media = [actor for actor in actors if actor.kind is ActorKind.MEDIA]
    return frozenset(name.text for actor in media for name in actor.names)


def _certain(match: re.Match[str], printed: PrintedDate | None, agency: str | None) -> bool:
    if match["day"] and printed is None:
        return False
    if printed is not None or agency is not None:
        return True
    place = match["place"]
    cased = any(c.isupper() for c in place)
    return cased and place.upper() == place and sum(c.isalpha() for c in place) > 2


def _in_title_case(name: str) -> str:
    return name.title().replace("’S", "’s").replace("'S", "'s") if name.isupper() else name


def _place_id(name: str, near: str) -> str | None:
    """The registered place, looked for in the country that is printed beside it."""
    gazetteer = Gazetteer.packaged()
    country = gazetteer.find(near).chosen if near else None
    code = country.country if country is not None else None
    match = gazetteer.find(name, near_countries=frozenset({code} if code else ()))
    return match.chosen.id if match.chosen is not None else None

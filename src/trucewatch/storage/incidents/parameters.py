"""A query as parameters of a URL and back; one spelling a query.

    text, from, to, family, act, status, result, actor, place, agreement, reading, bbox,
    changed_since, order, cursor

Filters with several values are repeated: `status=verified&status=disputed`. Times are
`2016-09-12` (its first second in UTC) or `2016-09-12T03:40+03:00`; `to` is not included. `bbox` is
west,south,east,north in decimal degrees.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.finding import Result
from trucewatch.domain.place import E7
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import UTC, parse_instant
from trucewatch.storage.incident_facts import Status, families
from trucewatch.storage.incidents.cursors import read_cursor
from trucewatch.storage.incidents.query import Frame, IncidentQuery, Order

MOST_TEXT, MOST_VALUES, LONGEST_NAME = 200, 50, 128
"""Letters of a search, values of one filter, letters of an id."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[^\x00-\x1f]+")
Parameter = tuple[str, str]
T = TypeVar("T", bound=StrEnum)


def parse(given: Iterable[Parameter], *, beside: Iterable[str] = ()) -> IncidentQuery:
    """The query that parameters ask; an empty value asks nothing.

    Args:
        given: names and values in any order, as `QueryDict.lists` has them.
        beside: names of parameters that the page reads itself.

    Raises:
        InvalidValue: `where` names the parameter.

    >>> parse([("status", "verified"), ("from", "2016-09-12")]).start
    1473638400
    >>> parse([("bbox", "36,35,37")])
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: bbox: '36,35,37' is no frame; write \
west,south,east,north in degrees
    """
    values: dict[str, list[str]] = defaultdict(list)
    ours = _ONE.keys() | _SEVERAL.keys()
    for name, value in given:
        if name not in ours and name not in set(beside):
            remedy = Sentence("write one of {values}", values=", ".join((*_ONE, *_SEVERAL)))
            raise InvalidValue("is no parameter", where=name[:LONGEST_NAME], remedy=remedy)
        if value and name in ours and value not in values[name]:
            values[name].append(value)
    members = dict(_members(values))
    start, end = members.get("start"), members.get("end")
    if start is not None and end is not None and end <= start:
        raise InvalidValue("is not after from", where="to", remedy="write a later time")
    order = members.get("order", Order.NEWEST)
    if members.get("cursor") and read_cursor(members["cursor"]).order is not order:
        remedy = Sentence("go to the first page")
        raise InvalidValue("is of another order", where="cursor", remedy=remedy)
    return IncidentQuery(**members)


def parameters(query: IncidentQuery) -> list[Parameter]:
    """The parameters that ask this, in one order; what asks nothing is left out.

    >>> parameters(IncidentQuery(start=1473638400, order=Order.OLDEST))
    [('from', '2016-09-12T00:00:00Z'), ('order', 'oldest')]
    """
    written: list[Parameter] = []
    for name, (member, _) in _ONE.items():
        value = getattr(query, member)
        if value not in (None, "") and (name, value) != ("order", Order.NEWEST):
            written.append((name, _WRITE.get(name, str)(value)))
    for name, (member, _) in _SEVERAL.items():
        written += [(name, str(value)) for value in getattr(query, member)]
    return written


def _members(values: dict[str, list[str]]) -> Iterator[tuple[str, Any]]:
    for name, found in values.items():
        several = name in _SEVERAL
        member, read = (_SEVERAL if several else _ONE)[name]
        if len(found) > (MOST_VALUES if several else 1):
            remedy = Sentence("give at most {value}", value=MOST_VALUES if several else 1)
            raise InvalidValue(
                Sentence("has {found} values", found=len(found)), where=name, remedy=remedy
            )
        try:
            made = [read(value) for value in found]
        except Refusal as err:
            raise InvalidValue(err.what, where=name, remedy=err.remedy) from err
        yield member, tuple(made) if several else made[0]


def _text(value: str) -> str:
    if len(value) > MOST_TEXT:
        remedy = Sentence("search for at most {most_text}", most_text=MOST_TEXT)
        raise InvalidValue(Sentence("has {value} letters", value=len(value)), remedy=remedy)
    return value


def _instant(value: str) -> int:
    text = f"{value}T00:00Z" if DAY.fullmatch(value) else value
    return int(parse_instant(text).timestamp())


def _one_of(kind: type[T], value: str) -> T:
    if value not in list(kind):
        raise InvalidValue(
            Sentence("{value!r:.60} is unknown", value=value),
            remedy=Sentence("write one of {values}", values=", ".join(kind)),
        )
    return kind(value)


def _act(value: str) -> str:
    if value not in families():
        remedy = Sentence("look it up in data/vocabulary/acts.yaml")
        raise InvalidValue(Sentence("{value!r:.60} is no act", value=value), remedy=remedy)
    return value


def _family(value: str) -> str:
    if value not in families().values():
        known = ", ".join(dict.fromkeys(families().values()))
        raise InvalidValue(
            Sentence("{value!r:.60} is no family of acts", value=value),
            remedy=Sentence("write one of {values}", values=known),
        )
    return value


def _name(value: str) -> str:
    if len(value) > LONGEST_NAME or not _NAME.fullmatch(value):
        raise InvalidValue(
            Sentence("{value!r:.60} is no id", value=value),
            remedy="take it from the list of values",
        )
    return value


def _frame(value: str) -> Frame:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as err:
        remedy = Sentence("write west,south,east,north in degrees")
        raise InvalidValue(
            Sentence("{value!r:.60} is no frame", value=value), remedy=remedy
        ) from err
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90):
        remedy = Sentence("write west,south,east,north in degrees, south not above north")
        raise InvalidValue(Sentence("{value!r:.60} is off the globe", value=value), remedy=remedy)
    return Frame(*(round(one * E7) for one in (west, south, east, north)))


def _cursor(value: str) -> str:
    read_cursor(value)
    return value


def _write_instant(value: int) -> str:
    # Years before 1000 keep their four digits so.
    return dt.datetime.fromtimestamp(value, UTC).isoformat().replace("+00:00", "Z")


def _write_frame(value: Frame) -> str:
    return ",".join(f"{one / E7:.7f}".rstrip("0").rstrip(".") for one in value)


Read = Callable[[str], Any]
_ONE: dict[str, tuple[str, Read]] = {
    "text": ("text", _text),
    "from": ("start", _instant),
    "to": ("end", _instant),
    "bbox": ("frame", _frame),
    "changed_since": ("changed_since", _instant),
    "order": ("order", partial(_one_of, Order)),
    "cursor": ("cursor", _cursor),
}
_SEVERAL: dict[str, tuple[str, Read]] = {
    "family": ("families", _family),
    "act": ("acts", _act),
    "status": ("statuses", partial(_one_of, Status)),
    "result": ("results", partial(_one_of, Result)),
    "actor": ("actors", _name),
    "place": ("places", _name),
    "agreement": ("agreements", _name),
    "reading": ("readings", _name),
}
_WRITE: dict[str, Callable[[Any], str]] = {
    "from": _write_instant,
    "to": _write_instant,
    "changed_since": _write_instant,
    "bbox": _write_frame,
}

"""The cells of tables of counts as values, each refused with the way to write it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeVar

from trucewatch.data.count_tables import cell_words
from trucewatch.data.counting import counting_rule
from trucewatch.data.zones import zone
from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.time import UTC, TimePrecision, TimeRange, ZoneBasis, parse_instant

E = TypeVar("E", bound=StrEnum)
INCLUDING = "including:"
_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+"
_AMOUNT = re.compile(rf"(?P<low>{_NUMBER})?\s*(?P<to>\.\.|…)?\s*(?P<high>{_NUMBER})?")
_WAYS = Sentence("write 15, 0, 4..6, 12.., ..7, N/K, refused, or leave it empty for no data")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def amount_of(cell: str) -> Amount:
    """How many.

    >>> str(amount_of("1,184")), str(amount_of("4..6")), str(amount_of("0"))
    ('1184', '4..6', '0')
    >>> amount_of("").told.value, amount_of("refused").told.value, str(amount_of("N/K"))
    ('no_data', 'refused', 'N/K')
    >>> amount_of("a few")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: 'a few' is no count; write 15, 0, 4..6, ...
    """
    told = cell_words("total").get(cell.lower(), Told.NO_DATA.value if not cell else "")
    if told:
        return Amount(told=Told(told))
    found = _AMOUNT.fullmatch(cell)
    if found is None or not (found["low"] or found["high"]):
        raise InvalidValue(Sentence("{cell!r} is no count", cell=cell), remedy=_WAYS)
    low, high = (_whole(found[side]) for side in ("low", "high"))
    try:
        return Amount.of(low, high if found["to"] else low)
    except InvalidValue as err:
        raise InvalidValue(
            Sentence("{cell!r}: {what}", cell=cell, what=err.what), remedy=_WAYS
        ) from err


def _whole(digits: str | None) -> int | None:
    return int(re.sub(r"\D", "", digits)) if digits else None


def figure_of(cell: str) -> Amount | None:
    """A number that may be left out altogether: an empty cell tells none."""
    return amount_of(cell) if cell else None


def change_of(cell: str) -> int | None:
    """A change with its sign.

    >>> change_of("+3"), change_of("−4"), change_of("")
    (3, -4, None)
    """
    if not cell:
        return None
    try:
        return int(cell.replace("−", "-"))
    except ValueError:
        raise InvalidValue(
            Sentence("{cell!r} is no change", cell=cell), remedy="write it as in +3 or -4"
        ) from None


def hours_of(cell: str) -> int | None:
    """Whole hours."""
    if not cell:
        return None
    if not cell.isdecimal() or int(cell) == 0:
        raise InvalidValue(
            Sentence("{cell!r} is no number of hours", cell=cell), remedy="write it as in 24"
        )
    return int(cell)


def names_of(cell: str) -> tuple[str, ...]:
    """Several names of one cell, parted by ";"."""
    return tuple(name for part in cell.split(";") if (name := part.strip()))


def rule_of(cell: str) -> str:
    """The label of a counting rule, by its id or label; "" where none is told.

    >>> rule_of("each_shot"), rule_of("")
    ('each_shot@1', '')
    """
    if not cell:
        return ""
    found = counting_rule(cell.partition("@")[0])
    if cell not in {found.id, found.label}:
        remedy = Sentence("the one on file is {label}", label=found.label)
        raise InvalidValue(
            Sentence("no version {cell!r} of that rule is on file", cell=cell), remedy=remedy
        )
    return found.label


def parts_of(cell: str) -> Iterator[tuple[str, Amount]]:
    """Names with their numbers.

    >>> [(name, str(amount)) for name, amount in parts_of("Aleppo=5; Hama=N/K")]
    [('Aleppo', '5'), ('Hama', 'N/K')]
    """
    for part in names_of(cell.removeprefix(INCLUDING)):
        name, sign, number = part.rpartition("=")
        if not (sign and name.strip()):
            raise InvalidValue(
                Sentence("{part!r} is no part", part=part),
                remedy="write parts as in Aleppo=5; Hama=3",
            )
        yield name.strip(), amount_of(number.strip())


def one_of(kind: type[E], column: str) -> Callable[[str], E | None]:
    """A reader of the values of an enumeration; None where the cell is empty."""

    def read(cell: str) -> E | None:
        if not cell:
            return None
        found = cell_words(column).get(cell.lower())
        if found is None:
            remedy = Sentence("write one of {values}", values=", ".join(kind))
            raise InvalidValue(
                Sentence("{cell!r} is no {column}", cell=cell, column=column), remedy=remedy
            )
        return kind(found)

    return read


def window_of(start: str, end: str, clock: str) -> TimeRange | None:
    """A half-open window out of two instants or days; a day alone is that day.

    Raises:
        InvalidValue: a day without a zone, or an end that does not come after the start.

    >>> window_of("2017-01-06", "", "Europe/Moscow").start.isoformat()
    '2017-01-05T21:00:00+00:00'
    >>> window_of("", "", "") is None
    True
    """
    if not (start or end):
        return None
    first = _instant(start, clock) if start else None
    last = _instant(end, clock) if end else None
    if first is not None and last is None and _DAY.fullmatch(start):
        day = dt.date.fromisoformat(start) + dt.timedelta(days=1)
        last = _instant(day.isoformat(), clock)
    whole = all(_DAY.fullmatch(cell) for cell in (start, end) if cell)
    return TimeRange(
        start=first,
        end=last,
        precision=TimePrecision.DAY if whole else TimePrecision.MINUTE,
        zone=clock or None,
        zone_basis=ZoneBasis.STATED if clock else None,
    )


def _instant(cell: str, clock: str) -> dt.datetime:
    if not clock:
        if _DAY.fullmatch(cell):
            remedy = Sentence("name its clock in a column zone, as in Europe/Kyiv")
            raise InvalidValue(
                Sentence("the day {cell} does not say on whose clock", cell=cell), remedy=remedy
            )
        return parse_instant(cell)
    try:
        value = dt.datetime.fromisoformat(cell)
    except ValueError as err:
        remedy = Sentence("write it as in 2016-05-03 or 2016-05-03T18:00")
        raise InvalidValue(
            Sentence("{cell!r} is no day or time", cell=cell), remedy=remedy
        ) from err
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone(clock))
    return value.astimezone(UTC).replace(microsecond=0)

"""One page of the list: previous, next and go-to-date by cursor, at any depth for the same work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from trucewatch.storage.incidents.codes import Bools
from trucewatch.storage.incidents.columns import UNDATED, Array, Columns
from trucewatch.storage.incidents.cursors import Cursor, read_cursor, write_cursor
from trucewatch.storage.incidents.query import IncidentQuery, Order
from trucewatch.storage.models import IncidentRow

PAGE_ROWS, MOST_ROWS = 50, 200
COUNTED = 10_000
MANY, SAMPLED = 100, 2_000
"""Pages of rows from which on a bound is guessed first, and from how many rows it is."""
KEYS = {Order.NEWEST: "at", Order.OLDEST: "at", Order.FIRST_SEEN: "id", Order.CHANGED: "seq"}
"""The column of each order; all but `oldest` run downwards."""
OF_TIME = frozenset({Order.NEWEST, Order.OLDEST})
LAST = 2**61
"""Before or behind every instant: what has no time comes last in both orders of time."""


class Count(NamedTuple):
    """A number of incidents.

    Args:
        number: exact, or the bound up to which is counted.
        more: whether there are more.

    >>> str(Count.of(10_001)), str(Count.of(7))
    ('10,000+', '7')
    """

    number: int
    more: bool = False

    @classmethod
    def of(cls, number: int) -> Count:
        """Exact up to 10,000."""
        return cls(min(number, COUNTED), number > COUNTED)

    def __str__(self) -> str:
        return f"{self.number:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list.

    Args:
        rows: in the order of the query.
        total: how many incidents the query has on all pages.
        previous, next: cursors of the pages beside it, None where nothing lies there now.
    """

    rows: tuple[IncidentRow, ...]
    total: Count
    previous: str | None
    next: str | None


class Cut(NamedTuple):
    """The rows of a page, by their places in the columns, and what lies beside it."""

    places: Array
    before: bool
    behind: bool


def page_of(query: IncidentQuery, columns: Columns, asked: Bools, rows: int) -> Page:
    """The page at the cursor of a query.

    Args:
        asked: which rows the query asks for.
        rows: of the page, 1 to 200.
    """
    cursor = read_cursor(query.cursor) if query.cursor else None
    cut = cut_of(query.order, cursor, columns, np.flatnonzero(asked), rows=rows)
    ids = columns["id"][cut.places].tolist()
    found = IncidentRow.objects.defer("words").in_bulk(ids)
    ends = cut.places[[0, -1]].tolist() if len(ids) else []
    previous, onward = (
        (
            write_cursor(Cursor(query.order, way, *key_at(query.order, columns, place)))
            if there
            else None
            for there, way, place in zip(
                (cut.before, cut.behind), (False, True), ends, strict=False
            )
        )
        if ends
        else (None, None)
    )
    total = Count.of(int(np.count_nonzero(asked)))
    return Page(tuple(found[one] for one in ids if one in found), total, previous, onward)


def cut_of(
    order: Order, cursor: Cursor | None, columns: Columns, asked: Array, *, rows: int
) -> Cut:
    """Cut a page out of the asked rows.

    Args:
        cursor: None for the first page.
        asked: places of rows in the columns, upwards.
    """
    sign = 1 if order is Order.OLDEST else -1
    keys = columns[KEYS[order]].take(asked) * sign
    if order in OF_TIME:
        keys[columns["until"].take(asked) == UNDATED] = LAST
    ids = columns["id"] * sign
    if cursor is None:
        kept = _first(keys, asked, ids, rows)
        return Cut(kept, before=False, behind=len(asked) > len(kept))
    behind = keys > cursor.key * sign
    level = np.flatnonzero(keys == cursor.key * sign)
    behind[level] = ids[asked[level]] > cursor.id * sign
    if cursor.onward:
        inside = np.flatnonzero(behind)
        kept = _first(keys[inside], asked[inside], ids, rows)
        return Cut(kept, before=len(inside) < len(asked), behind=len(inside) > len(kept))
    behind[level] = ids[asked[level]] >= cursor.id * sign
    inside = np.flatnonzero(~behind)
    kept = _first(-keys[inside], asked[inside], -ids, rows)[::-1]
    return Cut(kept, before=len(inside) > len(kept), behind=len(inside) < len(asked))


def cursor_at(order: Order, at: int) -> str:
    """The cursor of the page that begins at an instant, in either order of time.

    Args:
        at: seconds of UTC; downwards the page begins with the last incident before it.
    """
    number = LAST if order is Order.OLDEST else -1
    return write_cursor(Cursor(order, True, at - 1 if order is Order.OLDEST else at, number))


def key_of(order: Order, one: IncidentRow) -> int:
    """What an incident is ordered by, as a cursor holds it."""
    if order in OF_TIME and one.start_at is None and one.end_at is None:
        return LAST if order is Order.OLDEST else -LAST
    return int(getattr(one, KEYS[order]))


def _first(keys: Array, asked: Array, ids: Array, rows: int) -> Array:
    """The first rows by key, then id, in order; sorting all of them would cost far more.

    Args:
        keys, asked: of each row, what it is ordered by, and its place in the columns.
        ids: of the columns, in the direction of the order.
    """
    near = np.arange(len(keys))
    if len(keys) > MANY * rows:
        sample = keys[:: len(keys) // SAMPLED + 1]
        few = 4 + 4 * rows * len(sample) // len(keys)
        near = np.flatnonzero(keys <= np.partition(sample, few)[few])
    if len(near) < rows < len(keys):
        near = np.arange(len(keys))  # the sample was unlucky
    last = np.partition(keys[near], rows - 1)[rows - 1] if len(near) > rows else keys.max(initial=0)
    near = near[keys[near] <= last]
    first: Array = asked[near[np.lexsort((ids[asked[near]], keys[near]))[:rows]]]
    return first


def key_at(order: Order, columns: Columns, place: int) -> tuple[int, int]:
    """What the row at a place is ordered by, and its id, as a cursor holds them."""
    number = int(columns["id"][place])
    if order in OF_TIME and columns["until"][place] == UNDATED:
        return LAST if order is Order.OLDEST else -LAST, number
    return int(columns[KEYS[order]][place]), number

"""The index of incidents of one process: the list, the counts, the timeline and the map of a query.

    index = IncidentIndex()
    index.page(query)        index.facets(query)
    index.timeline(query)    index.map(query, zoom=7)

Each answer is of the table as it was committed when the question was asked.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from trucewatch.domain.errors import require
from trucewatch.storage.incidents.columns import Columns, mark_of, newest_in_table, rows_since
from trucewatch.storage.incidents.counts import Facets, facets_of
from trucewatch.storage.incidents.map_view import Json, cells_of, map_of
from trucewatch.storage.incidents.matching import masks_of, rows_of
from trucewatch.storage.incidents.pages import (
    MOST_ROWS,
    OF_TIME,
    PAGE_ROWS,
    Count,
    Page,
    cursor_at,
    page_of,
)
from trucewatch.storage.incidents.query import IncidentQuery, Order
from trucewatch.storage.incidents.text_search import TextSearch
from trucewatch.storage.incidents.timeline import Timeline, timeline_of


class IncidentIndex:
    """Answers queries from any thread, one at a time; make one a process and keep it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark = b""
        self._forget()

    def page(self, query: IncidentQuery, rows: int = PAGE_ROWS) -> Page:
        """The page at the query's cursor.

        Args:
            rows: 1 to 200.
        """
        require(1 <= rows <= MOST_ROWS, "a page has 1 to {most_rows} rows", most_rows=MOST_ROWS)
        with self._kept_up() as columns:
            asked = rows_of(masks_of(query, columns, self._text), columns)
            return page_of(query, columns, asked, rows)

    def at_date(self, query: IncidentQuery, at: int) -> IncidentQuery:
        """The query whose page begins at an instant.

        Args:
            at: seconds of UTC. In an order that is not one of time the list turns to `newest`.
        """
        order = query.order if query.order in OF_TIME else Order.NEWEST
        return replace(query, order=order, cursor=cursor_at(order, at))

    def count(self, query: IncidentQuery) -> Count:
        """How many incidents it finds, exact to 10,000."""
        with self._kept_up() as columns:
            asked = rows_of(masks_of(query, columns, self._text), columns)
            return Count.of(int(np.count_nonzero(asked)))

    def ids(self, query: IncidentQuery) -> tuple[int, ...]:
        """`IncidentRow.id` of all it finds, in the order in which they were first recorded."""
        with self._kept_up() as columns:
            asked = rows_of(masks_of(query, columns, self._text), columns)
            return tuple(columns["id"][asked].tolist())

    def facets(self, query: IncidentQuery) -> Facets:
        """Values of the filters family, act, status, result, actor and place, with their counts."""
        with self._kept_up() as columns:
            return facets_of(masks_of(query, columns, self._text), columns)

    def timeline(self, query: IncidentQuery) -> Timeline:
        """A histogram over time."""
        with self._kept_up() as columns:
            asked = rows_of(masks_of(query, columns, self._text), columns)
            return timeline_of(query, columns, asked)

    def map(self, query: IncidentQuery, zoom: float) -> Json:
        """What a map of the query's frame shows; the whole globe where it has none.

        Args:
            zoom: of the map, 0 to 24.
        """
        with self._kept_up() as columns:
            asked = rows_of(masks_of(query, columns, self._text), columns)
            return map_of(columns, asked, zoom)

    def cells(self, query: IncidentQuery, resolution: int) -> Json:
        """How many incidents each H3 cell holds, at one of the resolutions 3, 4, 5 and 7."""
        with self._kept_up() as columns:
            asked = rows_of(masks_of(query, columns, self._text), columns)
            return cells_of(columns, asked, resolution)

    def forget_searches(self) -> None:
        """Search words anew that were searched before, for whoever times it."""
        self._text.forget()

    @contextmanager
    def _kept_up(self) -> Iterator[Columns]:
        """The columns, with every row that is committed by now."""
        with self._lock:
            newest, known = newest_in_table(), self._columns.newest()
            if newest < known or mark_of(known) != self._mark:
                # A backup was restored, so what is in memory is of another history.
                self._forget()
            if newest > self._columns.newest():
                self._take_in()
                self._mark = mark_of(self._columns.newest())
            yield self._columns

    def _forget(self) -> None:
        self._columns = Columns()
        self._text = TextSearch(self._columns)
        self._mark = b""

    def _take_in(self) -> None:
        first = self._columns.size == 0
        for rows in rows_since(self._columns.newest()):
            self._text.learn(self._columns.put(rows), (row[-1] for row in rows))
        if first:
            gc.freeze()  # it stays, so the collector need not go through it again and again

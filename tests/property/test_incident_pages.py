"""Paging through incidents while others come in."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_rows import columns_of, row
from trucewatch.storage.incidents.columns import Columns
from trucewatch.storage.incidents.cursors import Cursor
from trucewatch.storage.incidents.pages import OF_TIME, Cut, cut_of, key_at
from trucewatch.storage.incidents.query import Order

TIMES = st.lists(st.none() | st.integers(0, 9), max_size=40)
ARRIVALS = st.lists(st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=3))
unhurried = settings(deadline=None)  # a busy machine is no fault of a page
ORDERS = st.sampled_from(Order)


def filled(times: list[int | None], first: int = 0) -> Columns:
    """Columns with an incident for each time, many at the same."""
    return columns_of(*(row(number, at) for number, at in enumerate(times, first)))


def cut(columns: Columns, order: Order, cursor: Cursor | None, rows: int) -> Cut:
    """A page of all incidents."""
    return cut_of(order, cursor, columns, np.arange(columns.size), rows=rows)


def keys(columns: Columns, order: Order, places: list[int]) -> list[tuple[int, int]]:
    """What those rows are ordered by, running upwards in every order."""
    sign = 1 if order is Order.OLDEST else -1
    told = (key_at(order, columns, one) for one in places)
    return [(key * sign, number * sign) for key, number in told]


def beside(columns: Columns, order: Order, place: int, *, onward: bool) -> Cursor:
    """The cursor beside a row."""
    return Cursor(order, onward, *key_at(order, columns, place))


@unhurried
@given(TIMES, ARRIVALS, ORDERS, st.integers(1, 7))
def test_paging_visits_each_incident_once(
    times: list[int | None], later: list[list[int | None]], order: Order, rows: int
) -> None:
    """Whatever comes in between pages, nothing that was there is left out or seen twice."""
    columns = filled(times)
    cursor, seen = None, list[int]()
    while True:
        page = cut(columns, order, cursor, rows)
        seen += page.places.tolist()
        assert len(set(seen)) == len(seen)
        if not page.behind:
            break
        cursor = beside(columns, order, seen[-1], onward=True)
        if later:
            columns.put([row(columns.size + n, at) for n, at in enumerate(later.pop())])
    assert set(range(len(times))) <= set(seen)
    told = keys(columns, order, seen)
    assert told == sorted(told)


@unhurried
@given(TIMES, ORDERS, st.integers(1, 7))
def test_the_way_back_is_the_way_there(times: list[int | None], order: Order, rows: int) -> None:
    """The page before the second page is the first."""
    columns = filled(times)
    first = cut(columns, order, None, rows)
    if first.behind:
        onward = beside(columns, order, int(first.places[-1]), onward=True)
        second = cut(columns, order, onward, rows)
        back = beside(columns, order, int(second.places[0]), onward=False)
        assert cut(columns, order, back, rows).places.tolist() == first.places.tolist()
        assert second.before


@unhurried
@given(st.lists(st.integers(0, 3), min_size=300, max_size=900), ORDERS)
def test_guessing_a_bound_changes_no_page(times: list[int], order: Order) -> None:
    """In a long list only a part is sorted, with many incidents at one second too."""
    columns = filled(list(times))
    page = cut(columns, order, None, 2)
    every = sorted(range(len(times)), key=lambda one: keys(columns, order, [one]))
    assert page.places.tolist() == every[:2]


@unhurried
@given(TIMES, st.sampled_from(sorted(OF_TIME)))
def test_what_has_no_time_comes_last(times: list[int | None], order: Order) -> None:
    """In both orders of time; nothing undated is taken for the newest or the oldest."""
    places = cut(filled(times), order, None, len(times) or 1).places.tolist()
    undated = [times[one] is None for one in places]
    assert undated == sorted(undated)

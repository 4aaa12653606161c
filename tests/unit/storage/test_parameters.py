"""A query in a URL: what is asked comes back, and what cannot be asked is told by its name."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import Result
from trucewatch.storage.incident_facts import Status
from trucewatch.storage.incidents.cursors import Cursor, read_cursor, write_cursor
from trucewatch.storage.incidents.parameters import parameters, parse
from trucewatch.storage.incidents.query import Frame, IncidentQuery, Order

SECONDS = st.integers(-60_000_000_000, 250_000_000_000)
NAMES = st.lists(
    st.from_regex(r"[a-z]{1,5}:[A-Z0-9]{1,5}", fullmatch=True), max_size=3, unique=True
)
LON, LAT = st.integers(-1_800_000_000, 1_800_000_000), st.integers(-900_000_000, 900_000_000)


@st.composite
def queries(draw: st.DrawFn) -> IncidentQuery:
    """Any query, on its first page or behind a place in its order."""
    order = draw(st.sampled_from(Order))
    start = draw(st.none() | SECONDS)
    south, north = sorted((draw(LAT), draw(LAT)))
    number = st.integers(-(2**40), 2**40)
    cursor = Cursor(order, draw(st.booleans()), draw(number), draw(number))
    return IncidentQuery(
        text=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)),
        start=start,
        end=draw(st.none() | st.integers(1, 10**9).map(lambda more: (start or 0) + more)),
        acts=tuple(draw(st.sets(st.sampled_from(("shelling", "rocket_fire"))))),
        families=tuple(draw(st.sets(st.sampled_from(("fire", "aid"))))),
        statuses=tuple(draw(st.sets(st.sampled_from(Status)))),
        results=tuple(draw(st.sets(st.sampled_from(Result)))),
        actors=tuple(draw(NAMES)),
        places=tuple(draw(NAMES)),
        agreements=tuple(draw(NAMES)),
        readings=tuple(draw(NAMES)),
        frame=draw(st.none() | st.builds(Frame, LON, st.just(south), LON, st.just(north))),
        changed_since=draw(st.none() | SECONDS),
        order=order,
        cursor=draw(st.just("") | st.just(write_cursor(cursor))),
    )


@settings(deadline=None)
@given(queries())
def test_a_query_survives_its_url(query: IncidentQuery) -> None:
    """A link that somebody keeps asks the same tomorrow."""
    assert parse(parameters(query)) == query


def test_what_asks_nothing_is_not_written() -> None:
    """The address of the whole list is short, and there is one of it."""
    assert parameters(IncidentQuery()) == []


def test_an_empty_field_asks_nothing() -> None:
    """A form sends all of its fields."""
    assert parse([("text", ""), ("status", ""), ("from", "")]) == IncidentQuery()


def test_values_of_one_filter_are_alternatives() -> None:
    """In the order in which they came, each once."""
    given = [("status", "disputed"), ("status", "verified"), ("status", "disputed")]
    assert parse(given).statuses == (Status.DISPUTED, Status.VERIFIED)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "true"),
        ("result", "violation"),
        ("family", "love"),
        ("act", "kissing"),
        ("from", "yesterday"),
        ("to", "2016-09-12T03:40"),
        ("changed_since", "2016-13-01"),
        ("bbox", "1,2,3"),
        ("bbox", "1,50,2,40"),
        ("bbox", "nan,0,1,1"),
        ("bbox", "-181,0,1,1"),
        ("actor", "a\x00b"),
        ("place", "x" * 129),
        ("text", "x" * 201),
        ("order", "best"),
        ("cursor", "abc"),
        ("cursor", "W10"),
        ("cursor", "é"),
        ("colour", "red"),
    ],
)
def test_a_bad_value_is_told_by_its_name(name: str, value: str) -> None:
    """One clear line with the parameter and what to write instead."""
    with pytest.raises(InvalidValue) as caught:
        parse([(name, value)])
    assert caught.value.where == name
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_time_that_ends_before_it_starts_is_told() -> None:
    """It would find nothing without a word."""
    with pytest.raises(InvalidValue, match=r"^to: is not after from"):
        parse([("from", "2016-09-12"), ("to", "2016-09-12")])


def test_one_time_cannot_be_asked_twice() -> None:
    """Which of the two was meant, nobody knows."""
    with pytest.raises(InvalidValue, match=r"^from: has 2 values"):
        parse([("from", "2016-09-12"), ("from", "2016-09-13")])


def test_a_cursor_of_another_order_is_refused() -> None:
    """It would begin somewhere, and nobody would see that it is the wrong place."""
    cursor = write_cursor(Cursor(Order.OLDEST, onward=True, key=1, id=1))
    with pytest.raises(InvalidValue, match=r"^cursor: is of another order"):
        parse([("order", "newest"), ("cursor", cursor)])


def test_parameters_of_the_page_pass_by() -> None:
    """The map's zoom is in the same address."""
    assert parse([("zoom", "7"), ("text", "x")], beside=["zoom"]) == IncidentQuery(text="x")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_cursor(text: str) -> None:
    """Whatever stands in the address, it is read or refused."""
    with suppress(InvalidValue):
        assert read_cursor(text).order in Order

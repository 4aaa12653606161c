"""Values in words say no more than is known."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import examples
from trucewatch.domain.document import PublishedBasis
from trucewatch.domain.time import UTC, TimeRange
from trucewatch.export import wording


def instant(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of May 2016 by UTC."""
    return dt.datetime(2016, 5, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (TimeRange(start=instant(2, 0), end=instant(5, 0)), "2–4 May 2016"),
        (TimeRange(start=instant(2, 3, 40), end=instant(2, 3, 41)), "2 May 2016 03:40 UTC"),
        (TimeRange(start=instant(2, 3), end=instant(2, 5)), "2 May 2016 03:00–05:00 UTC"),
        (TimeRange(end=instant(2, 3)), "before 2 May 2016 03:00 UTC"),
        (examples.MONDAY, "2 May 2016"),
    ],
)
def test_a_time_is_worded_as_finely_as_it_is_known(time: TimeRange, words: str) -> None:
    """Whole days have no clock; an open side says so."""
    assert wording.when(time) == words


def test_an_undecided_day_is_shown_both_ways() -> None:
    """Choosing one would be a guess."""
    days = (dt.date(2016, 4, 5), dt.date(2016, 5, 4))
    document = dataclasses.replace(
        examples.document(),
        published=None,
        published_basis=PublishedBasis.UNDECIDED,
        published_readings=days,
    )
    assert wording.published(document).startswith("5 Apr 2016 or 4 May 2016")


def test_a_chain_reads_from_the_outside_in() -> None:
    """The paper first, then whom it quotes."""
    assert wording.chain((examples.FRONT, examples.GAZETTE)) == "Ford Gazette: River Front"

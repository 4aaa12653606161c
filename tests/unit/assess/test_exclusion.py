"""Who is left out: by name, or by a list that has its own dates."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from truce_world import CITED, REGISTRY, UN_LIST, truce, who
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.exclusion import left_out
from trucewatch.assess.readings import TermsReading
from trucewatch.domain.finding import Certainty
from trucewatch.domain.membership import Exclusion
from trucewatch.domain.time import UTC

EAST = TermsReading("east", frozenset({"west"}))
WEST = TermsReading("west", frozenset({"east"}))
MAY, JUNE, JULY = (dt.datetime(2020, month, 1, tzinfo=UTC) for month in (5, 6, 7))


def out(name: str, reading: TermsReading = EAST, **more: Any) -> Answer:
    """Whether somebody is left out of the truce."""
    return left_out(who(name), truce(), reading, registry=REGISTRY, **more)


def test_a_named_group_is_left_out() -> None:
    """By its name, whatever the lists say."""
    assert out("wolves").code == "left_out.by_name"


@pytest.mark.parametrize(
    ("start", "end", "held"), [(MAY, JUNE, NOT), (JUNE, JULY, SURELY), (MAY, JULY, POSSIBLY)]
)
def test_an_exclusion_counts_from_its_own_day_on(
    start: dt.datetime, end: dt.datetime, held: Certainty
) -> None:
    """Left out by name from 1 June: before that inside, across that day perhaps."""
    terms = truce(exclusions=(Exclusion(citation=CITED, actor="north", start=JUNE),))
    found = left_out(who("north"), terms, EAST, registry=REGISTRY, span=(start, end))
    assert found.certainty is held


def test_an_exclusion_by_list_ends_with_its_own_day() -> None:
    """The Ravens stay listed, but the terms excluded the list until July alone."""
    terms = truce(exclusions=(Exclusion(citation=CITED, list=UN_LIST, end=JULY),))
    august = JULY + dt.timedelta(days=31)
    after = left_out(who("ravens"), terms, EAST, registry=REGISTRY, span=(JULY, august))
    assert after.certainty is NOT


@pytest.mark.parametrize(
    ("start", "end", "held"), [(MAY, JUNE, NOT), (JUNE, JULY, SURELY), (MAY, JULY, POSSIBLY)]
)
def test_a_list_leaves_out_from_its_own_day_on(
    start: dt.datetime, end: dt.datetime, held: Certainty
) -> None:
    """The Ravens were listed on 1 June, so before that they were inside of the terms."""
    assert out("ravens", span=(start, end)).certainty is held


def test_a_proposal_counts_for_its_author_at_most_possibly() -> None:
    """West proposed the Front for the list; nobody entered it."""
    assert out("front", WEST).certainty is POSSIBLY
    assert out("front", EAST).certainty is NOT


def test_part_of_an_excluded_group_may_be_left_out() -> None:
    """The terms name the Wolves and do not speak of the Cubs."""
    assert out("cubs").code == "left_out.belongs_to"


def test_an_unregistered_name_is_not_left_out() -> None:
    """Nothing on file excludes it; whether it is a party is another question."""
    assert out("somebody else").certainty is NOT


def test_the_answer_names_the_list_and_who_keeps_it() -> None:
    """A reader has to be able to look it up."""
    facts = out("ravens", span=(JUNE, JULY)).facts
    assert (facts["list"], facts["asserter"]) == (UN_LIST, "un")

"""Codes, instants and counts as words in each language."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.finding import Result
from trucewatch.web import wording

DAWN = dt.datetime(2016, 9, 12, 3, 10, tzinfo=dt.UTC)


def rendered(tag: str, **values: object) -> str:
    """What a tag of the centre writes."""
    return Template("{% load centre %}" + tag).render(Context(values))


def test_every_result_has_words() -> None:
    """A result that the domain knows is never shown as its code."""
    assert set(wording.RESULTS) == {one.value for one in Result}


def test_a_result_has_a_sign_beside_its_words() -> None:
    """Colour alone tells nothing."""
    badge = rendered("{% result 'inconclusive' %}")
    assert "icons.svg#inconclusive" in badge
    assert "Inconclusive" in badge


def test_an_unknown_code_stays_readable() -> None:
    """A later version may write codes that this one does not know."""
    assert wording.result("some_new_result") == "some new result"
    assert wording.status("some_new_status") == "some new status"


def test_an_instant_is_told_in_utc_and_where_it_was() -> None:
    """The machine's form in the attribute, both clocks in words, in their order in any script."""
    told = rendered("{% instant when 'Asia/Damascus' %}", when=DAWN)
    assert 'dir="ltr" datetime="2016-09-12T03:10:00Z"' in told
    assert "2016-09-12 03:10 UTC" in told
    assert "2016-09-12 06:10 Asia/Damascus" in told


def test_no_instant_is_not_known() -> None:
    """It is no empty cell."""
    assert "not known" in rendered("{% instant none %}", none=None)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "10,000+"), ("ru", "10\N{NARROW NO-BREAK SPACE}000+"), ("ar", "10,000+")],
)
def test_counts_end_at_ten_thousand(language: str, words: str) -> None:
    """More is not counted."""
    with translation.override(language):
        assert wording.at_most(12_345) == words


def test_zero_is_a_count() -> None:
    """And not nothing."""
    assert wording.at_most(0) == "0"


def test_sides_are_told_alike() -> None:
    """Swap the sides and only the letter changes."""
    told = [wording.role(Person("x", Role.DELEGATION_HEAD, side)) for side in (Side.A, Side.B)]
    assert told[0].replace("Delegation A", "Delegation B") == told[1]


def test_text_of_a_person_is_escaped_and_kept_apart() -> None:
    """A name cannot turn the line around, nor carry markup."""
    assert rendered("{{ name|bdi }}", name="<b>\u202e") == "<bdi>&lt;b&gt;\u202e</bdi>"


def test_a_page_that_is_not_built_has_no_address() -> None:
    """Links to it are left out."""
    assert rendered("{% page_if 'no:page' %}") == ""

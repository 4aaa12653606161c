"""Numbers, times and codes on Russian and Arabic pages are words of the page's language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from furnished_centre import Read, read_two
from trucewatch.domain.access import Role
from trucewatch.service.centre import Centre
from trucewatch.storage.people.models import Account
from trucewatch.web.pages.review.case import incident
from web_world import in_language

Reader = Callable[[str], Client]


@pytest.fixture
def about(centre: Centre) -> Read:
    """Two reports of one incident each."""
    return read_two(centre)


@pytest.fixture
def reader(about: Read, account: Callable[..., Account]) -> Reader:
    """A duty officer's browser, whose pages are in a language."""
    del about
    return in_language(account, Role.DUTY_OFFICER)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "<strong>2</strong> incidents"),
        ("ru", "<strong>2</strong> инцидента"),
        ("ar", "<strong>2</strong> حادثان"),
    ],
)
def test_a_number_of_incidents_agrees_with_its_noun(
    reader: Reader, language: str, words: str
) -> None:
    """Two are not said as five are."""
    assert words in reader(language).get("/incidents/").content.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "File"), ("ru", "Файл"), ("ar", "ملف")])
def test_how_a_report_came_is_told_in_triage(
    reader: Reader, about: Read, language: str, word: str
) -> None:
    """By its word, never by its code."""
    page = reader(language).get(f"/triage/{about.report}/").content.decode()
    assert f"<dd>{word}</dd>" in page
    assert "<dd>upload</dd>" not in page


@pytest.mark.parametrize(
    ("language", "told"), [("ru", "3 мая 2016 (до дня)"), ("ar", "3 أيار/مايو 2016 (باليوم)")]
)
def test_a_case_tells_when_its_incidents_were(about: Read, language: str, told: str) -> None:
    """In words of the page; the report's own stand in what it is quoted with."""
    assert told in [incident(one, language)["time"] for one in (about.incident, about.other)]


def test_a_case_tells_no_time_that_is_not_known(centre: Centre) -> None:
    """An incident whose content was erased."""
    del centre
    assert incident("i-gone", "ru")["time"] == ""

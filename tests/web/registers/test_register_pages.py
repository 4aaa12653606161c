"""Registers in a browser: each page in two languages, and what people do there by keyboard."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from trucewatch.domain.access import Person, Role
from trucewatch.service.centre import Centre
from trucewatch.service.registers import coverage
from trucewatch.service.registers.edits import Given
from trucewatch.storage.people.models import Account
from web_world import (
    WIDTHS,
    Site,
    Watched,
    assert_accessible,
    assert_fits,
    assert_stays_home,
    keep_picture,
    sign_in,
)

People = Callable[..., Account]
ANALYST = Person("p-9", Role.ANALYST)
CALM = "syria-aleppo-calm-2016-05"
PAGES = {
    "parties": "?q=free",
    "party": "parties/free-syrian-army/",
    "agreements": "agreements/?q=aleppo&at=2016-05-04",
    "agreement": f"agreements/{CALM}/",
    "compare": f"agreements/compare?one={CALM}&other=syria-aleppo-calm-2016-06",
    "draft": f"drafts/new?from={CALM}",
    "places": "places/?q=%D8%AD%D9%84%D8%A8",
    "place": "places/ocha:C3040/",
    "place-add": "places/add",
    "sources": "sources/?q=sana",
    "source": "sources/sana/",
    "coverage": "coverage/?to=2016-05-10",
    "conflicts": "conflicts/",
}


@pytest.fixture
def kept(centre: Centre) -> Centre:
    """A centre in which somebody recorded coverage, and a place by hand."""
    entry = {"place": "ocha:C3040", "kind": "post", "observer": "monitors", "counted": 0}
    days = {"start": "2016-05-01T00:00:00Z", "end": "2016-05-04T00:00:00Z"}
    given = Given(entry={**entry, **days}, reason="roster", key=secrets.token_hex(8))
    coverage.enter(centre, ANALYST, given)
    return centre


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_stays_home(
    kept: Centre, site: Site, page: Page, account: People, name: str, language: str
) -> None:
    """At three widths; nothing is asked of another machine."""
    del kept
    watched = Watched(page)
    sign_in(page, site, account(Role.ANALYST, language=language), f"/registers/{PAGES[name]}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"register-{name}-{language}-{width}")
    assert_accessible(page)
    assert_stays_home(watched.requests, site)
    assert watched.complaints == []

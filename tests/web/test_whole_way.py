"""From a hotline call to an assessed incident on the map, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from trucewatch.domain.access import MACHINE, Role
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.storage.people.models import Account
from typist import Typist
from web_world import Site, assert_accessible, sign_in

CALLS = {
    "en": ("Hirbnafsah", "small arms", "an hour ago", "Shots from the ridge."),
    "ar": ("حربنفسه", "نيران", "قبل ساعة", "إطلاق نار من التلة."),
}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a link or button of that name has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            return
    pytest.fail(f"no way to {name!r} by keyboard")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_call_ends_as_an_assessed_incident_on_the_map(
    centre: Centre, site: Site, page: Page, account: Callable[..., Account], lang: str
) -> None:
    """Typed, filed, gathered with what is on record, found in the list, drawn on the map."""
    where, act, when, words = CALLS[lang]
    sign_in(page, site, account(Role.DUTY_OFFICER, language=lang), "/call/")
    expect(page.locator("#id_where")).to_be_focused()
    hands = Typist(page)
    hands.words(where)
    # The first question of a process loads the names of all places.
    expect(page.get_by_role("option").first).to_be_visible(timeout=30_000)
    hands.press("Enter")
    hands.words(act)
    hands.press("Enter", "Enter", "Enter")
    hands.words(when)
    hands.press("Enter", "ArrowDown", "Enter", "Enter", "Enter")
    hands.words(words)
    hands.press("Control+Enter")
    expect(page.get_by_role("status").locator("a.first")).to_be_visible()
    gather(centre, MACHINE)

    page.goto(f"{site.address}/incidents/")
    expect(page.locator("#map[data-shown='1']")).to_be_attached()
    link = page.locator(".records tbody a")
    expect(link).to_have_count(1)
    tab_to(page, link.inner_text())
    page.keyboard.press("Enter")
    expect(page.locator("q, blockquote").filter(has_text=words).first).to_be_visible()
    assert_accessible(page)

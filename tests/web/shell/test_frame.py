"""The frame of all pages: keyboard, languages, light and dark, menus, messages, errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account
from trucewatch.web import navigation
from trucewatch.web.navigation import AREAS
from web_world import Site, Watched, assert_accessible, assert_fits, keep_picture, sign_in

Accounts = Callable[..., Account]


@pytest.fixture
def officer(account: Accounts) -> Account:
    """A duty officer who reads English."""
    return account(Role.DUTY_OFFICER)


def test_the_first_key_leads_past_the_bar(site: Site, page: Page, officer: Account) -> None:
    """Tab and Enter put the focus on the page's own content."""
    sign_in(page, site, officer)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_menu_opens_and_closes_by_keyboard(site: Site, page: Page, officer: Account) -> None:
    """Escape gives the focus back to what opened it."""
    sign_in(page, site, officer)
    opener = page.locator("summary", has_text="Language")
    opener.focus()
    page.keyboard.press("Enter")
    arabic = page.get_by_role("button", name="العربية")
    expect(arabic).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(arabic).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_chosen_language_stays(site: Site, page: Page, officer: Account) -> None:
    """On this machine, over the account's own; Arabic runs from the right."""
    sign_in(page, site, officer)
    page.locator("summary", has_text="Language").click()
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto(site.address)
    expect(page.get_by_role("heading", name="المركز")).to_be_visible()


def test_the_dark_page_stays_dark(site: Site, page: Page, officer: Account) -> None:
    """From the first byte of the next page on, so that nothing flashes at night."""
    sign_in(page, site, officer)
    page.locator("summary", has_text="Light or dark").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    answer = page.reload()
    assert answer is not None
    assert 'data-theme="dark"' in answer.text()


def test_a_foreign_address_is_no_way_back(site: Site, page: Page, officer: Account) -> None:
    """Whoever chooses a language stays at the centre."""
    sign_in(page, site, officer)
    page.locator("input[name=next]").first.evaluate("field => { field.value = '//elsewhere/' }")
    page.locator("summary", has_text="Language").click()
    page.get_by_role("button", name="English").click()
    page.wait_for_url(f"{site.address}/")


def test_signing_out_takes_one_menu(site: Site, page: Page, officer: Account) -> None:
    """And leads to the page where one signs in."""
    sign_in(page, site, officer)
    page.locator("summary", has_text="Account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Username")).to_be_visible()


def test_the_bar_shows_what_the_role_may_use(site: Site, page: Page, account: Accounts) -> None:
    """An operator sees no page of the record."""
    sign_in(page, site, account(Role.OPERATOR))
    for area in ("Triage", "Incidents", "Registers", "Log a call"):
        expect(page.get_by_role("link", name=area)).to_have_count(0)


def test_a_dialog_takes_and_returns_the_focus(site: Site, page: Page, officer: Account) -> None:
    """It opens by keyboard, is accessible while open, and closes with Escape."""
    sign_in(page, site, officer, "/style")
    opener = page.get_by_role("button", name="Open a dialog")
    opener.press("Enter")
    expect(page.get_by_role("dialog", name="Dismiss this report?")).to_be_visible()
    assert_accessible(page)
    keep_picture(page, "dialog-en", whole=False)
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_a_page_that_is_not_there_has_a_way_out(
    site: Site, page: Page, account: Accounts, language: str
) -> None:
    """In the reader's language, accessible on a telephone and a wall."""
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language))
    answer = page.goto(f"{site.address}/no/such/page")
    assert answer is not None
    assert answer.status == 404
    for width in (360, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
    page.locator("main a").first.click()
    page.wait_for_url(f"{site.address}/")


def test_the_page_prints_without_its_bar(site: Site, page: Page, officer: Account) -> None:
    """Paper has no menus; ink is dark even where the screen was."""
    sign_in(page, site, officer, "/style")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".bar")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_nothing_moves_for_those_who_want_it_so(site: Site, page: Page, officer: Account) -> None:
    """With reduced motion no animation runs."""
    sign_in(page, site, officer, "/style")
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('div'),{className: 'progress'}))"
    )
    assert (
        page.evaluate("document.getAnimations().filter(a => a.playState == 'running').length") == 0
    )


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_sign_in_page_is_accessible(
    site: Site, page: Page, account: Accounts, language: str
) -> None:
    """Before anybody is known, in the language that is chosen on this machine."""
    account(Role.DUTY_OFFICER)
    watched = Watched(page)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
    page.goto(site.address)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_fits(page)
        assert_accessible(page)
    assert watched.complaints == []


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_bar_holds_every_area(
    site: Site, page: Page, account: Accounts, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each width: side by side, or behind one button; the first page shows them as cards."""
    monkeypatch.setattr(navigation, "reverse", lambda page: f"/{page}")
    open_to_all = tuple(replace(area, action="incident_list") for area in AREAS)
    monkeypatch.setattr(navigation, "AREAS", open_to_all)
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language))
    for width in (360, 1024, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert_fits(page)
        assert_accessible(page)
    keep_picture(page, f"home-{language}-2560")
    page.set_viewport_size({"width": 360, "height": 800})
    page.locator(".areas-small summary").click()
    assert_accessible(page)
    assert_fits(page)
    keep_picture(page, f"areas-{language}-360", whole=False)

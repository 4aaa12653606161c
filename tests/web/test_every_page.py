"""Every page of the site is accessible, fits a telephone, and asks nobody else for anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from page_cases import EXERCISE_PAGES, NO_PAGES, PAGES, ROLES, There, names
from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account
from web_world import (
    PASSWORD,
    Site,
    Watched,
    assert_accessible,
    assert_stays_home,
    faults_of,
    give_app,
    prove_again,
    sign_in,
)


def test_every_address_is_a_page_with_a_case_or_is_none() -> None:
    """Whoever adds a page says who opens it, so that it is looked at below."""
    assert names() == PAGES.keys() | EXERCISE_PAGES.keys() | NO_PAGES.keys()
    assert {one.role for one in PAGES.values()} == set(ROLES)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_accessible_fits_and_stays_home(
    there: There, site: Site, browser: Browser, officers: dict[Role, Account], language: str
) -> None:
    """By axe; no wider than a telephone; without a complaint of the browser."""
    faults: list[str] = []
    for role in ROLES:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
        page = context.new_page()
        watched = Watched(page)
        if role:
            sign_in(page, site, officers[role])
        if role is Role.OPERATOR:  # whoever admits people has proved themselves a moment ago
            prove_again(page, site, give_app(officers[role]))
        for case in PAGES.values():
            if case.role is role:
                faults += faults_of(page, f"{site.address}{case.address(there)}")
        assert_stays_home(watched.requests, site)
        faults += watched.complaints
        context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_between_password_and_code_is_accessible(
    site: Site, page: Page, officers: dict[Role, Account], language: str
) -> None:
    """Only whoever gave a right password sees it."""
    officer = officers[Role.ANALYST]
    give_app(officer)
    officer.language = language
    officer.save()
    page.goto(f"{site.address}/sign/in")
    page.locator("input[name=username]").fill(officer.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/sign/in/second**")
    assert_accessible(page)

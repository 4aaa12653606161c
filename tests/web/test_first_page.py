"""Signing in and out, as somebody who comes for the first time."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account
from web_world import PASSWORD, Site


def test_a_duty_officer_signs_in(site: Site, page: Page, account: Callable[..., Account]) -> None:
    """The first page asks who one is, then shows what is open."""
    officer = account(Role.DUTY_OFFICER)
    page.goto(site.address)
    page.get_by_label("Username").fill(officer.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Centre")).to_be_visible()

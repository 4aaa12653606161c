"""The operator sees what needs hands, and what to do; nobody else sees the page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account
from web_world import Site, sign_in


def test_a_missing_backup_is_told_with_its_remedy(
    site: Site, page: Page, account: Callable[..., Account]
) -> None:
    """A fresh centre has none: the row says so and names the command."""
    sign_in(page, site, account(Role.OPERATOR), "/health/")
    row = page.get_by_role("row", name="Last backup")
    expect(row).to_contain_text("needs you")
    expect(row).to_contain_text("trucewatch backup")
    expect(page.get_by_role("row", name="Recorder")).to_contain_text("well")


def test_the_page_is_the_operators_alone(
    site: Site, page: Page, account: Callable[..., Account]
) -> None:
    """A duty officer is refused, not asked to sign in again."""
    sign_in(page, site, account(Role.DUTY_OFFICER))
    answer = page.goto(f"{site.address}/health/")
    assert answer is not None
    assert answer.status == 403


def test_the_operators_first_page_shows_health(
    site: Site, page: Page, account: Callable[..., Account]
) -> None:
    """What needs hands stands there with its remedy; who has no say in it sees nothing of it."""
    sign_in(page, site, account(Role.OPERATOR))
    told = page.get_by_role("region", name="Health")
    expect(told).to_contain_text("trucewatch backup")
    page.context.clear_cookies()
    sign_in(page, site, account(Role.DUTY_OFFICER))
    expect(page.get_by_role("heading", name="Centre")).to_be_visible()
    expect(page.get_by_role("region", name="Health")).to_have_count(0)

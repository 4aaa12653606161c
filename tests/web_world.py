"""What tests of pages share: the browser, its switches, sign-in."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from trucewatch.storage.people.models import Account

PASSWORD = "long enough for a test"  # noqa: S105 - of accounts that end with the test
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A served centre: where it is."""

    address: str


def sign_in(page: Page, site: Site, account: Account, path: str = "/") -> None:
    """Sign in as somebody would, and go to a page."""
    page.goto(f"{site.address}/sign/in?next={path}")
    page.locator("input[name=username]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/sign/in" not in url)

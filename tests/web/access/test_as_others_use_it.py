"""What tests of other areas lean on: an app for somebody who is signed in, and a proof with it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account
from web_world import Site, give_app, prove_again, sign_in


def test_an_operator_admits_somebody(
    site: Site, page: Page, account: Callable[..., Account]
) -> None:
    """From the button to the link that is shown once, with the proof in between."""
    operator = account(Role.OPERATOR)
    sign_in(page, site, operator, "/sign/people")
    page.get_by_role("link", name="Admit somebody").click()
    expect(page.get_by_role("heading", name="A passkey or an app is needed")).to_be_visible()
    prove_again(page, site, give_app(operator), "/sign/people/admit")
    page.get_by_label("Username").fill("k.orlova")
    page.get_by_label("Name", exact=True).fill("K. Orlova")
    page.get_by_label("Role").select_option("delegation_head")
    page.get_by_role("button", name="Admit").click()
    expect(page.locator("main").get_by_role("alert")).to_contain_text("Choose delegation A or B.")
    page.get_by_label("Side").select_option("a")
    page.get_by_role("button", name="Admit").click()
    expect(page.locator("code.link")).to_contain_text("/sign/enrol/")
    page.goto(page.locator("code.link").inner_text())
    expect(page.get_by_role("heading", name="Welcome, K. Orlova")).to_be_visible()

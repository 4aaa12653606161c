"""Passkeys and codes in a real browser, with an authenticator that Chromium makes believe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account, Passkey
from web_world import Site, sign_in

OWN = "/sign/own"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named(site: Site) -> Site:
    """The site under a name, since passkeys are not for bare addresses."""
    return Site(site.address.replace("127.0.0.1", "localhost"))


@pytest.fixture
def device(page: Page) -> tuple[CDPSession, str]:
    """An authenticator of this page's browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, made["authenticatorId"]


def credentials(device: tuple[CDPSession, str]) -> list[dict[str, Any]]:
    """The passkeys that the authenticator holds."""
    session, named = device
    held = session.send("WebAuthn.getCredentials", {"authenticatorId": named})
    found: list[dict[str, Any]] = held["credentials"]
    return found


def add_passkey(page: Page) -> None:
    """On the page of one's own keys."""
    page.get_by_label("Name of the new passkey").fill("desk 3")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("a passkey was added").first).to_be_visible()
    expect(page.get_by_text("desk 3").first).to_be_visible()


def sign_out(page: Page, named: Site) -> None:
    """Out, and back at the door."""
    page.context.clear_cookies()
    page.goto(f"{named.address}/sign/in?next={OWN}")


@pytest.fixture
def officer(
    page: Page, named: Site, device: tuple[CDPSession, str], account: Callable[..., Account]
) -> Account:
    """Who added a passkey, and is back at the door."""
    del device
    made = account(Role.FACILITATOR)
    sign_in(page, named, made, OWN)
    add_passkey(page)
    sign_out(page, named)
    return made


def at_own(page: Page) -> None:
    """Signed in, on one's own page."""
    expect(page.get_by_role("heading", name="Keys and sign-in")).to_be_visible()


def test_a_passkey_alone_signs_in(page: Page, officer: Account) -> None:
    """Without a name or a password; the page is the one that was asked for."""
    del officer
    page.get_by_role("button", name="Use a passkey").click()
    at_own(page)


def test_a_passkey_is_the_second_proof(page: Page, officer: Account) -> None:
    """After the password, which alone opens nothing any more."""
    page.get_by_label("Username").fill(officer.username)
    page.get_by_label("Password").fill("long enough for a test")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Second proof")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    at_own(page)


def test_a_passkey_proves_once_more(page: Page, named: Site, officer: Account) -> None:
    """And one is back where one wanted to go."""
    del officer
    page.get_by_role("button", name="Use a passkey").click()
    at_own(page)
    page.goto(f"{named.address}/sign/again?next=/sign/people")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="People")).to_be_visible()


def test_a_copied_passkey_is_refused(
    page: Page, officer: Account, device: tuple[CDPSession, str]
) -> None:
    """The authenticator is put back to a count of before: that is how a copy looks."""
    session, named = device
    held = credentials(device)[0]
    Passkey.objects.filter(account=officer).update(counter=held["signCount"] + 50)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="not taken")).to_be_visible()
    assert officer.passkeys.get().cloned_at is not None
    del session, named


def test_a_passkey_without_verification_is_refused(
    page: Page, officer: Account, device: tuple[CDPSession, str]
) -> None:
    """A stolen key without its finger or its number opens nothing."""
    session, named = device
    told = {"authenticatorId": named, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", told)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert").filter(has_text="No passkey was chosen")).to_be_visible()
    assert officer.passkeys.get().used_at is None


def test_an_app_is_added_by_keyboard(
    page: Page, named: Site, account: Callable[..., Account]
) -> None:
    """Its square is there to be read, its code is asked for at the next sign-in."""
    import base64
    import datetime as dt

    from trucewatch.service.codes import code_at

    sign_in(page, named, account(Role.ANALYST), "/sign/own/codes")
    assert page.get_by_alt_text("Square of dots").evaluate("one => one.naturalWidth") > 0
    spelled = page.locator("code.secret").inner_text().replace(" ", "")
    secret = base64.b32decode(spelled)
    page.get_by_label("Code of your app").press_sequentially(
        code_at(secret, dt.datetime.now(dt.UTC))
    )
    page.keyboard.press("Enter")
    expect(page.get_by_text("an app for codes was added").first).to_be_visible()
    sign_out(page, named)
    page.get_by_label("Username").fill("analyst-neutral-en")
    page.get_by_label("Password").fill("long enough for a test")
    page.keyboard.press("Enter")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    page.get_by_label("Code of your app").fill(code_at(secret, later))
    page.keyboard.press("Enter")
    at_own(page)

"""Rules that change by three signatures, and a delegation that leaves and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from position_world import sets_key, signer_of
from review_world import heard
from trucewatch.domain.access import Person, Role, Side
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.statement_note import key_name
from trucewatch.service.centre import Centre
from trucewatch.service.review.rules_in_force import in_force
from trucewatch.service.taking_part import standing_of
from trucewatch.storage.people.models import Account
from web_world import (
    Site,
    Watched,
    assert_accessible,
    assert_fits,
    give_app,
    keep_picture,
    prove_again,
    sign_in,
)

Accounts = Callable[..., Account]
LANGUAGES = ("en", "ru", "ar")
WIDTHS = (360, 1280, 2560)
FACILITATOR = Signer.from_seed(
    key_name("trucewatch/geneva/ledger-1", "facilitator"), NOTE, b"f" * 32
)


def looked_at(page: Page, name: str) -> None:
    """The page is for everybody, at every width, and kept as a picture."""
    assert_accessible(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"review-{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def people(account: Accounts, centre: Centre) -> dict[str, Account]:
    """The two heads and the facilitator, each with a key of their side."""
    made = {}
    for side, role, signer in (
        (Side.A, Role.DELEGATION_HEAD, signer_of(Side.A)),
        (Side.B, Role.DELEGATION_HEAD, signer_of(Side.B)),
        (Side.NEUTRAL, Role.FACILITATOR, FACILITATOR),
    ):
        lang = {Side.A: "en", Side.B: "ru", Side.NEUTRAL: "ar"}[side]
        one = account(role, side, lang)
        given = one.person()
        strong = Person(given.id, given.role, given.side, stepped_up=True)
        sets_key(centre, strong, signer, key=f"key-{side}")
        made[side.value] = one
    return made


def key_file(place: Path, signer: Signer) -> Path:
    """A private key as a page opens it."""
    path = place / "side.key"
    path.write_text(f"{signer.private.private_bytes_raw().hex()}\n")
    return path


def test_three_sign_one_text_in_their_own_pages(
    site: Site, browser: Browser, people: dict[str, Account], tmp_path: Path
) -> None:  # fmt: skip
    """Proposed by A in English, signed in Russian and Arabic, and it holds for what comes after."""
    signers = {"a": signer_of(Side.A), "b": signer_of(Side.B), "neutral": FACILITATOR}
    address = ""
    for side, account in people.items():
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        watched = Watched(page)
        sign_in(page, site, account)
        prove_again(page, site, give_app(account), address or "/review/rules/propose")
        if not address:
            text = page.locator("textarea#text")
            text.fill(text.input_value().replace("{amount: 2, unit", "{amount: 4, unit"))
            page.locator("#words").fill("Two days are too short.")
            page.locator("main form button.first").click()
            expect(page.locator("ins")).to_contain_text("amount: 4")
            address = page.url.removeprefix(site.address)
        looked_at(page, f"proposal-{account.language}")
        page.locator("#key-file").set_input_files(key_file(tmp_path, signers[side]))
        page.locator("#sign-here button").click()
        expect(page.locator("#sign-here")).to_have_count(0)
        assert watched.complaints == []
        page.goto(f"{site.address}/review/rules")
        looked_at(page, f"rules-{account.language}")
        context.close()


def test_a_delegation_leaves_and_returns(
    site: Site, page: Page, people: dict[str, Account], centre: Centre
) -> None:  # fmt: skip
    """While it is gone it reads and changes nothing; both are told of, and stay on record."""
    case = heard(centre)
    sign_in(page, site, people["b"])
    prove_again(page, site, give_app(people["b"]), "/review/delegations")
    page.locator(".side-b details").first.locator("summary").click()
    page.locator("#why-b").fill("Our convoy was struck.")
    page.locator(".side-b form button").first.click()
    expect(page.locator(".side-b .badge.overdue")).to_be_visible()
    assert standing_of(Side.B).reason == "Our convoy was struck."
    looked_at(page, "delegations-ru")
    page.goto(f"{site.address}/review/case/{case}")
    expect(page.locator("#read-only")).to_contain_text("Our convoy was struck.")
    expect(page.locator("main form")).to_have_count(0)
    page.goto(f"{site.address}/review/delegations")
    page.locator(".side-b details").first.locator("summary").click()
    page.locator("#why-b").fill("Assurances were given.")
    page.locator(".side-b form button").first.click()
    expect(page.locator(".side-b .badge.done")).to_be_visible()
    expect(page.locator(".side-b .timeline li")).to_have_count(2)


def test_the_rules_on_their_page_are_those_in_force(
    site: Site, page: Page, account: Accounts, centre: Centre
) -> None:  # fmt: skip
    """Word for word, with their number."""
    version, _rules = in_force(centre)
    sign_in(page, site, account(Role.ANALYST), "/review/rules")
    expect(page.locator(".title")).to_contain_text(f"version {version}")
    expect(page.locator("pre.rules")).to_contain_text("decision: consensus")
    expect(page.locator("[aria-labelledby=clocks]")).to_contain_text("working days: 2")

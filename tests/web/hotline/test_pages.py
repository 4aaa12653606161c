"""The pages of the hotline are for everybody: accessible, fitting, in three languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hotline_calls import key, told
from trucewatch.domain.access import Person, Role, Side
from trucewatch.service import call_filing, calls
from trucewatch.service.centre import Centre
from trucewatch.storage.documents import content
from trucewatch.storage.people.models import Account
from web_world import Site, Watched, assert_accessible, assert_fits, keep_picture, sign_in

OFFICER = Person("p-officer", Role.DUTY_OFFICER)


@pytest.mark.usefixtures("source_key")
@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_the_pages_are_accessible_and_fit(
    site: Site, page: Page, account: Callable[..., Account], centre: Centre, lang: str
) -> None:  # fmt: skip
    """With a list open and with an assessment, at each width; nothing asks elsewhere."""
    logged = calls.log(centre, OFFICER, told(), key=key())
    call_filing.file(centre, OFFICER, calls.get(logged.subject), key=key())
    watched = Watched(page)
    sign_in(page, site, account(Role.DUTY_OFFICER, language=lang), "/call/")
    page.keyboard.type("Hirbnaf")
    expect(page.get_by_role("option").first).to_be_visible()
    assert_accessible(page)
    for width in (360, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"call-{lang}-{width}")
    page.goto(f"{site.address}/call/{logged.subject}")
    assert_accessible(page)
    for width in (360, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"call-filed-{lang}-{width}")
    assert watched.complaints == []
    assert all(one.startswith(site.address) for one in watched.requests)


def test_a_delegation_reads_a_call_and_logs_none(
    site: Site, page: Page, account: Callable[..., Account], centre: Centre
) -> None:
    """Both see the shared record alike; who called is a code name to them."""
    form = told()
    logged = calls.log(centre, OFFICER, form, key=key())
    sign_in(page, site, account(Role.DELEGATION_OFFICER, Side.A), f"/call/{logged.subject}")
    expect(page.get_by_text(form.code_name)).to_be_visible()
    answer = page.goto(f"{site.address}/call/")
    assert answer is not None
    assert answer.status == 403


def test_a_call_that_is_only_logged_is_filed_later(
    site: Site, page: Page, officer: Account, centre: Centre
) -> None:
    """From its own page, with one key."""
    logged = calls.log(centre, OFFICER, told(), key=key())
    sign_in(page, site, officer, f"/call/{logged.subject}")
    page.get_by_role("button", name="File as an incident").press("Enter")
    expect(page.get_by_role("region", name="Assessed")).to_be_visible()


def test_a_call_without_an_act_is_not_filed(
    site: Site, page: Page, officer: Account, centre: Centre
) -> None:
    """The page says what is missing."""
    logged = calls.log(centre, OFFICER, told(act=""), key=key())
    sign_in(page, site, officer, f"/call/{logged.subject}")
    page.get_by_role("button", name="File as an incident").click()
    expect(page.get_by_role("alert").filter(has_text="choose an act")).to_be_visible()


def test_a_correction_is_a_version_beside_the_first(
    site: Site, page: Page, officer: Account, centre: Centre
) -> None:
    """The form comes filled in, and the place stays chosen."""
    logged = calls.log(centre, OFFICER, told(), key=key())
    sign_in(page, site, officer, f"/call/{logged.subject}/correct")
    page.locator("#id_when").fill("about 3:40")
    page.get_by_role("button", name="Record the correction").click()
    expect(page.get_by_text("version 2")).to_be_visible()
    body = content(calls.get(logged.subject))
    assert (body["time"]["words"], body["place"]["place"]) == ("about 3:40", "ocha:C3040")

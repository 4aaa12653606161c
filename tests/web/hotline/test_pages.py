"""The pages of the hotline are for everybody: accessible, fitting, in three languages."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyrage
import pytest
from playwright.sync_api import Page, expect

from hotline_calls import key, told
from trucewatch.domain.access import Audience, Person, Role, Side
from trucewatch.service import call_filing, caller_opening, callers, calls
from trucewatch.service.callers import Caller
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.storage.documents import content, newest
from trucewatch.storage.evidence_keys import Identity
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


def test_source_protection_takes_a_caller_and_that_is_recorded(
    site: Site,
    page: Page,
    account: Callable[..., Account],
    centre: Centre,
    source_key: Identity,
) -> None:
    """A file that the key opens; who took it stands in the record for source protection alone."""
    sealed = callers.seal(centre.home, Caller("Zenobia"))
    logged = calls.log(centre, OFFICER, told(), key=key(), sealed=sealed)
    keeper = account(Role.SOURCE_PROTECTION)
    sign_in(page, site, keeper, f"/call/{logged.subject}")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take the sealed particulars").click()
    opened = pyrage.decrypt(taken.value.path().read_bytes(), [source_key])
    assert json.loads(opened)["name"] == "Zenobia"
    [showing] = newest("showing", [Audience.SOURCES])
    assert (showing.verb, showing.actor) == ("caller.open", keeper.id)


def test_nobody_else_takes_a_caller(centre: Centre, source_key: Identity) -> None:
    """Neither the officer who took the call nor a delegation."""
    del source_key
    form = told()
    sealed = callers.seal(centre.home, Caller("Zenobia"))
    calls.log(centre, OFFICER, form, key=key(), sealed=sealed)
    for person in (OFFICER, Person("p-b", Role.DELEGATION_HEAD, Side.B)):
        with pytest.raises(Denied):
            caller_opening.take(centre, person, form.code_name, key=key())
    assert newest("showing").count() == 0

"""The list, the map and the timeline of one query, and the page of an incident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from incident_rows import recorded
from trucewatch.domain.access import Role, Side
from trucewatch.service import comments
from trucewatch.service.centre import Centre
from trucewatch.storage.documents import newest
from trucewatch.storage.people.models import Account
from web_world import (
    Site,
    Watched,
    assert_accessible,
    assert_fits,
    assert_stays_home,
    keep_picture,
    sign_in,
)

People = Callable[..., Account]


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_list_is_accessible_and_stays_home(
    told: Centre, site: Site, page: Page, account: People, language: str
) -> None:
    """In each language, at three widths; the map is drawn from this machine's files alone."""
    del told
    watched = Watched(page)
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language), "/incidents/")
    expect(page.locator("#map[data-shown]")).to_be_attached()
    for width in (360, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"incidents-{language}-{width}")
    assert_accessible(page)
    assert_stays_home(watched.requests, site)
    assert [one for one in watched.complaints if "GPU" not in one] == []


def test_filters_live_in_the_address(told: Centre, site: Site, page: Page, account: People) -> None:
    """Choosing a value narrows list, timeline and map; the address alone brings it back."""
    del told
    sign_in(page, site, account(Role.ANALYST), "/incidents/")
    table = page.get_by_role("region", name="Incidents")
    expect(table.get_by_role("row")).to_have_count(4)
    page.get_by_label("Search in any script").fill("Хомс")
    page.get_by_role("button", name="Search").click()
    expect(table.get_by_role("row")).to_have_count(2)
    assert "text=" in page.url
    page.reload()
    expect(table.get_by_role("row")).to_have_count(2)


def test_a_wrong_parameter_is_told_with_its_name(
    told: Centre, site: Site, page: Page, account: People
) -> None:
    """The list is shown whole, and the fault beside it."""
    del told
    sign_in(page, site, account(Role.ANALYST), "/incidents/?status=happy")
    expect(page.get_by_role("alert").filter(has_text="status")).to_be_visible()
    expect(page.get_by_role("region", name="Incidents").get_by_role("row")).to_have_count(4)


def test_an_incident_is_dismissed_with_a_reason_and_opened_again(
    told: Centre, site: Site, page: Page, account: People
) -> None:
    """Each step is a sentence of the history, and the older version can be seen."""
    del told
    sign_in(page, site, account(Role.DUTY_OFFICER), "/incidents/?text=Hama")
    page.get_by_role("region", name="Incidents").get_by_role("link").first.click()
    page.get_by_text("Dismiss", exact=True).first.click()
    page.get_by_label("Why").fill("a drill")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("dismissed it: a drill")).to_be_visible()
    page.get_by_role("button", name="Open again").click()
    expect(page.get_by_text("opened it again")).to_be_visible()
    assert_accessible(page)


def test_a_delegation_reads_and_is_on_record_as_having_been_shown(
    told: Centre, site: Site, page: Page, account: People
) -> None:
    """It may comment and follow; filing and dismissing are the centre's."""
    del told
    sign_in(page, site, account(Role.DELEGATION_OFFICER, Side.A, "ar"), "/incidents/?text=Hama")
    page.locator(".records tbody a").first.click()
    expect(page.locator("button[value=file]")).to_have_count(0)
    page.locator("textarea[name=words]").fill("We have another account.")
    page.locator("textarea[name=words] + button, form.stack button").last.click()
    expect(page.get_by_text("We have another account.")).to_be_visible()
    expect(page.locator("dl.facts dd").filter(has_text="20").first).to_be_visible()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"incident-ar-{width}")
    assert_accessible(page)


def test_a_mention_is_shown_on_the_first_page(
    told: Centre, site: Site, page: Page, account: People
) -> None:
    """With its reason and a way there; once seen it is gone."""
    analyst = account(Role.ANALYST)
    officer = account(Role.DUTY_OFFICER).person()
    subject = next(iter(newest("incident"))).subject
    comments.write(told, officer, subject, f"look, @{analyst.username}", key="c-1")
    sign_in(page, site, analyst)
    expect(page.get_by_role("link", name="You were mentioned")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Seen").click()
    expect(page.get_by_role("link", name="You were mentioned")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_zones_slide_through_time_by_keyboard(
    told: Centre, site: Site, page: Page, account: People, language: str
) -> None:
    """Each step is a day; the day is shown, in the address, and what held then stands in words."""
    del told
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language), "/incidents/")
    expect(page.locator("#map[data-shown]")).to_be_attached()
    page.locator("[data-terms]").focus()
    page.keyboard.press("Space")
    slider, day = page.locator("[data-slide]"), page.locator("[data-at]")
    expect(day).to_have_value("2016-05-02")
    slider.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(day).to_have_value("2016-05-04")
    expect(slider).to_have_attribute("aria-valuetext", "2016-05-04")
    expect(page.locator("[data-areas] .zone").first).to_be_visible()
    expect(page.locator("#map:not([data-zones='0'])")).to_be_attached()
    assert "at=2016-05-04" in page.url
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_fits(page)


def test_zones_of_a_day_are_told_without_scripts(
    told: Centre, site: Site, browser: Browser, account: People
) -> None:
    """The date field alone, and a list in words."""
    del told
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, account(Role.DUTY_OFFICER), "/incidents/")
    page.get_by_label("Zones and control on").fill("2016-05-04")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-areas] .zone").first).to_contain_text("surely in force")
    expect(page.locator("[data-slide]")).to_be_hidden()
    context.close()


def test_what_has_no_time_is_marked_and_comes_last(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """Nobody takes it for the newest."""
    for one in (recorded("dated"), recorded("undated", start=None, end=None)):
        centre.hand_in(one)
    sign_in(page, site, account(Role.DUTY_OFFICER), "/incidents/")
    rows = page.locator(".records tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_have_text("Without a time, after all that have one")
    expect(rows.nth(2)).to_contain_text("not known")

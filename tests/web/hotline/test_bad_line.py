"""A bad line loses nothing and doubles nothing; a page that is loaded anew knows what was typed."""

from __future__ import annotations

import json

import pyrage
import pytest
from playwright.sync_api import Page, Route, expect

from trucewatch.service import callers
from trucewatch.storage.documents import content, newest
from trucewatch.storage.evidence_keys import Identity
from trucewatch.storage.models import Draft
from trucewatch.storage.people.models import Account
from web_world import Site, sign_in


def type_call(page: Page) -> None:
    """A place that is chosen, an act, words."""
    page.locator("#id_where").focus()
    page.keyboard.type("Hirbnafsah")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("1")
    page.locator("#id_when").fill("an hour ago")
    page.locator("#id_words").fill("Two shells fell.")


def test_loading_the_page_anew_keeps_everything(
    site: Site, page: Page, officer: Account, source_key: Identity
) -> None:
    """The particulars too, but sealed: no letter of them is kept in clear."""
    sign_in(page, site, officer, "/call/")
    type_call(page)
    code = page.locator("#code").inner_text()
    with page.expect_response("**/call/seal"):
        page.locator("#id_name").fill("Zenobia")
        page.locator("#id_phone").focus()
    expect(page.locator("#sealed-note")).to_contain_text("Sealed")
    page.reload()
    expect(page.locator("#id_where")).to_have_value("Hirbnafsah")
    expect(page.locator("#act_words")).to_have_value("shelling")
    expect(page.locator("#id_when")).to_have_value("an hour ago")
    expect(page.locator("#id_words")).to_have_value("Two shells fell.")
    expect(page.locator("#code")).to_have_text(code)
    stored = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert "Zenobia" not in stored
    page.locator("#id_where").focus()
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("link", name="Next call")).to_be_visible()
    [caller] = newest("caller")
    opened = json.loads(pyrage.decrypt(callers.age_file(caller.body), [source_key]))
    assert (opened["name"], content(caller)["code_name"]) == ("Zenobia", code)


def test_what_is_half_filled_in_waits_on_the_centre(
    site: Site, page: Page, officer: Account, source_key: Identity
) -> None:
    """Another machine goes on with it; what a caller tells of themselves is not in it."""
    del source_key
    sign_in(page, site, officer, "/call/")
    with page.expect_response("**/call/draft"):
        page.locator("#id_name").fill("Zenobia")
        page.locator("#id_words").fill("Two shells fell.")
    [draft] = Draft.objects.all()
    assert "Zenobia" not in json.dumps(draft.told)
    page.evaluate("localStorage.clear()")
    page.goto(f"{site.address}/call/?draft={draft.key}")
    expect(page.locator("#id_words")).to_have_value("Two shells fell.")


def test_a_call_without_a_line_is_sent_once_when_it_is_back(
    site: Site, page: Page, officer: Account
) -> None:
    """It shows that it is unsent, and then its number."""
    sign_in(page, site, officer, "/call/")
    type_call(page)
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#outbox")).to_contain_text("Not sent yet")
    page.keyboard.press("Control+Enter")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="filed as an incident")).to_be_visible()
    assert newest("call").count() == newest("incident").count() == 1
    assert Draft.objects.count() == 0


def test_a_call_outlasts_its_window(site: Site, page: Page, officer: Account) -> None:
    """Closed without a line and opened with one, it goes out by itself."""
    sign_in(page, site, officer, "/call/")
    type_call(page)
    page.context.set_offline(True)
    page.keyboard.press("Alt+Enter")
    expect(page.locator("#outbox")).to_contain_text("Not sent yet")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(f"{site.address}/call/")
    expect(page.get_by_role("heading", name="is logged")).to_be_visible()
    assert newest("call").count() == 1


def test_an_answer_that_is_lost_makes_no_second_call(
    site: Site, page: Page, officer: Account
) -> None:
    """The call arrived, its answer did not: sent again it is the same call."""
    sign_in(page, site, officer, "/call/")
    type_call(page)
    lost: list[int] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    page.route("**/call/", lose_first)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="filed as an incident")).to_be_visible()
    assert lost == [200]
    assert newest("call").count() == newest("incident").count() == 1


def test_what_is_refused_is_told_and_kept(site: Site, page: Page, officer: Account) -> None:
    """A figure that is none is named; what was typed stays."""
    sign_in(page, site, officer, "/call/")
    type_call(page)
    page.locator("#id_killed_civilians").fill("many")
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("alert").filter(has_text="2-4")).to_be_visible()
    expect(page.locator("#id_words")).to_have_value("Two shells fell.")
    assert newest("call").count() == 0


@pytest.mark.parametrize("pressed", ["Log and file", "Log only"])
def test_the_form_works_without_scripts(
    site: Site, page: Page, officer: Account, pressed: str
) -> None:
    """It asks which place is meant, since nothing chooses for the officer."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    sign_in(plain, site, officer, "/call/")
    plain.get_by_label("Where").fill("Hirbnafsah")
    plain.get_by_label("What happened").select_option("shelling")
    plain.get_by_label("When", exact=False).first.fill("an hour ago")
    plain.get_by_role("button", name=pressed).click()
    plain.get_by_role("radio").first.check()
    plain.get_by_role("button", name=pressed).click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Call")
    context.close()
    [call] = newest("call")
    assert content(call)["place"]["place"] == "ocha:C3040"
    assert newest("incident").count() == (pressed == "Log and file")

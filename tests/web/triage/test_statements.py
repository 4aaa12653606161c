"""Statements in the text of a report: marked, explained, judged, corrected beside the machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from triage_world import status
from trucewatch.domain.access import Role
from trucewatch.service import statements
from trucewatch.storage.documents import newest_of
from trucewatch.storage.people.models import Account
from web_world import PASSWORD, Site

At = Callable[[str], Page]
WORDS = {
    "en": {
        "correct": "Correct",
        "act": "Act",
        "why": "Why",
        "record": "Record the correction",
        "other": "air bombardment",
        "back": "As the machine read it",
        "done": "Statement corrected.",
    },
    "ar": {
        "correct": "تصحيح",
        "act": "الفعل",
        "why": "لماذا",
        "record": "تسجيل التصحيح",
        "other": "قصف جوي",
        "back": "كما قرأته الآلة",
        "done": "صُحّح القول.",
    },
}


def said_of(subject: str) -> str:
    """The one statement of an incident."""
    stands = newest_of(subject)
    assert stands is not None
    return str((stands.body or {})["statements"][0])


def at(page: Page, subject: str) -> None:
    """Look at an incident."""
    page.locator(f"#q-{subject}").press("Enter")
    expect(page.locator("#item-title")).to_be_focused()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_correction_keeps_what_the_machine_read(
    at_triage: At, shelled: str, language: str
) -> None:
    """Struck beside the person's word, with who and why; and it can be taken back."""
    page, words = at_triage(language), WORDS[language]
    at(page, shelled)
    page.get_by_role("link", name=words["correct"], exact=True).press("Enter")
    act = page.get_by_label(words["act"], exact=True)
    expect(act).to_have_value("shelling")
    act.select_option("air_bombardment")
    page.get_by_label(words["why"], exact=True).fill("planes, she said")
    page.get_by_role("button", name=words["record"]).press("Enter")
    expect(page.get_by_role("status").filter(has_text=words["done"])).to_be_visible()
    card = page.locator(f"#said-{said_of(shelled)}")
    expect(card.locator("del")).to_contain_text("shelling" if language == "en" else "قصف مدفعي")
    expect(card.locator("ins")).to_contain_text(words["other"])
    expect(card).to_contain_text("planes, she said")
    expect(card).to_contain_text(f"duty_officer-neutral-{language}")
    assert statements.as_read(said_of(shelled))["act"] == "shelling"
    page.get_by_role("button", name=words["back"]).press("Enter")
    expect(card.locator("del")).to_have_count(0)


def test_every_part_of_a_statement_is_corrected(at_triage: At, shelled: str) -> None:
    """Parties by id and by name, place by id, time by its own clock, figures."""
    page = at_triage("en")
    at(page, shelled)
    page.get_by_role("link", name="Correct", exact=True).click()
    page.get_by_label("Said to have done it", exact=True).fill("syria-army\nsome brigade")
    page.get_by_label("Place", exact=True).fill("geonames:170063")
    page.get_by_label("From").fill("2016-05-03T03:40+03:00")
    page.get_by_label("Until, not included").fill("2016-05-03T04:40+03:00")
    page.get_by_label("How finely it is told").select_option("hour")
    page.get_by_label("Figures").fill("killed 3-5 people\nwounded ?-9 people")
    page.get_by_label("Why", exact=True).fill("as the second page says")
    page.get_by_role("button", name="Record the correction").click()
    expect(page.get_by_role("status").filter(has_text="Statement corrected.")).to_be_visible()
    stands = newest_of(said_of(shelled))
    assert stands is not None
    body = stands.body or {}
    assert [one["actor"] for one in body["agents"]] == ["syria-army", None]
    assert body["places"][0]["place"] == "geonames:170063"
    assert (body["time"]["start"], body["time"]["precision"]) == ("2016-05-03T00:40:00Z", "hour")
    assert [(one["low"], one["high"]) for one in body["counts"]] == [(3, 5), (None, 9)]


def test_a_wrong_correction_comes_back_with_what_is_wrong(at_triage: At, shelled: str) -> None:
    """Nothing is recorded, what was typed is kept, and the summary has the focus."""
    page = at_triage("en")
    at(page, shelled)
    page.get_by_role("link", name="Correct", exact=True).click()
    page.get_by_label("From").fill("yesterday")
    page.get_by_label("Place", exact=True).fill("Nowhere at all")
    page.get_by_role("button", name="Record the correction").click()
    problems = page.get_by_role("alert").filter(has_text="Nothing was recorded yet.")
    expect(problems).to_be_focused()
    expect(problems.get_by_role("link")).to_have_count(3)
    expect(page.get_by_label("From")).to_have_value("yesterday")
    stands = newest_of(said_of(shelled))
    assert stands is not None
    assert stands.version == 1


def test_a_mark_leads_to_its_reading_and_its_reasons(at_triage: At, shelled: str) -> None:
    """By keyboard there and back; the rules stand one step away."""
    page = at_triage("en")
    at(page, shelled)
    mark = page.get_by_role("link", name="Statement 1")
    mark.press("Enter")
    card = page.locator(f"#said-{said_of(shelled)}")
    expect(card).to_be_focused()
    card.get_by_text("Why it was read so").click()
    expect(card.locator("code").first).to_be_visible()
    card.get_by_role("link", name="in the text").press("Enter")
    expect(mark).to_be_focused()


def test_a_statement_is_rejected_with_a_reason(at_triage: At, shelled: str) -> None:
    """And one key takes that back."""
    page = at_triage("en")
    at(page, shelled)
    page.get_by_text("Reject", exact=True).first.click()
    page.get_by_label("Why does the report not say so?").fill("a film")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Statement rejected.")).to_be_visible()
    stands = newest_of(said_of(shelled))
    assert stands is not None
    assert (stands.body or {})["review"]["state"] == "rejected"
    page.keyboard.press("u")
    expect(page.get_by_role("status").filter(has_text="Taken back:")).to_be_visible()


def test_everything_works_without_scripts(
    browser: Browser, site: Site, account: Callable[..., Account], shelled: str
) -> None:
    """Claim, then accept, by their buttons; each answers with a whole page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    officer = account(Role.DUTY_OFFICER)
    page.goto(f"{site.address}/sign/in?next=/triage/{shelled}/")
    page.locator("input[name=username]").fill(officer.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_text("Claimed. Others pass it by.")).to_be_visible()
    page.get_by_role("button", name="Accept and file").click()
    expect(page.get_by_text("Incident filed.").first).to_be_visible()
    assert status(shelled) == "filed"
    context.close()

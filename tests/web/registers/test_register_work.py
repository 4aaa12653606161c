"""What people do in the registers: by keyboard, in two languages, each within what they may."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from trucewatch.domain.access import Person, Role, Side
from trucewatch.service import places as search
from trucewatch.service.centre import Centre
from trucewatch.service.registers import agreements, parties
from trucewatch.service.registers.edits import Given
from trucewatch.service.registers.terms import terms
from trucewatch.storage.people.models import Account
from web_world import Site, assert_accessible, give_app, keep_picture, prove_again, sign_in

People = Callable[..., Account]
ANALYST = Person("p-9", Role.ANALYST)
CALM = "syria-aleppo-calm-2016-05"
SPOKEN = {"a": "united-states", "b": "russia"}


def test_a_party_is_added_by_keyboard_and_found_in_another_script(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """Names, kind, the reason, Enter; then the list finds it by its Arabic name."""
    del centre
    sign_in(page, site, account(Role.DUTY_OFFICER), "/registers/parties/add")
    page.get_by_label("Name in English").focus()
    page.keyboard.type("Valley Watch")
    page.get_by_label("Name in Arabic").focus()
    page.keyboard.type("حرس الوادي")
    page.get_by_label("On what it rests").focus()
    page.keyboard.type("letter of 3 May")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Valley Watch", level=1)).to_be_visible()
    page.goto(f"{site.address}/registers/?q=الوادي")
    expect(page.get_by_role("rowheader", name="Valley Watch")).to_be_visible()


def test_what_is_missing_is_told_beside_the_form(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """In a summary that leads to the field, in the language of the page."""
    del centre
    officer = account(Role.DUTY_OFFICER, language="ar")
    sign_in(page, site, officer, "/registers/parties/add")
    page.get_by_label("الاسم بالإنجليزية").fill("Valley Watch")
    page.get_by_role("button", name="تسجيل").click()
    expect(page.get_by_role("alert").filter(has_text="على ماذا يستند")).to_be_visible()
    expect(page.get_by_label("الاسم بالإنجليزية")).to_have_value("Valley Watch")
    assert_accessible(page)


def test_a_draft_with_an_error_tells_the_line_and_is_kept_all_the_same(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """The linter stands beside the text; the draft has versions."""
    del centre
    sign_in(page, site, account(Role.ANALYST), f"/registers/drafts/new?from={CALM}")
    text = page.get_by_label("Text")
    text.fill(text.input_value().replace("co_chairs: [united-states,", "co_chairs: [atlantis,"))
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text(re.compile(r"line \d+.*atlantis"))).to_be_visible()
    page.get_by_role("button", name="Keep this version").click()
    expect(page.get_by_text("version 1").first).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    keep_picture(page, "register-draft-error-en-1280")


def test_the_facilitator_publishes_after_proving_it_again(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """The published text is what the register shows from then on."""
    text = agreements.text_of(CALM).replace('May 2016", lang: en', 'as agreed", lang: en')
    made = agreements.draft(centre, ANALYST, text, key=secrets.token_hex(8))
    facilitator = account(Role.FACILITATOR)
    sign_in(page, site, facilitator)
    prove_again(page, site, give_app(facilitator), f"/registers/drafts/{made}/")
    page.get_by_label("On what the text rests").fill("signed on 3 May")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", name="as agreed", level=1)).to_be_visible()
    expect(page.get_by_text("signed on 3 May")).to_be_visible()
    assert terms().get(CALM).name.endswith("as agreed")


@override_settings(ASSERTERS=SPOKEN)
@pytest.mark.parametrize("side", [Side.A, Side.B])
def test_a_delegation_chooses_no_list_but_its_own(
    centre: Centre, site: Site, page: Page, account: People, side: Side
) -> None:
    """Its entry stands beside those of others; swap the sides and only names change."""
    del centre
    own, other = SPOKEN[side.value], SPOKEN["b" if side is Side.A else "a"]
    where = "/registers/parties/free-syrian-army/designate"
    sign_in(page, site, account(Role.DELEGATION_OFFICER, side), where)
    expect(page.locator(f"select[name=asserter] option[value={own}]")).to_have_count(1)
    expect(page.locator(f"select[name=asserter] option[value={other}]")).to_have_count(0)
    page.get_by_label("Name of the list").fill("our list")
    page.get_by_label("Called there").fill("named so by us")
    page.get_by_label("Source").fill("note of 3 May")
    page.get_by_label("On what it rests").fill("our note")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("named so by us")).to_be_visible()


def test_a_place_added_by_hand_is_offered_by_the_hotline(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """A point and a radius; a point without one is sent back."""
    del centre
    search.warm()  # as a server does before it answers
    sign_in(page, site, account(Role.DUTY_OFFICER), "/registers/places/add")
    page.get_by_label("Name in English").fill("Zamarud Mill")
    page.get_by_label("Longitude").fill("36.9")
    page.get_by_label("Latitude").fill("34.8")
    page.get_by_label("On what it rests").fill("a patrol")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert").filter(has_text="radius")).to_be_visible()
    page.get_by_label("Within how many metres").fill("300")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("img", name="Point of Zamarud Mill")).to_be_visible()
    keep_picture(page, "register-place-made-en-1280")
    page.goto(f"{site.address}/call/")
    page.get_by_label("Where", exact=True).press_sequentially("Zamarud")
    expect(page.get_by_role("option", name="Zamarud Mill")).to_be_visible()


def test_a_list_of_places_is_checked_before_it_is_recorded(
    centre: Centre, site: Site, page: Page, account: People, tmp_path: Path
) -> None:
    """Each bad row with what is wrong; only then the good ones are recorded."""
    del centre
    file = tmp_path / "posts.csv"
    file.write_text("name,lon,lat\nNorth Post,36.9,34.8\nLost Post,36.9,134.8\n")
    sign_in(page, site, account(Role.DUTY_OFFICER), "/registers/places/list")
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("On what it rests").fill("list of posts")
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_text("latitude 134.8 is off the globe")).to_be_visible()
    page.get_by_role("button", name="Record the good rows").click()
    expect(page.get_by_role("link", name="North Post")).to_be_visible()
    expect(page.get_by_text("Lost Post")).to_have_count(0)


def test_each_side_judges_a_source_in_its_own_name(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """By letter and with a reason; there is no score."""
    del centre
    sign_in(page, site, account(Role.DELEGATION_OFFICER, Side.B), "/registers/sources/sana/judge")
    page.get_by_label("Reliability").select_option("B")
    page.get_by_label("On what it rests").fill("borne out three times")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("row", name="Delegation B").filter(has_text="B: ")).to_be_visible()


def test_coverage_tells_zero_from_no_data(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """A day that was watched and quiet is a 0; a day of which nothing is known is not."""
    del centre
    sign_in(page, site, account(Role.DUTY_OFFICER), "/registers/coverage/record")
    page.get_by_role("combobox", name="Where").fill("ocha:C3040")
    page.get_by_label("Who observes").fill("monitors")
    page.get_by_label("Since").fill("2016-05-01T00:00")
    page.get_by_label("Until before").fill("2016-05-02T00:00")
    page.get_by_label("Happenings observed").fill("0")
    page.get_by_label("On what it rests").fill("roster")
    page.get_by_role("button", name="Record").click()
    page.goto(f"{site.address}/registers/coverage/?to=2016-05-02")
    days = page.get_by_role("region", name="Day by day").get_by_role("cell")
    expect(days.nth(26)).to_contain_text("0 watched, with a figure")
    expect(days.nth(27)).to_contain_text("? no data")


def test_whoever_saw_an_older_version_is_told_and_nothing_is_lost(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """Somebody else corrected the party while the form was open."""
    sign_in(page, site, account(Role.ANALYST), "/registers/parties/free-syrian-army/correct")
    names = [{"text": "Another name", "lang": "en"}]
    given = Given(entry={"names": names}, reason="first", key=secrets.token_hex(8))
    parties.correct(centre, ANALYST, "free-syrian-army", given)
    page.get_by_label("Name in English").fill("My name for it")
    page.get_by_label("On what it rests").fill("second")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Name in English")).to_have_value("My name for it")
    assert parties.get("free-syrian-army").value.name == "Another name"


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "Free Syrian Army"), ("ar", "الجيش السوري الحر")]
)
def test_parties_and_places_are_found_while_typing(
    centre: Centre, site: Site, page: Page, account: People, language: str, typed: str
) -> None:
    """In any script; Enter takes what is marked and does not hand the form in."""
    del centre
    search.warm()
    analyst = account(Role.ANALYST, language=language)
    sign_in(page, site, analyst, "/registers/parties/free-syrian-army/relate")
    page.locator("#id_other").press_sequentially(typed)
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("select[name=other]")).to_have_value("free-syrian-army")
    assert_accessible(page)
    page.goto(f"{site.address}/registers/coverage/record")
    page.locator("#id_place").press_sequentially("حربنفسه")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#id_place")).to_have_value("ocha:C3040")
    expect(page.locator("#id_place ~ [role=status]")).not_to_be_empty()
    assert page.url.endswith("/coverage/record")


def test_parties_are_chosen_from_a_list_without_scripts(
    centre: Centre, site: Site, browser: Browser, account: People
) -> None:
    """The same form, the same field."""
    del centre
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, account(Role.ANALYST), "/registers/parties/free-syrian-army/relate")
    page.get_by_label("Whom").select_option("russia")
    page.get_by_label("On what it rests").fill("a letter")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("row").filter(has_text="Russia").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("start", "2016-05-03 21:01 UTC · United States", "renewable")),
        ("ar", ("البداية", "2016-05-03 21:01 UTC · الولايات المتحدة", "قابلة للتجديد")),
    ],
)
def test_two_agreements_are_compared_in_words(
    centre: Centre, site: Site, page: Page, account: People, language: str, words: tuple[str, ...]
) -> None:
    """Moments with who says so, fields and codes in the language of the page."""
    del centre
    where = f"/registers/agreements/compare?one={CALM}&other=syria-aleppo-calm-2016-06"
    sign_in(page, site, account(Role.ANALYST, language=language))
    page.goto(f"{site.address}{where}")
    for one in words:
        expect(page.get_by_text(one).first).to_be_visible()
    expect(page.get_by_text("says united-states")).to_have_count(0)

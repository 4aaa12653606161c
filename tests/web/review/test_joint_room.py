"""Three people in one room at once, in each language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from position_world import CASE
from room_world import Wire, convene, live, prepared, press, propose, seated, sign
from session_world import WORDS
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.service.centre import Centre
from trucewatch.service.review.determinations import determination_of
from trucewatch.service.review.sessions import case_of
from trucewatch.storage.people.models import Account
from web_world import Site, assert_accessible, assert_fits, assert_stays_home, keep_picture

LANGUAGES = ("en", "ru", "ar")
MakeAccount = Callable[..., Account]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_sides_come_to_a_joint_determination(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre, lang: str
) -> None:  # fmt: skip
    """From an empty finding to both signatures; each sees at once what the others do."""
    session = prepared(centre)
    with seated(browser, site, account, lang, session) as table:
        convene(table)
        a, b, f = (table[one].page for one in "abf")
        propose(a, WORDS)
        for page in (a, b, f):
            expect(page.locator(".worded .text")).to_have_text(WORDS)
        press(a, "/word/accept")
        press(b, "/word/accept")
        expect(f.locator(".worded li.agreed")).to_have_count(1)
        f.locator("#outcome").select_option("jointly_confirmed")
        press(f, "/word/conclude")
        expect(a.locator(".signing a.button")).to_be_visible()
        for page in (a, f):
            assert_accessible(page)
        keep_picture(a, f"room-{lang}-light-1280")
        for width in (360, 2560):
            a.set_viewport_size({"width": width, "height": 900})
            assert_fits(a)
            keep_picture(a, f"room-{lang}-light-{width}")
        sign(centre, site, session, table["a"], in_page=True)
        sign(centre, site, session, table["b"])
        for page in (a, b, f):
            expect(page.locator('a[href*="/determined/"]')).to_be_visible()
        assert_stays_home(table["a"].watched.requests, site)
        heard = [said for one in table.values() for said in one.watched.complaints]
        assert [one for one in heard if "GL Driver Message" not in one] == []
    made = determination_of(CASE, 1)
    assert made is not None
    assert [*made.signed] == ["a", "b"]
    assert case_of(CASE).state is CaseState.DETERMINED


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_disputed_finding_shows_both_texts(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre, lang: str
) -> None:  # fmt: skip
    """The objection stands at its line, and each side's own text beside the other's."""
    session = prepared(centre)
    with seated(browser, site, account, lang, session) as table:
        convene(table)
        a, b, f = (table[one].page for one in "abf")
        propose(a, WORDS)
        expect(b.locator(".worded .text")).to_have_text(WORDS)
        b.locator('details[id^="object-"] summary').click()
        b.locator('textarea[name="words"]').fill("Стреляли не оттуда.")
        press(b, "/word/object")
        expect(f.locator(".replies blockquote")).to_have_text("Стреляли не оттуда.")
        f.locator("#outcome").select_option("disputed")
        press(f, "/word/conclude")
        for page, words in ((a, "Three shells fell."), (b, "لم تسقط قذائف.")):
            expect(page.locator("#own-account[open]")).to_be_visible()
            page.locator("#account-text").fill(words)
            press(page, "/word/account")
        expect(f.locator(".accounts .side-a")).to_contain_text("Three shells fell.")
        expect(f.locator(".accounts .side-b")).to_contain_text("لم تسقط قذائف.")
        assert_accessible(b)
        keep_picture(f, f"room-disputed-{lang}-light-1280")
        for seat in (table["a"], table["b"]):
            sign(centre, site, session, seat)
        f.locator('a[href*="/determined/"]').click()
        expect(f.locator("main pre").first).to_contain_text("Стреляли не оттуда.")
        assert_accessible(f)
    made = determination_of(CASE, 1)
    assert made is not None
    assert made.outcome is Outcome.DISPUTED
    for words in (WORDS, "Стреляли не оттуда.", "Three shells fell.", "لم تسقط قذائف."):
        assert f"| {words}" in made.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lost_connection_loses_and_doubles_nothing(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre, lang: str
) -> None:  # fmt: skip
    """Whoever comes back has everything once, and still what they were typing."""
    session, wire = prepared(centre), Wire(site)
    with seated(browser, site, account, lang, session, b=wire.site) as table:
        convene(table)
        a, b = table["a"].page, table["b"].page
        b.locator("#add-text").fill("half a sent")
        wire.cut()
        expect(b.locator("#line.lost")).to_be_visible()
        for n in range(5):
            propose(a, f"{WORDS} {n}")
            expect(a.locator(".worded .text")).to_have_count(n + 1)
        expect(b.locator(".worded .text")).to_have_count(0)
        wire.mend()
        live(b)
        expect(b.locator(".worded .text")).to_have_count(5)
        ids = "list => list.map((one) => one.dataset.seq)"
        expect(b.locator("#log li")).to_have_count(a.locator("#log li").count())
        seen = b.locator("#log li").evaluate_all(ids)
        assert seen == a.locator("#log li").evaluate_all(ids)
        assert len(set(seen)) == len(seen)
        expect(b.locator("#add-text")).to_have_value("half a sent")


def test_what_a_side_says_to_itself_reaches_nobody_else(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """Neither the other side nor the facilitator nor the projector, whoever opened it."""
    session = prepared(centre)
    with seated(browser, site, account, "en", session) as table:
        convene(table)
        a, b, f = (table[one].page for one in "abf")
        wall = a.context.new_page()
        wall.goto(f"{site.address}/review/sessions/{session}/?view=wall")
        live(wall)
        a.locator("#text").fill("Do not accept line 2.")
        press(a, "/say")
        expect(a.locator("#said li")).to_contain_text("Do not accept line 2.")
        expect(a.locator("#text")).to_have_value("")
        propose(a, "A line after it.")
        for page in (b, f, wall):
            expect(page.locator(".worded .text")).to_have_text("A line after it.")
            assert "Do not accept" not in page.content()
        expect(wall.locator("main form")).to_have_count(0)
        assert_accessible(wall)
        keep_picture(wall, "wall-en-light-1280")


def test_a_room_works_without_scripts(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """Forms send, and the page that comes back is the room as it is then."""
    session = prepared(centre)
    with seated(browser, site, account, "en", session) as table:
        convene(table)
        bare = browser.new_context(java_script_enabled=False)
        kept = table["b"].page.context.storage_state()
        bare.close()
        bare = browser.new_context(java_script_enabled=False, storage_state=kept)
        page = bare.new_page()
        page.goto(f"{site.address}/review/sessions/{session}/")
        propose(page, "Said without scripts.")
        expect(page.locator(".worded .text")).to_have_text("Said without scripts.")
        expect(table["a"].page.locator(".worded .text")).to_have_text("Said without scripts.")
        bare.close()

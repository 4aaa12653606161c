"""Somebody points at a place of the case, and all in the room see it, each in their own browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from position_world import FACILITATOR, sets_key
from review_world import incident
from room_world import Seat, Wire, convene, live, press, seated
from session_world import BEGINS, shown_case, signer
from trucewatch.data.review_words import term
from trucewatch.service.centre import Centre
from trucewatch.service.review import sessions
from trucewatch.storage.people.models import Account
from web_world import Site, assert_accessible, assert_fits, keep_picture

LANGUAGES = pytest.mark.parametrize("lang", ["en", "ru", "ar"])
MakeAccount = Callable[..., Account]
NAMES = ("Harbanifse", "Zara", "the bridge")
PRESSED = """(map, detail) =>
    map.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail }))"""
"""What the map tells the room when a place on it is pressed."""
SIDES = {"a": "a", "b": "b", "f": "neutral"}


def prepared(centre: Centre) -> str:
    """A called session on a case with three places, one of them not known where; its id."""
    where = {"place": None, "lat": 34.9, "precision": "<=25km"}
    places = [
        {**where, "name": NAMES[0], "lon": 36.7},
        {**where, "name": NAMES[1], "lon": 36.9, "precision": "<=1km"},
        {"place": None, "name": NAMES[2], "words": NAMES[2]},
    ]
    shown_case(centre, incidents=(incident(centre, places=places),))
    sets_key(centre, FACILITATOR, signer(FACILITATOR), key="key-f")
    return sessions.call(centre, FACILITATOR, BEGINS, key="session-1")


def told(page: Page, name: str) -> None:
    """The page says, and says aloud, which place is pointed at; "" for none."""
    expect(page.locator("#places tr.shown")).to_have_count(int(bool(name)))
    if name:
        expect(page.locator("#places tr.shown th")).to_contain_text(name)
        expect(page.locator("#places [data-told]")).to_contain_text(name)
    expect(page.locator("#pointing")).to_contain_text(name)


def points(page: Page, number: int) -> None:
    """By the list, as with a keyboard."""
    button = page.locator("#places [data-spot]").nth(number)
    button.focus()
    page.keyboard.press("Enter")


def wall_of(seat: Seat, site: Site, session: str) -> Page:
    """The projector."""
    wall = seat.page.context.new_page()
    wall.goto(f"{site.address}/review/sessions/{session}/?view=wall")
    live(wall)
    return wall


@LANGUAGES
def test_all_see_where_somebody_points(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre, lang: str
) -> None:  # fmt: skip
    """Both sides, the facilitator and the projector: who, where, how exactly; then another."""
    session = prepared(centre)
    with seated(browser, site, account, lang, session) as table:
        convene(table)
        wall = wall_of(table["f"], site, session)
        pages = [seat.page for seat in table.values()] + [wall]
        for number, (name, side) in enumerate(SIDES.items()):
            points(table[name].page, number)
            for page in pages:
                told(page, NAMES[number])
                said = page.locator("#places [data-told]")
                expect(said).to_contain_text(term("sides", side, lang))
        expect(wall.locator("#places form")).to_have_count(0)
        a = table["a"].page
        assert_accessible(a)
        keep_picture(a, f"room-places-{lang}-1280")
        a.set_viewport_size({"width": 390, "height": 844})
        assert_fits(a)
        keep_picture(a, f"room-places-{lang}-390")
        points(table["b"].page, 2)
        for page in pages:
            told(page, "")


def test_the_map_of_each_marks_it(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """As the area in which it lies; and pressing it on the map is pointing at it."""
    session = prepared(centre)
    with seated(browser, site, account, "en", session) as table:
        convene(table)
        for seat in table.values():
            expect(seat.page.locator("#map[data-shown='2']")).to_be_attached()
        points(table["a"].page, 1)
        for seat in table.values():
            expect(seat.page.locator("#map")).to_have_attribute("data-marked", _spot(seat.page, 1))
        b = table["b"].page
        spot = _spot(b, 0)
        b.locator("#map").evaluate(PRESSED, spot)
        for seat in table.values():
            told(seat.page, NAMES[0])
            expect(seat.page.locator("#map")).to_have_attribute("data-marked", spot)


def _spot(page: Page, number: int) -> str:
    found = page.locator("#places [data-spot]").nth(number).get_attribute("data-spot")
    assert found
    return found


def test_it_works_where_no_map_can_be_drawn(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """The list says all that the map would."""
    session = prepared(centre)
    with seated(browser, site, account, "en", session) as table:
        b = table["b"].page
        b.route("**/maplibre-gl/**", lambda route: route.abort())
        b.reload()
        convene(table)
        points(table["a"].page, 0)
        told(b, NAMES[0])
        expect(b.locator("#places tr.shown")).to_contain_text("within 25 km")
        points(b, 2)
        told(table["f"].page, NAMES[2])
        expect(table["f"].page.locator("#places tr.shown")).to_contain_text("not known where")


def test_whoever_comes_back_sees_where_it_is_pointed_now(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """What was pointed at meanwhile is past; what they were typing stays."""
    session, wire = prepared(centre), Wire(site)
    with seated(browser, site, account, "en", session, b=wire.site) as table:
        convene(table)
        a, b = table["a"].page, table["b"].page
        points(a, 0)
        told(b, NAMES[0])
        b.locator("#add-text").fill("half a sent")
        wire.cut()
        expect(b.locator("#line.lost")).to_be_visible()
        for number in (1, 2):
            points(a, number)
            told(a, NAMES[number])
        wire.mend()
        live(b)
        told(b, NAMES[2])
        expect(b.locator("#add-text")).to_have_value("half a sent")


def test_a_room_without_scripts_points_too(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """The form sends, and the page that comes back shows it; the others see it at once."""
    session = prepared(centre)
    with seated(browser, site, account, "en", session) as table:
        convene(table)
        kept = table["b"].page.context.storage_state()
        bare = browser.new_context(java_script_enabled=False, storage_state=kept)
        page = bare.new_page()
        page.goto(f"{site.address}/review/sessions/{session}/")
        page.locator("#places [data-spot]").first.click()
        expect(page.locator("#places tr.shown th")).to_contain_text(NAMES[0])
        told(table["a"].page, NAMES[0])
        bare.close()


def test_what_a_side_says_to_itself_is_nowhere_in_it(
    browser: Browser, site: Site, account: MakeAccount, centre: Centre
) -> None:
    """The other side is sent the same places, whatever was whispered about them."""
    session = prepared(centre)
    with seated(browser, site, account, "en", session) as table:
        convene(table)
        a, b = table["a"].page, table["b"].page
        a.locator("#text").fill("Point at the bridge now.")
        press(a, "/say")
        expect(a.locator("#said li")).to_have_count(1)
        points(a, 2)
        for seat in table.values():
            told(seat.page, NAMES[2])
        shown = [seat.page.locator("#places tbody").inner_text() for seat in table.values()]
        assert len(set(shown)) == 1
        for page in (b, table["f"].page):
            assert "Point at the bridge now." not in page.content()

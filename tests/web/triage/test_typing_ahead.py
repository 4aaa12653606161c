"""The correction of a statement finds parties and places while one types, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from trucewatch.domain.access import Person, Role
from trucewatch.domain.place import LonLat
from trucewatch.domain.wire import to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.registers import places
from trucewatch.service.registers.edits import Given
from trucewatch.storage.documents import newest_of
from web_world import assert_accessible, assert_fits

At = Callable[[str], Page]
ANALYST = Person("p-9", Role.ANALYST)
WORDS = {
    "en": {
        "correct": "Correct",
        "place": "Place",
        "agents": "Said to have done it",
        "find": "Find and add: {}",
        "why": "Why",
        "record": "Record the correction",
        "done": "Statement corrected.",
    },
    "ar": {
        "correct": "تصحيح",
        "place": "المكان",
        "agents": "المنسوب إليه",
        "find": "ابحث وأضف: {}",
        "why": "لماذا",
        "record": "تسجيل التصحيح",
        "done": "صُحّح القول.",
    },
}


@pytest.fixture
def correcting(at_triage: At, shelled: str) -> At:
    """The form in which the statement about Hama is corrected, in a language."""

    def open_in(language: str) -> Page:
        page = at_triage(language)
        page.locator(f"#q-{shelled}").press("Enter")
        expect(page.locator("#item-title")).to_be_focused()
        name = WORDS[language]["correct"]
        page.get_by_role("link", name=name, exact=True).press("Enter")
        expect(page.locator("#c-places")).to_be_visible()
        return page

    return open_in


def finder(page: Page, language: str, field: str) -> Locator:
    """The field in which somebody types to find lines for another one."""
    words = WORDS[language]
    return page.get_by_role("combobox", name=words["find"].format(words[field]))


def lines(page: Page, language: str, field: str) -> Locator:
    """The field that holds one party or place a line."""
    return page.get_by_role("textbox", name=WORDS[language][field], exact=True)


def marked(page: Page) -> Locator:
    """The option of the open list that Enter takes."""
    return page.get_by_role("listbox").get_by_role("option", selected=True)


def body_of(subject: str) -> dict[str, Any]:
    """The one statement of an incident as it stands."""
    stands = newest_of(subject)
    assert stands is not None
    said = newest_of(str((stands.body or {})["statements"][0]))
    assert said is not None
    return said.body or {}


def record(page: Page, language: str) -> None:
    """Say why, and hand the form in by key."""
    words = WORDS[language]
    page.get_by_label(words["why"], exact=True).fill("she named them")
    page.get_by_role("button", name=words["record"]).press("Enter")
    expect(page.get_by_role("status").filter(has_text=words["done"])).to_be_visible()


@pytest.mark.parametrize(("language", "typed"), [("en", "Алеппо"), ("en", "halab"), ("ar", "حلب")])
def test_a_place_is_found_in_any_script_and_added_by_key(
    correcting: At, shelled: str, language: str, typed: str
) -> None:
    """What is marked is told to a screen reader; Enter makes it a line, and hands nothing in."""
    page = correcting(language)
    where, found = lines(page, language, "place"), finder(page, language, "place")
    where.fill("")
    found.fill(typed)
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.filter(has_text="Aleppo").first).to_be_visible(timeout=10_000)
    expect(found).to_have_attribute("aria-expanded", "true")
    first = str(marked(page).get_attribute("id"))
    expect(found).to_have_attribute("aria-activedescendant", first)
    found.press("ArrowDown")
    chosen = str(marked(page).get_attribute("data-id"))
    found.press("Enter")
    expect(where).to_have_value(chosen)
    expect(found).to_have_value("")
    expect(found).to_be_focused()
    record(page, language)
    assert [one["place"] for one in body_of(shelled)["places"]] == [chosen]


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "сирийская арабская армия"), ("ar", "الجيش العربي السوري")]
)
def test_a_party_is_found_in_any_script_and_added_by_key(
    correcting: At, shelled: str, language: str, typed: str
) -> None:
    """Beside what stands there already, each once."""
    page = correcting(language)
    found = finder(page, language, "agents")
    lines(page, language, "agents").fill("some brigade")
    for _ in range(2):
        found.fill(typed)
        expect(marked(page)).to_be_visible()
        found.press("Enter")
    expect(lines(page, language, "agents")).to_have_value("some brigade\nsyria-army")
    record(page, language)
    assert [one["actor"] for one in body_of(shelled)["agents"]] == [None, "syria-army"]


def test_a_party_that_no_register_holds_is_added_as_typed(correcting: At) -> None:
    """Enter takes the words where the list is closed, and does not hand the form in."""
    page = correcting("en")
    found = finder(page, "en", "agents")
    lines(page, "en", "agents").fill("")
    found.fill("qwertz brigade")
    expect(found).to_have_attribute("aria-expanded", "false")
    found.press("Enter")
    expect(lines(page, "en", "agents")).to_have_value("qwertz brigade")
    expect(lines(page, "en", "place")).to_be_visible()


def test_escape_closes_the_list_and_keeps_the_words(correcting: At) -> None:
    """The focus stays; nothing is added."""
    page = correcting("en")
    found, agents = finder(page, "en", "agents"), lines(page, "en", "agents")
    before = agents.input_value()
    found.fill("army")
    expect(page.get_by_role("listbox")).to_be_visible()
    found.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(found).to_have_value("army")
    expect(agents).to_have_value(before)


def test_a_place_made_by_hand_is_found_and_recorded(
    centre: Centre, correcting: At, shelled: str
) -> None:
    """It is on no list, so the statement keeps its name and its point."""
    entry = {
        "names": [{"text": "Tamarisk mill", "lang": "en"}],
        "kind": "site",
        "country": "SY",
        "source": "roster",
        "parent": None,
        "centre": to_wire(LonLat.of(36.9, 34.8)),
        "radius_m": 200,
    }
    places.add(centre, ANALYST, Given(entry=entry, reason="roster", key="mill"))
    page = correcting("en")
    lines(page, "en", "place").fill("")
    found = finder(page, "en", "place")
    found.fill("tamarisk")
    expect(marked(page).filter(has_text="Tamarisk mill")).to_be_visible(timeout=10_000)
    found.press("Enter")
    record(page, "en")
    (kept,) = body_of(shelled)["places"]
    assert (kept["name"], kept["lon"], kept["lat"]) == ("Tamarisk mill", 36.9, 34.8)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_open_list_is_accessible_and_fits(correcting: At, language: str, width: int) -> None:
    """Right to left as well, in a wide window and on a telephone."""
    page = correcting(language)
    page.set_viewport_size({"width": width, "height": 1000})
    found = finder(page, language, "place")
    found.fill("حلب")
    expect(marked(page)).to_be_visible(timeout=10_000)
    assert_accessible(page)
    assert_fits(page)

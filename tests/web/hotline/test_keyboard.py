"""From an open page to a filed and assessed incident, without a mouse."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from trucewatch.domain.access import Role
from trucewatch.storage.documents import content, newest
from trucewatch.storage.people.models import Account
from typist import Typist
from web_world import Site, sign_in

MOST_KEYS = 25

CALLS = {
    "en": ("Hirbnafsah", "small arms", "an hour ago", "Shots from the ridge.", "Ann", "in an hour"),
    "ru": ("Харбнафсах", "стрелк", "час назад", "Стреляли с хребта.", "Анна", "через час"),
    "ar": ("حربنفسه", "نيران", "قبل ساعة", "إطلاق نار من التلة.", "آنا", "بعد ساعة"),
}


def log_and_file(page: Page, lang: str) -> Typist:
    """Everything that a caller tells, as an officer types it."""
    where, act, when, words, name, back = CALLS[lang]
    hands = Typist(page)
    hands.words(where)
    expect(page.get_by_role("option").first).to_be_visible()
    hands.press("Enter")
    hands.words(act)
    hands.press("Enter", "Enter", "Enter")  # the act; who and whom stay unknown
    hands.words(when)
    hands.press("Enter", "ArrowDown", "Enter", "Enter", "Enter")  # saw it; told by nobody; the line
    hands.words(words)
    hands.press("Tab", "Tab")
    hands.words(name)
    hands.press("Enter", "Enter", "Enter", "Enter")
    hands.words(back)
    hands.press("Control+Enter")
    return hands


@pytest.mark.usefixtures("source_key")
@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_a_call_is_filed_by_keyboard_alone(
    site: Site, page: Page, account: Callable[..., Account], lang: str
) -> None:
    """At most 25 keys beyond the words, in each language."""
    sign_in(page, site, account(Role.DUTY_OFFICER, language=lang), "/call/")
    expect(page.locator("#id_where")).to_be_focused()
    began = time.monotonic()
    hands = log_and_file(page, lang)
    expect(page.get_by_role("status").locator("a.first")).to_be_visible()
    took = time.monotonic() - began
    keys = len(hands.pressed)
    sys.stdout.write(f"{lang}: {keys} keys beyond the words, {took:.1f} s of the machine\n")
    assert keys <= MOST_KEYS
    [incident] = newest("incident")
    told = content(incident)
    assert told["act"] == "small_arms_fire"
    assert told["places"][0]["place"] == "ocha:C3040"
    assert told["time"]["start"] is not None
    assert newest("assessment").count() == newest("caller").count() == 1


def test_one_key_picks_a_frequent_act(site: Site, page: Page, officer: Account) -> None:
    """1 is shelling; the caret goes on by itself."""
    sign_in(page, site, officer, "/call/")
    page.locator("#act_words").focus()
    page.keyboard.press("1")
    expect(page.locator("#act_words")).to_have_value("shelling")
    expect(page.locator("#id_who")).to_be_focused()


PARTIES = {
    "en": ("Syrian", "Syrian army"),
    "ru": ("армия", "армия Сирии"),
    "ar": ("الجيش", "الجيش السوري"),
}


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_half_a_name_that_several_have_accuses_nobody(
    site: Site, page: Page, account: Callable[..., Account], lang: str
) -> None:
    """Enter keeps the words; a name in full is that party's, whoever else has a longer one."""
    sign_in(page, site, account(Role.DUTY_OFFICER, language=lang), "/call/")
    who, party = page.locator("#id_who"), page.locator("#id_who_actor")
    half, full = PARTIES[lang]
    who.focus()
    page.keyboard.type(half)
    expect(page.get_by_role("option").nth(1)).to_be_visible()
    page.keyboard.press("Enter")
    expect(who).to_have_value(half)
    expect(party).to_have_value("")
    expect(page.locator("#id_whom")).to_be_focused()
    who.fill(full)
    who.press("Enter")
    expect(party).to_have_value("syria-army")


def test_tab_keeps_the_words_as_a_place_not_known(site: Site, page: Page, officer: Account) -> None:
    """Nothing is chosen for the officer."""
    sign_in(page, site, officer, "/call/")
    page.keyboard.type("Tripoli")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("status").locator("a.first")).to_be_visible()
    [call] = newest("call")
    assert content(call)["place"]["place"] is None
    assert len(content(call)["place"]["candidates"]) > 1


def test_the_likely_same_call_is_linked_with_one_key(
    site: Site, page: Page, officer: Account
) -> None:
    """It shows while the second call is typed."""
    sign_in(page, site, officer, "/call/")
    for chord in ("Alt+Enter", "Alt+L"):
        page.locator("#id_where").focus()
        page.keyboard.type("Hirbnafsah")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("1")
        if chord == "Alt+L":
            expect(page.get_by_role("checkbox")).to_be_visible()
        page.keyboard.press(chord)
        if chord == "Alt+Enter":
            page.get_by_role("link", name="Next call").click()
    expect(page.get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("link", name="Next call")).to_be_visible()
    first, second = newest("call").order_by("seq")
    assert content(second)["linked"] == [first.subject]

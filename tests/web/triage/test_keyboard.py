"""Triage by keyboard alone: open, accept, dismiss, merge, split, take back; no focus is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from triage_world import place, status
from trucewatch.domain.access import MACHINE
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.storage.documents import newest
from web_world import Site, Watched, assert_stays_home

At = Callable[[str], Page]
WORDS = {
    "en": {
        "dismissed": "Incident dismissed.",
        "filed": "Incident filed.",
        "why": "Why is it dismissed?",
    },
    "ar": {"dismissed": "استُبعد الحادث.", "filed": "دُوّن الحادث.", "why": "لماذا يُستبعد؟"},
}
MERGE = {"en": "Why do both tell of one happening?", "ar": "لماذا يتحدث الاثنان عن حادث واحد؟"}
SPLIT = {"en": "Why do they tell of something else?", "ar": "لماذا تتحدث عن أمر آخر؟"}


def heading(page: Page) -> None:
    """The title of what is looked at has the focus."""
    expect(page.locator("#item-title")).to_be_focused()


def opened(page: Page, subject: str) -> None:
    """This thing is looked at, and its title has the focus: keys act from then on."""
    expect(page.locator(f"#item-pane[data-subject='{subject}']")).to_be_visible()
    heading(page)


def gathered(page: Page, centre: Centre) -> None:
    """What the worker does after a decision, and the page anew."""
    gather(centre, MACHINE)
    page.reload()


def taken_back(page: Page) -> None:
    """The key for taking back was pressed, and answered."""
    with page.expect_response(lambda one: one.request.method == "POST"):
        page.keyboard.press("u")


def standing() -> list[str]:
    """Ids of incidents that did not become part of another."""
    return [one.subject for one in newest("incident") if one.body["status"] != "merged"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_queue_is_gone_through_by_keyboard(
    at_triage: At, world: list[str], language: str
) -> None:
    """Dismiss with a reason, take it back, accept; each time the next one is there by itself."""
    page, words = at_triage(language), WORDS[language]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    opened(page, world[0])
    page.keyboard.press("d")
    expect(page.get_by_label(words["why"])).to_be_focused()
    page.keyboard.type("ad: a drill")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=words["dismissed"])).to_be_visible()
    opened(page, world[1])
    assert status(world[0]) == "dismissed"
    page.keyboard.press("u")
    opened(page, world[0])
    assert status(world[0]) == "single_source"
    page.keyboard.press("n")
    opened(page, world[1])
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text=words["filed"])).to_be_visible()
    opened(page, world[2])
    assert status(world[1]) == "filed"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_merge_and_split_and_both_taken_back(
    at_triage: At, world: list[str], centre: Centre, language: str
) -> None:
    """Found by its words, seen beside each other, joined; parted again; each undone by one key."""
    page = at_triage(language)
    page.keyboard.press("j")
    page.keyboard.press("o")
    opened(page, world[0])
    page.keyboard.press("m")
    expect(page.locator("input[name=search]")).to_be_focused()
    page.keyboard.type(place(world[1]))
    page.keyboard.press("Enter")
    candidate = page.locator(".candidates .queue-row").first
    expect(candidate).to_be_visible()
    candidate.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label(MERGE[language])).to_be_visible()
    heading(page)
    expect(page.locator("blockquote").filter(has_text=place(world[1]))).to_be_visible()
    assert len(standing()) == 3
    page.keyboard.press("Tab")
    page.keyboard.type("one night, two places")
    page.keyboard.press("Enter")
    opened(page, world[0])
    gathered(page, centre)
    (whole,) = set(standing()) - {world[2]}
    page.goto(page.url.replace(world[0], whole))
    page.keyboard.press("s")
    expect(page.locator("input[name=statement]").first).to_be_focused()
    page.keyboard.press("Space")
    page.get_by_label(SPLIT[language]).focus()
    page.keyboard.type("two nights")
    page.keyboard.press("Enter")
    opened(page, whole)
    gathered(page, centre)
    assert len(standing()) == 3
    taken_back(page)
    opened(page, whole)
    gathered(page, centre)
    assert len(standing()) == 2
    taken_back(page)
    heading(page)
    gathered(page, centre)
    assert len(standing()) == 3


def test_a_statement_is_linked_by_keyboard(at_triage: At, world: list[str], centre: Centre) -> None:
    """Its own statement, to another incident; the two are one then."""
    page = at_triage("en")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    opened(page, world[0])
    page.keyboard.press("l")
    expect(page.locator("input[name=search]")).to_be_focused()
    page.keyboard.type(place(world[2]))
    page.keyboard.press("Enter")
    page.locator(".candidates .queue-row").first.click()
    page.get_by_role("radio").check()
    page.get_by_role("button", name="Link it").press("Enter")
    opened(page, world[0])
    gathered(page, centre)
    assert len(standing()) == 2


def test_keys_are_listed_and_can_be_switched_off(at_triage: At, world: list[str]) -> None:
    """The list opens with ?, gives the focus back, and a key that is off does nothing."""
    page = at_triage("en")
    page.keyboard.press("j")
    row = page.locator(f"#q-{world[0]}")
    expect(row).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_label("Single keys act on this machine").uncheck()
    page.keyboard.press("Escape")
    page.locator(f"#q-{world[0]}").focus()
    page.keyboard.press("j")
    expect(row).to_be_focused()


def test_what_is_typed_in_a_field_is_no_command(at_triage: At, world: list[str]) -> None:
    """A reason with every letter of the keys in it files, claims and opens nothing."""
    page = at_triage("en")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    opened(page, world[0])
    page.keyboard.press("d")
    page.keyboard.type("jkoaldsmcunx?")
    expect(page.get_by_label("Why is it dismissed?")).to_have_value("jkoaldsmcunx?")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Dismiss d").first).to_be_focused()
    assert {status(one) for one in world} == {"single_source"}


def test_the_end_of_the_queue_is_told(at_triage: At, world: list[str]) -> None:
    """And nobody is left in an empty pane: the focus is on its title."""
    page = at_triage("en")
    page.goto(page.url + world[2] + "/")
    page.keyboard.press("n")
    told = page.get_by_role("status").filter(has_text="That was the last one in this queue.")
    expect(told).to_be_visible()
    expect(page.locator("#item-pane[data-subject='']")).to_be_visible()


def test_nothing_asks_elsewhere_or_breaks_the_policy(
    site: Site, page: Page, at_triage: At, world: list[str]
) -> None:
    """Opening, claiming and looking for another incident all stay on the machine."""
    watched = Watched(page)
    at_triage("en")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    opened(page, world[0])
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Release")).to_be_visible()
    opened(page, world[0])
    page.keyboard.press("m")
    expect(page.locator("input[name=search]")).to_be_focused()
    assert_stays_home(watched.requests, site)
    assert watched.complaints == []

"""How triage looks: accessible and no wider than the window, in each language, at each width."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from triage_world import OFFICER
from trucewatch.domain.access import MACHINE
from trucewatch.service import arrivals, reports
from trucewatch.service.centre import Centre
from trucewatch.storage.documents import newest_of
from web_world import WIDTHS, assert_accessible, assert_fits, keep_picture

At = Callable[[str], Page]


def looked_at(page: Page, name: str, widths: tuple[int, ...] = WIDTHS) -> None:
    """No fault at any width; a picture of each where they are kept."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert_accessible(page)
        keep_picture(page, f"{name}-{width}")


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_an_item_looks_right(at_triage: At, world: list[str], language: str) -> None:
    """Queue and item side by side; on a telephone the item stands first."""
    page = at_triage(language)
    page.goto(f"{page.url}{world[0]}/")
    looked_at(page, f"triage-{language}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_queue_alone_looks_right(at_triage: At, world: list[str], language: str) -> None:
    """With the filters open."""
    del world
    page = at_triage(language)
    page.locator(".narrow-down summary").click()
    looked_at(page, f"triage-queue-{language}", (360, 1280))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_forms_look_right(at_triage: At, world: list[str], language: str) -> None:
    """Dismissing, the list of keys, the form of a correction with its errors."""
    page = at_triage(language)
    page.goto(f"{page.url}{world[0]}/")
    page.keyboard.press("d")
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert_accessible(page)
    keep_picture(page, f"triage-keys-{language}", whole=False)
    page.keyboard.press("Escape")
    page.locator(".said a[href*='/correct']").first.click()
    page.locator("form.form button").first.click()
    expect(page.locator(".problems")).to_be_focused()
    looked_at(page, f"triage-correct-{language}", (360, 1280))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_merge_and_a_preview_look_right(at_triage: At, world: list[str], language: str) -> None:
    """Both incidents beside each other; what would be done to many."""
    page = at_triage(language)
    queue = page.url
    page.goto(f"{queue}{world[0]}/choose?how=merge&with={world[1]}")
    looked_at(page, f"triage-merge-{language}", (360, 1280))
    page.goto(f"{queue}bulk?do=incident.dismiss")
    looked_at(page, f"triage-bulk-{language}", (360, 1280))


def test_a_report_nobody_could_read_stands_first(at_triage: At, centre: Centre) -> None:
    """It says why, and is put aside with a reason."""
    arrival = arrivals.Arrival(name="empty.txt")
    stuck = arrivals.receive(centre, OFFICER, b" \n", arrival, key=secrets.token_hex(8))
    reports.read(centre, MACHINE, stuck)
    page = at_triage("en")
    expect(page.get_by_text("First come reports that wait for a decision")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Report empty.txt")).to_be_focused()
    expect(page.get_by_text("It is kept apart, and nothing of it has been read.")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("d")
    page.keyboard.type("an empty page")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Report dismissed.")).to_be_visible()
    stands = newest_of(stuck)
    assert stands is not None
    assert (stands.body or {})["state"] == "dismissed"

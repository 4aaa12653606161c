"""Several people at one queue: who is where, who works on what, and what changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from triage_world import OFFICER, place, status
from trucewatch.service import incidents
from trucewatch.service.centre import Centre
from trucewatch.storage.custody import new_id

At = Callable[[str], Page]
ANALYST = "analyst-neutral-en (Analyst)"


def beat(page: Page) -> None:
    """What happens every 20 seconds, at once."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_two_people_see_each_other(at_triage: At, second: At, world: list[str]) -> None:
    """In the item when the next sign of life comes, and in the queue."""
    page = at_triage("en")
    page.locator(f"#q-{world[0]}").press("Enter")
    expect(page.locator("#item-title")).to_be_focused()
    other = second(f"/triage/{world[0]}/")
    expect(other.get_by_text("duty_officer-neutral-en (Duty officer) looks")).to_be_visible()
    beat(page)
    told = page.get_by_role("status").filter(has_text=f"{ANALYST} looks at it now.")
    expect(told).to_be_visible()
    page.reload()
    expect(page.locator(f"#q-{world[0]}").get_by_text(ANALYST)).to_be_visible()


def test_the_next_passes_by_what_others_claim(at_triage: At, second: At, world: list[str]) -> None:
    """Who holds it can still be read in the queue, and cannot be claimed over."""
    other = second(f"/triage/{world[1]}/")
    other.keyboard.press("c")
    expect(other.get_by_role("button", name="Release")).to_be_visible()
    page = at_triage("en")
    expect(page.locator(f"#q-{world[1]}").get_by_text(ANALYST)).to_be_visible()
    page.locator(f"#q-{world[0]}").press("Enter")
    expect(page.locator("#item-title")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(f"#item-pane[data-subject='{world[2]}']")).to_be_visible()
    page.locator(f"#q-{world[1]}").click()
    expect(page.get_by_text(f"{ANALYST} works on this.")).to_be_visible()
    expect(page.get_by_role("button", name="Claim")).to_be_disabled()


def test_what_changed_meanwhile_is_told_and_not_overwritten(
    at_triage: At, centre: Centre, world: list[str]
) -> None:
    """The page says so by itself; who files all the same is told why nothing happened."""
    page = at_triage("en")
    page.locator(f"#q-{world[0]}").press("Enter")
    expect(page.locator("#item-title")).to_be_focused()
    incidents.settle(centre, OFFICER, "incident.dismiss", world[0], reason="x", key=new_id())
    beat(page)
    expect(page.get_by_text("This has changed since you opened it.")).to_be_visible()
    page.keyboard.press("a")
    alert = page.get_by_role("alert").filter(has_text="Somebody has changed it in between.")
    expect(alert).to_be_visible()
    assert status(world[0]) == "dismissed"


def test_many_at_once_with_preview_result_and_undo(
    at_triage: At, second: At, world: list[str]
) -> None:
    """What another claims is skipped, in the preview and in the end; all of it is taken back."""
    other = second(f"/triage/{world[1]}/")
    other.keyboard.press("c")
    expect(other.get_by_role("button", name="Release")).to_be_visible()
    page = at_triage("en")
    page.get_by_role("combobox", name="On many").select_option("incident.dismiss")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Dismiss: 3 incidents")).to_be_focused()
    expect(page.get_by_text("2 incidents would be acted on")).to_be_visible()
    expect(page.get_by_role("region", name="Skipped")).to_contain_text(ANALYST)
    page.get_by_label("Why are they dismissed?").fill("an exercise")
    page.get_by_role("button", name="Dismiss all of these").press("Enter")
    expect(page.get_by_role("heading", name="Dismiss: what came of it")).to_be_focused()
    expect(page.get_by_text("2 done, 1 not.")).to_be_visible()
    assert [status(one) for one in world] == ["dismissed", "single_source", "dismissed"]
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Dismiss: taken back")).to_be_focused()
    assert {status(one) for one in world} == {"single_source"}


def test_of_the_ticked_only_those_are_done(at_triage: At, world: list[str]) -> None:
    """A key ticks the row that has the focus."""
    page = at_triage("en")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.get_by_role("button", name="Preview").press("Enter")
    page.get_by_role("button", name="File all of these").press("Enter")
    expect(page.get_by_text("1 done, 0 not.")).to_be_visible()
    assert [status(one) for one in world] == ["filed", "single_source", "single_source"]


def test_all_that_match_are_those_of_the_query(at_triage: At, world: list[str]) -> None:
    """A search narrows what is acted on as it narrows what is seen."""
    page = at_triage("en")
    page.get_by_role("searchbox").fill(place(world[2]))
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#queue .queue-row")).to_have_count(1)
    page.get_by_role("button", name="Preview").press("Enter")
    page.get_by_role("button", name="File all of these").press("Enter")
    expect(page.get_by_text("1 done, 0 not.")).to_be_visible()
    assert status(world[2]) == "filed"

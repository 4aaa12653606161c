"""Parts of pages that come while one works: token, waiting, trouble, focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account
from web_world import Site, Watched, assert_accessible, keep_picture, sign_in

PART = '<div id="spot"><button id="again" hx-{verb}="/part" hx-target="#spot">Go</button></div>'


@pytest.fixture
def watched(site: Site, page: Page, account: Callable[..., Account]) -> Watched:
    """The style page of a duty officer who is signed in, and what it asks for."""
    watching = Watched(page)
    sign_in(page, site, account(Role.DUTY_OFFICER), "/style")
    return watching


def put(page: Page, verb: str = "get") -> None:
    """Put a part with a button on the page that asks for `/part`, and give it the focus."""
    script = """html => {
        document.querySelector('#told').insertAdjacentHTML('afterend', html);
        htmx.process(document.querySelector('#spot'));
        document.querySelector('#again').focus();
    }"""
    page.evaluate(script, PART.format(verb=verb))


def answer(page: Page, status: int, body: str, headers: dict[str, str] | None = None) -> None:
    """What the site answers to `/part` from now on."""
    given = {"content-type": "text/html; charset=utf-8", **(headers or {})}
    page.route("**/part", lambda route: route.fulfill(status=status, body=body, headers=given))


def test_what_changes_something_carries_the_token(page: Page, watched: Watched) -> None:
    """Without it the site would take nothing; and no script of the page breaks the policy."""
    seen: list[str | None] = []

    def take(route: Route) -> None:
        seen.append(route.request.headers.get("x-csrftoken"))
        route.fulfill(body="taken")

    page.route("**/part", take)
    put(page, "post")
    page.keyboard.press("Enter")
    expect(page.get_by_text("taken")).to_be_visible()
    assert seen == [page.locator('meta[name="csrf-token"]').get_attribute("content")]
    assert watched.complaints == []


def test_the_real_site_takes_such_a_request(page: Page, watched: Watched, site: Site) -> None:
    """The token in the header is the one that Django asks for."""
    put(page, "post")
    page.locator("#again").evaluate("one => one.setAttribute('hx-vals', '{\"language\": \"ru\"}')")
    page.locator("#again").evaluate("one => one.setAttribute('hx-post', '/language')")
    page.evaluate("htmx.process(document.querySelector('#spot'))")
    with page.expect_response(f"{site.address}/language") as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 302
    assert watched.complaints == []


def test_a_refusal_is_told_in_its_own_words(page: Page, watched: Watched) -> None:
    """The page behind it stays as it is."""
    answer(page, 403, "<main><p data-told>Only the facilitator may do this.</p></main>")
    put(page)
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert").filter(has_text="Only the facilitator may do this.")
    expect(alert).to_be_visible()
    expect(page.locator("#again")).to_be_focused()
    assert_accessible(page)
    keep_picture(page, "toast-en", whole=False)
    assert len(watched.complaints) == 1  # the browser's own note of a 403


def test_a_lost_connection_is_told(page: Page, watched: Watched) -> None:
    """And until it is closed the words stay."""
    page.route("**/part", lambda route: route.abort())
    put(page)
    page.keyboard.press("Enter")
    told = page.get_by_text("The centre did not answer. What you typed is kept; try again.")
    expect(told).to_be_visible()
    page.get_by_role("alert").get_by_role("button", name="Close").click()
    expect(told).to_be_hidden()
    assert watched.complaints


def test_a_form_that_comes_back_takes_its_place(page: Page, watched: Watched) -> None:
    """422 is a form with its errors, which goes where the form was; nothing else is told."""
    answer(page, 422, '<p role="alert" id="wrong">Say where.</p>')
    put(page, "post")
    page.keyboard.press("Enter")
    expect(page.locator("#spot #wrong")).to_be_visible()
    expect(page.locator("#alerts > *")).to_have_count(0)
    del watched


def test_the_focus_stays_on_what_comes_again(page: Page, watched: Watched) -> None:
    """A button that is replaced by its like still has the focus: the next key works."""
    answer(page, 200, '<button id="again">Go again</button>')
    put(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Go again")).to_be_focused()
    del watched


def test_the_focus_goes_to_what_came(page: Page, watched: Watched) -> None:
    """Where its own place is gone, the part itself has it, and not the top of the page."""
    answer(page, 200, "<p>Something else.</p>")
    put(page)
    page.keyboard.press("Enter")
    expect(page.locator("#spot")).to_be_focused()
    del watched


def test_messages_of_a_part_are_told(page: Page, watched: Watched) -> None:
    """They come in a header, and screen readers hear them when they come to it."""
    header = '{"told": {"messages": [{"text": "Filed.", "kind": "success"}]}}'
    answer(page, 200, "<p>Done</p>", {"HX-Trigger": header})
    put(page)
    page.keyboard.press("Enter")
    expect(page.locator("#toasts").get_by_text("Filed.")).to_be_visible()
    del watched


def test_a_long_wait_is_shown(page: Page, watched: Watched) -> None:
    """A line runs along the top, and the content says that it is busy."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/part", hold)
    put(page)
    page.keyboard.press("Enter")
    expect(page.locator(".progress")).to_be_attached()
    expect(page.locator("#main")).to_have_attribute("aria-busy", "true")
    waiting[0].fulfill(body="there")
    expect(page.locator(".progress")).not_to_be_attached()
    del watched


def test_an_ended_session_leads_to_sign_in(page: Page, watched: Watched, site: Site) -> None:
    """The whole page, not a sign-in form inside a part of it; and back to where one was."""
    put(page)
    page.locator("#again").evaluate("one => one.setAttribute('hx-get', '/')")
    page.evaluate("htmx.process(document.querySelector('#spot'))")
    page.context.clear_cookies()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}/sign/in?next=/style")
    del watched

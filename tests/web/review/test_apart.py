"""What pages show people of a delegation that left: everything to read, nothing to be refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from position_world import CASE, HEADS, open_case
from review_world import asked, case_now, heard
from room_world import convene, live, prepared, press, seated
from session_world import LATER, agree, opened
from trucewatch.data.review_words import term
from trucewatch.domain.access import Role, Side
from trucewatch.service.centre import Centre
from trucewatch.service.review.standing import come_back, leave
from trucewatch.storage.people.models import Account
from web_world import Site, assert_accessible, assert_fits, keep_picture, sign_in

Accounts = Callable[..., Account]
LANGUAGES = pytest.mark.parametrize("lang", ["en", "ru", "ar"])
ROLES = (Role.DELEGATION_OFFICER, Role.DELEGATION_HEAD)
OWN = ("/follow", "/views", "/delegations/own")
"""Ends of addresses of forms that change nothing shared, and of the one that brings back."""
FORMS = "main form[method=post]"


@dataclass(frozen=True)
class Review:
    """A review under way.

    Args:
        case, round, session: ids of a case with an open request, of one whose positions are open,
            and of a session that sits.
    """

    case: str
    round: str
    session: str

    @property
    def pages(self) -> list[str]:
        """Pages where those who take part have something to do."""
        case, session = f"/review/case/{self.case}", f"/review/sessions/{self.session}/"
        positions = f"/review/case/{self.round}/positions"
        incident = case_now(self.case).incidents[0]
        return [
            "/review/", case, positions, f"{positions}/draft", session, f"/review/case/{CASE}",
            "/review/rules", "/review/keys", "/review/measures", "/review/sessions/",
            "/review/delegations", f"/incidents/{incident}/", "/intake/",
        ]  # fmt: skip


@pytest.fixture
def review(centre: Centre) -> Review:
    """All of it, with delegation B taking part."""
    session = opened(centre)
    agree(centre, session)
    open_case(centre, "c-round", positions_due=LATER)
    case = heard(centre)
    asked(centre, case, to=Side.B)
    return Review(case, "c-round", session)


def offers(page: Page) -> list[str]:
    """Addresses that forms of the page send to, but for those that change nothing shared."""
    found = page.locator(FORMS).evaluate_all("all => all.map(one => one.action || location.href)")
    return [one for one in found if not one.endswith(OWN)]


@LANGUAGES
@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_a_delegation_that_left_what_it_may_not_do(
    page: Page, site: Site, account: Accounts, centre: Centre, review: Review, lang: str, role: Role
) -> None:  # fmt: skip
    """Each says in one sentence that it is read-only, since when and why, and what is left."""
    sign_in(page, site, account(role, Side.B, lang))
    assert any(_offered(page, site, one) for one in review.pages)
    leave(centre, HEADS[Side.B], "Our convoy was struck.", key="leave")
    for path in review.pages:
        assert _offered(page, site, path) == [], path
        told = page.locator("#read-only")
        expect(told).to_contain_text("Our convoy was struck.")
        expect(told).to_contain_text(term("standings", "left", lang))
        expect(told.locator("time")).to_be_visible()
        expect(told.locator("a[href$='/record.zip']")).to_be_visible()
    page.goto(f"{site.address}{review.pages[1]}")
    assert_accessible(page)
    keep_picture(page, f"apart-{role.value}-{lang}-1280")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
    keep_picture(page, f"apart-{role.value}-{lang}-390")


def _offered(page: Page, site: Site, path: str) -> list[str]:
    answer = page.goto(f"{site.address}{path}")
    assert answer is not None
    assert answer.ok, path
    return offers(page)


@pytest.mark.parametrize("role", ROLES)
def test_the_head_alone_is_led_to_the_return(
    page: Page, site: Site, account: Accounts, centre: Centre, role: Role
) -> None:
    """Others read who records it, and where."""
    leave(centre, HEADS[Side.B], "Our convoy was struck.", key="leave")
    sign_in(page, site, account(role, Side.B), "/review/")
    page.locator("#read-only p a").last.click()
    page.wait_for_url("**/review/delegations**")
    expect(page.locator("#return")).to_have_count(int(role is Role.DELEGATION_HEAD))


@LANGUAGES
def test_a_page_that_was_open_tells_it_when_its_form_is_sent(
    page: Page, site: Site, account: Accounts, centre: Centre, review: Review, lang: str
) -> None:
    """The form was lawful when it was drawn; nothing is recorded, and the page says why."""
    sign_in(
        page, site, account(Role.DELEGATION_OFFICER, Side.B, lang), f"/review/case/{review.case}"
    )
    page.locator(f"form[action$='/{review.case}/weigh']").evaluate(
        "one => one.closest('details').open = true"
    )
    leave(centre, HEADS[Side.B], "Our convoy was struck.", key="leave")
    before = case_now(review.case)
    page.locator(f"form[action$='/{review.case}/weigh'] button").click()
    expect(page.get_by_role("alert").first).to_contain_text(term("sides", "b", lang))
    assert offers(page) == []
    assert case_now(review.case) == before


@LANGUAGES
@pytest.mark.parametrize("path", ["/review/open", "sign"])
def test_a_page_made_for_changing_says_that_the_record_is_read_only(
    page: Page, site: Site, account: Accounts, centre: Centre, review: Review, lang: str, path: str
) -> None:  # fmt: skip
    """And not that one's role does not include it."""
    leave(centre, HEADS[Side.B], "Our convoy was struck.", key="leave")
    sign_in(page, site, account(Role.DELEGATION_OFFICER, Side.B, lang))
    sign = f"/review/sessions/{review.session}/minutes/sign"
    answer = page.goto(f"{site.address}{sign if path == 'sign' else path}")
    assert answer is not None
    assert answer.status in (403, 404)
    if path != "sign":
        expect(page.locator("[data-told]")).to_contain_text(term("sides", "b", lang))
        expect(page.locator("#read-only")).to_be_visible()


@LANGUAGES
def test_the_room_tells_at_once_that_a_delegation_leaves(
    browser: Browser, site: Site, account: Accounts, centre: Centre, lang: str
) -> None:  # fmt: skip
    """All three read it in the log; its own forms go, those of the others stay."""
    session = prepared(centre)
    with seated(browser, site, account, lang, session) as table:
        convene(table)
        a, b, f = (table[one].page for one in "abf")
        leave(centre, table["b"].person, "Our convoy was struck.", key="leave")
        for page in (a, b, f):
            expect(page.locator("#log li").last).to_contain_text(term("standings", "left", lang))
        expect(b.locator("#read-only")).to_be_visible()
        expect(b.locator("main form")).to_have_count(0)
        expect(a.locator("#add")).to_have_count(1)
        wall = b.context.new_page()
        wall.goto(f"{site.address}/review/sessions/{session}/?view=wall")
        live(wall)
        expect(wall.locator("#read-only")).to_have_count(0)
        wall.evaluate("document.body.dataset.same = 'yes'")
        press(a, "/word/conclude")
        expect(wall.locator("body[data-same]")).to_have_count(1)
        come_back(centre, table["b"].person, "Assurances were given.", key="back")
        expect(b.locator("#read-only")).to_have_count(0)
        expect(b.locator("#add, #say")).to_have_count(2)

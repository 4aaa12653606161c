"""Cases and requests as people walk through them, in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from review_world import CHAIR, Hands, asked, case_now, heard, incident, request_now, with_clock
from trucewatch.domain.access import Role, Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.request import RequestState
from trucewatch.service.centre import Centre
from trucewatch.service.review import requests
from trucewatch.storage.documents import newest
from trucewatch.storage.people.models import Account
from web_world import Site, Watched, assert_accessible, assert_fits, keep_picture, sign_in

Accounts = Callable[..., Account]
LANGUAGES = ("en", "ru", "ar")
WIDTHS = (360, 1280, 2560)


def looked_at(page: Page, name: str) -> None:
    """The page is for everybody, at every width, and kept as a picture."""
    assert_accessible(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"review-{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_is_opened_heard_and_asked_about(
    site: Site, page: Page, account: Accounts, centre: Centre, lang: str
) -> None:  # fmt: skip
    """From an incident to a request with its clock, by the people whose steps those are."""
    shelled = incident(centre)
    watched = Watched(page)
    sign_in(
        page, site, account(Role.DUTY_OFFICER, language=lang), f"/review/open?incident={shelled}"
    )
    page.locator("#id_title").fill("Shelling of Harbanifse")
    page.locator("#id_agreement").select_option("syria-2016-09-09")
    page.locator("#id_other_party").fill("syria-army")
    looked_at(page, f"open-{lang}")
    page.locator("main form button.first").click()
    expect(page.locator("h1")).to_have_text("Shelling of Harbanifse")
    [case] = [one.subject for one in newest("case")]
    page.context.clear_cookies()
    sign_in(page, site, account(Role.FACILITATOR, language=lang), f"/review/case/{case}")
    page.locator(".next summary").first.click()
    page.locator(".next details[open] button").click()
    expect(page.locator(".title .badge")).to_have_class(re.compile("state-admissible"))
    page.locator("section[aria-labelledby=requests] > details > summary").click()
    page.locator("input[name=to][value=b]").check()
    page.locator("#asks").fill("Which units were near Harbanifse?")
    looked_at(page, f"ask-{lang}")
    page.locator("section[aria-labelledby=requests] > details button").click()
    expect(page.locator(".badge.request-sent")).to_be_visible()
    assert case_now(case).state is CaseState.INFORMATION_REQUESTED
    looked_at(page, f"case-{lang}")
    page.goto(f"{site.address}/review/")
    expect(page.locator("tbody tr")).to_have_count(1)
    looked_at(page, f"board-{lang}")
    assert watched.complaints == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_silence_shows_as_silence_and_a_late_answer_as_late(
    site: Site, page: Page, account: Accounts, centre: Centre, case: str, lang: str
) -> None:  # fmt: skip
    """The clock ran out, the worker said so, and the delegation answers all the same."""
    hands = Hands()
    request = asked(with_clock(centre, hands), case, to=Side.B)
    hands.move(days=4)
    assert requests.lapse_due(with_clock(centre, hands)) == [request]
    head = account(Role.DELEGATION_HEAD, Side.B, language=lang)
    sign_in(page, site, head, "/review/")
    expect(page.locator(".mine li.late")).to_have_count(1)
    looked_at(page, f"overdue-{lang}")
    page.locator(".mine li a").click()
    page.locator(f"#reply-{request}").fill("None of ours were near.")
    page.get_by_role("button").and_(page.locator("[value=answered]")).click()
    expect(page.locator(".badge.request-answered")).to_be_visible()
    steps = [one.step for one in request_now(request).steps]
    assert steps == [RequestState.SENT, RequestState.OVERDUE, RequestState.ANSWERED]


def test_a_file_goes_with_a_reply(
    site: Site, page: Page, account: Accounts, centre: Centre, case: str
) -> None:  # fmt: skip
    """By way of intake, and the reply names it."""
    request = asked(centre, case, to=Side.A)
    sign_in(page, site, account(Role.DELEGATION_OFFICER, Side.A), f"/review/case/{case}")
    page.locator(f"#reply-{request}").fill("See the order of the day.")
    page.locator(f"#evidence-{request}").set_input_files(
        {"name": "order.txt", "mimeType": "text/plain", "buffer": b"The battalion stayed in camp."}
    )
    page.locator("[value=partly]").click()
    expect(page.locator(".badge.request-partly")).to_be_visible()
    (file,) = request_now(request).steps[-1].evidence
    assert [one.subject for one in newest("report")] == [file]


def test_the_other_delegation_cannot_reply(
    site: Site, page: Page, account: Accounts, centre: Centre, case: str
) -> None:  # fmt: skip
    """It sees what was asked, and no form."""
    asked(centre, case, to=Side.B)
    sign_in(page, site, account(Role.DELEGATION_HEAD, Side.A), f"/review/case/{case}")
    expect(page.locator("article.side-b")).to_contain_text("Which units")
    expect(page.locator("textarea[id^=reply]")).to_have_count(0)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "This step needs a reason in words"),
        ("ru", "Этот шаг нужно обосновать словами"),
        ("ar", "هذه الخطوة تحتاج إلى تعليل مكتوب"),
    ],
)
def test_a_refusal_is_told_in_the_language_of_the_page(
    site: Site, page: Page, account: Accounts, case: str, lang: str, words: str
) -> None:  # fmt: skip
    """With the remedy behind it, and nothing is recorded."""
    sign_in(page, site, account(Role.FACILITATOR, language=lang), f"/review/case/{case}")
    step = page.locator(".next details", has=page.locator("[value=refer]"))
    step.locator("summary").click()
    step.locator("button").click()
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()
    assert case_now(case).state is CaseState.ADMISSIBLE


def test_a_case_is_gone_for_nobody_who_works_here(
    site: Site, page: Page, account: Accounts, centre: Centre
) -> None:  # fmt: skip
    """Both delegations see the same board, line by line."""
    for _ in range(3):
        heard(centre, CHAIR)
    seen = []
    for side in (Side.A, Side.B):
        page.context.clear_cookies()
        sign_in(page, site, account(Role.DELEGATION_OFFICER, side), "/review/")
        expect(page.locator("tbody tr")).to_have_count(3)
        seen.append(page.locator("tbody").inner_text())
    assert seen[0] == seen[1]

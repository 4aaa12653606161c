"""From a call over the hotline to a text that both delegations signed, page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from position_world import HEADS, sets_key, signer_of
from room_world import Seat, convene, key_file, press, propose, sign, three
from session_world import signer
from trucewatch.domain.access import MACHINE, Role, Side
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.service.places import warm
from trucewatch.service.review.determinations import determination_of
from trucewatch.service.review.sessions import case_of
from trucewatch.storage.documents import newest
from trucewatch.storage.people.models import Account
from typist import Typist
from web_world import Site, prove_again, sign_in

CALLS = {
    "en": ("Hirbnafsah", "small arms", "an hour ago", "Shots from the ridge."),
    "ru": ("Харбнафсах", "стрелк", "час назад", "Стреляли с хребта."),
    "ar": ("حربنفسه", "نيران", "قبل ساعة", "إطلاق نار من التلة."),
}


@pytest.fixture
def officer_page(browser: Browser) -> Iterator[Page]:
    """The screen of the duty officer."""
    warm()
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def call_in(page: Page, lang: str) -> None:
    """What the caller tells, typed and filed."""
    where, act, when, words = CALLS[lang]
    expect(page.locator("#id_where")).to_be_focused()
    hands = Typist(page)
    hands.words(where)
    expect(page.get_by_role("option").first).to_be_visible()
    hands.press("Enter")
    hands.words(act)
    hands.press("Enter", "Enter", "Enter")
    hands.words(when)
    hands.press("Enter", "ArrowDown", "Enter", "Enter", "Enter")
    hands.words(words)
    hands.press("Control+Enter")
    expect(page.get_by_role("status").locator("a.first")).to_be_visible()


def case_opened(page: Page, site: Site) -> str:
    """A case on the incident that the call made; its id."""
    page.goto(f"{site.address}/incidents/")
    page.locator(".records tbody a").first.click()
    page.locator('a.button[href*="/review/open"]').click()
    page.locator("#id_title").fill("Shots at Hirbnafsah")
    page.locator("#id_agreement").select_option("syria-2016-09-09")
    page.locator("#id_other_party").fill("syria-army")
    page.locator("main form button.first").click()
    expect(page.locator(".title .badge")).to_be_visible()
    [case] = newest("case").values_list("subject", flat=True)
    return str(case)


def step(page: Page, name: str, words: str = "") -> None:
    """Take a step of the case on its page."""
    place = page.locator(".next details", has=page.locator(f"[value={name}]"))
    place.locator("summary").click()
    if words:
        place.locator("textarea").fill(words)
    place.locator("button").click()


def files(seat: Seat, site: Site, case: str, stance: str, words: str) -> None:
    """The head writes a draft, proves themselves once more, signs in the page, files."""
    page, address = seat.page, f"/review/case/{case}/positions"
    page.goto(f"{site.address}{address}/draft")
    page.locator(f"input[name=stance][value={stance}]").check()
    page.locator("textarea[name=text]").fill(words)
    page.locator("main form button.first").first.click()
    expect(page.locator(".versions article")).to_have_count(1)
    prove_again(page, site, seat.secret, f"{address}/file")
    page.locator("#key-file").set_input_files(key_file(seat.person))
    page.locator("#sign-here button").click()
    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_a_call_ends_in_a_joint_determination(
    browser: Browser,
    site: Site,
    officer_page: Page,
    account: Callable[..., Account],
    centre: Centre,
    lang: str,
) -> None:
    """Call, incident, case, hearing, two blind positions, session, one line, two signatures."""
    page = officer_page
    sign_in(page, site, account(Role.DUTY_OFFICER, language=lang), "/call/")
    call_in(page, lang)
    gather(centre, MACHINE)
    case = case_opened(page, site)
    for side in (Side.A, Side.B):
        sets_key(centre, HEADS[side], signer_of(side), key=f"key-{side}")
    with three(browser, site, account, lang, f"/review/case/{case}") as table:
        a, b, f = (table[one].page for one in "abf")
        sets_key(centre, table["f"].person, signer(table["f"].person), key="key-f")
        step(f, "admit", "It is for both to say.")
        expect(f.locator(".title .badge.state-admissible")).to_be_visible()
        step(f, "invite")
        expect(f.locator(".title .badge.state-positions_open")).to_be_visible()
        files(table["a"], site, case, "confirm", "Shots were heard from the ridge.")
        files(table["b"], site, case, "dispute_party", "The ridge is not ours.")
        for one in (a, b, f):
            one.goto(f"{site.address}/review/case/{case}/positions")
            expect(one.locator(".side .stance")).to_have_count(2)
        f.goto(f"{site.address}/review/sessions/")
        f.locator("main form button").click()
        f.wait_for_url("**/review/sessions/session-1/")
        for one in (a, b):
            one.goto(f"{site.address}/review/sessions/session-1/")
        convene(table)
        propose(a, CALLS[lang][3])
        for one in (a, b):
            expect(one.locator(".worded .text")).to_have_text(CALLS[lang][3])
            press(one, "/word/accept")
        expect(f.locator(".worded li.agreed")).to_have_count(1)
        f.locator("#outcome").select_option("jointly_confirmed")
        press(f, "/word/conclude")
        for name in "ab":
            expect(table[name].page.locator(".signing a.button")).to_be_visible()
            in_page = name == "a"
            sign(centre, site, "session-1", table[name], in_page=in_page, case=case, proved=True)
        for one in (a, b, f):
            expect(one.locator('a[href*="/determined/"]')).to_be_visible()
    made = determination_of(case, 1)
    assert made is not None
    assert [one.value for one in made.signed] == ["a", "b"]
    assert f"| {CALLS[lang][3]}" in made.text
    assert case_of(case).state is CaseState.DETERMINED
    assert case_of(case).outcome is Outcome.JOINTLY_CONFIRMED

"""Both heads and the facilitator at their screens at once, when somebody is silent or gone."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from api_world import World
from blind_world import published
from position_world import CASE, CONFIRMS, HEADS, REJECTS, filed, open_case, sets_key, signer_of
from review_world import CHAIR, Hands, asked, heard, request_now, with_clock
from room_world import Seat, key_file, three
from trucewatch.data.review_words import term
from trucewatch.domain.access import Side
from trucewatch.domain.request import RequestState
from trucewatch.service.centre import Centre
from trucewatch.service.review import requests
from trucewatch.service.review.position_drafts import draft
from trucewatch.service.review.rounds import round_for
from trucewatch.service.taking_part import standing_of
from trucewatch.service.working import Worker
from trucewatch.storage.people.models import Account
from trucewatch.web.centre import serve_with
from verifiers import LEDGER
from web_world import Site, assert_accessible, assert_fits, keep_picture, prove_again

Accounts = Callable[..., Account]
LANGUAGES = ("en", "ru", "ar")
A, B = Side.A, Side.B
POSITIONS = f"/review/case/{CASE}/positions"
DIGIT = re.compile(r"\d")


@pytest.fixture
def hands() -> Hands:
    """A clock that shows the time of this machine until it is moved."""
    return Hands(dt.datetime.now(dt.UTC).replace(microsecond=0))


@pytest.fixture
def timed(centre: Centre, hands: Hands) -> Iterator[Centre]:
    """The served centre by that clock."""
    made = with_clock(centre, hands)
    serve_with(made)
    yield made
    serve_with(centre)


def worker_looks(centre: Centre) -> None:
    """What the worker finds at that time, as it looks every second."""
    Worker(centre, tell=pytest.fail).turn()


def looked_at(page: Page, name: str) -> None:
    """For everybody, at both ends of widths, and kept as a picture."""
    assert_accessible(page)
    for width in (360, 2560, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    keep_picture(page, f"review-{name}-1280")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_three_see_silence_on_a_request_as_silence(
    browser: Browser, site: Site, account: Accounts, timed: Centre, hands: Hands, lang: str
) -> None:  # fmt: skip
    """Whose clock ran out, since when, how old the case is; the same for both; then it replies."""
    case = heard(timed)
    request = asked(timed, case, to=B)
    with three(browser, site, account, lang, "/review/") as table:
        for seat in table.values():
            expect(seat.page.locator(".lines li.late")).to_have_count(0)
        hands.move(days=8)
        worker_looks(timed)
        boards = []
        for seat in table.values():
            seat.page.reload()
            clock = seat.page.locator("tbody td p.grave")
            expect(clock).to_contain_text(term("sides", "b", lang))
            expect(clock.locator("strong")).to_have_text(DIGIT)
            expect(seat.page.locator("tbody td").last).to_have_text(DIGIT)
            replies = seat.page.locator("[aria-labelledby=replies] li.late")
            expect(replies).to_contain_text(term("request_states", "overdue", lang))
            boards.append(seat.page.locator("tbody").inner_text())
        assert len(set(boards)) == 1
        expect(table["b"].page.locator(".mine li.late")).to_have_count(1)
        expect(table["a"].page.locator(".mine")).to_have_count(0)
        looked_at(table["f"].page, f"silent-board-{lang}")
        b = table["b"].page
        b.locator(".mine li a").click()
        b.locator(f"#reply-{request}").fill("None of ours were near.")
        b.locator("[value=answered]").click()
        a = table["a"].page
        a.goto(f"{site.address}/review/case/{case}")
        expect(a.locator(f"#request-{request} .timeline li")).to_have_count(3)
    steps = [one.step for one in request_now(request).steps]
    assert steps == [RequestState.SENT, RequestState.OVERDUE, RequestState.ANSWERED]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_side_that_filed_nothing_is_shown_as_silent_and_not_as_agreeing(
    browser: Browser, site: Site, account: Accounts, timed: Centre, hands: Hands, lang: str
) -> None:  # fmt: skip
    """The clock ends; what it files afterwards, in its own page, stands apart and as late."""
    open_case(timed, positions_due=hands() + dt.timedelta(days=5))
    filed(timed, B, CONFIRMS)
    with three(browser, site, account, lang, POSITIONS) as table:
        for seat in table.values():
            expect(seat.page.locator(".side .stance")).to_have_count(
                0 if seat is not table["b"] else 1
            )
        hands.move(days=5)
        worker_looks(timed)
        for seat in table.values():
            seat.page.reload()
            silent, other = (_side(seat, one) for one in (A, B))
            expect(silent.locator(".badge")).to_be_visible()
            expect(silent.locator(".stance, .said")).to_have_count(0)
            expect(other).to_contain_text(CONFIRMS.text)
            expect(other.locator(".badge")).to_have_count(0)
        looked_at(table["f"].page, f"silent-side-{lang}")
        a = table["a"]
        draft(timed, a.person, round_for(a.person, CASE), REJECTS, follows=0)
        prove_again(a.page, site, a.secret, f"{POSITIONS}/file")
        a.page.locator("#key-file").set_input_files(key_file(a.person))
        a.page.locator("#sign-here button").click()
        a.page.wait_for_url(f"**{POSITIONS}")
        for seat in table.values():
            seat.page.goto(f"{site.address}{POSITIONS}")
            late = seat.page.locator("section.late")
            expect(late).to_have_count(1)
            expect(late.locator(".said")).to_have_text(REJECTS.text)
            expect(_side(seat, A).locator(".badge")).to_be_visible()
        looked_at(table["b"].page, f"late-position-{lang}")
    round_ = round_for(CHAIR, CASE)
    assert round_.reveal is not None
    assert round_.reveal.silent == (A,)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_delegation_leaves_takes_the_whole_record_and_returns(
    browser: Browser, site: Site, account: Accounts, centre: Centre, tmp_path: Path, lang: str
) -> None:  # fmt: skip
    """It reads why it changes nothing, verifies what it took; the others go on; it is back."""
    case = heard(centre)
    for side in (A, B):
        sets_key(centre, HEADS[side], signer_of(side), key=f"key-{side}")
    with three(browser, site, account, lang, f"/review/case/{case}") as table:
        a, b, f = (table[one].page for one in "abf")
        prove_again(b, site, table["b"].secret, "/review/delegations")
        _say(b, "Our convoy was struck.")
        expect(b.locator("#read-only")).to_contain_text("Our convoy was struck.")
        expect(b.locator("#read-only")).to_contain_text(term("standings", "left", lang))
        looked_at(b, f"left-{lang}")
        b.goto(f"{site.address}/review/case/{case}")
        expect(b.locator("#read-only")).to_be_visible()
        expect(b.locator("main form")).to_have_count(0)

        f.locator("section[aria-labelledby=requests] > details > summary").click()
        f.locator("input[name=to][value=a]").check()
        f.locator("#asks").fill("Where did the convoy stand?")
        f.locator("section[aria-labelledby=requests] > details button").click()
        a.goto(f"{site.address}/review/case/{case}")
        a.locator("textarea[id^=reply]").fill("At the crossroads.")
        a.locator("[value=answered]").click()
        expect(a.locator(".badge.request-answered")).to_be_visible()
        expect(a.locator("#read-only")).to_have_count(0)

        published(World(centre))
        b.goto(f"{site.address}/review/delegations")
        with b.expect_download() as taken:
            b.locator(".title .actions a[href$='/record.zip']").click()
        _verified(centre, Path(taken.value.path()), tmp_path, case)
        b.locator(".title .actions a[href$='/own-papers']").click()
        expect(b.locator("a[href$='/own-papers.json']")).to_be_visible()
        looked_at(b, f"own-papers-{lang}")
        b.goto(f"{site.address}/review/delegations")

        _say(b, "Assurances were given.")
        expect(b.locator("#read-only")).to_have_count(0)
        for page in (a, f):
            page.goto(f"{site.address}/review/delegations")
            expect(page.locator(".side-b .timeline li")).to_have_count(2)
            expect(page.locator(".side-b .badge.done")).to_be_visible()
    assert [one.request.state for one in requests.of_case(case)] == [RequestState.ANSWERED]
    assert standing_of(B).reason == "Assurances were given."


def _side(seat: Seat, side: Side) -> Locator:
    return seat.page.locator(f"section.side[aria-labelledby=side-{side.value}]")


def _say(page: Page, why: str) -> None:
    """Leave or return, whichever is open to side B on the page of delegations."""
    page.locator(".side-b details summary").first.click()
    page.locator("#why-b").fill(why)
    page.locator(".side-b form button").first.click()


def _verified(centre: Centre, taken: Path, folder: Path, case: str) -> None:
    """What was taken holds by itself, told by the stand-alone verifier in a process of its own."""
    with zipfile.ZipFile(taken) as archive:
        archive.extractall(folder)
    (folder / "policy").write_text(f"log {centre.home.key()}\nquorum none\n", "ascii")
    (folder / "keys").write_text("".join(f"{signer_of(one).key}\n" for one in (A, B)), "ascii")
    verify = [sys.executable, "-S", str(LEDGER / "tw_verify.py")]
    trusted = ["--policy", str(folder / "policy")]
    log = [*verify, "log", str(folder / "log"), *trusted]
    file = [*verify, "case", str(folder / "cases" / f"{case}.json"), *trusted]
    file += ["--keys", str(folder / "keys"), "--mirror", str(folder / "log")]
    for command in (log, file):
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert run.stdout.startswith("ok: ")

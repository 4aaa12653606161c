"""An exercise in a browser: the mark on every page, the facilitator at the control, the debrief."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

from default_database import point_at
from exercise_terms import with_listed_parties
from memory_folder import in_memory
from page_cases import EXERCISE_PAGES
from position_world import FACILITATOR as CHAIR
from position_world import open_case
from review_world import asked, heard
from trucewatch.domain.access import Role, Side
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.domain.measure import Measure, MeasureKind
from trucewatch.service.centre import Centre, at_desk
from trucewatch.service.exercise.starting import begin, end
from trucewatch.service.review import measures, sessions
from trucewatch.service.working import Worker
from trucewatch.storage.custody import new_id
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.making import make_record
from trucewatch.storage.people.models import Account
from trucewatch.web.centre import serve_with
from trucewatch.web.pages.incidents.asking import index
from trucewatch.web.pages.shell.errors import failed
from web_world import (
    Site,
    Watched,
    assert_accessible,
    assert_fits,
    assert_stays_home,
    faults_of,
    keep_picture,
    sign_in,
)

WORD = {"en": "EXERCISE", "ru": "УЧЕНИЯ", "ar": "تمرين"}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru", "ar"])
OF_ALL = ("/", "/incidents/", "/review/", "/exercise/", "/nowhere", "/duty/")
AFTER = ("/exercise/", "/exercise/debrief")
"""What trainees open once it has ended."""
OF_NOBODY = ("/sign/in", "/report/", "/report/received", "/nowhere")
Admit = Callable[..., Account]


@pytest.fixture
def centre(shaped_file: Path) -> Iterator[Centre]:
    """A fresh exercise on SQLite whose recorder runs in this process."""
    place = in_memory("tw-exercise-")
    root = place / "home"
    root.mkdir()
    shutil.copy(shaped_file, root / "record.sqlite3")
    point_at("", root)
    home = Home(root, place / "guard")
    make_record(home, "training", exercise=True)
    alarms: list[str] = []
    desk = Desk(home, alarm=alarms.append).open()
    made = at_desk(home, desk)
    begin(made, with_listed_parties("disputed-convoy-strike"))
    serve_with(made)
    yield made
    serve_with(None)
    index.cache_clear()
    desk.close()
    connections.close_all()
    shutil.rmtree(place)


def assert_marked(page: Page, language: str) -> None:
    """The banner and the title say it in the language of the page."""
    expect(page.get_by_role("complementary").filter(has_text=WORD[language]).first).to_be_visible()
    assert page.title().startswith(WORD[language])


@LANGUAGES
def test_every_page_says_that_it_is_an_exercise(
    page: Page, site: Site, account: Admit, language: str
) -> None:
    """Pages of the record, a page that is not there, and the pages of nobody in particular."""
    cookie = {"name": "django_language", "value": language, "url": site.address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    for path in OF_NOBODY:
        page.goto(f"{site.address}{path}")
        assert_marked(page, language)
    sign_in(page, site, account(Role.DUTY_OFFICER, language=language))
    for path in OF_ALL:
        page.goto(f"{site.address}{path}")
        assert_marked(page, language)


@LANGUAGES
def test_the_facilitator_releases_what_comes_next(
    page: Page, site: Site, account: Admit, language: str
) -> None:
    """One press: it lies at the intake as any other report, and the list says so."""
    sign_in(page, site, account(Role.FACILITATOR, language=language), "/exercise/")
    keep_picture(page, f"exercise-{language}-1280")
    assert_accessible(page)
    page.locator("button.first[name=inject]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    expect(page.locator(".badge.done")).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 800})
    assert_fits(page)
    keep_picture(page, f"exercise-{language}-360")
    page.goto(f"{site.address}/intake/")
    expect(page.get_by_text("message-01.txt")).to_be_visible()


@LANGUAGES
def test_the_debrief_says_what_was_left_undone(
    page: Page, site: Site, account: Admit, centre: Centre, language: str
) -> None:
    """Once it has ended, everybody reads it; no page of it is wider than a telephone."""
    facilitator = account(Role.FACILITATOR).person(stepped_up=True)
    end(centre, facilitator, key=new_id())
    officer = account(Role.DELEGATION_OFFICER, Side.A, language)
    sign_in(page, site, officer, "/exercise/debrief")
    assert_marked(page, language)
    expect(page.locator(".verdict-not_reached").first).to_be_visible()
    assert_accessible(page)
    keep_picture(page, f"debrief-{language}-1280")
    page.set_viewport_size({"width": 360, "height": 800})
    assert_fits(page)
    keep_picture(page, f"debrief-{language}-360")


@LANGUAGES
def test_every_page_of_an_exercise_is_accessible_fits_and_stays_home(
    browser: Browser, site: Site, account: Admit, centre: Centre, language: str
) -> None:
    """For whoever runs it and for trainees, while it goes on and after its end."""
    asked(centre, heard(centre))
    faults: list[str] = []
    people = {one: account(one, language=language) for one in (Role.FACILITATOR, Role.DUTY_OFFICER)}
    during = [case for cases in EXERCISE_PAGES.values() for case in cases]
    for role, who in people.items():
        faults += _walked(browser, site, who, [path for path, by in during if by is role])
    end(centre, people[Role.FACILITATOR].person(stepped_up=True), key=new_id())
    faults += _walked(browser, site, people[Role.DUTY_OFFICER], AFTER)
    assert not faults, "\n".join(faults)


def _walked(browser: Browser, site: Site, who: Account, paths: Iterable[str]) -> list[str]:
    """What is wrong with pages, as somebody sees them."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watched, faults = Watched(page), list[str]()
    sign_in(page, site, who)
    for path in paths:
        faults += faults_of(page, f"{site.address}{path}")
    assert_stays_home(watched.requests, site)
    context.close()
    return [*faults, *watched.complaints]


@LANGUAGES
def test_the_facilitator_goes_to_the_next_deadline_and_all_see_it_pass(
    page: Page, site: Site, account: Admit, centre: Centre, language: str
) -> None:
    """The banner tells the exercise's time; the worker records the silence as in a centre."""
    case = heard(centre)
    request = asked(centre, case, to=Side.B)
    sign_in(page, site, account(Role.FACILITATOR, language=language), "/exercise/")
    banner = page.locator("aside.exercise time")
    expect(banner).to_contain_text("2025-04-07")
    before = banner.get_attribute("datetime") or ""
    expect(page.locator("button[value=deadline] + span time")).to_be_visible()
    page.locator("button[value=deadline]").click()
    expect(page.get_by_role("status").first).to_be_visible()
    assert (banner.get_attribute("datetime") or "") > before
    Worker(centre, tell=pytest.fail).turn()
    page.goto(f"{site.address}/review/case/{case}")
    expect(page.locator(f"#request-{request} .badge.request-overdue")).to_be_visible()
    page.goto(f"{site.address}/exercise/")
    keep_picture(page, f"exercise-clock-{language}-1280")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
    keep_picture(page, f"exercise-clock-{language}-390")
    page.locator("#by").select_option("24")
    page.locator("#by + button").click()
    expect(banner).to_contain_text("2025-04-08")


@LANGUAGES
def test_a_session_and_the_last_day_of_a_measure_are_named_as_what_comes_next(
    page: Page, site: Site, account: Admit, centre: Centre, language: str
) -> None:
    """Each leads to where it is; a case that is owed on leads to its measures."""
    open_case(centre, "c-1", state=CaseState.REVEALED, turns=())
    soon = centre.clock() + dt.timedelta(hours=5)
    session = sessions.call(centre, CHAIR, soon, key="call")
    open_case(
        centre, "c-2", state=CaseState.DETERMINED, outcome=Outcome.JOINTLY_CONFIRMED, turns=()
    )
    owed = Measure(
        case="c-2", kind=MeasureKind.JOINT_VISIT, what="A visit.", owner=Side.A, due=soon.date()
    )
    measures.set_(centre, CHAIR, owed, key="measure")
    sign_in(page, site, account(Role.FACILITATOR, language=language), "/exercise/")
    named = page.locator("button[value=deadline] + span")
    expect(named.locator(f"a[href*='{session}']")).to_be_visible()
    keep_picture(page, f"exercise-session-{language}-1280")
    page.locator("button[value=deadline]").click()
    expect(named.locator("a[href$='/c-2#measures']")).to_have_text("A visit.")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
    keep_picture(page, f"exercise-measure-{language}-390")


def test_trainees_see_neither_hints_nor_what_comes(page: Page, site: Site, account: Admit) -> None:
    """They know what the exercise is about, and no more."""
    sign_in(page, site, account(Role.DUTY_OFFICER), "/exercise/")
    expect(page.get_by_role("heading", name="Disputed convoy strike")).to_be_visible()
    assert "triaged within the hour" not in page.content()
    answer = page.goto(f"{site.address}/exercise/debrief")
    assert answer is not None
    assert answer.status == 403


def test_answers_and_files_say_it_too(page: Page, site: Site, account: Admit) -> None:
    """A header of every answer, and the title of the description of the API."""
    sign_in(page, site, account(Role.ANALYST))
    told = page.request.get(f"{site.address}/api/v1/openapi.json")
    assert told.headers["trucewatch-exercise"] == "trucewatch/training/exercise-1"
    assert told.json()["info"]["title"] == "EXERCISE Trucewatch"


@LANGUAGES
def test_the_page_of_a_failure_says_it_too(centre: Centre, language: str) -> None:
    """It asks neither database nor session, and knows it all the same."""
    del centre
    with translation.override(language):
        told = failed(RequestFactory().get("/")).content.decode()
    assert f"<strong>{WORD[language]}</strong>" in told
    assert f"<title>{WORD[language]} · " in told

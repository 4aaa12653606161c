"""The watch as officers walk through it: board, log, handing over, taking over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hotline_calls import key, told
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.service import calls, drafts, duty
from trucewatch.service.call_told import Callback
from trucewatch.service.centre import Centre
from trucewatch.service.duty_board import board
from trucewatch.service.refusals import Denied
from trucewatch.storage.documents import content, newest
from trucewatch.storage.models import Document
from trucewatch.storage.people.models import Account
from web_world import Site, Watched, assert_accessible, assert_fits, sign_in

ONE, OTHER = Person("p-1", Role.DUTY_OFFICER), Person("p-2", Role.DUTY_OFFICER)


def late_call(centre: Centre) -> calls.Logged:
    """A call whose callback is two hours overdue."""
    due = centre.clock().replace(microsecond=0) - dt.timedelta(hours=2, minutes=1)
    callback = Callback(words="19:15", due=due, line="telephone")
    form = told(where="Aqrab", place="", callback=callback)
    return calls.log(centre, ONE, form, key=key())


def test_whoever_takes_over_is_on_watch(centre: Centre) -> None:
    """The one before stays until then, and both stand on record."""
    duty.take_over(centre, ONE, None, key=key())
    offered = duty.hand_over(centre, ONE, "All is quiet.", language="en", key=key())
    watch = duty.on_watch()
    assert watch is not None
    assert content(watch)["to"] == ONE.id
    duty.take_over(centre, OTHER, offered, key=key())
    watch = duty.on_watch()
    assert watch is not None
    assert (content(watch)["from"], content(watch)["to"]) == (ONE.id, OTHER.id)
    steps = Document.objects.filter(subject=offered).order_by("version")
    assert [one.verb for one in steps] == ["duty.hand_over", "duty.take_over"]


def test_nobody_takes_over_from_themselves(centre: Centre) -> None:
    """A handover takes two."""
    offered = duty.hand_over(centre, ONE, "All is quiet.", language="en", key=key())
    with pytest.raises(InvalidValue):
        duty.take_over(centre, ONE, offered, key=key())


def test_a_watch_is_taken_once(centre: Centre) -> None:
    """The second one is told so."""
    offered = duty.hand_over(centre, ONE, "All is quiet.", language="en", key=key())
    duty.take_over(centre, OTHER, offered, key=key())
    with pytest.raises(InvalidValue, match="already"):
        duty.take_over(centre, Person("p-3", Role.DUTY_OFFICER), offered, key=key())


def test_a_delegation_keeps_no_watch(centre: Centre) -> None:
    """The duty log is the centre's."""
    with pytest.raises(Denied):
        duty.note(centre, Person("p-a", Role.DELEGATION_HEAD, Side.A), "x", key=key())


def test_an_open_call_stays_on_the_board_until_it_is_filed(centre: Centre) -> None:
    """However many came after it."""
    logged = late_call(centre)
    assert [one.subject for one in board(centre).calls] == [logged.subject]


def test_drafts_of_everybody_are_on_the_board(centre: Centre) -> None:
    """Whoever comes next goes on with them; a form with nothing in it is none."""
    drafts.keep(centre, ONE, key(), {"where": "Aqrab", "phone": "+999"})
    drafts.keep(centre, ONE, key(), {"called_at": "2016-05-25T10:00:00Z"})
    [draft] = board(centre).drafts
    assert draft.told == {"where": "Aqrab"}


LATE = {"en": "overdue by 2 hours", "ru": "просрочено: 2 часа", "ar": "متأخر ساعتان"}


@pytest.mark.parametrize("lang", LATE)
def test_a_watch_is_handed_over_in_any_language(
    site: Site, page: Page, account: Callable[..., Account], centre: Centre, lang: str
) -> None:  # fmt: skip
    """The note is made from what is open, edited by one and taken over by another."""
    late_call(centre)
    watched = Watched(page)
    first = account(Role.DUTY_OFFICER, language=lang)
    sign_in(page, site, first, "/duty/")
    page.locator(".watch form button").click()
    expect(page.locator(".watch strong")).to_have_text(first.name)
    page.locator("#words").fill("Line 2 is dead.")
    page.locator(".log form button").click()
    expect(page.locator(".log tbody")).to_contain_text("Line 2 is dead.")
    assert_accessible(page)
    page.locator(".watch a", has_not=page.locator(".first")).last.click()
    note = page.locator("textarea")
    expect(note).to_contain_text(LATE[lang])
    expect(note).to_contain_text("Line 2 is dead.")
    assert_accessible(page)
    note.fill(note.input_value() + "\nKeys are in the drawer.")
    page.locator("main form button.first").click()
    expect(page.locator(".paper")).to_contain_text("Keys are in the drawer.")
    page.context.clear_cookies()
    second = account(Role.DUTY_OFFICER, language="en" if lang != "en" else "ru")
    sign_in(page, site, second, "/duty/")
    page.locator(".watch form button").click()
    expect(page.locator(".watch strong")).to_have_text(second.name)
    [handover] = newest("handover").filter(body__from=first.id)
    assert (content(handover)["to"], content(handover)["language"]) == (second.id, lang)
    for width in (360, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    assert watched.complaints == []

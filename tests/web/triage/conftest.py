"""A small world to triage: short reports, read and gathered in this process."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from triage_world import OFFICER, RAW, place
from trucewatch.domain.access import MACHINE, Role
from trucewatch.service import arrivals, reports
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.storage.documents import newest
from trucewatch.storage.people.models import Account
from web_world import Site, sign_in


@pytest.fixture
def world(centre: Centre) -> list[str]:
    """Ids of three incidents, the one that was recorded last first, as the queue has them."""
    for raw in RAW:
        arrival = arrivals.Arrival(name="wire.txt")
        report = arrivals.receive(centre, OFFICER, raw, arrival, key=secrets.token_hex(8))
        reports.read(centre, MACHINE, report)
    gather(centre, MACHINE)
    return [one.subject for one in newest("incident").order_by("-seq")]


@pytest.fixture
def shelled(world: list[str]) -> str:
    """The incident at Hama."""
    return next(one for one in world if place(one) == "Hama")


@pytest.fixture
def officer(account: Callable[..., Account]) -> Account:
    """A duty officer who reads English."""
    return account(Role.DUTY_OFFICER)


@pytest.fixture
def at_triage(
    site: Site, page: Page, world: list[str], account: Callable[..., Account]
) -> Callable[[str], Page]:
    """The queue in a language, before a duty officer who is signed in."""
    del world

    def open_in(language: str) -> Page:
        sign_in(page, site, account(Role.DUTY_OFFICER, language=language), "/triage/")
        return page

    return open_in


@pytest.fixture
def second(
    browser: Browser, site: Site, account: Callable[..., Account]
) -> Iterator[Callable[[str], Page]]:
    """Another person's browser, at a page of triage."""
    opened = []

    def open_at(path: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(10_000)
        opened.append(context)
        other = context.new_page()
        sign_in(other, site, account(Role.ANALYST), path)
        return other

    yield open_at
    for context in opened:
        context.close()

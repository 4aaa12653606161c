"""Pages at the door hold what axe asks for, and fit 360 pixels, in each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser

from trucewatch.domain.access import Person, Role, Side
from trucewatch.service import people, recovery
from trucewatch.service.centre import Centre
from trucewatch.storage.people.models import Account
from web_world import AXE, Site, sign_in

OPERATOR = Person("operator", Role.OPERATOR, stepped_up=True)
RUN = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
OUTSIDE = ("/sign/in", "/sign/recover")
INSIDE = ("own", "own/codes", "own/password", "again", "again/prove", "people")


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_pages_at_the_door_are_for_everybody(
    language: str, site: Site, browser: Browser, centre: Centre, account: Callable[..., Account]
) -> None:
    """With a keyboard, a reader or a small screen, in both directions of writing."""
    waiting = account(Role.DELEGATION_OFFICER, Side.B)
    recovery.ask(centre, OPERATOR, waiting)
    _, part = people.admit(centre, OPERATOR, "new", name="N. N.", role=Role.ANALYST)
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page = context.new_page()
    context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
    faults: list[Any] = []
    inside = [f"/sign/{one}" for one in (*INSIDE, f"people/{waiting.id}")]
    for address in (*OUTSIDE, f"/sign/enrol/{part}", "", *inside):
        if not address:
            sign_in(page, site, account(Role.OPERATOR, language=language), "/sign/own")
            continue
        page.goto(site.address + address)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(RUN)["violations"]
        faults += [(address, one["id"], one["nodes"][0]["html"]) for one in found]
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            faults.append((address, "wider than the screen"))
    context.close()
    assert faults == []

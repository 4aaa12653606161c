"""No text that anybody can write runs, calls elsewhere, or becomes a part of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from urllib.parse import quote

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from furnished_centre import CALM, Made, Read, furnish, furnish_short, publish_named, read_two
from hostile_corpus import CANARY, NUMBER, payloads
from page_cases import PAGES, ROLES, There
from planting import Planter, Watch, numbers_in
from trucewatch.domain.access import Role
from trucewatch.service import calls, places
from trucewatch.service.centre import Centre
from trucewatch.storage.documents import content
from trucewatch.storage.people.models import Account
from web_world import Site, give_app, prove_again, sign_in

ROOM = 3_900
"""Characters of a field that holds many texts at once, so that there are fewer pages to open."""
ASKED = 100
"""Texts in one search."""
DESK_PAGES = 2
SEARCHES = (
    "/incidents/?text={}",
    "/incidents/?place={}",
    "/triage/?text={}",
    "/registers/?q={}",
    "/registers/agreements/?q={}",
    "/registers/places/?q={}",
    "/registers/sources/?q={}",
    "/registers/coverage/?q={}&to={}",
    "/intake/?state={}",
    "/call/places?q={}",
    "/call/when?when={}&callback_when={}&called_at=2016-05-25T10:00:00Z",
    "/call/alike?where={}&words={}&act=shelling&when=today&called_at=2016-05-25T10:00:00Z",
)
LISTS = {
    Role.DUTY_OFFICER: (
        *("/", "/incidents/", "/triage/", "/duty/", "/duty/handover"),
        *(f"/intake/?page={number}" for number in range(1, DESK_PAGES + 1)),
        *("/intake/feeds", "/intake/rows", "/incidents/map?zoom=3"),
    ),
    Role.ANALYST: (
        *("/incidents/", "/intake/tokens", "/registers/", "/registers/sources/"),
        *("/registers/places/", f"/registers/agreements/{CALM}/", "/registers/drafts/"),
        *("/registers/coverage/?to=2016-05-10", "/registers/memberships/add"),
    ),
    Role.OPERATOR: ("/sign/people",),
}
"""Pages that show many things, and who opens them."""
WITHOUT = {"/", "/incidents/", "/incidents/map?zoom=3", "/call/"}
"""Of them, those that show no text of anybody but one's own, or by name of the vocabulary."""
FILL_IN = """([form, texts]) => {
  for (const one of form.querySelectorAll("input, textarea")) {
    if (["hidden", "checkbox", "radio", "file", "password", "submit"].includes(one.type)) continue;
    if (one.type !== "text" && one.tagName === "INPUT") one.type = "text";
    one.removeAttribute("maxlength");
    one.value = texts;
  }
  form.noValidate = true;
  HTMLFormElement.prototype.submit.call(form);
}"""
WRITTEN = (
    "main form[method=post]:has(textarea, input[type=text], input[type=search], input[name=name])"
)
WITHIN = """<script>canary = told => parent.canary(told)</script><p>{0}</p><input value="{0}">
<p title='{0}'>x</p><iframe src="{0}"></iframe><script>x = "{0}"</script><script>x = '{0}'</script>
<script>x = `{0}`</script>"""
"""Where texts stand on a page that escapes nothing: as words, in attributes, in scripts."""


def test_the_corpus_runs_where_nothing_is_escaped(page: Page) -> None:
    """500 different texts; on a page without care more than half of them run or call elsewhere."""
    texts, worked = payloads(), list[int]()
    assert len(set(texts)) == NUMBER
    page.expose_function("canary", partial(list.append, worked))
    asked = re.compile(f"{CANARY}/(\\d+)")
    page.on("request", lambda one: worked.extend(map(int, asked.findall(one.url))))
    for start in range(0, NUMBER, 50):
        some = [WITHIN.format(one) for one in texts[start : start + 50]]
        frames = "".join(f'<iframe srcdoc="{escape(one)}"></iframe>' for one in some)
        page.set_content(f"<!doctype html>{frames}")
        page.wait_for_timeout(100)
    assert len(set(worked)) > NUMBER // 2


@pytest.fixture
def unlimited() -> Iterator[None]:
    """Nobody is told to wait: a test opens more pages a minute than a person does."""
    with override_settings(LIMITS=False):
        yield


@pytest.fixture
def planted(centre: Centre, officers: dict[Role, Account]) -> tuple[Read, list[Made]]:
    """Every field that the centre keeps and shows has had every text of the corpus."""
    places.warm()
    about, made, texts = read_two(centre), [], payloads()
    wide, short = Planter(texts, room=ROOM), Planter(texts)
    while not wide.told:
        wide.begin()
        made.append(furnish(centre, about, wide.words))
    person = officers[Role.ANALYST].person(stepped_up=True)
    while not short.told:
        short.begin()
        furnish_short(centre, person, short.words)
    publish_named(centre, " ".join(texts))
    return about, made


def pages_of(about: Read, made: Made, role: Role) -> Iterator[str]:
    """Every page for a role that shows what was made, or has it in the fields of its form."""
    there = There(made=made, about=about, person="", part="", bulk="")
    for case in PAGES.values():
        address = case.address(there)
        if case.role is role and any(one in address for one in vars(made).values()):
            yield address
    if role is Role.DUTY_OFFICER:
        incident = content(calls.get(made.filed))["incident"]
        yield from (f"/incidents/{incident}/", f"/triage/{incident}/")


def pages_about(about: Read) -> Iterator[str]:
    """The pages on what everybody said something about."""
    here = f"/triage/{about.incident}/"
    yield from (f"/incidents/{about.incident}/", f"/incidents/{about.other}/", here)
    yield f"{here}choose?how=merge&with={about.other}"
    yield f"{here}said/{about.statement}/correct"


def sent_back(watch: Watch, page: Page, address: str, texts: str) -> None:
    """Every form of a page sent with all the texts in each field: what is wrong comes back."""
    for number in range(99):
        watch.look(address)
        if number >= page.locator(WRITTEN).count():  # what was sent may have ended a form
            return
        form = page.locator(WRITTEN).nth(number)
        with page.expect_navigation(wait_until="load"):
            page.evaluate(FILL_IN, [form.element_handle(), texts])
        watch.see()


def offered(watch: Watch, page: Page) -> None:
    """The list of places under the field of the hotline, which a script makes from names."""
    watch.look("/call/")
    for typed in ("script canary", "img src onerror"):
        page.locator("#id_where").fill("")
        page.locator("#id_where").press_sequentially(typed)
        found = page.locator("#id_where ~ [role=listbox] [role=option]")
        expect(found.first).to_be_visible(timeout=60_000)
        watch.see()


@pytest.mark.usefixtures("unlimited")
def test_no_planted_text_runs(
    planted: tuple[Read, list[Made]], site: Site, page: Page, officers: dict[Role, Account]
) -> None:
    """Every page that shows any of them: no run, no report to the policy, no request elsewhere."""
    about, made = planted
    watch = Watch(page, site.address)
    for role, lists in LISTS.items():
        page.context.clear_cookies()
        sign_in(page, site, officers[role])
        for address in lists:
            watch.look(address)
        for one in made:
            for address in pages_of(about, one, role):
                watch.look(address)
        if role is Role.DUTY_OFFICER:
            offered(watch, page)
            for address in pages_about(about):
                watch.look(address)
    assert watch.faults == []
    assert watch.seen >= numbers_in(" ".join(payloads()))
    silent = {one.removeprefix(site.address) for one in watch.silent}
    assert silent <= WITHOUT


@pytest.mark.usefixtures("unlimited")
def test_no_text_that_comes_back_runs(
    there: There, site: Site, browser: Browser, officers: dict[Role, Account]
) -> None:
    """What was searched for, and what a form did not take, in all forms of the site."""
    texts = payloads()
    for role in ROLES:
        context = browser.new_context()
        page = context.new_page()
        watch = Watch(page, site.address)
        if role:
            sign_in(page, site, officers[role])
        if role is Role.OPERATOR:
            prove_again(page, site, give_app(officers[role]))
        for case in PAGES.values():
            if case.role is role:
                sent_back(watch, page, case.address(there), "\n".join(texts))
        if role is Role.DUTY_OFFICER:
            for start in range(0, NUMBER, ASKED):
                for address in SEARCHES:
                    watch.look(
                        address.replace("{}", quote("\n".join(texts[start : start + ASKED])))
                    )
        context.close()
        assert watch.faults == []

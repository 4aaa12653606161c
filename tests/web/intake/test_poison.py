"""The poison corpus through the desk, and texts that would be programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from playwright.sync_api import Dialog, Page

from poison_corpus import poison
from poison_sample import Canary, Sample
from trucewatch.domain.access import MACHINE, Person, Role
from trucewatch.service import feeds, reports
from trucewatch.service.centre import Centre
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest
from trucewatch.storage.people.models import Account
from web_world import Site, sign_in

People = Callable[..., Account]
EVERY = 6
"""Each sixth file of the corpus, so that every family is among them; all are examined elsewhere."""
DECIDED = {"quarantined", "read", "failed", "table", "duplicate"}
OFFICER = Person("p-duty", Role.DUTY_OFFICER)


@pytest.fixture
def client(account: People, centre: Centre) -> Client:
    """A duty officer at the desk."""
    del centre
    made = Client(SERVER_NAME="localhost")
    made.force_login(account(Role.DUTY_OFFICER))
    return made


@override_settings(LIMITS=False)
def test_no_poisoned_file_is_served_and_each_is_decided(
    centre: Centre, client: Client, tmp_path: Path
) -> None:
    """Through the desk like any file: stored, examined, told why it stays closed."""
    canary = Canary(tmp_path / "canary", "127.0.0.1:9")
    samples: list[Sample] = list(islice(poison(canary), 0, None, EVERY))
    for number, one in enumerate(samples):
        file = SimpleUploadedFile("x", one.raw, one.media_type or "application/octet-stream")
        file.__dict__["_name"] = (
            one.name
        )  # as a hostile program names it, past Django's own cleaning
        given = {"key": f"k{number}", "file": file}
        assert client.post("/intake/", given).status_code in (302, 422)
    for report in reports.waiting():
        reports.read(centre, MACHINE, report)
    tops = [one for one in newest("report") if "part_of" not in one.body]
    assert {one.body["state"] for one in newest("report")} <= DECIDED
    assert len(tops) == len(samples)
    for one in tops:
        page = client.get(f"/intake/{one.subject}/")
        assert page.status_code == 200
        if one.body["state"] == "quarantined":
            assert one.body["reasons"]
            assert "renditions" not in one.body
            assert client.get(f"/intake/{one.subject}/picture/1").status_code == 404
    assert not canary.path.exists()
    assert client.get("/intake/?state=quarantined").status_code == 200


def payloads() -> Iterator[str]:
    """500 ways in which a text would run as a program: ways in, times what is run there."""
    runs = ("window.ran=1", "alert(window.ran=1)", "top.ran=1", "(ran=1)", "self['ran']=1")
    ways = json.loads((Path(__file__).parents[2] / "script_ways.json").read_text("utf-8"))
    for way, run in product(ways, runs):
        yield way.replace("RUN", run)


@override_settings(LIMITS=False)
def test_no_text_of_a_stranger_runs(
    centre: Centre, site: Site, page: Page, account: People
) -> None:
    """500 payloads in each text field: names, sources, words, addresses, reasons, headings."""
    made = list(islice(payloads(), 500))
    assert len(made) == 500
    many = reports.receive(
        centre, OFFICER, "\n\n".join(made).encode(), reports.Arrival(name="all.txt"), key="all"
    )
    table = reports.receive(
        centre,
        OFFICER,
        _table(made).encode(),
        reports.Arrival(name="log.csv", source=made[0]),
        key="table",
    )
    for report in (many, table):
        reports.read(centre, MACHINE, report)
    for number, one in enumerate(made[::10]):  # 50 reports a page, each with the fields of one list
        told = " ".join(made[10 * number : 10 * number + 10])
        arrival = reports.Arrival(name=told[:200], source=one, more={"link": told, "feed": one})
        reports.receive(centre, OFFICER, told.encode(), arrival, key=f"k{number}")
    address = {"address": f"http://x/{escape(made[0])}", "source": made[1], "minutes": "15"}
    feeds.add(centre, OFFICER, address, key=new_id())
    ran: list[Any] = []
    page.on("dialog", partial(_note, ran))
    sign_in(page, site, account(Role.DUTY_OFFICER), "/intake/")
    (one, *_) = newest("report").values_list("subject", flat=True)
    for path in ("", "?page=2", f"{many}/", f"{one}/", f"{table}/table", "feeds"):
        page.goto(f"{site.address}/intake/{path}")
        ran += [page.evaluate("window.ran")]
        _focus_and_point(page)
        ran += [page.evaluate("window.ran")]
    assert [one for one in ran if one is not None] == []


def _note(ran: list[Any], dialog: Dialog) -> None:
    ran.append(dialog.message)
    dialog.dismiss()


def _table(made: list[str]) -> str:
    cells = ['"' + one.replace('"', '""') + '"' for one in made]
    return "text,source," + cells[7] + "\n" + "\n".join(f"{one},{one},x" for one in cells)


def _focus_and_point(page: Page) -> None:
    """What a person would do: walk over everything with keyboard and mouse."""
    for _ in range(10):
        page.keyboard.press("Tab")
    page.mouse.move(200, 300)
    page.mouse.move(400, 500)

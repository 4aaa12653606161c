"""The form for everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from trucewatch.service.centre import Centre
from trucewatch.storage.documents import newest
from trucewatch.storage.models import Entry
from trucewatch.web.bodies import MB, Bodies
from web_world import WIDTHS, Site, assert_accessible, assert_fits, keep_picture

WORDS = "Mortars fell on Hama at six in the morning."
LABELS = {"en": "What happened", "ru": "Что произошло", "ar": "ما الذي حدث"}


def send(**given: Any) -> Any:
    """Post the form and follow to the answer page."""
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    return client.post("/report/", {"key": "k", **given}, follow=True)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_it_works_without_scripts(
    centre: Centre, site: Site, browser: Browser, language: str
) -> None:
    """In each language, with nobody signed in, at three widths."""
    del centre
    told = {"ru": "ru", "ar": "ar"}.get(language, "en")
    context = browser.new_context(java_script_enabled=False, locale=told)
    page = context.new_page()
    page.goto(f"{site.address}/report/")
    page.get_by_label(LABELS[language]).fill(WORDS)
    page.locator("input[type=file]").set_input_files(
        {"name": "photo.txt", "mimeType": "text/plain", "buffer": b"A note.\n"}
    )
    page.locator("main form button").click()
    page.wait_for_url("**/report/received")
    assert [one.body["channel"] for one in newest("report")] == ["public", "public"]
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_accessible_and_fits(
    centre: Centre, site: Site, browser: Browser, language: str
) -> None:
    """Form, form with a mistake, and answer."""
    del centre
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(f"{site.address}/report/")
    assert_accessible(page)
    page.locator("main form button").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    assert_accessible(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        keep_picture(page, f"report-{language}-{width}")
    page.locator("textarea").fill(WORDS)
    page.locator("main form button").click()
    page.wait_for_url("**/report/received")
    assert_accessible(page)
    context.close()


def test_the_answer_is_the_same_whatever_happened_inside(centre: Centre) -> None:
    """Stored, sent twice, dangerous, or the work of a program: the same number of bytes."""
    del centre
    bomb = {"file": _file("x.exe", b"MZ\x90\x00" * 100)}
    sent = [send(text=WORDS), send(text=WORDS), send(**bomb), send(text=WORDS, website="http://x")]
    assert {one.status_code for one in sent} == {200}
    assert len({len(one.content) for one in sent}) == 1
    assert newest("report").count() == 2


def test_nothing_of_the_network_is_kept(centre: Centre) -> None:
    """Neither in the record nor in its entries; the actor is the public."""
    del centre
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR="203.0.113.77")
    client.post("/report/", {"key": "k", "text": WORDS})
    (report,) = newest("report")
    assert report.actor == "public"
    assert "203.0.113" not in str(report.body)
    assert not [one for one in Entry.objects.values_list("body", flat=True) if b"203.0.113" in one]


def test_other_words_under_the_same_key_are_another_report(centre: Centre) -> None:
    """Whoever goes back and adds something has told something new."""
    del centre
    send(text=WORDS)
    send(text=f"{WORDS} Three were killed.")
    assert newest("report").count() == 2


def test_at_most_three_small_files(centre: Centre) -> None:
    """More, or larger ones, are told of; nothing is stored."""
    del centre
    for files in ([_file(f"{n}.txt", b"a") for n in range(4)], [_file("a", b"x" * 5_000_001)]):
        assert send(file=files).status_code == 422
    assert send(text=" ").status_code == 422
    assert not newest("report").exists()


def test_a_flood_at_the_form_is_not_felt_at_the_hotline(centre: Centre) -> None:
    """429 with when to come again, before anything is parsed; calls go on."""
    del centre
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR="203.0.113.9")
    answers = [client.post("/report/", b"\xff" * 100, content_type="x/y") for _ in range(40)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert client.get("/call/").status_code != 429


def _file(name: str, raw: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, raw)


@pytest.mark.parametrize(
    ("path", "announced", "sent", "status"),
    [
        ("/report/", 17 * MB, 0, 413),
        ("/report/", 0, 17, 413),
        ("/report/", 0, 15, 200),
        ("/intake/", 25 * MB, 0, 413),
        ("/intake/", 0, 25, 413),
        ("/intake/", 0, 20, 200),
    ],
)
def test_bodies_are_bounded_before_they_are_parsed(
    path: str, announced: int, sent: int, status: int
) -> None:
    """By what is announced, and by what comes though nothing was announced."""
    assert _status(path, announced, sent) == status


def _status(path: str, announced: int, megabytes: int) -> int:
    told: list[Mapping[str, Any]] = []
    left = megabytes

    async def receive() -> Mapping[str, Any]:
        nonlocal left
        left -= 1
        body = b"x" * MB if left >= 0 else b""
        return {"type": "http.request", "body": body, "more_body": left > 0}

    async def send_(message: Mapping[str, Any]) -> None:
        told.append(message)

    async def site(_scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})

    headers = [(b"content-length", str(announced).encode())] if announced else []
    scope = {"type": "http", "path": path, "headers": headers}
    with ThreadPoolExecutor(1) as apart:  # a browser of other tests keeps a loop in this thread
        apart.submit(asyncio.run, Bodies(site)(scope, receive, send_)).result()
    return int(told[0]["status"])

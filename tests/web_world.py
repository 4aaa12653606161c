"""What tests of pages share: the browser, its switches, sign-in."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page

from trucewatch.domain.access import Role
from trucewatch.service import codes
from trucewatch.storage.people.models import Account, CodeApp

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "long enough for a test"  # noqa: S105 - of accounts that end with the test
CHROMIUM = "/usr/bin/chromium"
OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip
"""Playwright's own list, since of two the last one counts; and at the end the menu of an address
bar that nobody sees, which loads anew with each context, for longer than most pages of ours take.
"""
SWITCHES = [
    f"--disable-features={','.join(OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A served centre: where it is."""

    address: str


@contextmanager
def serving() -> Iterator[Site]:
    """The centre of this process behind a real web server on a free port of this machine."""
    from trucewatch.web.asgi import application

    # Of TCP by name: else asyncio lets small parts of answers wait for acknowledgement, 40 ms each.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()  # who asks before the server's loop runs waits, and is not refused
    config = uvicorn.Config(
        application, log_level="warning", lifespan="off", ws="none", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=lambda: asyncio.run(server.serve(sockets=[listening])), daemon=True
    )
    thread.start()
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}")
    server.should_exit = True
    thread.join()
    listening.close()


def sign_in(page: Page, site: Site, account: Account, path: str = "/") -> None:
    """Sign in as somebody would, and go to a page."""
    page.goto(f"{site.address}/sign/in?next={path}")
    page.locator("input[name=username]").fill(account.username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/sign/in" not in url)


AXE = ROOT / "build" / "page-tests" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = (360, 1280, 2560)


def assert_accessible(page: Page) -> None:
    """No rule of axe-core on WCAG 2.2 A and AA, or on good practice, finds fault with the page."""
    page.evaluate(AXE.read_text("utf-8"))
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    answer = page.evaluate("options => axe.run(document, options)", options)
    found = [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]} ({node['failureSummary'][-160:]})"
        for fault in answer["violations"]
        for node in fault["nodes"]
    ]
    assert not found, "\n".join(found)


def assert_fits(page: Page) -> None:
    """The page is not wider than the window: nothing has to be pushed sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{wide} px too wide"


def keep_picture(page: Page, name: str, *, whole: bool = True) -> None:
    """Write `docs/pictures/NAME.png`, where TRUCEWATCH_PICTURES=write is set.

    Args:
        name: as `queue-ar-dark-360`: page, language, light or dark, width.
        whole: the page to its end; the window alone shows a dialog where it stands.
    """
    if os.environ.get("TRUCEWATCH_PICTURES") == "write":
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=whole, animations="disabled")


class Watched:
    """What a page asked for and complained of, from its first byte on."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.context.on("request", lambda request: self.requests.append(request.url))
        page.context.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        # How fast a test machine without a graphics card draws a map is no fault of the page.
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:
            self.complaints.append(message.text)


def assert_stays_home(requests: list[str], site: Site) -> None:
    """No request leaves the machine: each goes to the centre, or stays within the browser."""
    own = (f"{site.address}/", "data:", "blob:", "about:")
    assert [one for one in requests if not one.startswith(own)] == []


def give_app(account: Account) -> bytes:
    """Give them an app for codes, as if they had added it; from then on sign-in asks for one."""
    secret, made_at = codes.new_secret(), dt.datetime.now(dt.UTC)
    sealed = codes.seal(secret, account.id)
    CodeApp.objects.create(account=account, sealed=sealed, made_at=made_at)
    return secret


def prove_again(page: Page, site: Site, secret: bytes, path: str = "/") -> None:
    """Prove oneself once more with a code, and go to a page; somebody who is signed in."""
    page.goto(f"{site.address}/sign/again?next={path}")
    page.locator("input[name=code]").fill(codes.code_at(secret, dt.datetime.now(dt.UTC)))
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/sign/again" not in url)


def in_language(account: Callable[..., Account], role: Role) -> Callable[[str], Client]:
    """Windowless browsers of somebody in a role, whose pages are in the language asked for."""

    def of(language: str) -> Client:
        client = Client(SERVER_NAME="localhost")
        username = account(role, language=language).username
        assert client.login(username=username, password=PASSWORD)
        return client

    return of


def faults_of(page: Page, address: str) -> list[str]:
    """What is wrong with a page: its answer, by axe, its width on a telephone."""
    answer, found = page.goto(address), []
    if answer is None or not answer.ok or page.url != address:
        found.append(f"{address}: {answer and answer.status} at {page.url}")
    for fault in (assert_accessible, _narrow):
        try:
            fault(page)
        except AssertionError as err:
            found.append(f"{address}: {err}")
    return found


def _narrow(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    assert_fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})

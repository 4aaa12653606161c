"""Three people in one room: both heads and the facilitator, each in a browser of their own."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from position_world import CASE, FACILITATOR, sets_key
from review_world import incident
from session_world import BEGINS, note, shown_case, signer
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.wording import finding_id
from trucewatch.service.centre import Centre
from trucewatch.service.review import determinations, findings, sessions
from trucewatch.storage.people.models import Account
from web_world import Site, Watched, give_app, prove_again, sign_in

MakeAccount = Callable[..., Account]
TABLE = {
    "a": (Role.DELEGATION_HEAD, Side.A),
    "b": (Role.DELEGATION_HEAD, Side.B),
    "f": (Role.FACILITATOR, Side.NEUTRAL),
}


@dataclass
class Seat:
    """Somebody at the table."""

    account: Account
    page: Page
    watched: Watched
    secret: bytes

    @property
    def person(self) -> Person:
        """As verbs know them, proved once more."""
        return self.account.person(stepped_up=True)


class Wire:
    """A line to a site that a test can cut, with whatever is under way on it."""

    def __init__(self, site: Site) -> None:
        self._port = int(site.address.rpartition(":")[2])
        self._door = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.whole = True
        self.site = Site(f"http://127.0.0.1:{self._door.getsockname()[1]}")
        threading.Thread(target=self._take_in, daemon=True).start()

    def cut(self) -> None:
        """Everything breaks off, and nothing gets through until it is mended."""
        self.whole = False
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def mend(self) -> None:
        """From now on connections get through."""
        self.whole = True

    def _take_in(self) -> None:
        while True:
            with suppress(OSError):
                near, _ = self._door.accept()
                if not self.whole:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    one.close()


def seated(
    browser: Browser,
    site: Site,
    account: MakeAccount,
    lang: str,
    session: str,
    **other: Site,
) -> AbstractContextManager[dict[str, Seat]]:
    """Both heads and the facilitator, each signed in and in the same room, in one language.

    Args:
        other: sites of those who come another way, by their seats.
    """
    return three(browser, site, account, lang, f"/review/sessions/{session}/", **other)


@contextmanager
def three(
    browser: Browser,
    site: Site,
    account: MakeAccount,
    lang: str,
    path: str,
    **other: Site,
) -> Iterator[dict[str, Seat]]:
    """Both heads and the facilitator, each in a browser of their own and on the same page."""
    contexts: list[BrowserContext] = []
    table = {}
    try:
        for name, (role, side) in TABLE.items():
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.set_default_timeout(20_000)
            contexts.append(context)
            page = context.new_page()
            watched = Watched(page)
            who = account(role, side, lang)
            sign_in(page, other.get(name, site), who, path)
            table[name] = Seat(who, page, watched, give_app(who))
        yield table
    finally:
        for context in contexts:
            context.close()


def prepared(centre: Centre) -> str:
    """A called session on one case whose positions were shown; its id."""
    where = {"name": "Harbanifse", "lon": 36.7, "lat": 34.9, "precision": "<=5km"}
    shelled = incident(centre, places=[{"place": None, "words": "Harbanifse", **where}])
    shown_case(centre, incidents=(shelled,))
    sets_key(centre, FACILITATOR, signer(FACILITATOR), key="key-f")
    return sessions.call(centre, FACILITATOR, BEGINS, key="session-1")


def press(page: Page, form: str) -> None:
    """Press the button of the form whose address ends so."""
    page.locator(f'form[action$="{form}"] button').first.click()


def convene(table: dict[str, Seat]) -> None:
    """All join, the facilitator opens and takes up the first case."""
    for seat in table.values():
        press(seat.page, "/do/join")
        expect(seat.page.locator('form[action$="/do/join"]')).to_have_count(0)
        live(seat.page)
    facilitator = table["f"].page
    press(facilitator, "/do/open")
    press(facilitator, "/do/take_up")
    for seat in table.values():
        expect(seat.page.locator("#finding-title")).to_be_visible()


def live(page: Page) -> None:
    """The page hears of what happens."""
    expect(page.locator("#line.open")).to_be_visible()


def propose(page: Page, words: str) -> None:
    """Propose a line."""
    page.locator("#add-text").fill(words)
    press(page, "/word/add")


def key_file(person: Person) -> FilePayload:
    """The private key of the person's side, as a page opens it."""
    seed = hashlib.sha256(signer(person).key.name.encode()).hexdigest()
    return FilePayload(name="statements.key", mimeType="text/plain", buffer=seed.encode())


def sign(
    centre: Centre,
    site: Site,
    session: str,
    seat: Seat,
    *,
    in_page: bool = False,
    case: str = CASE,
    proved: bool = False,
) -> None:
    """Prove oneself once more, read the text, and sign it in the page or on one's own machine.

    Args:
        proved: somebody who did so a moment ago; a code is good for once.
    """
    address = seat.page.locator(".signing a.button").get_attribute("href") or ""
    if proved:
        seat.page.goto(f"{site.address}{address}")
    else:
        prove_again(seat.page, site, seat.secret, address.replace("?", "%3F").replace("=", "%3D"))
    finding = finding_id(case, 1)
    version, _ = findings.finding_of(finding)
    wanted = determinations.statement_of(centre, seat.person, finding, version)
    expect(seat.page.locator("#to-sign")).to_have_text(wanted.text)
    if in_page:
        seat.page.locator("#key-file").set_input_files(key_file(seat.person))
        seat.page.locator("#sign-here button").click()
    else:
        seat.page.locator("#note").fill(note(wanted, seat.person))
        seat.page.locator("#sign button").click()
    seat.page.wait_for_url(f"**/review/sessions/{session}/")

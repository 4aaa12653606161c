"""Hostile texts put into every field, and a watch on what a browser makes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

from hostile_corpus import CANARY

FOUND_IN_PAGE = Path(__file__).with_name("found_in_page.js").read_text("utf-8")
ON_VIOLATION = """document.addEventListener("securitypolicyviolation", told =>
  policy(`${told.violatedDirective} ${told.blockedURI} ${told.sample}`));"""


class Planter:
    """Words for fields: each field of a set gets every text in turn, as many at once as it holds.

    Args:
        room: characters that a field holds at least, whatever its form takes; 0 is what it says.
    """

    def __init__(self, texts: list[str], *, room: int = 0) -> None:
        self._texts, self._room = texts, room
        self._told: list[int] = []
        self._field = 0

    def begin(self) -> None:
        """The next words are those of the first field again."""
        self._field = 0

    def words(self, most: int) -> str:
        """The next texts of the next field; one that no such field takes is passed over."""
        if self._field == len(self._told):
            self._told.append(0)
        room, taken = max(most, self._room), ""
        at = self._told[self._field]
        end = at + len(self._texts)
        while at < end:
            text = self._texts[at % len(self._texts)]
            longer = f"{taken} {text}".strip()
            if taken and len(longer) > room:
                break
            taken, at = (longer if len(longer) <= room else taken), at + 1
        self._told[self._field] = at
        self._field += 1
        return taken

    @property
    def told(self) -> bool:
        """Whether every field had every text."""
        return bool(self._told) and min(self._told) >= len(self._texts)


def numbers_in(text: str) -> set[int]:
    """Numbers of the hostile texts in a text or on a page, of those that name theirs in clear."""
    return set(map(int, re.findall(rf"(?:canary\(|{re.escape(CANARY)}/)(\d+)", text)))


class Watch:
    """What ran, was reported, was asked of others, or became a part of a page.

    Args:
        seen: numbers of the texts that stood on the pages.
        silent: addresses of pages on which none of them stood.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.faults: list[str] = []
        self.seen: set[int] = set()
        self.silent: list[str] = []
        self._page, self._home = page, home
        context = page.context
        context.expose_function("canary", lambda *told: self._note("ran", told))
        context.expose_function("policy", lambda told: self._note("policy", told))
        context.add_init_script(ON_VIOLATION)
        context.on("request", self._asked)
        context.on("dialog", self._dialog)
        context.on("console", self._console)

    def look(self, address: str) -> None:
        """Open a page, and see whether a text became a part of it."""
        answer = self._page.goto(f"{self._home}{address}", wait_until="load")
        if answer is None or not (answer.ok or answer.status in (404, 422)):
            self._note("failed", f"{address} {answer and answer.status}")
        self.see()

    def see(self) -> None:
        """The page that is open."""
        shown = numbers_in(self._page.content())
        if not shown:
            self.silent.append(self._page.url)
        self.seen |= shown
        for one in self._page.evaluate(FOUND_IN_PAGE, CANARY):
            self._note("part", one)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self._home}/", "data:", "blob:", "about:")):
            self._note("asked", request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self._note("dialog", dialog.message)
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self._note("console", message.text)

    def _note(self, what: str, told: Any) -> None:
        self.faults.append(f"{self._page.url} {what}: {told}")

"""What goes out on one connection: server-sent events, each with the place it leads to.

The id of an event is `SEQ-N`: the place in the ledger of the last entry that was sent, and the
number of the last message of the person's own side. A browser that reconnects sends the last one
back (`Last-Event-ID`), and is sent everything after it, each thing once.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace

from trucewatch.web.pages.room.guests import Guest
from trucewatch.web.pages.room.hub import hub
from trucewatch.web.pages.room.rooms import Room

PULSE_S = 10.0
"""How often something is sent where nothing happens, so that both ends notice a dead line."""
RETRY_MS = 1500
"""How long a browser waits before it comes back."""
PLACE = re.compile(r"(-?\d{1,15})-(\d{1,9})")


@dataclass(frozen=True)
class Place:
    """How far somebody has heard.

    Args:
        seq: place in the ledger of the last entry, -1 for none.
        number: of the last message of their own side, 0 for none.
    """

    seq: int = -1
    number: int = 0

    def __str__(self) -> str:
        return f"{self.seq}-{self.number}"


def place(text: str) -> Place:
    """The place that a browser names; the beginning where it names none.

    >>> place("17-3"), place("-1-0"), place("x")
    (Place(seq=17, number=3), Place(seq=-1, number=0), Place(seq=-1, number=0))
    """
    found = PLACE.fullmatch(text)
    return Place(int(found[1]), int(found[2])) if found else Place()


def event(kind: str, told: object, id_: Place | None = None) -> str:
    r"""One event on the wire.

    >>> event("entry", {"line": "a\nb"}, Place(3, 1))
    'id: 3-1\nevent: entry\ndata: {"line": "a\\nb"}\n\n'
    """
    named = f"id: {id_}\n" if id_ is not None else ""
    return f"{named}event: {kind}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


async def stream(session: str, guest: Guest, after: Place, *, again: bool) -> AsyncIterator[str]:
    """Everything that happens in a room after a place, until the connection ends.

    Args:
        again: whether they come back after a lost connection, and may have missed how the room
            looks now though they heard of every entry.
    """
    here = hub()
    room = await here.enter(session, guest)
    shown = -2 if again else after.seq
    people = -1
    try:
        yield f"retry: {RETRY_MS}\n\n"
        while not guest.gone:
            changed = room.changed
            for at, text in _news(room, guest, after):
                after = at
                yield text
            if room.seq > shown:
                shown = room.seq
                yield event("part", {"html": await here.drawn(room, guest.view)})
            if room.people != people:
                people = room.people
                yield event("here", {"people": room.here()})
            try:
                async with asyncio.timeout(PULSE_S):
                    await changed.wait()
            except TimeoutError:
                yield event("pulse", {})
    finally:
        here.leave(room, guest)


def _news(room: Room, guest: Guest, after: Place) -> Iterator[tuple[Place, str]]:
    for one in room.entries_after(after.seq):
        after = replace(after, seq=one.at)
        yield after, event("entry", {"line": one.words[guest.view.lang]}, after)
    for one in room.said_after(guest.view.side, after.number):
        after = replace(after, number=one.at)
        yield after, event("said", {"line": one.words[guest.view.lang]}, after)

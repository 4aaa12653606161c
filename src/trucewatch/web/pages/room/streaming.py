"""What goes out on one connection: server-sent events, each with the place it leads to.

The id of an event is `SEQ-N`: the place in the ledger of the last entry that was sent, and the
number of the last message of the person's own side. A browser that reconnects sends the last one
back (`Last-Event-ID`), and is sent everything after it, each thing once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

from trucewatch.web.pages.room.events import Place, event
from trucewatch.web.pages.room.guests import Guest
from trucewatch.web.pages.room.hub import PART, PLACES, hub
from trucewatch.web.pages.room.rooms import Room

PULSE_S = 10.0
"""How often something is sent where nothing happens, so that both ends notice a dead line."""
RETRY_MS = 1500
"""How long a browser waits before it comes back."""


async def stream(session: str, guest: Guest, after: Place, *, again: bool) -> AsyncIterator[str]:
    """Everything that happens in a room after a place, until the connection ends.

    Args:
        again: whether they come back after a lost connection, and may have missed how the room
            looks now though they heard of every entry.
    """
    here = hub()
    room = await here.enter(session, guest)
    shown = -2 if again else after.seq
    people, places = -1, ""
    try:
        yield f"retry: {RETRY_MS}\n\n"
        while not guest.gone:
            changed = room.changed
            for at, text in _news(room, guest, after):
                after = at
                yield text
            if room.seq > shown:
                shown = room.seq
                yield await here.drawn(room, guest.view, PART)
            drawn = await here.drawn(room, guest.view, PLACES)
            if drawn != places:
                places = drawn
                yield drawn
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

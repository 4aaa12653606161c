"""All live rooms of this process: one reader of the record, whose finds go out to everybody.

A room is a list that only grows, and each connection is a place in it: whoever comes back after a
lost connection names the last place they have, and goes on from there. Nothing is queued for
anybody, so a slow line costs nobody else anything and can lose nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar
from weakref import WeakKeyDictionary

from django.db import connections

from trucewatch.storage.people.models import Sitting
from trucewatch.web.pages.room.drawing import draw_part, draw_places
from trucewatch.web.pages.room.events import event
from trucewatch.web.pages.room.guests import Guest, View
from trucewatch.web.pages.room.reading import News, read
from trucewatch.web.pages.room.rooms import Room

T = TypeVar("T")
LOOK_S = 0.25
"""How late news of another process may come; what this process did itself is looked for at once."""
PEOPLE_S = 1.0
"""How often the list of who is here goes out at most: many come at once when a session begins."""
SIGNED_IN_S = 10.0
"""How long somebody who was signed out elsewhere may go on listening."""
PART, PLACES = "part", "places"
"""What is drawn of a room, and how its events are called."""
DRAWN = {PART: draw_part, PLACES: draw_places}
_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


class Hub:
    """The rooms of one event loop; it reads while somebody is in one of them, and rests else."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop, self._rooms = loop, dict[str, Room]()
        self._wake = asyncio.Event()
        self._asked_at = self._told_at = 0.0
        self._task: asyncio.Task[None] | None = None
        self._thread: ThreadPoolExecutor | None = None

    async def enter(self, session: str, guest: Guest) -> Room:
        """The room of a session with everything that has happened there, and one guest more."""
        room = self._rooms.setdefault(session, Room(session))
        room.guests.add(guest)
        room.people_changed = True
        if self._task is None or self._task.done():
            self._task = self._loop.create_task(self._run())
        self.nudge()
        await room.loaded.wait()
        return room

    def leave(self, room: Room, guest: Guest) -> None:
        """One guest less; a room without any is forgotten, the record has it all."""
        room.guests.discard(guest)
        room.people_changed = True
        if not room.guests:
            self._rooms.pop(room.session, None)

    def nudge(self) -> None:
        """There may be news; called from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    async def drawn(self, room: Room, view: View, part: str) -> str:
        """How a part looks now to people with this view, as an event; made once for them all."""
        # Pointing changes the places alone; a new entry may change both.
        at = room.stage if part == PLACES else (room.seq, 0)
        kept = room.drawings.get((part, view))
        if kept is None or kept[0] != at:
            draws = DRAWN[part]
            work = partial(_drawn, part, partial(draws, room.session, view))
            task = asyncio.ensure_future(self._in_thread(work))
            room.drawings[part, view] = kept = (at, task)
        return await asyncio.shield(kept[1])

    async def _run(self) -> None:
        while self._rooms:
            self._wake.clear()
            await self._turn()
            try:
                async with asyncio.timeout(LOOK_S):
                    await self._wake.wait()
            except TimeoutError:
                continue
        if self._thread is not None:
            await self._in_thread(connections.close_all)
            self._thread.shutdown()
            self._thread = None

    async def _turn(self) -> None:
        rooms = list(self._rooms.values())
        places = {one.session: one.places() for one in rooms}
        news = await self._in_thread(lambda: read(places))
        for room in rooms:
            room.add(news.get(room.session, News()))
        now = time.monotonic()
        if now - self._told_at >= PEOPLE_S:
            self._told_at = now
            for room in rooms:
                room.tell_people()
        if now - self._asked_at >= SIGNED_IN_S:
            self._asked_at = now
            await self._send_away(rooms)

    async def _send_away(self, rooms: list[Room]) -> None:
        guests = [guest for room in rooms for guest in room.guests]
        named = {one.sitting for one in guests}
        still = await self._in_thread(lambda: _open_ones(named))
        for guest in guests:
            guest.gone = guest.sitting not in still
        for room in rooms:
            if any(one.gone for one in room.guests):
                room.wake()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        """In the one thread that reads, so that one connection to the database is enough."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "room")
        return await self._loop.run_in_executor(self._thread, work)


def hub() -> Hub:
    """The one of the loop that runs."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub(loop)
    return _hubs[loop]


def nudge() -> None:
    """Look for news at once; a verb of this process has just changed something."""
    for one in list(_hubs.values()):
        one.nudge()


def _drawn(part: str, draws: Callable[[], str]) -> str:
    return event(part, {"html": draws()})


def _open_ones(named: set[str]) -> set[str]:
    rows = Sitting.objects.filter(id__in=named, ended_at=None)
    return set(rows.values_list("id", flat=True))

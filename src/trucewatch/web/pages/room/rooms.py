"""One room as a process holds it: what happened, in order, and who is there."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from dataclasses import dataclass, field

from trucewatch.domain.access import Side
from trucewatch.web.pages.room.guests import Guest, View
from trucewatch.web.pages.room.reading import Line, News, Places

DELEGATIONS = (Side.A, Side.B)
Stage = tuple[int, int]
"""Place of the last entry, and how often the pointing changed."""


@dataclass(eq=False)
class Room:
    """What a session has told so far.

    Args:
        session: its id.
        entries: by their places in the ledger, ascending; only ever added to.
        said: messages of each side by their numbers, ascending.
        guests: who listens.
        loaded: set once everything before is there.
        changed: set when there is something new, and then replaced by another.
        pointed: how often it changed where somebody points.
        drawings: how each part of it looks to each view, and at which stage that was drawn.
    """

    session: str
    entries: list[Line] = field(default_factory=list)
    said: dict[Side, list[Line]] = field(default_factory=lambda: {one: [] for one in DELEGATIONS})
    guests: set[Guest] = field(default_factory=set)
    loaded: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    people_changed: bool = False
    people: int = 0
    pointed: int = 0
    drawings: dict[tuple[str, View], tuple[Stage, asyncio.Future[str]]] = field(
        default_factory=dict
    )

    @property
    def seq(self) -> int:
        """Place of the last entry, -1 before there is one."""
        return self.entries[-1].at if self.entries else -1

    @property
    def stage(self) -> Stage:
        """How far everything that is drawn has come."""
        return self.seq, self.pointed

    def places(self) -> Places:
        """How far it has read; sides of which nobody listens are not asked for."""
        listening = {one.view.side for one in self.guests}
        sides = {one: _last(self.said[one]) for one in DELEGATIONS if one in listening}
        return Places(self.seq, sides)

    def add(self, news: News) -> None:
        """Add what is new, each once, and wake everybody if there was anything."""
        fresh = [one for one in news.entries if one.at > self.seq]
        self.entries.extend(fresh)
        for side, lines in news.said.items():
            last = _last(self.said[side])
            came = [one for one in lines if one.at > last]
            self.said[side].extend(came)
            fresh.extend(came)
        self.loaded.set()
        moved = news.pointed != self.pointed
        self.pointed = news.pointed
        if fresh or moved:
            self.wake()

    def entries_after(self, seq: int) -> list[Line]:
        """What happened after a place in the ledger."""
        return _after(self.entries, seq)

    def said_after(self, side: Side, number: int) -> list[Line]:
        """What a side said after its message of that number; of no side, nothing."""
        return _after(self.said.get(side, []), number)

    def tell_people(self) -> None:
        """Let everybody know who is there, if that has changed."""
        if self.people_changed:
            self.people_changed = False
            self.people += 1
            self.wake()

    def here(self) -> list[tuple[str, str]]:
        """Who is there, as side and name, each once; projectors are nobody."""
        seen = {(one.view.side.value, one.name) for one in self.guests if not one.view.wall}
        return sorted(seen)

    def wake(self) -> None:
        """Everybody who waits looks again."""
        changed, self.changed = self.changed, asyncio.Event()
        changed.set()


def _last(lines: list[Line]) -> int:
    return lines[-1].at if lines else 0


def _after(lines: list[Line], at: int) -> list[Line]:
    return lines[bisect_right(lines, at, key=lambda one: one.at) :]

"""A live room with 200 participants on one process, over real HTTP.

    python benchmarks/speed/session.py [--quick] [--json]

Two people and then 200 listen to one session while lines are proposed and messages are said, one
after the other; each delivery is timed from the moment it is sent to the moment a participant has
it. The bound is on the ratio of the 95th percentiles, taken in the same run. Then connections
break at random while things go on, and each participant must have every place once, in order.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode, urlsplit

PART = Path(__file__).with_name("session_part.py")
TOKEN = "c" * 32
"""Against forgery: a cookie and a header that say the same."""
BOUND = 5.0
SEED = 7
SETTLE_S = 30.0
"""Longest wait until everybody has everything, after the last thing was sent."""


@dataclass
class World:
    """The served centre."""

    host: str
    port: int
    session: str
    case: str
    cookies: list[str]

    def head(self, number: int, method: str, path: str, **more: str) -> bytes:
        """Head of a request of one participant."""
        cookies = f"{self.cookies[number]}; csrftoken={TOKEN}"
        lines = [f"{method} /review/sessions/{self.session}/{path} HTTP/1.1"]
        lines += [f"Host: {self.host}:{self.port}", f"Cookie: {cookies}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass
class Participant:
    """One listener, with everything that reached it and when."""

    world: World
    number: int
    entries: list[int] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    came: dict[tuple[str, int], float] = field(default_factory=dict)
    last: str = ""
    breaks: int = 0
    task: asyncio.Task[None] | None = None

    async def listen(self) -> None:
        """Until cancelled; comes back from the last place when the line breaks."""
        while True:
            try:
                await self._connection()
            except (OSError, asyncio.IncompleteReadError, ValueError):
                self.breaks += 1
            await asyncio.sleep(0.02)

    async def _connection(self) -> None:
        world = self.world
        reader, writer = await asyncio.open_connection(world.host, world.port, limit=1 << 20)
        try:
            again = {"Last_Event_ID": self.last} if self.last else {}
            writer.write(world.head(self.number, "GET", "events?after=-1-0", **again))
            await writer.drain()
            status = await reader.readline()
            if b" 200 " not in status:
                raise ValueError(status)
            while (await reader.readline()).strip():
                pass
            await self._events(reader)
        finally:
            writer.close()

    async def _events(self, reader: asyncio.StreamReader) -> None:
        held = b""
        while True:
            size = int((await reader.readline()).strip() or b"0", 16)
            if not size:
                raise ValueError("ended")
            held += await reader.readexactly(size)
            await reader.readexactly(2)
            *whole, held = held.split(b"\n\n")
            at = time.perf_counter()
            for one in whole:
                self._take(one.decode(), at)

    def _take(self, text: str, at: float) -> None:
        told = dict(line.split(": ", 1) for line in text.split("\n"))
        kind, id_ = told.get("event", ""), told.get("id", "")
        if kind not in ("entry", "said"):
            return
        self.last = id_
        seq, number = map(int, id_.split("-"))
        place = seq if kind == "entry" else number
        (self.entries if kind == "entry" else self.said).append(place)
        self.came.setdefault((kind, place), at)


async def send(world: World, number: int, path: str, form: dict[str, str]) -> None:
    """Post a form as one participant.

    Raises:
        RuntimeError: the answer is not 204.
    """
    body = urlencode(form).encode()
    reader, writer = await asyncio.open_connection(world.host, world.port)
    headers = {"X_CSRFToken": TOKEN, "HX_Request": "true", "Connection": "close"}
    headers |= {"Content_Type": "application/x-www-form-urlencoded"}
    headers |= {"Content_Length": str(len(body))}
    writer.write(world.head(number, "POST", path, **headers) + body)
    answer = await reader.read()
    writer.close()
    if b" 204 " not in answer.split(b"\r\n", 1)[0]:
        raise RuntimeError(answer[:400])


async def until(ready: Any, limit_s: float) -> bool:
    """Whether it comes to be so within the limit."""
    end = time.perf_counter() + limit_s
    while not ready():
        if time.perf_counter() > end:
            return False
        await asyncio.sleep(0.005)
    return True


class Run:
    """Participants of one world, and what is sent to them."""

    def __init__(self, world: World, listeners: int) -> None:
        self.world, self.sent = world, 0
        self.people = [Participant(world, number) for number in range(listeners)]

    async def begin(self) -> None:
        """Everybody comes and has what was before."""
        for one in self.people:
            one.task = asyncio.create_task(one.listen())
        if not await until(lambda: all(one.entries for one in self.people), SETTLE_S):
            raise RuntimeError("not everybody could come")
        await asyncio.sleep(2.5)  # who is here has been told to everybody

    async def end(self) -> None:
        """All go."""
        for one in self.people:
            if one.task is not None:
                one.task.cancel()
        await asyncio.gather(*(one.task for one in self.people if one.task), return_exceptions=True)

    async def timed(self, count: int) -> list[float]:
        """Milliseconds of each delivery of lines and messages, sent one after the other."""
        found: list[float] = []
        for n in range(count):
            kind, author = ("entry", n % 2) if n % 3 else ("said", n % 2)
            hears = [one for one in self.people if kind == "entry" or one.number % 2 == author % 2]
            before = {one.number: _last(one, kind) for one in hears}
            began = time.perf_counter()
            await self._one(kind, author)
            came = await until(
                lambda hears=hears, kind=kind, before=before: all(
                    _last(one, kind) > before[one.number] for one in hears
                ),
                SETTLE_S,
            )
            if not came:
                raise RuntimeError(f"{kind} {n} did not reach everybody")
            found += [1000 * (one.came[kind, _last(one, kind)] - began) for one in hears]
        return found

    async def broken(self, count: int, draw: random.Random) -> int:
        """Send while lines break; how many broke."""
        for n in range(count):
            for one in draw.sample(self.people, max(1, len(self.people) // 10)):
                if one.task is not None:
                    one.task.cancel()
                one.breaks += 1
                one.task = asyncio.create_task(one.listen())
            await self._one("entry" if n % 3 else "said", n % 2)
        return sum(one.breaks for one in self.people)

    async def _one(self, kind: str, author: int) -> None:
        self.sent += 1
        key = f"{len(self.people)}-{self.sent}"
        if kind == "said":
            await send(self.world, author, "say", {"text": f"Message {key}", "key": key})
        else:
            form = {"case": self.world.case, "key": key}
            # Own texts, so that the finding does not grow and each is an entry.
            await send(self.world, author, "word/account", {**form, "text": f"Text {key}"})

    def faults(self) -> tuple[int, int]:
        """Places that somebody lacks, and places that somebody has twice or out of order."""
        lost = doubled = 0
        entries = {place for one in self.people for place in one.entries}
        for side in (0, 1):
            mine = [one for one in self.people if one.number % 2 == side]
            said = {place for one in mine for place in one.said}
            for one in mine:
                lost += len(entries - set(one.entries)) + len(said - set(one.said))
                for places in (one.entries, one.said):
                    doubled += places != sorted(set(places))
        return lost, doubled

    def settled(self) -> bool:
        """Whether everybody has everything that anybody has."""
        return self.faults()[0] == 0


def _last(one: Participant, kind: str) -> int:
    places = one.entries if kind == "entry" else one.said
    return places[-1] if places else 0


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1]


async def measure(world: World, *, quick: bool) -> dict[str, Any]:
    """Both rooms, then broken lines, in one run."""
    count, breaks = (20, 20) if quick else (60, 60)
    found: dict[str, Any] = {}
    for listeners in (2, len(world.cookies)):
        run = Run(world, listeners)
        await run.begin()
        await run.timed(5)
        times = await run.timed(count)
        found[f"p95_ms_{listeners}"] = round(p95(times), 1)
        found[f"median_ms_{listeners}"] = round(sorted(times)[len(times) // 2], 1)
        if listeners > 2:
            found["broken_lines"] = await run.broken(breaks, random.Random(SEED))
            sent = run.sent
            await until(run.settled, SETTLE_S)
            await asyncio.sleep(1)
            found["lost"], found["doubled"] = run.faults()
            found["sent"] = sent
            found["delivered"] = sum(len(one.entries) + len(one.said) for one in run.people)
        await run.end()
    few, many = (found[f"p95_ms_{n}"] for n in (2, len(world.cookies)))
    found |= {"participants": len(world.cookies), "ratio": round(many / few, 2), "bound": BOUND}
    found["met"] = found["ratio"] <= BOUND and not found["lost"] and not found["doubled"]
    return found


def main() -> int:
    """Run it; 0 where the bound is met."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    options.add_argument("--quick", action="store_true", help="a third of the messages")
    options.add_argument("--json", action="store_true", help="the JSON line alone")
    options.add_argument("--participants", type=int, default=200)
    asked = options.parse_args()
    part = subprocess.Popen(
        [sys.executable, str(PART), str(asked.participants)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        line = part.stdout.readline() if part.stdout else ""
        told = json.loads(line)
        address = urlsplit(told["address"])
        world = World(
            str(address.hostname), address.port or 0, told["session"], told["case"],
            told["cookies"],
        )  # fmt: skip
        found = asyncio.run(measure(world, quick=asked.quick))
    finally:
        if part.stdin:
            part.stdin.close()
        part.terminate()
        part.wait()
    if not asked.json:
        for name, value in found.items():
            print(f"{name:16} {value}")
    print(json.dumps(found))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    sys.exit(main())

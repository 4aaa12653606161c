"""What everybody but the filing side meets in a centre, with everything drawn at random named so.

Two worlds that differ in one hidden text must be equal in this. Sizes stay: a run of random letters
is replaced by how long it is.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from api_world import V1, World, browser
from trucewatch.domain.access import Role, Side
from trucewatch.ledger.entry import decode
from trucewatch.storage.models import Entry, Notice, Payload
from trucewatch.storage.people.models import Account
from trucewatch.storage.rows import raw

OTHERS = (
    (Role.DELEGATION_HEAD, Side.B),
    (Role.DELEGATION_OFFICER, Side.B),
    (Role.FACILITATOR, Side.NEUTRAL),
    (Role.DUTY_OFFICER, Side.NEUTRAL),
    (Role.ANALYST, Side.NEUTRAL),
    (Role.SOURCE_PROTECTION, Side.NEUTRAL),
    (Role.OPERATOR, Side.NEUTRAL),
    None,
)
"""Everybody who is not of side A; None is somebody who is not signed in."""
RANDOM = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)"), "instant"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?"), "minute"),
    (re.compile(r"\b\d{1,2}(:\d\d)? [ap]\.m\.|\b\d\d:\d\d(?= UTC)"), "minute of the day"),
    (re.compile(r"(?<![A-Za-z0-9])([0-9a-f]{16}|[0-9a-f]{32,})(?![A-Za-z0-9])"), "hex"),
    (re.compile(r"(?<![A-Za-z0-9])[a-z2-7]{26}(?![A-Za-z0-9])"), "id"),
    (re.compile(r"[A-Za-z0-9+/_-]{43,}={0,2}"), "letters"),
)
"""What a centre draws or takes from its clock."""
AGE = re.compile(r"\b\d+ (seconds?|minutes?|ms)\b|less than a minute")
PUBLISHED = re.compile(r"checkpoints/|\.p/\d+$")
DISK = re.compile(r"\b[\d.,]+ ?(kB|MB|GB|TB|%)")
CODE_NAME = re.compile(r"\b[A-Z]\d-[A-Z]{3,}\b")


@dataclass(frozen=True)
class Seen:
    """An answer as one person meets it.

    Args:
        headers: but for the length, which follows from the body.
        body: with what is random named and measured.
        queries: each question that the database was asked, in order, without its values.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    queries: tuple[str, ...]


def _measured(name: str, found: re.Match[str]) -> str:
    return f"<{name}>" if "minute" in name else f"<{name}:{len(found[0])}>"


def plain(text: str) -> str:
    """A text with what is random replaced by what it is and how long."""
    for pattern, name in RANDOM:
        text = pattern.sub(partial(_measured, name), text)
    return DISK.sub("<disk>", CODE_NAME.sub("<code>", AGE.sub("<age>", text)))


def addresses(case: str) -> list[str]:
    """Every page that is asked for by GET, those of the case too, and each list of the API."""
    found = [*_named(get_resolver().url_patterns, "")]
    pages = {one.replace("<str:case>", case) for one in found}
    pages |= {one.replace("<str:subject>", f"{case}-r1-a") for one in found}
    lists = ("incidents", "cells?west=30&south=30&east=40&north=40", "facets", "timeline")
    pages |= {f"/{V1.strip('/')}/{one}" for one in (*lists, "reports", "agreements")}
    for subject in (case, f"{case}-r1-a", f"{case}-r1"):
        pages |= {f"{V1}/incidents/{subject}{part}" for part in ("", "/history", "/comments")}
        pages |= {f"{V1}/reports/{subject}"}
    pages |= {f"{V1}/{one}" for one in ("cases", "requests", "measures", "sessions")}
    parts = (
        "",
        "/positions",
        "/positions?round=1",
        "/reveal",
        "/finding",
        "/determination",
        "/file",
    )
    pages |= {f"{V1}/cases/{case}{part}" for part in parts}
    return sorted(one for one in pages if "<" not in one and "out" not in one)


def _named(patterns: list[Any], before: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver) and "api/" not in str(one.pattern):
            yield from _named(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield f"/{before}{one.pattern}"


def meets(client: Client, address: str) -> Seen:
    """One page as this browser gets it."""
    reset_queries()  # a connection that stays open keeps the last 9,000 and warns of it
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    data = _unproved(_whole(answer))
    told_by = [(name, plain(value)) for name, value in answer.items() if name != "Content-Length"]
    told = _packed(data) if data.startswith(b"PK") else plain(data.decode("utf-8", "replace"))
    questions = [re.sub(r"'[^']*'|\b\d+\b", "?", one["sql"]) for one in asked.captured_queries]
    return Seen(answer.status_code, tuple(sorted(told_by)), told, tuple(questions))


def _unproved(data: bytes) -> bytes:
    """A case file without its proofs, which follow the times of publishing; others as they are."""
    if b'"trucewatch/case/v1"' not in data[:80]:
        return data
    told = json.loads(data)
    del told["checkpoint"]
    for one in told["entries"]:
        del one["path"]
    return json.dumps(told).encode()


def _whole(answer: Any) -> bytes:
    """Its body, however it is sent."""

    async def gathered() -> bytes:
        return b"".join([piece async for piece in answer])

    if not answer.streaming:
        return bytes(answer.content)
    if not answer.is_async:
        return b"".join(answer)
    # In a thread of its own: where a browser was driven before, this one has an event loop.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, gathered()).result()


def _packed(data: bytes) -> str:
    """What is in an archive: names, and sizes, since what is random packs to another size.

    How often the log was published meanwhile is the clock's affair, and so is how long its files
    and the proofs from it are; what its entries say is compared as such.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        kept = [one for one in archive.namelist() if not PUBLISHED.search(one)]
        sizes = {
            one: len(_unproved(archive.read(one))) for one in kept if not one.startswith("log/")
        }
        return plain(str([(one, sizes.get(one)) for one in kept]))


def stepped_up(account: Account) -> Client:
    """A browser of somebody who proved themselves once more a moment ago."""
    client = browser(account)
    session = client.session
    session["stepped_up_at"] = time.time()
    session.save()
    return client


def everything(
    world: World, case: str, people: tuple[tuple[Role, Side] | None, ...] = OTHERS
) -> dict[tuple[str, str], Seen]:
    """Every page as each of these people meets it."""
    found = {}
    for who in people:
        client = stepped_up(world.account(*who)) if who else browser()
        name = "-".join(str(one) for one in who) if who else "nobody"
        for address in addresses(case):
            found[name, address] = meets(client, address)
    return found


def published(world: World) -> None:
    """Wait until the log's files hold every entry, so that all worlds are asked at one moment."""
    path = world.centre.home.log / "checkpoint"
    until = time.monotonic() + 30
    while int(path.read_text("utf-8").split("\n")[1]) < Entry.objects.count():
        assert time.monotonic() < until
        time.sleep(0.1)


def ledger() -> list[str]:
    """Every entry with random values named, and the sizes of its closed values."""
    told = []
    for one in Entry.objects.order_by("seq"):
        sizes = Payload.objects.filter(entry=one).order_by("field").values_list("field", "value")
        closed = [(name, len(raw(value)) if value is not None else None) for name, value in sizes]
        entry = decode(raw(one.body))
        told.append(plain(json.dumps([vars(entry), closed], default=str)))
    return told


def notices() -> list[str]:
    """Who was told of what."""
    rows = Notice.objects.order_by("at", "id").values_list("person", "subject", "reason")
    return [plain(str(one)) for one in rows]


class Listening(logging.Handler):
    """Every line that any part of the program logs, at every level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, with the place that it came from."""
        self.lines.append(f"{record.name} {record.levelname} {record.getMessage()}")

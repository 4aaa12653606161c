"""Before the reveal nobody but the filing side learns anything of what it filed.

Each test makes two worlds that differ in the hidden text alone, and everything that others can
meet must be the same: pages, API, notices, logs, entries, sizes, questions to the database.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from api_world import World, a_world
from blind_world import (
    OTHERS,
    Listening,
    Seen,
    everything,
    ledger,
    meets,
    notices,
    plain,
    published,
    stepped_up,
)
from position_world import CASE, HEADS, open_case, signed
from postgres_server import Server
from record.conftest import ENGINES, server
from record_places import fresh
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.position import Said, Stance
from trucewatch.service.review.position_drafts import comment, draft
from trucewatch.service.review.rounds import round_for

__all__ = ["server"]
A, B = Side.A, Side.B
REPORT = (b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n",)
POSITIONS = f"/review/case/{CASE}/positions"
FEW = ((Role.DELEGATION_HEAD, B), (Role.FACILITATOR, Side.NEUTRAL), None)
"""Enough to ask how much a side drafts: the other side, the centre, and nobody in particular."""
HIDDEN = (
    Said(Stance.REJECT, "zzgunszz"),
    Said(Stance.CONFIRM, "zzgunszz" + " المدافع" * 1500),
    Said(Stance.NO_POSITION, ""),
)
"""As unlike as positions can be: short, as long as may be nearly, and none."""


@dataclass(frozen=True)
class Met:
    """All that others met in one world."""

    pages: dict[tuple[str, str], Seen]
    entries: list[str]
    notices: list[str]
    logs: list[str]
    raw: bytes


def head_of(world: World, side: Side) -> Person:
    """The head of that world's delegation."""
    return world.account(Role.DELEGATION_HEAD, side).person(stepped_up=True)


@contextmanager
def listening() -> Iterator[Listening]:
    """Hear everything that is logged."""
    heard, root = Listening(), logging.getLogger()
    before = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    yield heard
    root.removeHandler(heard)
    root.setLevel(before)


def files(world: World, said: Said, *, drafts: int, filing: bool) -> None:
    """Side A writes, remarks and files, through its own pages."""
    client = stepped_up(world.account(Role.DELEGATION_HEAD, A))
    for version in range(drafts):
        told = {"stance": said.stance.value, "text": said.text, "follows": version}
        answer = client.post(f"{POSITIONS}/draft", told)
        assert answer.status_code == 302, answer.content.decode()
        words = f"remark {said.stance} zzgunszz"
        client.post(f"{POSITIONS}/remark", {"words": words, "version": version + 1})
    if filing:
        given = signed(A, said)
        assert given.opened is not None
        told = {"note": given.note, "salt": given.opened.salt, "version": drafts, "key": "k"}
        answer = client.post(f"{POSITIONS}/file", told)
        assert answer.status_code == 302, answer.content.decode()
    for address in ("", "/draft", "/file"):  # and looks at what it wrote
        assert client.get(f"{POSITIONS}{address}").status_code == 200


def met(
    shaped: Path, said: Said, *, drafts: int = 1, filing: bool = True, server: Server | None = None
) -> Met:
    """A world in which side A wrote this, as all the others meet it."""
    with (
        fresh(server, "shaped") if server else nullcontext("") as database,
        a_world(shaped, REPORT, database) as world,
        listening() as heard,
    ):
        due = world.centre.clock().replace(microsecond=0) + dt.timedelta(days=5)
        open_case(world.centre, positions_due=due)
        heard.lines.clear()
        files(world, said, drafts=drafts, filing=filing)
        published(world)
        pages = everything(world, CASE, OTHERS if filing else FEW)
        logs = [plain(one) for one in heard.lines if "asyncio" not in one]
        home = world.centre.home.root
        kept = [one for one in home.rglob("*") if one.is_file()]
        if server:
            server.run("CHECKPOINT")  # what is in memory goes to the files
            kept += [one for one in (server.folder / "data").rglob("*") if one.is_file()]
        data = b"".join(one.read_bytes() for one in kept)
        return Met(pages, ledger(), notices(), logs, data)


@pytest.fixture(scope="module", params=ENGINES)
def worlds(request: pytest.FixtureRequest, shaped_file: Path) -> list[Met]:
    """One world for each hidden text."""
    server = request.getfixturevalue("server") if request.param == "postgresql" else None
    return [met(shaped_file, said, server=server) for said in HIDDEN]


def test_every_page_is_the_same_for_everybody_else(worlds: list[Met]) -> None:
    """Body, headers, status: of every page and list there is, for seven roles and for nobody."""
    first, *others = worlds
    assert len(first.pages) > 300
    for other in others:
        different = [
            where
            for where, seen in first.pages.items()
            if (seen.status, seen.headers, seen.body)
            != (other.pages[where].status, other.pages[where].headers, other.pages[where].body)
        ]
        assert different == []


def test_the_database_is_asked_the_same(worlds: list[Met]) -> None:
    """As many questions, in the same words: no answer takes another way for another text."""
    first, *others = worlds
    for other in others:
        different = [
            where
            for where, seen in first.pages.items()
            if seen.queries != other.pages[where].queries
        ]
        assert different == []


def test_the_ledger_tells_the_same(worlds: list[Met]) -> None:
    """But for commitments and ciphertext, whose sizes are equal too."""
    assert worlds[0].entries == worlds[1].entries == worlds[2].entries
    assert any('"position.recorded"' in one for one in worlds[0].entries)


def test_the_same_people_are_told(worlds: list[Met]) -> None:
    """Of the same things, for the same reasons."""
    assert worlds[0].notices == worlds[1].notices == worlds[2].notices


def test_the_same_is_logged(worlds: list[Met]) -> None:
    """Line by line, at every level, while side A writes, remarks, files and looks."""
    assert worlds[0].logs == worlds[1].logs == worlds[2].logs
    assert worlds[0].logs  # the pages that are not for everybody were told of


def test_no_file_of_the_home_holds_a_word_of_it(worlds: list[Met]) -> None:
    """Whoever takes a copy of the database finds neither draft, remark nor position."""
    for one in worlds:
        assert b"zzgunszz" not in one.raw
        assert "zzgunszz" not in str((one.entries, one.logs, one.notices))


def test_the_filing_shows_that_and_when(worlds: list[Met]) -> None:
    """The tests above would hold of a page that shows nothing at all; this one does show."""
    seen = worlds[0].pages["delegation_head-b", POSITIONS]
    assert seen.status == 200
    assert "Filed:" in seen.body
    assert "Nothing filed yet" in seen.body


@pytest.mark.usefixtures("shaped_file")
def test_how_much_was_drafted_shows_nowhere(shaped_file: Path) -> None:
    """Before a side files, whether it writes at all is its own affair."""
    idle = met(shaped_file, HIDDEN[0], drafts=0, filing=False)
    busy = met(shaped_file, HIDDEN[1], drafts=4, filing=False)
    assert idle.pages == busy.pages
    assert (idle.entries, idle.notices) == (busy.entries, busy.notices)


def test_the_other_side_files_the_same_way(shaped_file: Path) -> None:
    """Neither side is blinder than the other: A meets of B what B meets of A."""
    seen = []
    for side, other in ((A, B), (B, A)):
        with a_world(shaped_file, REPORT) as world:
            due = world.centre.clock().replace(microsecond=0) + dt.timedelta(days=5)
            open_case(world.centre, positions_due=due)
            person = head_of(world, side)
            round_ = round_for(person, CASE)
            draft(world.centre, person, round_, HIDDEN[0], follows=0)
            comment(world.centre, person, round_, "zzgunszz", version=1)
            page = meets(stepped_up(world.account(Role.DELEGATION_HEAD, other)), POSITIONS)
            seen.append((page.status, len(page.queries), "zzgunszz" in page.body))
    assert seen[0] == seen[1]
    assert seen[0][2] is False
    assert HEADS

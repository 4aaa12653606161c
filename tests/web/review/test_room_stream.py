"""The stream of a room over real HTTP: places, coming back, and who hears what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from position_world import FACILITATOR, OFFICERS
from room_world import prepared
from session_world import A, B
from trucewatch.domain.access import Role, Side
from trucewatch.service.centre import Centre
from trucewatch.service.review import sessions
from trucewatch.service.review.live import happened
from trucewatch.service.review.side_channel import speak
from trucewatch.storage.people.models import Account
from trucewatch.web.pages.room.events import Place, place
from trucewatch.web.pages.room.reading import Line, News
from trucewatch.web.pages.room.rooms import Room
from trucewatch.web.sitting import end_all
from web_world import PASSWORD, Site

MakeAccount = Callable[..., Account]


@pytest.fixture
def session(centre: Centre) -> str:
    """A called session with three entries in its room."""
    id_ = prepared(centre)
    for one in (OFFICERS[A], OFFICERS[B]):
        sessions.join(centre, one, id_)
    return id_


def cookie_of(account: Account) -> str:
    """What their browser would send."""
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.post("/sign/in", {"username": account.username, "password": PASSWORD})
    assert answer.status_code == 302
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def hearing(
    site: Site, session: str, cookie: str, query: str = "", **headers: str
) -> Iterator[HTTPResponse]:
    """A connection that listens to a room."""
    address = urlsplit(site.address)
    line = HTTPConnection(str(address.hostname), address.port, timeout=20)
    sent = {"Cookie": cookie, **{name.replace("_", "-"): one for name, one in headers.items()}}
    line.request("GET", f"/review/sessions/{session}/events{query}", headers=sent)
    yield line.getresponse()
    line.close()


def heard(answer: HTTPResponse, kind: str, count: int) -> list[tuple[str, str]]:
    """So many events of a kind, as id and data; whatever else comes is passed over."""
    found: list[tuple[str, str]] = []
    event: dict[str, str] = {}
    while len(found) < count:
        line = answer.readline().decode()
        assert line, "the stream ended"
        name, _, value = line.rstrip("\n").partition(": ")
        if name:
            event[name] = value
            continue
        if event.get("event") == kind:
            found.append((event.get("id", ""), event["data"]))
        event = {}
    return found


def test_a_new_listener_hears_everything(site: Site, account: MakeAccount, session: str) -> None:
    """Each entry with its place in the ledger, in order."""
    seqs = [one.seq for one in happened([session])]
    with hearing(site, session, cookie_of(account(Role.DUTY_OFFICER))) as answer:
        assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
        places = [place(id_).seq for id_, _ in heard(answer, "entry", len(seqs))]
    assert places == seqs


def test_whoever_comes_back_hears_what_came_after_once(
    site: Site, account: MakeAccount, centre: Centre, session: str
) -> None:
    """From the last place they name; and how the room looks now, though they heard of it."""
    cookie = cookie_of(account(Role.DUTY_OFFICER))
    with hearing(site, session, cookie) as answer:
        [_, (last, _), *_] = heard(answer, "entry", 2)
    sessions.join(centre, FACILITATOR, session)
    expected = [one.seq for one in happened([session], place(last).seq)]
    with hearing(site, session, cookie, Last_Event_ID=last) as answer:
        came = [place(id_).seq for id_, _ in heard(answer, "entry", len(expected))]
        heard(answer, "part", 1)
    assert came == expected


def test_news_reaches_somebody_who_listens(
    site: Site, account: MakeAccount, centre: Centre, session: str
) -> None:
    """Though another program recorded it."""
    reached = happened([session])[-1].seq
    cookie = cookie_of(account(Role.DUTY_OFFICER))
    with hearing(site, session, cookie, f"?after={reached}-0") as answer:
        heard(answer, "here", 1)
        sessions.join(centre, FACILITATOR, session)
        [(_, told)] = heard(answer, "entry", 1)
    assert "facilitator" in json.loads(told)["line"]


def test_each_side_hears_its_own_messages_alone(
    site: Site, account: MakeAccount, centre: Centre, session: str
) -> None:
    """On the stream too: what the other says does not even move the number."""
    for n in range(3):
        speak(centre, OFFICERS[A], session, f"Ours {n}.", key=f"a{n}")
    speak(centre, OFFICERS[B], session, "Theirs.", key="b")
    cookie = cookie_of(account(Role.DELEGATION_OFFICER, Side.B))
    with hearing(site, session, cookie) as answer:
        [(id_, told)] = heard(answer, "said", 1)
    assert "Theirs." in json.loads(told)["line"]
    assert place(id_).number == 1


def test_the_wall_hears_no_side(
    site: Site, account: MakeAccount, centre: Centre, session: str
) -> None:
    """Whoever opened it: what is said is passed over, and the next entry is there."""
    speak(centre, OFFICERS[A], session, "Ours.", key="a")
    cookie = cookie_of(account(Role.DELEGATION_OFFICER, Side.A))
    with hearing(site, session, cookie, "?view=wall") as answer:
        came = heard(answer, "entry", len(happened([session])))
        assert {place(id_).number for id_, _ in came} == {0}
        [(_, part)] = heard(answer, "part", 1)
        sessions.join(centre, FACILITATOR, session)
        [(after, _)] = heard(answer, "entry", 1)
    assert place(after).number == 0
    assert "Ours." not in part
    assert "<form" not in part


def test_a_stream_is_for_those_who_work_here(site: Site, session: str) -> None:
    """Somebody who is not signed in is sent to the door."""
    with hearing(site, session, "") as answer:
        assert answer.status == 302


def test_a_stream_ends_with_its_sitting(site: Site, account: MakeAccount, session: str) -> None:
    """Somebody who was signed out everywhere hears no more."""
    who = account(Role.DUTY_OFFICER)
    with hearing(site, session, cookie_of(who)) as answer:
        heard(answer, "here", 1)
        end_all(who)
        while answer.readline():
            continue
    assert answer.isclosed()


def test_a_room_adds_each_thing_once() -> None:
    """However often a reader hands it in."""
    room = Room("s-1")
    lines = [Line(at, {}) for at in (3, 5, 8)]
    room.add(News(lines[:2], {Side.A: [Line(1, {})]}))
    room.add(News(lines, {Side.A: [Line(1, {}), Line(2, {})]}))
    assert [one.at for one in room.entries] == [3, 5, 8]
    assert [one.at for one in room.entries_after(4)] == [5, 8]
    assert [one.at for one in room.said_after(Side.A, 0)] == [1, 2]
    assert room.said_after(Side.NEUTRAL, 0) == []


def test_a_place_that_is_none_is_the_beginning() -> None:
    """A stream that is sent twice is better than one that lacks something."""
    for text in ("", "x", "5", "5-", "99999999999999999999-1"):
        assert place(text) == Place()

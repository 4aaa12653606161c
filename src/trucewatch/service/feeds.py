"""Feeds of publishers: named once, asked at an interval, each new item a report."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import feedparser

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, Refusal, UnreadableInput
from trucewatch.service.arrivals import Arrival, line, receive
from trucewatch.service.centre import Centre
from trucewatch.service.fetching import fetch
from trucewatch.service.kept_refusals import write_refusal
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models import FeedState

SHORTEST_MIN, USUAL_MIN, LONGEST_MIN = 5, 15, 24 * 60
"""Minutes between two askings: publishers block who asks more often than every five."""
MOST_ITEMS = 200
"""Items of one asking; what is beyond comes with the next."""
LONGEST_ADDRESS = 2000


@dataclass(frozen=True)
class Polled:
    """What came of asking a feed.

    Args:
        new: ids of the reports that its new items became.
        known: items that had come before.
        refused: why it could not be read, None where it could; `trouble` tells it in one line.
    """

    new: tuple[str, ...] = ()
    known: int = 0
    refused: Refusal | None = None

    @property
    def trouble(self) -> str:
        """Why it could not be read, in English and as short as its column; "" where it could."""
        return line(str(self.refused), 300) if self.refused else ""


def add(centre: Centre, person: Person, facts: Mapping[str, str], *, key: str) -> str:
    """Name a feed to ask from now on.

    Args:
        facts: `address` (http or https), `source` (who publishes it) and `minutes` (5 to 1,440).

    Returns:
        Id of the feed.
    """
    permit(person, "feed.add", Resource("feed"))
    address = facts.get("address", "").strip()
    parts = urlsplit(address)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or len(address) > LONGEST_ADDRESS
    ):
        raise InvalidValue("the address is none of http or https", remedy="copy it from a browser")
    try:
        minutes = int(facts.get("minutes") or USUAL_MIN)
    except ValueError:
        minutes = 0
    if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
        raise InvalidValue("a feed is asked every 5 to 1,440 minutes", remedy="write 15")
    source = line(facts.get("source", ""))
    subject = subject_of("feed", key)
    document = {"address": address, "source": source, "minutes": minutes, "state": "open"}
    change = Change(kind="feed", subject=subject, document=document)
    perform(centre, person, "feed.add", change, key=key)
    return subject


def poll(centre: Centre, person: Person, feed: str) -> Polled:
    """Ask a feed now; each item that is new becomes a report.

    What went wrong is told and kept with the feed; it never raises for what the publisher does.
    """
    permit(person, "feed.poll", Resource("feed"))
    stands = newest_of(feed)
    if stands is None or stands.body is None or getattr(stands, "kind", "") != "feed":
        raise NotThere(f"no feed {feed}")
    try:
        found = _polled(centre, person, feed, stands.body)
    except Refusal as refusal:
        found = Polled(refused=refusal.kept())
    now = centre.machine_clock()
    told = {
        "asked_at": now,
        "trouble": found.trouble,
        "refused": write_refusal(found.refused) if found.refused else None,
    }
    if not found.refused:
        told |= {"heard_at": now, "items": len(found.new) + found.known}
    FeedState.objects.update_or_create(feed=feed, defaults=told)
    return found


def poll_due(centre: Centre, person: Person, tell: Callable[[str], None]) -> None:
    """Ask the one feed that waits longest beyond its interval, if there is one.

    One at a time, so that reports are read between two publishers who answer slowly.
    """
    now = centre.machine_clock()
    asked = dict(FeedState.objects.values_list("feed", "asked_at"))
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    late = [
        (now - asked.get(one.subject, never) - dt.timedelta(minutes=one.body["minutes"]), one)
        for one in newest("feed")
        if one.body and one.body["state"] == "open"
    ]
    due = [(by, one.subject) for by, one in late if by >= dt.timedelta()]
    if due:
        _, feed = max(due)
        if trouble := poll(centre, person, feed).trouble:
            tell(f"feed {feed}: {trouble}")


def items(raw: bytes) -> Iterator[tuple[str, bytes, Arrival]]:
    """Each item of an RSS or Atom file: its id there, a page with its words, what is told of it.

    Raises:
        UnreadableInput: it is no feed.
    """
    parsed: Any = feedparser.parse(raw)
    if not parsed.get("version"):
        raise UnreadableInput("the answer is no RSS or Atom", remedy="look up the feed's address")
    for entry in parsed.entries[:MOST_ITEMS]:
        title, link = str(entry.get("title", "")), str(entry.get("link", ""))
        told = [str(one.get("value", "")) for one in entry.get("content", ())]
        words = max([*told, str(entry.get("summary", ""))], key=len)
        if not (title or words):
            continue
        # The parser has taken scripts out; the page is examined like any other that arrives.
        page = f"<!doctype html><title>{html.escape(title)}</title><h1>{html.escape(title)}</h1>"
        body = words if "<" in words else f"<p>{html.escape(words)}</p>"
        own = str(entry.get("id") or link or sha256(f"{title}\n{words}".encode()).hexdigest())
        arrival = Arrival(
            name=f"{line(title, 80) or 'item'}.html",
            media_type="text/html",
            channel="feed",
            published=_day(entry.get("published_parsed") or entry.get("updated_parsed")),
            more={"link": line(link, LONGEST_ADDRESS)},
        )
        yield own, f"{page}{body}".encode("utf-8", "replace"), arrival


def _polled(centre: Centre, person: Person, feed: str, body: Mapping[str, Any]) -> Polled:
    raw = fetch(body["address"]).raw
    new, known = [], 0
    for own, page, told in items(raw):
        key = f"feed:{feed}:{sha256(own.encode('utf-8', 'replace')).hexdigest()[:32]}"
        if newest_of(subject_of("report", key)):
            known += 1
            continue
        more = {**told.more, "feed": feed}
        arrival = Arrival(
            name=told.name,
            media_type=told.media_type,
            channel="feed",
            source=body["source"],
            published=told.published,
            more=more,
        )
        new.append(receive(centre, person, page, arrival, key=key))
    return Polled(tuple(new), known)


def _day(parsed: Any) -> dt.date | None:
    try:
        return dt.date(*parsed[:3]) if parsed else None
    except (TypeError, ValueError):
        return None

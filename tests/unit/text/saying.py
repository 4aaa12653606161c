"""Short made-up reports, read: what the tests of the reader's parts ask about."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from trucewatch.domain.statement import Statement
from trucewatch.text.reading import read_report

DAY = dt.date(2020, 10, 14)
"""A Wednesday, on which every report here is published unless it says otherwise."""


def told(text: str, *, published: dt.date = DAY) -> tuple[Statement, ...]:
    """Every statement of a report, in order."""
    return read_report(text.encode(), name="made-up.txt", published=published).statements


def the(act: str, text: str, *, published: dt.date = DAY) -> Statement:
    """The one statement of this act."""
    found = [said for said in told(text, published=published) if said.act == act]
    assert len(found) == 1, [said.act for said in told(text, published=published)]
    return found[0]


def acts(text: str) -> list[str]:
    """The acts of a report, in order."""
    return [said.act for said in told(text)]


def speakers(said: Statement) -> list[str]:
    """Who says that who says, nearest first."""
    return [speaker.name for speaker in said.speakers]


def agents(said: Statement) -> list[str]:
    """Who acts, by id where registered."""
    return [mention.actor or mention.name for mention in said.agents]


def targets(said: Statement) -> list[str]:
    """Who is acted upon, by id where registered."""
    return [mention.actor or mention.name for mention in said.targets]


def places(said: Statement) -> list[str]:
    """Where, in the words of the text."""
    return [mention.words for mention in said.places]


def days(said: Statement) -> tuple[str, str] | None:
    """First day and the day after the last, on the statement's clock; None where none is told."""
    time = said.time
    if time is None or time.start is None or time.end is None:
        return None
    zone = ZoneInfo(time.zone or "UTC")
    return str(time.start.astimezone(zone).date()), str(time.end.astimezone(zone).date())

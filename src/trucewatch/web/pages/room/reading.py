"""What is new in all rooms of a process: one question for the record, one for each side heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from trucewatch.data.review_words import sentence
from trucewatch.domain.access import MACHINE, Audience, Side
from trucewatch.domain.errors import UnknownName
from trucewatch.service.review.live import STANDING, Happened, happened, messages
from trucewatch.service.review.pointing import pointings
from trucewatch.storage.documents import content, newest_of
from trucewatch.storage.models import SideMessage
from trucewatch.storage.people.models import Account
from trucewatch.storage.sight import seeing

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)

TOLD_BY = {
    "determination.make": ("determination",),
    "session.take_up": ("session",),
    "session.carry_over": ("session",),
}
"""Verbs that change several documents, and the one by which they are told."""


@dataclass(frozen=True)
class Line:
    """One thing that happened or was said.

    Args:
        at: its place: in the ledger, or among the messages of its side.
        words: in each language, as it goes into a page; "" where it has no line of its own.
    """

    at: int
    words: Mapping[str, str]


@dataclass(frozen=True)
class Places:
    """How far a room has read.

    Args:
        seq: place of its last entry, -1 for a room that has none yet.
        sides: number of the last message of each side that somebody listens for.
    """

    seq: int
    sides: Mapping[Side, int]


@dataclass
class News:
    """What is new in one room, and how often it has changed where somebody points."""

    entries: list[Line] = field(default_factory=list)
    said: dict[Side, list[Line]] = field(default_factory=dict)
    pointed: int = 0


def read(places: Mapping[str, Places]) -> dict[str, News]:
    """What is new in these rooms.

    Args:
        places: how far each has read, by session; the record is asked once for those that have
            read something, from where the slowest stands, and once for those that have not.
    """
    with seeing([Audience.SHARED]):
        return _read(places)


def _read(places: Mapping[str, Places]) -> dict[str, News]:
    news: dict[str, News] = defaultdict(News)
    begun = {one: at.seq for one, at in places.items() if at.seq >= 0}
    rows = happened([one for one in places if one not in begun])
    rows += happened(begun, min(begun.values())) if begun else []
    for one in rows:
        if one.seq > places[one.session].seq:
            news[one.session].entries.append(line_of(one))
    for session, number in pointings(places).items():
        news[session].pointed = number
    for session, at in places.items():
        for side, number in at.sides.items():
            found = messages(side, session, number)
            news[session].said[side] = said_lines(found)
    return news


def line_of(one: Happened) -> Line:
    """An entry as a line of the log, in every language."""
    return Line(one.seq, {lang: _entry(one, lang) for lang in LANGUAGES})


def said_lines(found: Iterable[SideMessage]) -> list[Line]:
    """Messages as lines; they are in the language of who wrote them."""
    lines = list(found)
    names = names_of({one.author for one in lines})
    made = []
    for one in lines:
        facts = {"one": one, "name": names[one.author]}
        html = render_to_string("room/message.html", facts)
        made.append(Line(one.n, dict.fromkeys(LANGUAGES, html)))
    return made


def names_of(people: set[str]) -> dict[str, str]:
    """What people are called; the id of an account that is gone."""
    found = dict(Account.objects.filter(id__in=people).values_list("id", "name"))
    return {one: found.get(one, one) for one in people}


def _entry(one: Happened, lang: str) -> str:
    if one.kind not in TOLD_BY.get(one.verb, (one.kind,)):
        return ""
    try:
        words = sentence("happened", one.verb, lang, _facts(one))
    except UnknownName:
        return ""
    with translation.override(lang):
        return render_to_string("room/entry.html", {"one": one, "words": words})


def _facts(one: Happened) -> dict[str, object]:
    name, side, signer = _who(one)
    facts: dict[str, object] = {"name": name, "side": side, "signer": signer}
    facts["version"] = one.body.get("version", one.version)
    facts["outcome"] = one.body.get("outcome") or ""
    facts["title"] = _title(one)
    if one.kind == STANDING:  # the facilitator, too, records where a delegation stands
        facts |= {"side": one.body["side"], "standing": one.body["state"]}
    return facts


def _who(one: Happened) -> tuple[str, str, str]:
    if one.actor == MACHINE.id:
        return "", "neutral", "facilitator"
    account = Account.objects.filter(id=one.actor).first()
    if account is None:
        return one.actor, "neutral", str(one.body.get("by", "facilitator"))
    side = account.side or "neutral"
    return account.name, side, side if side in ("a", "b") else "facilitator"


def _title(one: Happened) -> str:
    """The case that a session turned to or left."""
    if one.kind != "session":
        return ""
    wanted = "carried_over" if one.verb == "session.carry_over" else "under_way"
    cases = [item["case"] for item in one.body["agenda"] if item["state"] == wanted]
    found = newest_of(cases[-1]) if cases else None
    return str(content(found).get("title", "")) if found else ""

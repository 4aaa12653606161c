"""One thing of every kind that people of a centre make, each text of it as somebody likes."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from hotline_calls import CALLED_AT, told
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.case import OpenedAs, Severity, Threat, ThreatLevel
from trucewatch.domain.place import LonLat
from trucewatch.domain.source import Reliability
from trucewatch.domain.wire import to_wire
from trucewatch.review.opening import Opening
from trucewatch.review.requests import Asked
from trucewatch.service import (
    arrivals,
    bulk,
    call_filing,
    calls,
    comments,
    drafts,
    duty,
    feeds,
    incidents,
    people,
    reports,
    statements,
    tokens,
)
from trucewatch.service.call_told import Callback, Harm
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.service.registers import (
    agreements,
    coverage,
    designations,
    memberships,
    parties,
    places,
    sources,
)
from trucewatch.service.registers.edits import Given
from trucewatch.service.review import cases, requests
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models import SavedView

CALM = "syria-aleppo-calm-2016-05"
NAMED = '"Regime of calm in Aleppo, May 2016"'
"""Its English name, as its file has it."""
RAW = b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n"
OTHER = b"A drone struck a clinic in Homs on 9 May 2016, doctors said.\n"
OFFICER = Person("p-1", Role.DUTY_OFFICER, stepped_up=True)
ANALYST = Person("p-2", Role.ANALYST, stepped_up=True)
HEAD = Person("p-3", Role.DELEGATION_HEAD, Side.B, stepped_up=True)

FACILITATOR = Person("p-5", Role.FACILITATOR, stepped_up=True)
OPERATOR = Person("p-4", Role.OPERATOR, stepped_up=True)

Words = Callable[[int], str]
"""A text of at most so many characters; another one each time."""


@dataclass(frozen=True)
class Read:
    """Two short reports that were read and gathered: what there is to say something about."""

    report: str
    statement: str
    incident: str
    other: str


@dataclass(frozen=True)
class Made:
    """Ids of one thing of every kind."""

    report: str
    table: str
    call: str
    filed: str
    party: str
    place: str
    source: str
    coverage: str
    draft: str
    handover: str
    case: str


def read_two(centre: Centre) -> Read:
    """The two reports, read, gathered and assessed."""
    received = [_receive(centre, raw, f"wire-{len(raw)}.txt") for raw in (RAW, OTHER)]
    for one in received:
        reports.read(centre, MACHINE, one)
    gather(centre, MACHINE)
    first, other = newest("incident").order_by("seq")[:2]
    body = first.body or {}
    return Read(received[0], body["statements"][0], first.subject, other.subject)


def furnish(centre: Centre, about: Read, words: Words) -> Made:
    """One thing of every kind, every text field of it filled in with other words."""
    call, filed = _call(centre, words), _call(centre, words)
    call_filing.file(centre, OFFICER, calls.get(filed), key=new_id())
    comments.write(centre, ANALYST, about.incident, words(4000), key=new_id())
    _judge(centre, about, words)
    party = _party(centre, words)
    place = places.add(centre, ANALYST, _given(words, _place(words)))
    source = _source(centre, words)
    duty.note(centre, OFFICER, words(4000), key=new_id())
    kept = {name: words(300) for name in ("where", "who", "whom", "when", "told_by", "words")}
    drafts.keep(centre, OFFICER, secrets.token_hex(16), kept)
    furnish_short(centre, ANALYST, words)
    return Made(
        report=_report(centre, words),
        table=_table(centre, words),
        call=call,
        filed=filed,
        party=party,
        place=place,
        source=source,
        coverage=coverage.enter(centre, ANALYST, _given(words, _coverage(place, words))),
        draft=agreements.draft(centre, ANALYST, _terms(words), key=new_id()),
        handover=duty.hand_over(centre, OFFICER, words(4000), language="en", key=new_id()),
        case=_case(centre, about, words),
    )


def furnish_short(centre: Centre, person: Person, words: Words) -> None:
    """What is cut where it is too long: names of files, feeds, programs, views, drafts, people.

    Args:
        person: whose programs and views they are.
    """
    _receive(centre, words(2000).encode(), words(200), source=words(200), media_type="text/plain")
    address = {"address": f"http://127.0.0.1/{words(300)}"[:2000], "source": words(200)}
    feeds.add(centre, OFFICER, address, key=new_id())
    tokens.make(person, words(80), ["read"], days=9, now=centre.clock())
    name, query = words(80), f"text={quote(words(80))}"
    SavedView.objects.update_or_create(person=person.id, name=name, defaults={"query": query})
    agreements.draft(centre, ANALYST, f"id: {words(190)}\n", key=new_id())
    people.admit(centre, OPERATOR, new_id(), name=words(120), role=Role.ANALYST)


def settle_many(centre: Centre, person: Person, incident: str, reason: str) -> str:
    """An action on many that was done to one; the key of its page."""
    key, stands = new_id(), newest_of(incident)
    version = stands.version if stands else 0
    seen = [bulk.Seen(incident, version)]
    bulk.run(centre, person, "incident.dismiss", seen, reason=reason, key=key)
    return key


def publish_named(centre: Centre, name: str) -> None:
    """The terms of CALM under another name, which every page that tells of them then shows."""
    text = agreements.text_of(CALM).replace(NAMED, json.dumps(name, ensure_ascii=False))
    made = agreements.draft(centre, ANALYST, text, key=new_id())
    reason = name[:900]
    agreements.publish(centre, FACILITATOR, made, reason=reason, follows=1, key=new_id())


def _case(centre: Centre, about: Read, words: Words) -> str:
    """A case on the first incident, which the facilitator hears, weighs and asks a side about."""
    opening = Opening(
        title=words(200),
        incidents=(about.incident,),
        opened_as=OpenedAs.MONITOR,
        complaint=words(2000),
    )
    case = cases.open_(centre, OFFICER, opening, key=new_id())
    cases.admit(centre, FACILITATOR, case, cases.Said(new_id(), words(1000)), admissible=True)
    weighed = Severity.SERIOUS, Threat(ThreatLevel.LOCAL, words(1000))
    cases.weigh(centre, FACILITATOR, case, weighed, said=cases.Said(new_id()))
    requests.send(centre, FACILITATOR, Asked(case, Side.B, words(2000)), key=new_id())
    return case


def _receive(centre: Centre, raw: bytes, name: str, **facts: Any) -> str:
    arrival = arrivals.Arrival(name=name, **facts)
    return arrivals.receive(centre, OFFICER, raw, arrival, key=new_id())


def _report(centre: Centre, words: Words) -> str:
    """A text whose title and sentences are strange, under a strange name."""
    raw = f"{words(200)}\n\nBy {words(100)}\n\n{words(2000)} {RAW.decode()}".encode()
    made = _receive(centre, raw, words(200), source=words(200), media_type="text/plain")
    reports.read(centre, MACHINE, made)
    return made


def _table(centre: Centre, words: Words) -> str:
    """A table with strange headings and cells that waits for its meaning."""
    quoted = ['"{}"'.format(words(200).replace('"', '""')) for _ in range(5)]
    lines = f"date,text,{quoted[0]}\n2016-05-03,{quoted[1]},{quoted[2]}\n{quoted[3]},,{quoted[4]}\n"
    made = _receive(centre, lines.encode(), f"{words(190)}.csv", media_type="text/csv")
    reports.read(centre, MACHINE, made)
    return made


def _call(centre: Centre, words: Words) -> str:
    due = CALLED_AT + dt.timedelta(hours=1)
    form = told(
        where=words(300),
        who=words(300),
        whom=words(300),
        told_by=words(300),
        words=words(4000),
        harmed=(Harm(fate="killed", who="civilians", low=1, high=2, words=words(20)),),
        callback=Callback(words=words(300), due=due, line="telephone"),
    )
    logged = calls.log(centre, OFFICER, form, key=new_id())
    found = calls.get(logged.subject)
    calls.call_back(centre, OFFICER, found, note=words(2000), key=new_id())
    return logged.subject


def _judge(centre: Centre, about: Read, words: Words) -> None:
    """A statement corrected with a reason; a decision with one; a settled incident."""
    change = {"agents": [{"name": words(300), "actor": None, "words": words(300)}]}
    targets = {"targets": [{"name": words(300), "actor": None, "words": words(300)}]}
    changes, said = {**change, **targets}, about.statement
    statements.correct(centre, OFFICER, said, changes, reason=words(400), key=new_id())
    both = [about.incident, about.other]
    incidents.merge(centre, ANALYST, both, words(400), key=new_id())
    action = "incident.dismiss"
    incidents.settle(centre, ANALYST, action, about.other, reason=words(400), key=new_id())
    incidents.reopen(centre, ANALYST, about.other, key=new_id())


def _given(words: Words, entry: dict[str, Any]) -> Given:
    return Given(entry=entry, reason=words(1000), key=new_id())


def _names(words: Words) -> list[dict[str, Any]]:
    plain = {"use": "name", "valid": {"start": None, "end": None}}
    return [{**plain, "text": words(300), "lang": lang} for lang in ("en", "ru", "ar")]


def _party(centre: Centre, words: Words) -> str:
    """A party with a relation, on a list, in an agreement."""
    citation = {"source": words(500), "grade": "R"}
    facts = {"names": _names(words), "kind": "armed_group", "parent": None, "source": words(1000)}
    made = parties.add(centre, ANALYST, _given(words, facts))
    listed = {
        "asserter": made,
        "target": made,
        "list": words(200),
        "status": words(200),
        "source": words(500),
        "grade": "R",
        "valid": {"start": "2016-05-01", "end": None},
    }
    designations.enter(centre, ANALYST, _given(words, listed))
    joined = {"actor": made, "side": words(80), "status": "declared", "citation": citation}
    memberships.enter(centre, ANALYST, CALM, _given(words, joined))
    return made


def _place(words: Words) -> dict[str, Any]:
    names = [{"text": one["text"], "lang": one["lang"]} for one in _names(words)]
    centre = to_wire(LonLat.of(36.9, 34.8))
    facts = {"kind": "site", "country": "SY", "parent": None, "radius_m": 300}
    return {**facts, "names": names, "centre": centre, "source": words(1000)}


def _source(centre: Centre, words: Words) -> str:
    facts = {"names": _names(words), "kind": "agency", "domains": [words(200)]}
    made = sources.add(centre, ANALYST, _given(words, facts))
    judged = _given(words, {"topic": ""})
    sources.judge(centre, HEAD, made, Reliability.B, given=judged)
    return made


def _coverage(place: str, words: Words) -> dict[str, Any]:
    return {
        "place": place,
        "kind": "restriction",
        "observer": words(200),
        "imposed_by": words(200),
        "words": words(2000),
        "start": "2016-05-01T00:00:00Z",
        "end": "2016-05-04T00:00:00Z",
    }


def _terms(words: Words) -> str:
    """Terms with another name, and with a remark."""
    name = json.dumps(words(300), ensure_ascii=False)
    text = agreements.text_of(CALM).replace(NAMED, name)
    return f"{text}\n# {words(300)}\n"

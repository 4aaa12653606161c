"""The debrief: what the record tells of an exercise, held against its script."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trucewatch.data.agreement_files import read_agreement
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.ledger.entry import Entry, decode
from trucewatch.review.debrief import Deed, Line, debrief
from trucewatch.service.centre import Centre
from trucewatch.service.exercise.course import Course, about, course
from trucewatch.service.policy import audiences
from trucewatch.service.verb import permit
from trucewatch.storage.documents import TABLES
from trucewatch.storage.exercise import KINDS, PLAYED
from trucewatch.storage.models import Document
from trucewatch.storage.models import Entry as Row
from trucewatch.storage.people.models import Account
from trucewatch.storage.projection import document_kind, shown_ts, statements
from trucewatch.storage.rows import raw

HANDED_ON = frozenset(
    ("report", "call", "reading", "incident", "case", "request", "position", "reveal", "finding",
     "determination", "measure", "assessment", "draft_agreement", "agreement", "standing")
)  # fmt: skip
"""Kinds of things that an inject leads on to; what names one of them answers the same inject."""
Who = tuple[Role, Side]


@dataclass(frozen=True)
class Debrief:
    """What came of an exercise.

    Args:
        course: as it stands.
        lines: each expectation with what became of it.
        deeds: everything that people did and that came to them, in the order of the record.
    """

    course: Course
    lines: tuple[Line, ...]
    deeds: tuple[Deed, ...]


def debriefed(centre: Centre, person: Person) -> Debrief:
    """What was done so far, held against what was expected.

    Raises:
        Denied: this is no exercise, or it has not ended and the person does not run it.
    """
    permit(person, "exercise.debrief", about(centre))
    stands = course(centre)
    sees = {one.value for one in audiences(person)}
    done = tuple(deeds(stands, sees))
    released = {name: one.exercise for name, one in stands.released.items()}
    now, ended = centre.clock(), stands.ended is not None
    lines = debrief(stands.script, released, done, now=now, ended=ended)
    return Debrief(stands, tuple(lines), done)


def deeds(stands: Course, sees: set[str]) -> Iterator[Deed]:
    """What is on record, with the injects that it answers.

    Args:
        sees: audiences whose things are told.
    """
    people = _people()
    injects: defaultdict[str, set[str]] = defaultdict(set)
    for name, one in stands.released.items():
        if one.made:
            injects[one.made].add(name)
    terms = read_agreement(stands.script.agreement.encode(), "terms").id
    bodies = _bodies(sees)
    for row in Row.objects.order_by("seq").iterator():
        entry = decode(raw(row.body))
        kind = document_kind(entry.type)
        if kind is None or kind in KINDS or entry.seq not in bodies:
            continue
        body = bodies[entry.seq]
        answers = _answers(kind, entry, body, injects)
        for value in _values(kind, body, terms):
            told = {"kind": kind, "about": frozenset(answers), "value": value}
            yield _deed(entry, people, told)


def _deed(entry: Entry, people: Mapping[str, Who], told: Mapping[str, Any]) -> Deed:
    role, side = _who(entry.actor, people)
    return Deed(
        action=str(entry.payload_public.get("verb", "")),
        actor=entry.actor,
        role=role,
        side=side,
        at=dt.datetime.fromisoformat(shown_ts(entry)),
        subject=entry.subject or "",
        seq=entry.seq,
        **told,
    )


def _answers(
    kind: str, entry: Entry, body: Mapping[str, Any], injects: defaultdict[str, set[str]]
) -> set[str]:
    """The injects that a version answers, which from then on its own id stands for too."""
    subject = entry.subject or ""
    named = [subject, *_names(kind, body)]
    found = {one for name in named if name in injects for one in injects[name]}
    if found and kind in HANDED_ON:
        injects[subject] |= found
        if kind == "reading":
            for said, _ in statements(entry.payload_public):
                injects[said] |= found
    return found


def _names(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Ids that a document names; of readings and incidents only what they are made of."""
    if kind == "reading":
        yield str(body.get("report", ""))
    elif kind == "incident":
        yield from (str(one) for one in body.get("statements") or ())
        yield str(body.get("call", ""))
    else:
        yield from _strings(body)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _values(kind: str, body: Mapping[str, Any], terms: str) -> list[str]:
    """Outcomes or results that a version tells; one empty word where it tells none."""
    if kind == "assessment":
        found = body.get("findings") or ()
        return sorted({str(one["result"]) for one in found if one["agreement"] == terms}) or [""]
    return [str(body.get("outcome") or "")]


def _bodies(sees: set[str]) -> dict[int, Mapping[str, Any]]:
    """What each version says, by its entry, as far as it may be told."""
    found = {}
    # A statement that came with its reading has the same entry, which tells of the reading.
    for name in ("statement", *(one for one in TABLES if one != "statement")):
        rows = TABLES[name].objects.filter(body__isnull=False)
        found.update(rows.values_list("seq", "body"))
    shared = Document.objects.filter(body__isnull=False, audience__in=sees)
    found.update(shared.values_list("seq", "body"))
    return {seq: body for seq, body in found.items() if isinstance(body, dict)}


def _people() -> dict[str, Who]:
    rows = Account.objects.values_list("id", "role", "side")
    return {name: (Role(role), Side(side)) for name, role, side in rows}


def _who(actor: str, people: Mapping[str, Who]) -> Who:
    if actor == MACHINE.id:
        return Role.MACHINE, Side.NEUTRAL
    if actor.startswith(PLAYED):
        side = actor.rpartition("-")[2]
        return Role.SCRIPT, Side(side) if side in ("a", "b") else Side.NEUTRAL
    return people.get(actor, (Role.OPERATOR, Side.NEUTRAL))

"""A joint session on a case whose positions were shown: people, keys, what they sign."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from position_world import (
    CASE,
    CONFIRMS,
    FACILITATOR,
    HEADS,
    OFFICERS,
    REJECTS,
    filed,
    open_case,
    sets_key,
)
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import Outcome
from trucewatch.domain.wording import Answer, Reply, finding_id
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.statement_note import Statement, key_name, sign_statement
from trucewatch.service.centre import Centre
from trucewatch.service.review import determinations, findings, sessions
from trucewatch.service.review.findings import Room, newest_finding
from trucewatch.service.review.statement_keys import side_of

A, B = Side.A, Side.B
BEGINS = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
LATER = dt.datetime(2126, 3, 10, 9, tzinfo=dt.UTC)
"""No clock of a test goes so far."""
YES = Reply(Answer.ACCEPTED)
NO = Reply(Answer.OBJECTED, "The fire came from elsewhere.")
WORDS = "Three shells fell on the market of Aqrab."
FINDING = finding_id(CASE, 1)
People = Mapping[Side, Person]


def signer(person: Person) -> Signer:
    """The statement key of the person's side at the made-up centre."""
    name = key_name("trucewatch/geneva/ledger-1", side_of(person))
    return Signer.from_seed(name, NOTE, hashlib.sha256(name.encode()).digest())


def note(statement: Statement, person: Person) -> str:
    """The statement, signed."""
    return sign_statement(statement, signer(person)).decode()


def shown_case(centre: Centre, case: str = CASE, **facts: Any) -> str:
    """A case whose positions were shown; its id."""
    open_case(centre, case, positions_due=LATER, **facts)
    filed(centre, A, CONFIRMS, case=case, key=f"{case}-a")
    filed(centre, B, REJECTS, case=case, key=f"{case}-b")
    return case


def called(centre: Centre, key: str = "session-1") -> str:
    """A session on everything that is ready; its id."""
    return sessions.call(centre, FACILITATOR, BEGINS, key=key)


def opened(centre: Centre, *more: Person, case: str = CASE, **facts: Any) -> str:
    """A session that hears a case, with an officer and the head of each side; its id."""
    shown_case(centre, case, **facts)
    sets_key(centre, FACILITATOR, signer(FACILITATOR), key="key-f")
    id_ = called(centre)
    for one in (FACILITATOR, *HEADS.values(), *OFFICERS.values(), *more):
        sessions.join(centre, one, id_)
    sessions.open_(centre, FACILITATOR, id_)
    sessions.take_up(centre, FACILITATOR, id_, case)
    return id_


def room(centre: Centre, session: str, person: Person, case: str = CASE) -> Room:
    """Where the person words the finding."""
    return Room(centre, person, session, case)


def agree(centre: Centre, session: str, outcome: Outcome = Outcome.JOINTLY_CONFIRMED) -> None:
    """One line that both accept, and an outcome."""
    line = findings.add(room(centre, session, OFFICERS[A]), WORDS, key="k-line")
    for side in (A, B):
        findings.answer(room(centre, session, OFFICERS[side]), line, seen_of(line), YES)
    findings.conclude(room(centre, session, FACILITATOR), outcome)


def seen_of(line: str, case: str = CASE) -> str:
    """What somebody names who saw the line as it stands."""
    found = newest_finding(case, 1)
    told = found[1].line(line) if found else None
    return told.seen if told else ""


def signs(centre: Centre, person: Person, version: int | None = None) -> bool:
    """The person signs the finding; whether it is a determination then."""
    newest = findings.finding_of(FINDING)[0] if version is None else version
    wanted = determinations.statement_of(centre, person, FINDING, newest)
    return determinations.sign(centre, person, FINDING, newest, note=note(wanted, person))

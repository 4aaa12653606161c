"""One long history of a joint review, told from either end: who complains is an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from position_world import FACILITATOR, HEADS, OFFICERS, Clock, sets_key, signed, signer_of
from review_world import DUTY
from session_world import note, room, signer
from trucewatch.data.centre_rules_files import packaged_text
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import OpenedAs, Outcome, Severity, Threat, ThreatLevel
from trucewatch.domain.errors import Refusal
from trucewatch.domain.measure import Measure, MeasureKind, MeasureState
from trucewatch.domain.position import Said, Stance
from trucewatch.domain.request import RequestState
from trucewatch.domain.wording import Answer, Reply, finding_id
from trucewatch.ledger.statement_note import sign_statement
from trucewatch.review.opening import Opening
from trucewatch.review.requests import Asked
from trucewatch.service.centre import Centre
from trucewatch.service.review import (
    cases,
    determinations,
    findings,
    measures,
    minutes,
    positions,
    requests,
    rules_change,
    sessions,
    standing,
)
from trucewatch.service.verb import Change, perform

SIDES = (Side.A, Side.B)
NAMES = {Side.A: "Alpha", Side.B: "Beta"}


@dataclass
class Told:
    """A history that goes on, and what each step of it came to.

    Args:
        clock: moved by a minute before each step.
        one, other: who complains first, and who answers.
    """

    centre: Centre
    clock: Clock
    one: Side
    came: list[tuple[str, str]] = field(default_factory=list)

    @property
    def other(self) -> Side:
        """The other side."""
        return Side.B if self.one is Side.A else Side.A

    def step(self, what: str, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Take a step; a refusal is part of the history."""
        self.clock.pass_(minutes=1)
        try:
            value = act(*given, **named)
        except Refusal as refusal:
            self.came.append((what, refusal.code))
            return None
        self.came.append((what, str(value) if isinstance(value, bool | str) else "done"))
        return value

    def said(self, words: str = "So it is.") -> cases.Said:
        """A reason under a key of its own."""
        return cases.Said(f"said-{len(self.came)}", words)

    def name(self, side: Side) -> str:
        """How texts call a side."""
        return NAMES[side]

    def all(self) -> list[Person]:
        """Everybody, in the order of the history."""
        people = [each[side] for side in (self.one, self.other) for each in (HEADS, OFFICERS)]
        return [FACILITATOR, *people, DUTY]


def tell(told: Told) -> None:
    """From rules and keys to a return, with what is refused on the way."""
    centre, one, other = (told.centre, told.one, told.other)
    for side in (one, other):
        told.step("key", sets_key, centre, HEADS[side], signer_of(side), key=f"k-{side}")
    told.step("key", sets_key, centre, FACILITATOR, signer(FACILITATOR), key="k-f")
    _rules(told)
    shelled, second = (_incident(told, n) for n in (1, 2))
    first = told.step(
        "open",
        cases.open_,
        centre,
        HEADS[one],
        _opening(told, shelled, suspected=other),
        key="open-1",
    )
    late = told.step(
        "open",
        cases.open_,
        centre,
        OFFICERS[other],
        _opening(told, second, suspected=one),
        key="open-2",
    )
    for case in (first, late):
        for person in told.all():
            told.step("admit", cases.admit, centre, person, case, told.said(), admissible=True)
    _asked(told, first, late)
    for case in (first, late):
        told.step("invite", cases.invite, centre, FACILITATOR, case, told.said())
    for case in (late, first):
        grave = Threat(ThreatLevel.SERIOUS, f"{told.name(one)} shells again.")
        weighed = (Severity.SERIOUS, grave)
        told.step("weigh", cases.weigh, centre, FACILITATOR, case, weighed, said=told.said())
    told.step("withdraw", cases.withdraw, centre, OFFICERS[one], late, told.said())
    told.step("file", _files, told, one, first, Stance.CONFIRM)
    told.step("file", _files, told, other, first, Stance.REJECT)
    told.step("late", _files, told, one, first, Stance.DEFER)
    told.step("file", _files, told, other, late, Stance.CONFIRM)
    told.clock.pass_(days=30)
    told.step("file", _files, told, one, late, Stance.NO_POSITION)
    session = _session(told, first, late)
    _after(told, first, session)


def _rules(told: Told) -> None:
    """Each side answers for its party, once all three have signed."""
    centre = told.centre
    answers = "answers_for: {a: [Alpha], b: [Beta]}"
    text = "\n".join(
        answers if line.startswith("answers_for") else line for line in packaged_text().split("\n")
    )
    made = told.step(
        "propose",
        rules_change.propose,
        centre,
        HEADS[told.one],
        text,
        "Who answers for whom.",
        key="rules",
    )
    for side in (told.other, told.one):
        told.step("agree", _agree, told, made, HEADS[side])
    told.step("agree", _agree, told, made, FACILITATOR)


def _agree(told: Told, proposal: str, person: Person) -> bool:
    side = "facilitator" if person is FACILITATOR else person.side.value
    by = signer(person) if person is FACILITATOR else signer_of(person.side)
    found = rules_change.get(person, proposal).proposal
    wanted = rules_change.statement(told.centre, found, side)
    return rules_change.sign(
        told.centre, person, proposal, sign_statement(wanted, by).decode(), key=f"agree-{side}"
    )


def _incident(told: Told, number: int) -> str:
    body = {
        "id": f"i-{number}",
        "statements": ["s" * 16],
        "act": "shelling",
        "act_family": "fire",
        "initiators": [],
        "places": [
            {
                "name": "Harbanifse",
                "place": None,
                "lon": None,
                "lat": None,
                "precision": "unknown",
                "words": "Harbanifse",
            }
        ],
        "time": {
            "start": "2026-03-01T03:00:00Z",
            "end": "2026-03-01T04:00:00Z",
            "precision": "hour",
            "words": "03:00",
        },
        "words": f"{told.name(told.one)} tells of shells.",
        "status": "single_source",
        "provisional": True,
    }
    change = Change(kind="incident", subject=f"i-{number}", document=body)
    perform(told.centre, DUTY, "incident.file", change, key=f"i-{number}")
    return change.subject


def _opening(told: Told, incident: str, *, suspected: Side) -> Opening:
    return Opening(
        title=f"Shelling by {told.name(suspected)}",
        incidents=(incident,),
        opened_as=OpenedAs.PARTY,
        complaint=f"{told.name(suspected)} fired.",
        suspected=(told.name(suspected),),
        agreement="syria-2016-09-09",
    )


def _asked(told: Told, first: str, late: str) -> None:
    """One side replies in time, the other is silent; who is not asked cannot reply."""
    centre, one, other = (told.centre, told.one, told.other)
    asks = [
        told.step(
            "ask",
            requests.send,
            centre,
            FACILITATOR,
            Asked(case, to, f"Where was {told.name(to)}?"),
            key=f"ask-{n}",
        )
        for n, (case, to) in enumerate(((first, other), (late, one)))
    ]
    for person in told.all():
        told.step(
            "reply",
            requests.reply,
            centre,
            person,
            asks[0],
            (RequestState.ACKNOWLEDGED, ()),
            said=told.said("It came."),
        )
    told.step(
        "reply",
        requests.reply,
        centre,
        OFFICERS[other],
        asks[0],
        (RequestState.PARTLY, ()),
        said=told.said(f"{told.name(other)} was near."),
    )
    told.clock.pass_(days=6)
    told.step("lapse", requests.lapse_due, centre)


def _files(told: Told, side: Side, case: str, stance: Stance) -> bool:
    said = Said(stance, f"{told.name(side)} says so.")
    given = signed(side, said, case=case)
    positions.file(told.centre, HEADS[side], case, given, key=f"file-{len(told.came)}")
    return True


def _session(told: Told, first: str, late: str) -> str:
    """Both cases are on the agenda; the first ends disputed, with both accounts, signed by both."""
    centre, one, other = (told.centre, told.one, told.other)
    begins = told.clock.now + dt.timedelta(hours=2)
    session = told.step("call", sessions.call, centre, FACILITATOR, begins, key="call")
    for person in told.all():
        told.step("join", sessions.join, centre, person, session)
    told.step("open", sessions.open_, centre, FACILITATOR, session)
    told.step("take up", sessions.take_up, centre, FACILITATOR, session, late)
    told.step("take up", sessions.take_up, centre, FACILITATOR, session, first)
    for n, side in enumerate((one, other, one)):
        words = f"{told.name(side)} proposes line {n}."
        here = room(centre, session, OFFICERS[side], first)
        told.step("word", findings.add, here, words, key=f"line-{n}")
    _, wording = findings.finding_of(finding_id(first, 1))
    for n, found in enumerate(wording.lines):
        for person in told.all():
            objects = (n + (person.side is one)) % 2
            reply = (
                Reply(Answer.OBJECTED, f"{told.name(person.side)} objects.")
                if objects and person.side in SIDES
                else Reply(Answer.ACCEPTED)
            )
            told.step(
                "answer",
                findings.answer,
                room(centre, session, person, first),
                found.id,
                found.seen,
                reply,
            )
    told.step(
        "conclude", findings.conclude, room(centre, session, FACILITATOR, first), Outcome.DISPUTED
    )
    for side in (other, one):
        told.step(
            "account",
            findings.account,
            room(centre, session, OFFICERS[side], first),
            f"{told.name(side)} holds otherwise.",
        )
    for person in (HEADS[other], OFFICERS[one], HEADS[one]):
        told.step("sign", _signs, told, person, first)
    told.step("close", sessions.close, centre, FACILITATOR, session, language="ru")
    return str(session)


def _signs(told: Told, person: Person, case: str) -> bool:
    finding = finding_id(case, 1)
    version, _ = findings.finding_of(finding)
    wanted = determinations.statement_of(told.centre, person, finding, version)
    signed_ = note(wanted, person)
    return determinations.sign(told.centre, person, finding, version, note=signed_)


def _after(told: Told, case: str, session: str) -> None:
    """Minutes corrected and signed, a measure, one side leaves and comes back, the case closes."""
    centre, one, other = (told.centre, told.one, told.other)
    told.step(
        "correct",
        minutes.correct,
        centre,
        OFFICERS[other],
        session,
        2,
        words=f"{told.name(other)} came later.",
    )
    for person in told.all():
        told.step("minutes", _signs_minutes, told, person, session)
    measure = Measure(
        case=case,
        kind=MeasureKind.JOINT_VISIT,
        what=f"{told.name(other)} shows its guns.",
        owner=other,
    )
    made = told.step("measure", measures.set_, centre, FACILITATOR, measure, key="measure")
    told.step("leave", standing.leave, centre, HEADS[one], "No trust.", key="leave")
    for person in told.all():
        told.step(
            "report",
            measures.report,
            centre,
            person,
            made,
            MeasureState.DONE,
            said=told.said("Seen."),
        )
        told.step("escalate", cases.escalate, centre, person, case, told.said("Stuck."))
    told.step("return", standing.come_back, centre, HEADS[one], "Trust.", key="return")
    told.step("watch", cases.watch, centre, FACILITATOR, case, told.said())
    told.step("close", cases.close, centre, FACILITATOR, case, told.said())
    told.step("reopen", cases.reopen, centre, HEADS[other], case, told.said("Again."))


def _signs_minutes(told: Told, person: Person, session: str) -> None:
    version, _ = minutes.get(session)
    wanted = minutes.statement_of(told.centre, person, session, version)
    minutes.sign(told.centre, person, session, version, note=note(wanted, person))

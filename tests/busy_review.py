"""A joint review in full swing: something on every page of it, in three scripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from position_world import (
    CONFIRMS,
    FACILITATOR,
    HEADS,
    OFFICERS,
    REJECTS,
    filed,
    open_case,
    sets_key,
    signer_of,
)
from review_world import CHAIR, DUTY, HEAD_A, OFFICER_B, incident, key, opening, said
from session_world import NO, YES, note, signer
from trucewatch.domain.access import Person, Side
from trucewatch.domain.case import Outcome, Severity, Threat, ThreatLevel
from trucewatch.domain.measure import Measure, MeasureKind, MeasureState
from trucewatch.domain.request import RequestState
from trucewatch.domain.wording import ProposedMeasure, finding_id
from trucewatch.ledger.statement_note import sign_statement
from trucewatch.review.requests import Asked
from trucewatch.service.centre import Centre
from trucewatch.service.review import (
    cases,
    determinations,
    findings,
    measures,
    minutes,
    requests,
    rules_change,
    rules_in_force,
    sessions,
)
from trucewatch.service.review.findings import Room, newest_finding
from trucewatch.service.review.position_drafts import comment, draft
from trucewatch.service.review.rounds import round_for
from trucewatch.storage.people.models import Account

A, B = Side.A, Side.B
BEGINS = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
HARBANIFSE = {"name": "Harbanifse", "lon": 36.7, "lat": 34.9, "precision": "<=5km"}
LINES = (
    "Three shells of 122 mm fell on the market of Aqrab between 03:10 and 03:25 on 12 September.",
    "Огонь вёлся с позиций к северу от города; расстояние не установлено.",
    "قُتل ثلاثة مدنيين، وأصيب سبعة بجروح وفق المستشفى الميداني.",
)
OWES = ProposedMeasure(
    what="Take the launcher back behind the line of 9 September.",
    owner=B,
    due=dt.date(2026, 4, 1),
    kind=MeasureKind.CORRECTIVE_WITHDRAWAL,
    clause="3.2",
)


def heard(centre: Centre) -> str:
    """An admitted case with requests in every state, a weight and a rung; its id."""
    shelled = incident(centre, places=[{"place": None, "words": "Harbanifse", **HARBANIFSE}])
    told = opening(shelled, title="Shelling of Harbanifse, 12 September", clauses=("2.1", "3.2"))
    case = cases.open_(centre, DUTY, told, key=key())
    cases.admit(centre, CHAIR, case, said("It is heard."), admissible=True)
    weight = (Severity.SERIOUS, Threat(ThreatLevel.LOCAL, "The road to Hama is cut."))
    cases.weigh(centre, DUTY, case, weight, said=said())
    early = replace(centre, clock=lambda: centre.clock() - dt.timedelta(days=20))
    questions = ("Which units were near Harbanifse?", "Кто командовал батареей?", "أين كان المدفع؟")
    late, answered, _ = (
        requests.send(early, CHAIR, Asked(case, B, one), key=key()) for one in questions
    )
    told_ = (RequestState.ANSWERED, ())
    requests.reply(centre, OFFICER_B, answered, told_, said=said("Ни одной нашей батареи там нет."))
    requests.lapse_due(centre)
    del late
    requests.send(centre, CHAIR, Asked(case, A, "Who saw the first shell?"), key=key())
    return case


def hearing(centre: Centre, heads: dict[Side, Person]) -> str:
    """A case that hears positions: A filed, B has a draft with a remark; its id."""
    due = centre.clock().replace(microsecond=0) + dt.timedelta(days=5)
    case = open_case(centre, "case-open", positions_due=due, incidents=(incident(centre),)).id
    for side, said_ in ((A, REJECTS), (B, CONFIRMS)):
        person = heads[side]
        draft(centre, person, round_for(person, case), said_, follows=0)
        comment(centre, person, round_for(person, case), "Проверьте время.", version=1)
    filed(centre, A, REJECTS, case=case, key="case-open-a")
    return case


def in_session(centre: Centre, case: str, place: str) -> str:
    """A session that sits on a case whose positions were shown; its id."""
    shelled = incident(centre, places=[{"place": None, "words": place, **HARBANIFSE}])
    until = dt.datetime(2126, 3, 10, 9, tzinfo=dt.UTC)
    open_case(centre, case, positions_due=until, incidents=(shelled,), complaint="Shells fell.")
    filed(centre, A, CONFIRMS, case=case, key=f"{case}-a")
    filed(centre, B, REJECTS, case=case, key=f"{case}-b")
    id_ = sessions.call(centre, FACILITATOR, BEGINS, key=f"session-{case}")
    for one in (FACILITATOR, *HEADS.values(), *OFFICERS.values()):
        sessions.join(centre, one, id_)
    sessions.open_(centre, FACILITATOR, id_)
    sessions.take_up(centre, FACILITATOR, id_, case)
    return id_


def worded(centre: Centre, session: str, case: str, *, agreed: bool) -> None:
    """Lines in three scripts with both sides' answers, an outcome and a measure."""
    for number, text in enumerate(LINES):
        writer = (OFFICERS[A], OFFICERS[B], FACILITATOR)[number]
        line = findings.add(Room(centre, writer, session, case), text, key=f"{case}-{number}")
        found = newest_finding(case, 1)
        stands = found[1].line(line) if found else None
        for side in (A, B):
            reply = NO if side is B and number == 1 and not agreed else YES
            table = Room(centre, OFFICERS[side], session, case)
            findings.answer(table, line, stands.seen if stands else "", reply)
    table = Room(centre, FACILITATOR, session, case)
    findings.conclude(table, Outcome.JOINTLY_CONFIRMED if agreed else Outcome.DISPUTED)
    findings.propose(table, OWES)
    if not agreed:
        for side, text in ((A, "What we saw differs.\n\nTwo shells."), (B, "Мы видели другое.")):
            findings.account(Room(centre, OFFICERS[side], session, case), text)


def determined(centre: Centre) -> tuple[str, str]:
    """A case that was determined with a measure, and its closed session with minutes."""
    case = "case-done"
    session = in_session(centre, case, "Aqrab")
    worded(centre, session, case, agreed=True)
    finding = finding_id(case, 1)
    for head in HEADS.values():
        version = findings.finding_of(finding)[0]
        wanted = determinations.statement_of(centre, head, finding, version)
        determinations.sign(centre, head, finding, version, note=note(wanted, head))
    sessions.close(centre, FACILITATOR, session, language="ar")
    minutes.correct(centre, HEADS[B], session, 2, words="Начали в 09:20.")
    version = minutes.get(session)[0]
    wanted = minutes.statement_of(centre, HEADS[A], session, version)
    minutes.sign(centre, HEADS[A], session, version, note=note(wanted, HEADS[A]))
    more = Measure(case=case, kind=MeasureKind.JOINT_VISIT, what="زيارة مشتركة", owner=A)
    visit = measures.set_(centre, CHAIR, more, key=key())
    measures.report(centre, HEAD_A, visit, MeasureState.IN_HAND, said=said("The road is cleared."))
    return case, session


def proposed(centre: Centre) -> str:
    """Other rules that A has signed and the others have not; the proposal's id."""
    version, _ = rules_in_force.in_force(centre)
    text = rules_in_force.text_at(version).replace("{amount: 2, unit", "{amount: 4, unit")
    name = rules_change.propose(centre, HEADS[A], text, "Two days are too short.", key=key())
    wanted = rules_change.statement(centre, rules_change.get(HEADS[A], name).proposal, "a")
    signature = sign_statement(wanted, signer_of(A)).decode()
    rules_change.sign(centre, HEADS[A], name, signature, key=key())
    return name


def busy(centre: Centre, heads: dict[Side, Account]) -> dict[str, str]:
    """All of it; ids by what they are of."""
    case = heard(centre)
    people = {side: one.person(stepped_up=True) for side, one in heads.items()}
    open_ = hearing(centre, people)
    sets_key(centre, FACILITATOR, signer(FACILITATOR), key="key-f")
    done, closed = determined(centre)
    session = in_session(centre, "case-table", "Harbanifse")
    worded(centre, session, "case-table", agreed=False)
    found = {"case": case, "hearing": open_, "done": done, "closed": closed, "session": session}
    return {**found, "table": "case-table", "proposal": proposed(centre)}

"""What bound whom, there and then: every agreement with how surely it held, clause by clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.assess import clauses
from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer, joint, weaker
from trucewatch.assess.case import certain, zone_for
from trucewatch.assess.exclusion import LEFT_OUT, left_out
from trucewatch.assess.explain import Names
from trucewatch.assess.known import as_known
from trucewatch.assess.parties import standing
from trucewatch.assess.readings import TermsReading, readings_of
from trucewatch.assess.scope import Places, There, in_zone
from trucewatch.assess.wider import in_terms
from trucewatch.assess.window import announced, at_instant, force, in_force
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.bound import ClauseThere, TermsStatus, TermsThere
from trucewatch.domain.clause import Clause
from trucewatch.domain.finding import Certainty, Step
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import Mention, PlaceMention

Asked = Callable[[TermsReading], Answer]


@dataclass(frozen=True)
class _Question:
    """Where, when and of whom it is asked, with the registers that answer."""

    at: dt.datetime
    place: PlaceMention
    actor: Mention | None
    known_at: dt.datetime | None
    registry: Registry
    places: Places
    names: Names


def bound(
    at: dt.datetime,
    place: str,
    agreements: Iterable[Agreement],
    *,
    actor: str | None = None,
    known_at: dt.datetime | None = None,
    registry: Registry | None = None,
    places: Places | None = None,
) -> tuple[TermsThere, ...]:
    """How every agreement stood at one instant and place, in the order given.

    Args:
        at: the instant, with its offset.
        place: id of a place of the gazetteer.
        actor: registry id; the clauses then tell how surely each bound this actor.
        known_at: leave out what could not have been known then; None knows everything.

    Returns:
        Also those that were elsewhere, over, pending or not yet announced: `status` parts them.

    Raises:
        UnknownName: no such place or actor.
    """
    registry, places = registry or Registry.packaged(), places or Gazetteer.packaged()
    places.get(place)
    terms = tuple(as_known(one, known_at) or one for one in agreements)
    names = Names(registry, places, {one.id: one for one in terms})
    who = Mention(registry.get(actor).name, actor, actor) if actor else None
    spot = PlaceMention(place, place, None, None, PlacePrecision.UNKNOWN, place)
    asked = _Question(at, spot, who, known_at, registry, places, names)
    return tuple(_terms(one, asked) for one in terms)


def _terms(terms: Agreement, asked: _Question) -> TermsThere:
    then = [_in_force(terms, None, reading, asked) for reading in readings_of(terms)]
    there = _in_zone(terms, None, asked)
    time, place = joint(map(certain, then)), joint(map(certain, there))
    status = _status(terms, time, place, asked)
    held = status in {TermsStatus.IN_FORCE, TermsStatus.POSSIBLY_IN_FORCE}
    steps = (*_told(then, terms, asked), *_told(there, terms, asked))
    return TermsThere(
        agreement=terms.id,
        name=terms.name,
        status=status,
        certainty=weaker(time, place),
        because=_because(steps),
        steps=steps,
        clauses=tuple(
            _clause(one, terms, asked)
            for one in terms.clauses
            if held or _by_itself(one, terms, asked)
        ),
        starts_in_s=_wait(terms, asked) if status is TermsStatus.PENDING else None,
    )


def _by_itself(clause: Clause, terms: Agreement, asked: _Question) -> bool:
    """Whether a clause with a window of its own may hold while the terms as a whole do not."""
    if clause.window is None:
        return False
    then = [_in_force(terms, clause, reading, asked) for reading in readings_of(terms)]
    found = joint(map(certain, then)), joint(map(certain, _in_zone(terms, clause, asked)))
    return NOT not in found


def _in_zone(terms: Agreement, clause: Clause | None, asked: _Question) -> list[Answer]:
    """One answer a reading: what was held by those whom a zone cuts out is told differently."""
    there = (
        There(asked.places, controls=terms.controls, reading=reading, span=at_instant(asked.at))
        for reading in readings_of(terms)
    )
    if clause is not None and clause.zone is not None:
        return [in_zone([asked.place], zone_for(terms, clause), one) for one in there]
    return [in_terms([asked.place], terms, one, asked.known_at) for one in there]


def _in_force(
    terms: Agreement, clause: Clause | None, reading: TermsReading, asked: _Question
) -> Answer:
    held = force(terms, reading, clause=clause, known_at=asked.known_at)
    return in_force(held, at_instant(asked.at), terms.time_zone)


def _status(terms: Agreement, time: Certainty, place: Certainty, asked: _Question) -> TermsStatus:
    if place is NOT:
        return TermsStatus.ELSEWHERE
    if time is not NOT:
        sure = weaker(time, place) is SURELY
        return TermsStatus.IN_FORCE if sure else TermsStatus.POSSIBLY_IN_FORCE
    if announced(terms) > min(asked.at, asked.known_at or asked.at):
        return TermsStatus.NOT_YET_ANNOUNCED
    return TermsStatus.PENDING if _wait(terms, asked) is not None else TermsStatus.ENDED


def _wait(terms: Agreement, asked: _Question) -> int | None:
    """Seconds until it takes effect, by what was announced by then; None where it never does."""
    known = min(asked.at, asked.known_at or asked.at)
    starts = [
        start
        for reading in readings_of(terms)
        for start, _ in force(terms, reading, known_at=known).possibly
        if start > asked.at
    ]
    return round((min(starts) - asked.at).total_seconds()) if starts else None


def _clause(clause: Clause, terms: Agreement, asked: _Question) -> ClauseThere:
    readings = readings_of(terms)
    questions: list[Asked] = [lambda reading: _in_force(terms, clause, reading, asked)]
    there = _in_zone(terms, clause, asked)
    if clause.disputed:
        questions.append(lambda reading: clauses.read_so(clause, reading))
    if asked.actor is not None:
        questions += _about(asked.actor, clause, terms, asked)
    found = [[question(reading) for reading in readings] for question in questions]
    certainty = joint(map(certain, there))
    for answers in found:
        certainty = weaker(certainty, joint(map(_binding, answers)))
    told = [list(_told(answers, terms, asked)) for answers in found]
    told.insert(1, list(_told(there, terms, asked)))
    steps = [step for group in told for step in group]
    return ClauseThere(
        clause=clause.id,
        number=clause.number,
        modality=clause.modality,
        summary=clause.summary,
        bearers=clause.bearers,
        beneficiaries=clause.beneficiaries,
        certainty=certainty,
        because=_because(steps),
        steps=tuple(steps),
    )


def _about(who: Mention, clause: Clause, terms: Agreement, asked: _Question) -> Iterator[Asked]:
    span, registry = at_instant(asked.at), asked.registry

    def out(reading: TermsReading) -> Answer:
        return left_out(who, terms, reading, registry=registry, span=span)

    def party(reading: TermsReading) -> Answer:
        return standing(who, terms, reading, registry=registry, span=span).answer

    def owed(reading: TermsReading) -> Answer:
        doer = standing(who, terms, reading, registry=registry, span=span)
        return clauses.owes(clause, doer)

    yield from (out, party, owed)


def _binding(answer: Answer) -> Certainty:
    """How far an answer lets the clause bind; who is left out is not bound."""
    turned = {SURELY: NOT, POSSIBLY: POSSIBLY, NOT: SURELY}
    return turned[certain(answer)] if answer.question == LEFT_OUT else certain(answer)


def _told(answers: Sequence[Answer], terms: Agreement, asked: _Question) -> Iterator[Step]:
    """The answer once where all readings agree, else once for each with whose reading it is."""
    if all(one == answers[0] for one in answers):
        yield from asked.names.steps(answers[:1])
        return
    for answer, reading in zip(answers, readings_of(terms), strict=True):
        facts = {**answer.facts, "as_read_by": reading.name}
        told = Answer(answer.question, answer.certainty, answer.code, facts)
        yield from asked.names.steps([told])


def _because(steps: Iterable[Step]) -> str:
    """The reasons that deny it; else those that leave it open; else all."""
    listed = list(steps)
    # Only a `no` to being left out speaks for the terms.
    denying = {one.question: "surely" if one.question == LEFT_OUT else "no" for one in listed}
    denied = [one for one in listed if one.answer == denying[one.question]]
    unsure = [one for one in listed if one.answer in {"possibly", "unknown"}]
    return " ".join(dict.fromkeys(one.because for one in denied or unsure or listed))

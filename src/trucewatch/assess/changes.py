"""What would change a result: each change is made, and the case judged anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.case import Case, zone_for
from trucewatch.assess.decide import STRENGTH
from trucewatch.assess.explain import Names
from trucewatch.assess.geometry import drawn
from trucewatch.assess.window import ALWAYS, NEVER, Force, Span, force, local
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import Modality
from trucewatch.domain.finding import Change, Reason, Result
from trucewatch.domain.membership import NO_PARTY, Membership, MembershipStatus
from trucewatch.domain.moment import Citation, Grade
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.statement import Mention, PlaceMention
from trucewatch.domain.time import TimePrecision, TimeRange
from trucewatch.domain.zone import Zone

SUPPOSED = Citation("supposed", Grade.INFERRED)
_OPEN = frozenset({Result.POSSIBLE_VIOLATION, Result.INCONCLUSIVE})


@dataclass(frozen=True)
class Supposed:
    """A changed case with the code and facts of its change."""

    code: str
    facts: Mapping[str, str]
    case: Case

    @property
    def result(self) -> Result:
        """What the changed case comes to."""
        return self.case.best.result


def would_change(case: Case, names: Names) -> tuple[Change, ...]:
    """Every single change on offer that leads to another result, in a fixed order.

    Where no single one leads to `violation_assessed` from an open result, settling everything
    that is open is offered too, if that does.
    """
    now = case.best.result
    found = [one for one in _single(case) if one.result is not now]
    if now in _OPEN and all(one.result is not Result.VIOLATION_ASSESSED for one in found):
        found += [one for one in _all_settled(case) if one.result is Result.VIOLATION_ASSESSED]
    return tuple(
        Change(
            code=one.code,
            sentence=names.sentence(f"change.{one.code}", one.facts),
            then=one.result,
            facts=one.facts,
        )
        for one in found
    )


def _single(case: Case) -> Iterator[Supposed]:
    answers = {answer.question: answer for answer in case.best.answers}
    yield from _about_party(case, answers)
    yield from in_force_at(case)
    yield from _before(case)
    yield from _inside(case)
    if _excusable(case):
        settled = replace(case, settled=Reason.PROPORTIONATE_SELF_DEFENCE)
        yield Supposed("self_defence", {}, settled)
    if case.incident.provisional:
        yield Supposed("corroborated", {}, _corroborated(case))


def _excusable(case: Case) -> bool:
    """Whether the terms know self-defence for such an act."""
    act = {case.incident.act, case.incident.act_family}
    clauses = case.agreement.clauses
    return any(one.modality is Modality.EXCUSE and act & set(one.acts) for one in clauses)


def _about_party(case: Case, answers: Mapping[str, Answer]) -> Iterator[Supposed]:
    party, out = answers.get("is_party"), answers.get("left_out")
    if party is None or out is None:
        yield from _strongest(_named(case))
        return
    actor = party.facts["actor"]
    if actor not in case.ground.registry.actors:
        return
    if out.certainty is SURELY:
        terms = replace(case.agreement, exclusions=())
        joined = _joined(replace(case, agreement=terms), actor, None)
        yield from (replace(one, code="not_left_out") for one in _strongest(joined))
    elif party.certainty is NOT:
        yield from _declared(case, actor)
    elif party.certainty is POSSIBLY:
        yield from _strongest(_joined(case, actor, None, code="sure_party"))
        record = _membership(actor, "none", MembershipStatus.NOT_DECLARED)
        yield Supposed("no_party", {"actor": actor}, _with(case, record))


def _declared(case: Case, actor: str) -> Iterator[Supposed]:
    """A declaration to either co-chair; told together where both come to the same."""
    terms = case.agreement
    if not (terms.opt_in and terms.co_chairs):
        yield from _strongest(_joined(case, actor, None))
        return
    by_result: dict[Result, list[Supposed]] = {}
    for channel in terms.co_chairs:
        for one in _strongest(_joined(case, actor, channel)):
            by_result.setdefault(one.result, []).append(one)
    for alike in by_result.values():
        channels = " ".join(str(one.facts["channel"]) for one in alike)
        facts = {"actor": actor, "channels_any": channels, "side": alike[0].facts["side"]}
        yield Supposed("declaration", facts, alike[0].case)


def _joined(
    case: Case, actor: str, channel: str | None, *, code: str = "joined"
) -> Iterator[Supposed]:
    """The actor as a party, on each side that there is."""
    for side in _sides_for(case, actor):
        entry = _membership(actor, side, MembershipStatus.DECLARED, channel)
        facts = {"actor": actor, "side": side, **({"channel": channel} if channel else {})}
        others = [one for one in case.agreement.members if one.actor != actor]
        terms = case.agreement.with_members((*others, entry))
        yield Supposed(code, facts, replace(case, agreement=terms))


def _membership(
    actor: str, side: str, status: MembershipStatus, channel: str | None = None
) -> Membership:
    return Membership(actor=actor, side=side, status=status, citation=SUPPOSED, channel=channel)


def _with(case: Case, entry: Membership) -> Case:
    terms = case.agreement.with_members((*case.agreement.members, entry))
    return replace(case, agreement=terms)


def _sides_for(case: Case, actor: str) -> tuple[str, ...]:
    """The sides that there are, first those of members related to the actor or as it is."""
    own = _related(case, actor)
    near = {
        entry.side
        for entry in case.agreement.members
        if entry.actor in own or own & _related(case, entry.actor)
    }
    return tuple(sorted(_sides(case.agreement), key=lambda side: side not in near))


def _related(case: Case, actor: str) -> set[str]:
    known = case.ground.registry.actors.get(actor)
    return {relation.other for relation in known.relations} if known else set()


def _sides(terms: Agreement) -> tuple[str, ...]:
    """Sides that parties join, in the order of the terms; guarantors are no side to join."""
    apart = {*NO_PARTY, MembershipStatus.GUARANTOR}
    return tuple(dict.fromkeys(e.side for e in terms.members if e.status not in apart))


def _strongest(supposed: Iterable[Supposed]) -> Iterator[Supposed]:
    """The one with the strongest result; of equals, the first."""
    found = list(supposed)
    if found:
        yield min(found, key=lambda one: STRENGTH.index(one.result))


def _one_of_each_side(terms: Agreement) -> tuple[Mention, ...]:
    """The first member of every side, as somebody whom a report names."""
    first: dict[str, str] = {}
    for entry in terms.members:
        if entry.status not in NO_PARTY:
            first.setdefault(entry.side, entry.actor)
    return tuple(Mention(actor, actor, actor) for actor in first.values())


def _named(case: Case) -> Iterator[Supposed]:
    for who in _one_of_each_side(case.agreement):
        incident = replace(case.incident, initiators=(who,))
        facts = {"actor": who.actor or who.name}
        yield Supposed("initiator_named", facts, replace(case, incident=incident))


def in_force_at(case: Case) -> Iterator[Supposed]:
    """The event at the first instant at which the terms were surely in force."""
    spans = _force(case).surely
    if spans and spans[0][0] not in {ALWAYS, NEVER}:
        start = spans[0][0]
        facts = {"at": local(start, case.agreement.time_zone)}
        span = start, start + dt.timedelta(seconds=1)
        yield Supposed("in_force_time", facts, _at(case, span))


def _force(case: Case) -> Force:
    """When the terms held, or the clause that speaks for them where it has a window of its own."""
    clause = case.best.clause
    return force(case.agreement, case.reading, clause=clause, known_at=case.known_at)


def _before(case: Case) -> Iterator[Supposed]:
    spans = _force(case).possibly
    if spans and spans[0][0] not in {ALWAYS, NEVER}:
        start = spans[0][0]
        facts = {"at": local(start, case.agreement.time_zone)}
        yield Supposed("before_time", facts, _at(case, (start - dt.timedelta(seconds=1), start)))


def _at(case: Case, span: Span) -> Case:
    time = TimeRange(start=span[0], end=span[1], precision=TimePrecision.MINUTE)
    return replace(case, incident=replace(case.incident, time=time))


def _inside(case: Case) -> Iterator[Supposed]:
    zone = zone_for(case.agreement, case.best.clause)
    if not zone.known:
        return
    whole = replace(zone, places=zone.places[:1], outer=(), except_held_by=(), uncertainty_m=0)
    zones = tuple(whole if one.id == zone.id else one for one in case.agreement.zones)
    spot = _deep_inside(zone)
    changed = replace(
        case,
        agreement=replace(case.agreement, zones=zones),
        incident=replace(case.incident, places=(spot,)),
    )
    yield Supposed("inside_zone", {"zone": zone.name}, changed)


def _deep_inside(zone: Zone) -> PlaceMention:
    """A place that makes the zone, else a point well inside of what is drawn."""
    if zone.places or zone.shape is None:
        return PlaceMention(zone.places[0], zone.places[0], None, None, PlacePrecision.UNKNOWN, "")
    at = drawn(zone.shape, zone.bands[0].within_m if zone.bands else None).inner_point
    return PlaceMention("", None, at.lon, at.lat, PlacePrecision.EXACT, "")


def _corroborated(case: Case) -> Case:
    return replace(case, incident=replace(case.incident, provisional=False))


def _all_settled(case: Case) -> Iterator[Supposed]:
    """Time, place and corroboration settled, and each pair of sides tried as doer and sufferer."""
    for step in (in_force_at, _inside):
        case = next((one.case for one in step(case)), case)
    case = _corroborated(case)
    cases = [case]
    if not case.incident.initiators:
        cases = [one.case for one in _named(case)]
    elif all(who.actor for who in case.incident.initiators):
        doer = case.incident.initiators[0].actor or ""
        cases += [one.case for one in _joined(case, doer, None)]
    if not case.incident.targets:
        members = _one_of_each_side(case.agreement)
        cases = [
            replace(one, incident=replace(one.incident, targets=(who,)))
            for one in cases
            for who in members
        ]
    yield from _strongest(Supposed("all_open", {}, one) for one in cases)

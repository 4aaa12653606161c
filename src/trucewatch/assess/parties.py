"""Whether an actor is a party to the terms, by whose list, and on which side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.window import ALWAYS, NEVER, Span, local
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Actor, ActorKind, ActorRelation, Validity
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Certainty
from trucewatch.domain.membership import NO_PARTY, Membership, MembershipStatus
from trucewatch.domain.statement import Mention
from trucewatch.domain.time import UTC

IS_PARTY = "is_party"

_FIGHTING = frozenset(
    {
        ActorKind.STATE,
        ActorKind.GOVERNMENT,
        ActorKind.ARMED_FORCE,
        ActorKind.ARMED_GROUP,
        ActorKind.COALITION,
    }
)
_THROUGH_CHANNEL = frozenset({MembershipStatus.DECLARED, MembershipStatus.ATTESTED})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to the terms.

    Args:
        called: registry id, or the words of the report where no register holds the name.
        acting_for: the actor and whoever it is an organ of, nearest first.
        sides: the sides it is on where it is a party.
        answer: whether it is a party, with the facts.
    """

    called: str
    acting_for: tuple[str, ...]
    sides: tuple[str, ...]
    answer: Answer


def acting_for(actor_id: str, registry: Registry, span: Span) -> tuple[str, ...]:
    """The actor, then whoever it is an organ of, nearest first.

    A person acts for the bodies whose offices were held at the time.
    """
    chain = [actor_id]
    actor = registry.actors.get(actor_id)
    if actor is not None and actor.kind is ActorKind.PERSON:
        for office in actor.offices:
            if holds_during(office.valid, span) is not NOT:
                chain += [body for body in (office.body, office.of) if body]
    for one in tuple(chain):
        chain += [holder.id for holder in registry.organ_of(one)]
    return tuple(dict.fromkeys(chain))


def holds_during(valid: Validity, span: Span) -> Certainty:
    """Whether a range of days holds at an instant somewhere in `span`, days taken in UTC."""
    start = _midnight(valid.start) if valid.start else ALWAYS
    end = _midnight(valid.end) if valid.end else NEVER
    return overlap((start, end), span)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), UTC)


def overlap(outer: Span, span: Span) -> Certainty:
    """Whether something that held in `outer` held at an event somewhere in `span`."""
    if outer[0] <= span[0] and span[1] <= outer[1]:
        return SURELY
    return POSSIBLY if outer[0] < span[1] and span[0] < outer[1] else NOT


def standing(
    who: Mention,
    agreement: Agreement,
    reading: TermsReading,
    *,
    registry: Registry,
    span: Span = (ALWAYS, NEVER),
) -> Standing:
    """How whoever is mentioned stands to an agreement under a reading, at some time in `span`.

    What is on file for the actor itself decides before what is on file for whom it is an organ
    of, and that before what it is related to.
    """
    if who.actor is None:
        answer = Answer(IS_PARTY, POSSIBLY, "is_party.unregistered", {"actor": who.name})
        return Standing(who.name, (), (), answer)
    chain = acting_for(who.actor, registry, span)
    for one in chain:
        entries = [entry for entry in agreement.members if entry.actor == one]
        if entries:
            answer, sides = _by_entries(who.actor, entries, agreement, reading, span=span)
            return Standing(who.actor, chain, sides, answer)
    for relation, entry in related_members(chain, agreement, reading, registry):
        certainty = _related(relation, reading, span)
        if certainty is not NOT:
            facts = {"actor": who.actor, "umbrella": entry.actor, "side": entry.side}
            code = f"is_party.{relation.kind}"
            answer = Answer(IS_PARTY, certainty, code, facts)
            return Standing(who.actor, chain, (entry.side,), answer)
    return Standing(who.actor, chain, (), _without_entry(who.actor, agreement, registry))


def _by_entries(
    actor: str,
    entries: Sequence[Membership],
    agreement: Agreement,
    reading: TermsReading,
    *,
    span: Span,
) -> tuple[Answer, tuple[str, ...]]:
    counted = [entry for entry in entries if reading.counts(entry.listed_by)]
    facts = {"actor": actor}
    if entries[0].actor != actor:
        facts["organ_of"] = entries[0].actor
    if not counted:
        listers = dict.fromkeys(one for entry in entries for one in entry.listed_by)
        facts |= {"keeper": reading.name, "listed_by_all": " ".join(listers)}
        return Answer(IS_PARTY, NOT, "is_party.other_list", facts), ()
    joined = [entry for entry in counted if entry.status not in NO_PARTY]
    if not joined:
        return _recorded_outside(counted[0], agreement, facts), ()
    left = min((e.start for e in counted if e.status in NO_PARTY and e.start), default=NEVER)
    spans = [(entry.start or ALWAYS, min(entry.end or NEVER, left)) for entry in joined]
    found = [overlap(one, span) for one in spans]
    sides = tuple(dict.fromkeys(entry.side for entry in joined))
    facts["side"] = sides[0]
    if SURELY in found:
        best = joined[found.index(SURELY)]
        return Answer(IS_PARTY, SURELY, f"is_party.{_how(best, facts)}", facts), sides
    facts["from"] = local(min(start for start, _ in spans), agreement.time_zone)
    facts["to"] = local(max(end for _, end in spans), agreement.time_zone)
    if POSSIBLY in found:
        return Answer(IS_PARTY, POSSIBLY, "is_party.part_of_time", facts), sides
    return Answer(IS_PARTY, NOT, "is_party.other_time", facts), ()


def _how(entry: Membership, facts: dict[str, str]) -> str:
    """The code for how it joined; the channel is told where it came in through one."""
    if entry.channel is not None and entry.status in _THROUGH_CHANNEL:
        facts["channel"] = entry.channel
        return f"{entry.status}_to"
    return str(entry.status)


def _recorded_outside(entry: Membership, agreement: Agreement, facts: dict[str, str]) -> Answer:
    if entry.status is MembershipStatus.NOT_DECLARED:
        return _undeclared(agreement, facts)
    return Answer(IS_PARTY, NOT, f"is_party.{entry.status}", facts)


def _undeclared(agreement: Agreement, facts: dict[str, str]) -> Answer:
    if not (agreement.opt_in and agreement.co_chairs):
        return Answer(IS_PARTY, NOT, "is_party.not_named", facts)
    facts = {**facts, "channels_any": " ".join(agreement.co_chairs)}
    return Answer(IS_PARTY, NOT, "is_party.no_declaration", facts)


def _without_entry(actor: str, agreement: Agreement, registry: Registry) -> Answer:
    """No entry at all: no party, unless actors of its kind may be on a list nobody published."""
    known = registry.actors.get(actor)
    facts = {"actor": actor}
    if known is None or known.kind in agreement.unlisted_kinds:
        return Answer(IS_PARTY, POSSIBLY, "is_party.unlisted", facts)
    if known.kind not in _FIGHTING and agreement.unlisted_kinds:
        # A population or a person without an office may stand on any side.
        return Answer(IS_PARTY, POSSIBLY, "is_party.no_force", facts)
    return _undeclared(agreement, facts)


def related_members(
    chain: Iterable[str], agreement: Agreement, reading: TermsReading, registry: Registry
) -> Iterator[tuple[ActorRelation, Membership]]:
    """Relations of the actor to members whose membership reaches that far."""
    actors = (registry.actors.get(one) for one in chain)
    members = [
        entry
        for entry in agreement.members
        if entry.status not in NO_PARTY and reading.counts(entry.listed_by)
    ]
    for actor in filter(None, actors):
        for relation in actor.relations:
            for entry in members:
                if relation.kind in entry.through:
                    organs = (relation.other, *map(_id, registry.organ_of(relation.other)))
                    if entry.actor in organs:
                        yield relation, entry


def _id(actor: Actor) -> str:
    return actor.id


def _related(relation: ActorRelation, reading: TermsReading, span: Span) -> Certainty:
    """A contested relation counts surely for who asserts it, and not for the other keepers."""
    if not reading.counts([relation.asserted_by]):
        return NOT
    holds = holds_during(relation.valid, span)
    doubted = relation.contested and relation.asserted_by != reading.name
    return POSSIBLY if doubted and holds is SURELY else holds

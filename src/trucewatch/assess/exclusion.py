"""Whether an actor is left out of the terms, by name or by a list with its own dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.assess.answer import NOT, POSSIBLY, SURELY, Answer, weaker
from trucewatch.assess.parties import acting_for, holds_during, overlap
from trucewatch.assess.readings import TermsReading
from trucewatch.assess.window import ALWAYS, NEVER, Span
from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Designation, RelationKind
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.finding import Certainty
from trucewatch.domain.membership import Exclusion
from trucewatch.domain.statement import Mention

LEFT_OUT = "left_out"
LISTED = frozenset({"terrorist", "sanctioned"})
PROPOSED = "proposed_terrorist"

_PART_OF = frozenset({RelationKind.MEMBER_OF, RelationKind.MERGED_INTO})


def left_out(
    who: Mention,
    agreement: Agreement,
    reading: TermsReading,
    *,
    registry: Registry,
    span: Span = (ALWAYS, NEVER),
) -> Answer:
    """Whether whoever is mentioned is excluded, under a reading, at some time in `span`.

    Organs are excluded with their body. What a body merely belongs to, or one keeper merely
    proposed for a list, gives `possibly` at most.
    """
    if who.actor is None:
        return Answer(LEFT_OUT, NOT, "left_out.unregistered", {"actor": who.name})
    chain = acting_for(who.actor, registry, span)
    near = list(_found(chain, agreement, reading, registry=registry, span=span))
    for wanted in (SURELY, POSSIBLY):
        for certainty, code, facts in near:
            if certainty is wanted:
                return Answer(LEFT_OUT, wanted, code, {"actor": who.actor, **facts})
    for other in _belonged_to(chain, reading, registry, span):
        wider = acting_for(other, registry, span)
        found = list(_found(wider, agreement, reading, registry=registry, span=span))
        if any(certainty is not NOT for certainty, _, _ in found):
            facts = {"actor": who.actor, "umbrella": other}
            return Answer(LEFT_OUT, POSSIBLY, "left_out.belongs_to", facts)
    return Answer(LEFT_OUT, NOT, "left_out.no", {"actor": who.actor})


Found = tuple[Certainty, str, dict[str, str]]


def _found(
    chain: Iterable[str],
    agreement: Agreement,
    reading: TermsReading,
    *,
    registry: Registry,
    span: Span,
) -> Iterator[Found]:
    for one in chain:
        for exclusion in agreement.exclusions:
            excluded = overlap((exclusion.start or ALWAYS, exclusion.end or NEVER), span)
            if exclusion.actor == one and excluded is not NOT:
                code = "by_name" if excluded is SURELY else "by_name_part_of_time"
                yield excluded, f"left_out.{code}", {"named": one}
            elif exclusion.list is not None and excluded is not NOT:
                listed = _by_list(one, exclusion, reading, registry.designations, span=span)
                yield from ((weaker(excluded, held), code, facts) for held, code, facts in listed)


def _by_list(
    actor: str,
    exclusion: Exclusion,
    reading: TermsReading,
    designations: Iterable[Designation],
    *,
    span: Span,
) -> Iterator[Found]:
    for entry in designations:
        mine = entry.target == actor and entry.list == exclusion.list
        if not mine or not reading.counts([entry.asserter]):
            continue
        held = holds_during(entry.valid, span)
        facts = {"named": actor, "list": entry.list, "asserter": entry.asserter}
        if entry.status in LISTED:
            yield held, "left_out.by_list" if held is SURELY else "left_out.part_of_time", facts
        elif entry.status == PROPOSED and held is not NOT:
            yield POSSIBLY, "left_out.proposed", facts


def _belonged_to(
    chain: Iterable[str], reading: TermsReading, registry: Registry, span: Span
) -> Iterator[str]:
    for actor in filter(None, map(registry.actors.get, chain)):
        for relation in actor.relations:
            part = relation.kind in _PART_OF and reading.counts([relation.asserted_by])
            if part and holds_during(relation.valid, span) is not NOT:
                yield relation.other

"""Ambiguities of who is bound, who is left out, and who owes what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from trucewatch.assess.ambiguity_ground import Found, Ground, duties, listed
from trucewatch.assess.answer import NOT, SURELY, Answer
from trucewatch.assess.exclusion import LISTED, left_out
from trucewatch.assess.parties import standing
from trucewatch.assess.readings import TermsReading, readings_of
from trucewatch.assess.window import ALWAYS, NEVER, Span
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.ambiguity import AmbiguityCode, Severity
from trucewatch.domain.clause import ANY_PARTY, Clause
from trucewatch.domain.membership import NO_PARTY, Exclusion, Membership
from trucewatch.domain.statement import Mention


def about_parties(ground: Ground) -> Iterator[Found]:
    """Every ambiguity of parties, in the order of the terms."""
    yield from _members_left_out(ground)
    yield from _excluded_reached(ground)
    yield from _excluded_twice(ground)
    yield from _disputed(ground.agreement)
    for clause in duties(ground.agreement):
        yield from _bearers(clause, ground)


def _members_left_out(ground: Ground) -> Iterator[Found]:
    """Parties whom an exclusion reaches too: each once, by the reading that holds it strongest."""
    for actor in dict.fromkeys(one.actor for one in _joined(ground.agreement)):
        spans = [_span(one) for one in _joined(ground.agreement) if one.actor == actor]
        found = [
            answer
            for span in spans
            for answer in _each_reading(
                _left_out_during(span, ground), actor, readings_of(ground.agreement)
            )
        ]
        yield from _overlap(actor, found)


Question = Callable[[Mention, TermsReading], Answer]


def _each_reading(ask: Question, actor: str, readings: Iterable[TermsReading]) -> Iterator[Answer]:
    who = Mention(actor, actor, actor)
    for reading in readings:
        answer = ask(who, reading)
        if answer.certainty is not NOT:
            yield answer


def _left_out_during(span: Span, ground: Ground) -> Question:
    terms = replace(
        ground.agreement,
        exclusions=tuple(one for one in ground.agreement.exclusions if _meet(_span(one), span)),
    )
    window = _meeting(span, _whole(ground.agreement))

    def ask(who: Mention, reading: TermsReading) -> Answer:
        return left_out(who, terms, reading, registry=ground.registry, span=window)

    return ask


def _overlap(actor: str, answers: list[Answer]) -> Iterator[Found]:
    if answers:
        best = next((one for one in answers if one.certainty is SURELY), answers[0])
        yield Found(
            code=AmbiguityCode.OVERLAPPING_EXCLUSIONS,
            severity=Severity.GAP if best.certainty is SURELY else Severity.UNCLEAR,
            about=actor,
            variant=best.code.partition(".")[2],
            facts={**best.facts, "actor": actor},
            practice=_keeps_apart,
        )


def _excluded_reached(ground: Ground) -> Iterator[Found]:
    """Those left out who would be bound through somebody else, as organs, members, supporters."""
    terms, members = ground.agreement, {one.actor for one in _joined(ground.agreement)}
    for actor in dict.fromkeys(_all_left_out(terms, ground.registry)):
        if actor in members or actor not in ground.registry.actors:
            continue
        for reading in readings_of(terms):
            who = Mention(actor, actor, actor)
            found = standing(who, terms, reading, registry=ground.registry, span=_whole(terms))
            if found.sides and found.answer.certainty is not NOT:
                through = found.answer.facts.get("umbrella") or found.answer.facts.get("organ_of")
                yield Found(
                    code=AmbiguityCode.OVERLAPPING_EXCLUSIONS,
                    severity=Severity.UNCLEAR,
                    about=actor,
                    variant="reached",
                    facts={"actor": actor, "umbrella": through or actor},
                    practice=_keeps_apart,
                )
                break


def _all_left_out(terms: Agreement, registry: Registry) -> Iterator[str]:
    for one in terms.exclusions:
        if one.actor:
            yield one.actor
        else:
            yield from _on_list(one, registry)


def _on_list(exclusion: Exclusion, registry: Registry) -> Iterator[str]:
    for entry in registry.designations:
        if entry.list == exclusion.list and entry.status in LISTED:
            yield entry.target


def _excluded_twice(ground: Ground) -> Iterator[Found]:
    """By name and by a list: leaving the list then changes nothing, which few texts mean."""
    lists = [one for one in ground.agreement.exclusions if one.list]
    for named in dict.fromkeys(one.actor for one in ground.agreement.exclusions if one.actor):
        held = [str(one.list) for one in lists if named in _on_list(one, ground.registry)]
        if held:
            yield Found(
                code=AmbiguityCode.OVERLAPPING_EXCLUSIONS,
                severity=Severity.NOTE,
                about=named,
                variant="twice",
                facts={"actor": named, "list": ", ".join(dict.fromkeys(held))},
                practice=_by_name_and_list,
            )


def _by_name_and_list(other: Agreement) -> bool | None:
    if not other.exclusions:
        return None
    return any(one.actor for one in other.exclusions) and any(one.list for one in other.exclusions)


def _keeps_apart(other: Agreement) -> bool | None:
    """Whether nobody whom it names as a party is excluded by name; lists are not looked up."""
    if not other.exclusions:
        return None
    members = {one.actor for one in _joined(other)}
    return not any(one.actor in members for one in other.exclusions)


def _joined(terms: Agreement) -> tuple[Membership, ...]:
    return tuple(one for one in terms.members if one.status not in NO_PARTY)


def _span(one: Membership | Exclusion) -> Span:
    return one.start or ALWAYS, one.end or NEVER


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _meeting(one: Span, other: Span) -> Span:
    """What both spans hold, the first where they are apart."""
    return (max(one[0], other[0]), min(one[1], other[1])) if _meet(one, other) else one


def _whole(terms: Agreement) -> Span:
    """From the first asserted start to the last asserted end, open where either is not known."""
    starts = [fact.at for fact in terms.window.starts]
    ends = [fact.latest for fact in terms.ends]
    first = min((at for at in starts if at), default=ALWAYS) if None not in starts else ALWAYS
    last = max((at for at in ends if at), default=NEVER) if None not in ends else NEVER
    return (first, last) if first < last else (ALWAYS, NEVER)


def _disputed(terms: Agreement) -> Iterator[Found]:
    for actor, without in _disputes(terms):
        entries = [one for one in _joined(terms) if one.actor == actor]
        by = dict.fromkeys(who for one in entries for who in one.listed_by)
        yield Found(
            code=AmbiguityCode.MEMBERSHIP_DISPUTED,
            severity=Severity.UNCLEAR,
            about=actor,
            facts={"actor": actor, "listed_by_all": " ".join(by), "keepers_all": without},
            practice=lambda other: any(_disputes(other)) if _keepers(other) else None,
        )


def _keepers(terms: Agreement) -> tuple[str, ...]:
    return terms.co_chairs or terms.guarantors


def _disputes(terms: Agreement) -> Iterator[tuple[str, str]]:
    """Parties that some keepers alone list, with the keepers that do not."""
    for actor in dict.fromkeys(one.actor for one in _joined(terms)):
        listings = [set(one.listed_by) for one in _joined(terms) if one.actor == actor]
        without = [one for one in _keepers(terms) if not any(one in who for who in listings)]
        if all(listings) and without:
            yield actor, " ".join(without)


def _bearers(clause: Clause, ground: Ground) -> Iterator[Found]:
    terms = ground.agreement
    if not clause.bearers:
        yield Found(
            code=AmbiguityCode.DUTY_WITHOUT_BEARER,
            severity=Severity.GAP,
            about=clause.id,
            facts={"clause": clause.number},
            practice=lambda other: all(one.bearers for one in duties(other)),
        )
    for variant, named in (("owes", clause.bearers), ("protects", clause.beneficiaries)):
        empty = [one for one in named if not _is_on(one, ground)]
        if empty:
            # Where lists were not published, somebody may be on that side without an entry.
            all_of_them = len(empty) == len(named) and not terms.unlisted_kinds
            owed_by_nobody = variant == "owes" and all_of_them
            yield Found(
                code=AmbiguityCode.DUTY_NOBODY_JOINED,
                severity=Severity.GAP if owed_by_nobody else Severity.UNCLEAR,
                about=clause.id,
                variant=variant,
                facts={"clause": clause.number, "sides": listed(empty)},
                practice=_somebody_on_each_side,
            )


def _is_on(side: str, ground: Ground) -> bool:
    """Whether anybody joined the side; an actor named as such is there by the text itself."""
    joined = _joined(ground.agreement)
    if side == ANY_PARTY:
        return bool(joined)
    return side in ground.registry.actors or side in {one.side for one in joined}


def _somebody_on_each_side(other: Agreement) -> bool:
    sides = {one.side for one in _joined(other)} | {one.actor for one in other.members}
    known = sides | {ANY_PARTY, *_keepers(other)}
    return all(one in known for clause in duties(other) for one in clause.bearers)

"""What an agreement names that no register holds: a misspelt actor would bind nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trucewatch.data.counting import counting_rules
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.loading import load_yaml
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import ANY_PARTY
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.sentence import Sentence


def faults(
    agreement: Agreement, *, registry: Registry | None = None, places: Gazetteer | None = None
) -> tuple[str, ...]:
    """One line for each name that is in no register, each once; () where all is well.

    Args:
        registry, places: None takes the packaged ones.
    """
    registry, places = registry or Registry.packaged(), places or Gazetteer.packaged()
    found = [
        *(
            Sentence("no actor {given}", given=one)
            for one in _actors(agreement)
            if one not in registry.actors
        ),
        *(
            Sentence("no place {given}", given=one)
            for one in _places(agreement)
            if not is_place(one, places)
        ),
        *(Sentence("no list {given}", given=one) for one in _lists(agreement, registry)),
        *(Sentence("no act or family {given}", given=one) for one in _unknown_acts(agreement)),
        *(Sentence("no weapon {given}", given=one) for one in _unknown_weapons(agreement)),
        *(Sentence("no counting rule {given}", given=one) for one in _unknown_rules(agreement)),
        *_sides(agreement, registry),
    ]
    return tuple(dict.fromkeys(found))


def _actors(agreement: Agreement) -> Iterator[str]:
    yield from (*agreement.co_chairs, *agreement.guarantors, *agreement.facilitators)
    for entry in agreement.members:
        channel = [entry.channel] if entry.channel else []
        yield from (entry.actor, *entry.listed_by, *entry.attested_by, *channel)
    yield from (one.actor for one in agreement.exclusions if one.actor)
    for zone in agreement.zones:
        yield from (*zone.except_held_by, *zone.drawn_by)
    for area in agreement.controls:
        yield from (area.holder, *area.asserted_by)
    for clause in agreement.clauses:
        yield from (*clause.asserted_by, *clause.contested_by)
    windows = [agreement.window, *(one.window for one in agreement.amendments if one.window)]
    windows += [clause.window for clause in agreement.clauses if clause.window]
    told = [fact for window in windows for fact in (*window.starts, *window.ends)]
    told += [*agreement.announced, *agreement.signed]
    told += [f for one in agreement.amendments for f in (*one.effective, *one.announced)]
    told += [fact for clause in agreement.clauses for fact in clause.deadline]
    for fact in told:
        yield from (*fact.asserted_by, *fact.contested_by)


def _places(agreement: Agreement) -> Iterator[str]:
    for zone in agreement.zones:
        yield from (*zone.places, *zone.outer)
    for area in agreement.controls:
        yield from area.places


def is_place(place_id: str, places: Gazetteer) -> bool:
    """Whether the gazetteer holds a place of this id."""
    try:
        places.get(place_id)
    except UnknownName:
        return False
    return True


def _lists(agreement: Agreement, registry: Registry) -> Iterator[str]:
    known = {entry.list for entry in registry.designations}
    yield from (one.list for one in agreement.exclusions if one.list and one.list not in known)


def _unknown_acts(agreement: Agreement) -> Iterator[str]:
    tree = load_yaml("vocabulary/acts.yaml")
    for clause in agreement.clauses:
        yield from (one for one in clause.acts if one not in {*tree["acts"], *tree["families"]})


def _unknown_weapons(agreement: Agreement) -> Iterator[str]:
    """Weapons that are written like no code; the vocabulary of weapons belongs to each language."""
    for clause in agreement.clauses:
        yield from (one for one in clause.weapons if not one.replace("_", "").isalnum())


def _unknown_rules(agreement: Agreement) -> Iterator[str]:
    rules = {clause.counting_rule for clause in agreement.clauses if clause.counting_rule}
    yield from sorted(rules - set(counting_rules()))


def _sides(agreement: Agreement, registry: Registry) -> Iterator[str]:
    """Bearers and beneficiaries that are neither a side that somebody joined nor an actor."""
    sides = {ANY_PARTY, *(entry.side for entry in agreement.members)}
    for clause in agreement.clauses:
        named: Iterable[str] = (*clause.bearers, *clause.beneficiaries)
        for one in named:
            if one not in sides and one not in registry.actors:
                yield Sentence(
                    "clause {number} names {given}, no side and no actor",
                    number=clause.number,
                    given=one,
                )

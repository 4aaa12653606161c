"""On whose ground a report is: what "the army" and "the government" mean where none is named."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.actor import Actor, ActorKind
from trucewatch.text.covering import Cover
from trucewatch.text.naming import Named, NameIndex
from trucewatch.text.placing import find_place

_FEW = 2


def country_of_state(state: Actor, gazetteer: Gazetteer) -> str | None:
    """The ISO code of a state's country, None where the gazetteer does not tell."""
    place = find_place(gazetteer, state.name).chosen
    return place.country if place is not None else None


def states_of(named: Iterable[Named]) -> list[Actor]:
    """Every mention of a state by its name, its people or its capital, in order."""
    actors = (one.actor for one in named)
    return [actor for actor in actors if actor is not None and actor.kind is ActorKind.STATE]


def countries(named: Iterable[Named], gazetteer: Gazetteer) -> frozenset[str]:
    """ISO codes of the countries that a report names."""
    found = (country_of_state(state, gazetteer) for state in states_of(named))
    return frozenset(code for code in found if code is not None)


def home_country(covers: Iterable[Sequence[Cover]], gazetteer: Gazetteer) -> frozenset[str]:
    """The country in which most of the places named in a report lie, if one leads."""
    found: Counter[str] = Counter()
    for under in covers:
        for cover in under:
            if cover.named is None or not cover.place:
                continue
            place = find_place(gazetteer, cover.named.words).chosen
            if place is not None and place.country:
                found[place.country] += 1
    (first, most), *rest = found.most_common(2) or [("", 0)]
    leads = most > 1 and (not rest or most > rest[0][1])
    return frozenset({first}) if leads else frozenset()


def home_state(named: Sequence[Named], home: frozenset[str], gazetteer: Gazetteer) -> Actor | None:
    """The state that is named and lies where most places do, else the one named most by far."""
    states = states_of(named)
    for state in states:
        if country_of_state(state, gazetteer) in home:
            return state
    counted = Counter(state.id for state in states)
    (first, most), *rest = counted.most_common(2) or [("", 0)]
    by_far = most > _FEW and (not rest or most >= 2 * rest[0][1])
    return next(state for state in states if state.id == first) if by_far and not home else None


def parties_at_home(
    state: Actor | None, index: NameIndex, day: dt.date | None
) -> dict[ActorKind, Actor]:
    """Whom "the government" and "the army" mean in a report on one country."""
    if state is None:
        return {}
    government = index.government_of(None, state.id, day)
    found = {ActorKind.ARMED_FORCE: index.forces_of(state.id) or state}
    if government is not None:
        found[ActorKind.GOVERNMENT] = government
    return found


def single_parties(named: Iterable[Named]) -> Mapping[ActorKind, Actor]:
    """Of each kind of party the one that the document names, where it names one alone."""
    found: dict[ActorKind, dict[str, Actor]] = {}
    for one in named:
        if one.actor is not None:
            found.setdefault(one.actor.kind, {})[one.actor.id] = one.actor
    return {kind: next(iter(of.values())) for kind, of in found.items() if len(of) == 1}

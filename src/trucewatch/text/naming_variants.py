"""Spellings that follow from registered ones.

"Russia's foreign ministry" follows from "Russian Foreign Ministry" and from what Russia is called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from trucewatch.domain.actor import Actor, ActorKind, ActorName, NameUse

_OF_STATES = frozenset({ActorKind.MINISTRY, ActorKind.ARMED_FORCE, ActorKind.GOVERNMENT})
_MINISTRY = re.compile(r"Ministry of (?:National )?(?:the )?(?P<what>[A-Z][\w ]+)")
_WHOLE_FORCE = frozenset({"army", "armed forces", "military", "forces"})
_FORCE_WORDS = ("army", "military", "armed forces", "forces", "troops", "soldiers", "army units")


def variants(
    actors: Mapping[str, Actor], country_of: Callable[[Actor], str | None]
) -> dict[str, Actor]:
    """English spellings of ministries, forces and governments that no entry lists.

    A spelling that would fit two actors is left out.

    Args:
        country_of: the state at the top of an actor's chain of parents.
    """
    found: dict[str, dict[str, Actor]] = defaultdict(dict)
    for actor in actors.values():
        state = actors.get(country_of(actor) or "") if actor.kind in _OF_STATES else None
        if state is not None and state is not actor:
            for spelling in _of(actor, state):
                found[spelling][actor.id] = actor
    return {
        spelling: next(iter(bearers.values()))
        for spelling, bearers in found.items()
        if len(bearers) == 1
    }


def _of(actor: Actor, state: Actor) -> Iterator[str]:
    peoples = [name.text for name in _english(state, NameUse.DEMONYM)]
    lands = [n.text for n in _english(state, NameUse.NAME, NameUse.ACRONYM)]
    tails = {tail for name in _english(actor) for tail in _tails(name.text, peoples, lands)}
    for tail in {further for plain in tails for further in _further(plain)}:
        if actor.kind is ActorKind.ARMED_FORCE and tail.lower() in _WHOLE_FORCE:
            tails.update(_FORCE_WORDS)
        tails.add(tail)
    for tail in tails:
        yield from (f"{people} {tail}" for people in peoples)
        yield from (f"{land}{sign} {tail}" for land in lands for sign in ("'s", "’s"))


def _english(actor: Actor, *uses: NameUse) -> list[ActorName]:
    return [n for n in actor.names if n.lang == "en" and (not uses or n.use in uses)]


def _tails(name: str, peoples: list[str], lands: list[str]) -> Iterator[str]:
    """What a name says beside whose it is."""
    for people in peoples:
        if name.startswith(f"{people} "):
            yield name[len(people) + 1 :]
    for land in lands:
        if name.startswith(f"{land}'s "):
            yield name[len(land) + 3 :]
        for of in (f" of {land}", f" of the {land}"):
            if name.endswith(of):
                yield name[: -len(of)]


def _further(tail: str) -> Iterator[str]:
    """The same body in other words: "foreign ministry", "Defense Ministry"."""
    ministry = _MINISTRY.fullmatch(tail)
    forms = {tail}
    if ministry is not None:
        forms.add(f"{ministry['what'].replace('Foreign Affairs', 'Foreign')} Ministry")
    forms |= {form.replace("Defence", "Defense") for form in forms}
    forms |= {form.replace("Defense", "Defence") for form in forms}
    yield from forms
    yield from (form.lower() for form in forms if form[:1].isupper())

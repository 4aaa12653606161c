"""Names in an agreement file that no register holds, each with its line and the nearest that one does.

A misspelt actor would bind nobody, and nobody would notice.
"""  # noqa: E501 - the first sentence stays in one line

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from trucewatch.data.agreement_check import is_place
from trucewatch.data.counting import counting_rules
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.loading import load_yaml
from trucewatch.data.registry import Registry
from trucewatch.data.yaml_marks import Marked
from trucewatch.domain.clause import ANY_PARTY
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.sentence import Sentence

_ACTORS = frozenset(
    "actor channel attested_by listed_by co_chairs guarantors facilitators says denies holder "
    "drawn_by except_held_by".split()
)
_PLACES = frozenset({"places", "outer"})
_SIDES = frozenset({"bearers", "beneficiaries"})
_FREE = frozenset({"sources"})
"""Mappings whose keys are names that the file gives."""


@dataclass(frozen=True)
class _Registers:
    registry: Registry
    places: Gazetteer
    sides: frozenset[str]
    lists: tuple[str, ...]
    acts: tuple[str, ...]


def unknown_names(
    root: Marked, *, registry: Registry | None = None, places: Gazetteer | None = None
) -> tuple[UnreadableInput, ...]:
    """One error for each place of a file that names what no register holds, in their order.

    Args:
        root: a file that `read_agreement` takes; what it refuses may go unnoticed here.
        registry, places: None takes the packaged ones.
    """
    registry, places = registry or Registry.packaged(), places or Gazetteer.packaged()
    sides = frozenset(_sides(root))
    lists = tuple(dict.fromkeys(one.list for one in registry.designations))
    known = _Registers(registry, places, sides, lists, _acts())
    return tuple(_faults(root, known))


def _acts() -> tuple[str, ...]:
    tree = load_yaml("vocabulary/acts.yaml")
    return (*tree["families"], *tree["acts"])


def _sides(at: Marked) -> Iterator[str]:
    """Every side that an entry of a membership names, those of amendments too."""
    for key, value in at.entries():
        if key == "memberships":
            found = (item.get("side") for item in value.elements())
            yield from (one.text() for one in found if one is not None and one.is_text)
        elif key == "amendments":
            for item in value.elements():
                yield from _sides(item)


def _faults(at: Marked, known: _Registers) -> Iterator[UnreadableInput]:
    for key, value in at.entries():
        ask = _question(key)
        if ask is not None:
            for one in _texts(value):
                fault = ask(one, known)
                if fault is not None:
                    yield fault
        elif key not in _FREE:
            yield from _faults(value, known)
    for item in at.elements():
        yield from _faults(item, known)


Question = Callable[[Marked, _Registers], UnreadableInput | None]


def _question(key: str) -> Question | None:
    """What is asked of the values under a key; None where they name nothing."""
    if key in _ACTORS:
        return _actor
    if key in _PLACES:
        return _place
    if key in _SIDES:
        return _side
    return {"list": _list, "acts": _act, "counting_rule": _rule}.get(key)


def _texts(at: Marked) -> Iterator[Marked]:
    if at.is_text and not at.missing:
        yield at
    yield from (item for item in at.elements() if item.is_text)


def _actor(at: Marked, known: _Registers) -> UnreadableInput | None:
    if at.text() in known.registry.actors:
        return None
    return at.fault(
        Sentence("no actor {given}", given=at.text()), _nearest_actor(at.text(), known.registry)
    )


def _nearest_actor(text: str, registry: Registry) -> str:
    """The actor called so, else those whose ids are alike."""
    wanted = text.casefold().replace("-", " ")
    named = [
        actor.id
        for actor in registry.actors.values()
        if any(name.text.casefold() == wanted for name in actor.names)
    ]
    return _near(text, registry.actors, named) or Sentence("look its id up in data/actors")


def _place(at: Marked, known: _Registers) -> UnreadableInput | None:
    if is_place(at.text(), known.places):
        return None
    name = at.text().partition(":")[2] or at.text()
    remedy = Sentence(
        "look its id up, as with trucewatch bound --at 2016-05-03T12:00Z --place {name}", name=name
    )
    return at.fault(Sentence("no place {given}", given=at.text()), remedy)


def _list(at: Marked, known: _Registers) -> UnreadableInput | None:
    if at.text() in known.lists:
        return None
    near = _near(at.text(), known.lists) or Sentence(
        "the lists are {lists}", lists=", ".join(known.lists)
    )
    return at.fault(Sentence("no list {given}", given=at.text()), near)


def _act(at: Marked, known: _Registers) -> UnreadableInput | None:
    if at.text() in known.acts:
        return None
    near = _near(at.text(), known.acts) or Sentence(
        "acts and families stand in vocabulary/acts.yaml"
    )
    return at.fault(Sentence("no act or family {given}", given=at.text()), near)


def _rule(at: Marked, _known: _Registers) -> UnreadableInput | None:
    rules = tuple(counting_rules())
    if at.text() in rules:
        return None
    near = _near(at.text(), rules) or Sentence("the rules are {rules}", rules=", ".join(rules))
    return at.fault(Sentence("no counting rule {given}", given=at.text()), near)


def _side(at: Marked, known: _Registers) -> UnreadableInput | None:
    if at.text() in {ANY_PARTY, *known.sides} or at.text() in known.registry.actors:
        return None
    sides = ", ".join(sorted(known.sides | {ANY_PARTY}))
    return at.fault(
        Sentence("{given} is no side and no actor", given=at.text()),
        Sentence("the sides of the file are {sides}", sides=sides),
    )


def _near(text: str, ids: Iterable[str], first: Iterable[str] = ()) -> str:
    """The way to the nearest ids, "" where none is near."""
    alike = get_close_matches(text.casefold().replace(" ", "-"), list(ids), n=3, cutoff=0.7)
    found = list(dict.fromkeys([*first, *alike]))[:3]
    return Sentence("did you mean {ids}?", ids=" or ".join(found)) if found else ""

"""Accusing statements to provisional incidents, one for one, until reports are compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Factuality, Polarity, Statement
from trucewatch.fusion.count_words import is_count_only

ACCUSING = frozenset({Factuality.ALLEGED, Factuality.HAPPENED, Factuality.ONGOING})
"""A hope, a demand, a denial or a condition accuses nobody of anything."""


@cache
def breach_acts() -> frozenset[str]:
    """Acts that ceasefire terms may forbid: those marked so, or whose family is.

    >>> "shelling" in breach_acts(), "deliver_aid" in breach_acts()
    (True, False)
    """
    tree = load_yaml("vocabulary/acts.yaml")
    marked = {name for name, family in tree["families"].items() if family.get("breach")}
    acts = tree["acts"].items()
    return frozenset(name for name, act in acts if act.get("breach", act["family"] in marked))


def accuses(said: Statement) -> bool:
    """Whether the statement holds that something happened which terms may forbid."""
    held = said.polarity is Polarity.AFFIRMED and said.factuality in ACCUSING
    return held and said.act in breach_acts()


def incidents_of(readings: Iterable[Reading]) -> tuple[Incident, ...]:
    """One provisional incident for each accusing statement, in the order of the text.

    A statement that tells a number of happenings and none by itself makes one that is marked so:
    nothing of it can be held against terms. `counts` tells the number.
    """
    said = (said for reading in readings for said in reading.statements if accuses(said))
    return tuple(_incident(statement) for statement in said)


def _incident(said: Statement) -> Incident:
    return Incident(
        id=incident_id([said.id]),
        statements=(said.id,),
        act=said.act,
        act_family=said.act_family,
        accusers=said.speakers,
        initiators=said.agents,
        targets=said.targets,
        places=said.places,
        time=said.time,
        weapons=said.weapons,
        count_only=is_count_only(said),
        words=said.words,
    )


def incident_id(statements: Iterable[str]) -> str:
    """16 hex digits that depend on which statements there are, not on their order.

    >>> incident_id(["a", "b"]) == incident_id(["b", "a"])
    True
    """
    return hashlib.sha256("\n".join(sorted(statements)).encode()).hexdigest()[:16]

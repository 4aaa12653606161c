"""Incidents with what speaks for each being one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.domain.casualties import Casualties
from trucewatch.domain.comparison import Comparison
from trucewatch.domain.credibility import Credibility
from trucewatch.domain.decision import DecisionFate, Overriding
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.identity import Alias, Identity
from trucewatch.domain.incident import Incident
from trucewatch.domain.lineage import Lineage
from trucewatch.domain.link import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """One incident with what speaks for its being one.

    Args:
        denials: ids of statements that deny it or do not confirm it.
        links: what holds its statements together, heaviest first.
        comparison: what its accounts agree on and where they differ.
        credibility: recorded judgements and what rules found; no score.
        aliases: what incidents were called that are part of it now.
        split_from: id of the incident from which it was split, "" for none.
    """

    incident: Incident
    denials: tuple[str, ...]
    lineage: Lineage
    links: tuple[Link, ...]
    comparison: Comparison
    casualties: Casualties
    credibility: Credibility
    aliases: tuple[Alias, ...] = ()
    split_from: str = ""

    def is_called(self, start: str) -> bool:
        """Whether its id, or a name it had before, begins so."""
        names = (self.incident.id, *(alias.id for alias in self.aliases))
        return any(name.startswith(start) for name in names)

    def identity(self) -> Identity:
        """Its names, with all statements that tell of it."""
        return Identity(
            id=self.incident.id,
            statements=tuple(sorted((*self.incident.statements, *self.denials))),
            aliases=self.aliases,
            split_from=self.split_from,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """What came of a set of readings.

    Args:
        incidents: in the order of their ids.
        near_misses: statements of different incidents that were nearly taken for one.
        overridings: where people decided otherwise than the comparison.
        decisions: what became of each decision, in the order in which they were made.
        gone: names of earlier incidents of which nothing is told at present.
    """

    incidents: tuple[Fused, ...]
    near_misses: tuple[Link, ...]
    overridings: tuple[Overriding, ...] = ()
    decisions: tuple[DecisionFate, ...] = ()
    gone: tuple[Identity, ...] = ()

    def identities(self) -> tuple[Identity, ...]:
        """All names, for the next run to carry over."""
        return (*(one.identity() for one in self.incidents), *self.gone)

    def only(self, name: str) -> Fusion:
        """The one incident whose id or earlier name begins so, with what is said of it alone.

        Raises:
            UnknownName: no id begins so, or several do.
        """
        found = [one for one in self.incidents if one.is_called(name)]
        if len(found) != 1:
            what = f"{len(found) or 'no'} incidents have an id that begins with {name!r}"
            raise UnknownName(what, remedy="take an id from the table of trucewatch fuse")
        inside = {*found[0].incident.statements, *found[0].denials}
        missed = (link for link in self.near_misses if {link.one, link.other} & inside)
        decided = [one for one in self.decisions if inside.intersection(one.decision.statements)]
        ids = {one.decision.id for one in decided}
        return replace(
            self,
            incidents=tuple(found),
            near_misses=tuple(missed),
            decisions=tuple(decided),
            overridings=tuple(one for one in self.overridings if one.decision in ids),
        )

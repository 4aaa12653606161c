"""Incidents with what speaks for each being one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.domain.casualties import Casualties
from trucewatch.domain.comparison import Comparison
from trucewatch.domain.credibility import Credibility
from trucewatch.domain.errors import UnknownName
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
    """

    incident: Incident
    denials: tuple[str, ...]
    lineage: Lineage
    links: tuple[Link, ...]
    comparison: Comparison
    casualties: Casualties
    credibility: Credibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """What came of a set of readings.

    Args:
        incidents: in the order of their ids.
        near_misses: statements of different incidents that were nearly taken for one.
    """

    incidents: tuple[Fused, ...]
    near_misses: tuple[Link, ...]

    def only(self, name: str) -> Fusion:
        """The one incident whose id begins so, with what was nearly taken for it.

        Raises:
            UnknownName: no id begins so, or several do.
        """
        found = [one for one in self.incidents if one.incident.id.startswith(name)]
        if len(found) != 1:
            what = f"{len(found) or 'no'} incidents have an id that begins with {name!r}"
            raise UnknownName(what, remedy="take an id from the table of trucewatch fuse")
        inside = {*found[0].incident.statements, *found[0].denials}
        missed = (link for link in self.near_misses if {link.one, link.other} & inside)
        return replace(self, incidents=tuple(found), near_misses=tuple(missed))

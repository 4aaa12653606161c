"""Readings to claims of any kind, each with who has it from whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.lineage import Lineage
from trucewatch.domain.reading import Reading
from trucewatch.fusion.cluster import clustered
from trucewatch.fusion.compare import Holders
from trucewatch.fusion.lineage import lineage as traced
from trucewatch.pipeline.known import Background, known_of, told_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What some statements tell alike, of whatever act, with where they have it from.

    Args:
        statements: ids, in order; never empty.
        words: of the first of them.
    """

    statements: tuple[str, ...]
    act: str
    words: str
    lineage: Lineage


def lineage(
    readings: Iterable[Reading],
    *,
    places: Holders | None = None,
    beside: Background | None = None,
) -> tuple[Claim, ...]:
    """The claims of readings in the order of their statements, whatever the order of readings.

    `fuse` traces what accuses somebody of an act that terms forbid; this traces every statement:
    talks, hopes and denials too.

    Args:
        places: None takes the packaged gazetteer.
        beside: bulletins, judgements and sources; None is the packaged sources alone.
    """
    listed, beside = tuple(readings), beside or Background()
    said = {one.id: one for reading in listed for one in reading.statements}
    accounts = {one.id: one for one in told_by(listed, beside.sources)}
    found = clustered(accounts.values(), places or Gazetteer.packaged())
    outlets = frozenset(one.source for one in accounts.values() if one.source)
    known = known_of(listed, beside)
    return tuple(
        Claim(
            statements=members,
            act=said[members[0]].act,
            words=said[members[0]].words,
            lineage=traced([accounts[one] for one in members], outlets, known),
        )
        for members in found.members
    )

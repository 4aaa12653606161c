"""What the centre knows beside the reports: sources, its own bulletins, judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from trucewatch.data.sources import Sources
from trucewatch.domain.credibility import Judgement
from trucewatch.domain.reading import Reading
from trucewatch.fusion.account import Account, accounts_of
from trucewatch.fusion.known import Known, OwnBulletin
from trucewatch.fusion.shingles import shingles


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is laid beside the readings.

    Args:
        bulletins: texts that the centre published itself, by name.
        own_names: registry ids and names by which reports call the centre.
        judgements: of all delegations.
        sources: who counts as one with whom.
    """

    bulletins: Mapping[str, str] = field(default_factory=dict)
    own_names: frozenset[str] = frozenset()
    judgements: tuple[Judgement, ...] = ()
    sources: Sources = field(default_factory=Sources.packaged)


def known_of(beside: Background) -> Known:
    """What tracing accounts goes by."""
    bulletins = beside.bulletins.items()
    return Known(
        groups=beside.sources,
        own=tuple(OwnBulletin(name, shingles(text)) for name, text in bulletins),
        own_names=beside.own_names,
    )


def told_by(readings: Iterable[Reading], sources: Sources) -> tuple[Account, ...]:
    """Every account of the readings, with publishers by the id that they have on file."""
    return tuple(
        replace(one, source=sources.id_of(one.source)) if one.source else one
        for one in accounts_of(readings)
    )

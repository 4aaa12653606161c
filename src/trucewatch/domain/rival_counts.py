"""Figures of rival claimants beside one another: never added, averaged or merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trucewatch.domain.compliance import Claimant
from trucewatch.domain.conversion import Conversion
from trucewatch.domain.count_check import CountCheck
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.observation import Observation
from trucewatch.domain.time import TimeRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """Something by which figures beside one another are not alike.

    Args:
        code: as in `length`; `unlike.` before it names the sentence.
        facts: what the sentence needs, by name.
    """

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSet:
    """Claims on one stretch of time, side by side.

    Args:
        window: the stretch that holds all of them, None where none is told.
        running: whether they are running totals.
        claims: ids, by start, end and then claimant as first met.
        conversions: ids of those whose window lies within.
        unlike: why figures of different claimants here are not like with like; () where they are.
    """

    window: TimeRange | None
    running: bool
    claims: tuple[str, ...]
    conversions: tuple[str, ...] = ()
    unlike: tuple[Unlike, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalCounts:
    """Every claim once, what its arithmetic comes to, and which stand side by side.

    Args:
        claimants: in the order they are first met, observers after claimants.
        claims: in the order given.
        sets: by time, running totals after periods, what has no window last.
        checks: by claim as in `claims`.
        conversions: by observer as first met, then rule as asked for, then window.
    """

    claimants: tuple[Claimant, ...]
    claims: tuple[CountClaim, ...]
    sets: tuple[CountSet, ...]
    checks: tuple[CountCheck, ...] = ()
    observations: tuple[Observation, ...] = ()
    conversions: tuple[Conversion, ...] = ()

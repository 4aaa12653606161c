"""What differs between two agreements, or in one between two times of knowing, part by part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class Part(StrEnum):
    """The parts of an agreement that are held against one another, in the order they are told."""

    KNOWN = "known"
    KIND = "kind"
    TIMES = "times"
    TERM = "term"
    AMENDMENTS = "amendments"
    PARTIES = "parties"
    GUARANTORS = "guarantors"
    EXCLUSIONS = "exclusions"
    ZONES = "zones"
    CLAUSES = "clauses"


class DiffKind(StrEnum):
    """How the second differs from the first."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs.

    Args:
        key: what it is about: a registry id, the id of a clause, zone or amendment of the first
            (of the second where it was added), or the name of a field.
        counterpart: its id in the second, where that is another one.
        aspect: which field of it changed, "" where it was added or dropped.
        before, after: values as codes, ids, words or UTC instants, each account by itself; ()
            where nothing is written.
    """

    part: Part
    change: DiffKind
    key: str
    counterpart: str = ""
    aspect: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.before != self.after, f"{self.key}: what is the same is no difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsDiff:
    """Two agreements, or one at two times of knowing, and all that differs.

    Args:
        one, other: their ids; the same where one is compared with itself.
        at: only what held at that instant was compared; None is everything.
        known_at_one, known_at_other: what could have been known then; None is everything.
        differences: in the order of the parts, then of the first, what was added last.
    """

    one: str
    other: str
    differences: tuple[Difference, ...]
    at: dt.datetime | None = None
    known_at_one: dt.datetime | None = None
    known_at_other: dt.datetime | None = None

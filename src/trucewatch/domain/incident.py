"""One happening, as far as reports agree on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.statement import Mention, PlaceMention, Speaker, Weapon
from trucewatch.domain.time import TimeRange


class ClaimKind(StrEnum):
    """Why somebody says that an act was no breach."""

    SELF_DEFENCE = "self_defence"
    LIVE_FIRE_EXERCISE = "live_fire_exercise"
    DEMINING = "demining"
    LAW_ENFORCEMENT = "law_enforcement"
    AGREED_MOVEMENT = "agreed_movement"


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody says that the act was excused; nobody has settled whether it was.

    Args:
        by: registry id or name of whoever says so.
    """

    kind: ClaimKind
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A happening that statements tell of, not a finding on it.

    Args:
        objects: classes of object it struck, as in `energy`; () where none is told.
        claims: excuses that somebody claims for it.
        count_only: it is a number of happenings ("55 violations"), none of them told by itself.
        statements: ids of the statements it rests on; never empty.
        provisional: made from one accusing statement, before any report was compared.
        accusers: the speakers of those statements, outermost last; () is the narrator.
        initiators: who is said to have done it; () where nobody is named.
        targets: who is said to have suffered it; () where nobody is named.
    """

    id: str
    statements: tuple[str, ...]
    act: str
    act_family: str
    provisional: bool = True
    accusers: tuple[Speaker, ...] = ()
    initiators: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    time: TimeRange | None = None
    weapons: tuple[Weapon, ...] = ()
    objects: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    count_only: bool = False
    words: str = ""

    def __post_init__(self) -> None:
        require(bool(self.statements), f"incident {self.id} rests on no statement")

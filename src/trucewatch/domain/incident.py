"""One happening, as far as reports agree on it."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.errors import require
from trucewatch.domain.statement import Mention, PlaceMention, Speaker, Weapon
from trucewatch.domain.time import TimeRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A happening that statements tell of, not a finding on it.

    Args:
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
    words: str = ""

    def __post_init__(self) -> None:
        require(bool(self.statements), f"incident {self.id} rests on no statement")

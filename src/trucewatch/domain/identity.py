"""What an incident is called, and was called before."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.errors import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name that an incident had before it became part of another.

    Args:
        statements: what it held when it last went by this name, in order.
    """

    id: str
    statements: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.statements), f"alias {self.id} names no statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The names of one incident.

    Args:
        statements: all that tell of it, also those that deny it, in order.
        aliases: names of incidents that are part of it now, by id.
        split_from: id of the incident from which it was split when it got its name, "" for none.
    """

    id: str
    statements: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()
    split_from: str = ""

    def __post_init__(self) -> None:
        require(bool(self.statements), f"incident {self.id} names no statement")

"""Who is bound by terms, since when and by whose list, and who is left out of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.actor import RelationKind
from trucewatch.domain.errors import require
from trucewatch.domain.moment import Citation


class MembershipStatus(StrEnum):
    """How an actor stands to an agreement."""

    DECLARED = "declared"
    ATTESTED = "attested"
    BOUND_BY_TEXT = "bound_by_text"
    GUARANTOR = "guarantor"
    WARNED = "warned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    EXCLUDED = "excluded"
    NOT_DECLARED = "not_declared"


NO_PARTY = frozenset(
    {
        MembershipStatus.REFUSED,
        MembershipStatus.WITHDRAWN,
        MembershipStatus.SUSPENDED,
        MembershipStatus.EXCLUDED,
        MembershipStatus.NOT_DECLARED,
    }
)
"""Entries that record that an actor is no party; no entry at all may mean that nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An event: this actor accepted, through this channel, at this time, as this list says.

    Args:
        side: the group of duty bearers it joins, as clauses name them.
        channel: registry id that received the declaration, None where the text itself binds.
        attested_by: registry ids that vouch for the declaration to others.
        listed_by: registry ids whose membership list holds it; () where it is common ground.
        through: relations by which it reaches others: with `supports`, whoever supports the actor
            is bound with it. Organs of the actor always are.
    """

    actor: str
    side: str
    status: MembershipStatus
    citation: Citation
    channel: str | None = None
    attested_by: tuple[str, ...] = ()
    listed_by: tuple[str, ...] = ()
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    through: tuple[RelationKind, ...] = ()

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            require(self.start < self.end, "{actor} cannot leave before it joins", actor=self.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Who is left out: an actor, or whoever stands on an outside list with its own dates.

    Args:
        start, end: half-open; None where that side is open.
    """

    citation: Citation
    actor: str | None = None
    list: str | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def __post_init__(self) -> None:
        require((self.actor is None) != (self.list is None), "exclude an actor or a list, not both")
        if self.start is not None and self.end is not None:
            require(self.start < self.end, "an exclusion cannot end before it begins")

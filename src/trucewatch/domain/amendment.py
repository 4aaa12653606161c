"""Changes of terms after they were made, each with when it takes effect and when it was told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require
from trucewatch.domain.membership import Membership
from trucewatch.domain.moment import Citation, TimeFact, Window
from trucewatch.domain.sentence import Sentence


class AmendmentKind(StrEnum):
    """What a change does."""

    EXTEND = "extend"
    SHORTEN = "shorten"
    ADD_ZONE = "add_zone"
    ADD_PARTY = "add_party"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    TERMINATE = "terminate"
    RECOMMIT = "recommit"
    CLARIFY = "clarify"


STRETCHING = frozenset({AmendmentKind.EXTEND, AmendmentKind.RECOMMIT})
"""Kinds that add a stretch of time, so that they have a window instead of a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One change of an agreement.

    Args:
        window: the stretch that an extension or a recommitment adds; it may leave a gap after the
            stretch before.
        effective: for all other kinds, every assertion of when it takes effect. Who asserts a
            termination, and who denies it, stands there.
        announced: when it was told, which may be after it took effect; () is when it took effect.
        amends: id of the earlier amendment that it changes, None where it changes the agreement.
        zone: id of the zone that `add_zone` adds.
        memberships: who joins with `add_party`.
        summary: what it says, in our own words.

    Raises:
        InvalidValue: a part that its kind needs is missing, or one that its kind cannot have.
    """

    id: str
    kind: AmendmentKind
    citation: Citation
    window: Window | None = None
    effective: tuple[TimeFact, ...] = ()
    announced: tuple[TimeFact, ...] = ()
    amends: str | None = None
    zone: str | None = None
    memberships: tuple[Membership, ...] = ()
    summary: str = ""

    def __post_init__(self) -> None:
        stretches = self.kind in STRETCHING
        require(
            stretches == (self.window is not None),
            "{kind} {id}: {window}",
            kind=self.kind,
            id=self.id,
            window=_WINDOW,
        )
        require(
            stretches != bool(self.effective),
            "{kind} {id}: {effect}",
            kind=self.kind,
            id=self.id,
            effect=_EFFECT,
        )
        added = self.kind is AmendmentKind.ADD_ZONE
        require(
            added == (self.zone is not None),
            "{kind} {id}: add_zone names a zone",
            kind=self.kind,
            id=self.id,
        )
        joined = self.kind is AmendmentKind.ADD_PARTY
        require(
            joined == bool(self.memberships),
            "{kind} {id}: add_party has members",
            kind=self.kind,
            id=self.id,
        )


_WINDOW = Sentence("extend and recommit have a window, no other kind has")
_EFFECT = Sentence("every kind but extend and recommit says when it is effective")

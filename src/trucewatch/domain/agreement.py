"""Ceasefire terms as data: who owes what, to whom, where and when, as far as it is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class AgreementClass(StrEnum):
    """Kinds of arrangement, as mediators name them."""

    HUMANITARIAN_PAUSE = "humanitarian_pause"
    TRUCE = "truce"
    LOCAL_TRUCE = "local_truce"
    CESSATION_OF_HOSTILITIES = "cessation_of_hostilities"
    PRELIMINARY_CEASEFIRE = "preliminary_ceasefire"
    DEFINITIVE_CEASEFIRE = "definitive_ceasefire"
    DISENGAGEMENT = "disengagement"
    DE_ESCALATION_ZONE = "de_escalation_zone"
    SECTORAL = "sectoral"
    UNILATERAL = "unilateral"


class Modality(StrEnum):
    """What a clause does with an act."""

    SHALL = "shall"
    SHALL_NOT = "shall_not"
    MAY = "may"
    EXEMPT = "exempt"
    EXCUSE = "excuse"


class Grade(StrEnum):
    """How well a fact is grounded: read at its source, background, or inferred."""

    READ = "R"
    BACKGROUND = "B"
    INFERRED = "I"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact was read, and its grade."""

    source: str
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeFact:
    """One assertion of a moment: several may stand side by side for one question.

    Args:
        at: UTC instant, None for "open" or "not known".
        words: how the source words it.
        zone: IANA name of the clock it was given in.
        asserted_by: registry ids; () where it is common ground.
        known_from: when it was announced, None where that was with the agreement.
        contested_by: registry ids that deny it.
    """

    at: dt.datetime | None
    citation: Citation
    words: str = ""
    zone: str | None = None
    asserted_by: tuple[str, ...] = ()
    known_from: dt.datetime | None = None
    contested_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When terms hold: every asserted start and every asserted end.

    More than one start, or end, means it is contested; the reader of a window keeps them all.
    An empty `ends` means open-ended by the text.
    """

    starts: tuple[TimeFact, ...]
    ends: tuple[TimeFact, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.starts), "a window needs at least one asserted start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """Where terms hold.

    Args:
        places: ids of places whose outlines make it; () with `known=False`.
        known: False where the line is not known; such a zone never yields "surely".
        uncertainty_m: metres by which the boundary may be off, >= 0.
        except_held_by: excluded holders whose delineated territory is cut out.
    """

    id: str
    name: str
    places: tuple[str, ...]
    citation: Citation
    known: bool = True
    uncertainty_m: int = 0
    except_held_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(self.uncertainty_m >= 0, f"zone {self.id}: uncertainty cannot be negative")
        require(self.known == bool(self.places), f"zone {self.id}: known iff it has places")


class MembershipStatus(StrEnum):
    """How an actor stands to an agreement."""

    DECLARED = "declared"
    ATTESTED = "attested"
    BOUND_BY_TEXT = "bound_by_text"
    GUARANTOR = "guarantor"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An event: this actor accepted, through this channel, at this time, as this list says.

    Args:
        side: the group of duty bearers it joins, as clauses name them.
        channel: registry id that received the declaration, None where the text itself binds.
        listed_by: registry ids whose membership list holds it; () where it is common ground.
    """

    actor: str
    side: str
    status: MembershipStatus
    citation: Citation
    channel: str | None = None
    listed_by: tuple[str, ...] = ()
    start: dt.datetime | None = None
    end: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Who is left out: an actor, or whoever stands on an outside list with its own dates."""

    citation: Citation
    actor: str | None = None
    list: str | None = None

    def __post_init__(self) -> None:
        require((self.actor is None) != (self.list is None), "exclude an actor or a list, not both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One duty, permission or exemption.

    Args:
        bearers: sides or registry ids that owe it; beneficiaries: those it protects.
        acts: acts or act families of the vocabulary that it speaks of.
        weapons: weapon classes it is limited to; () is any weapon.
        summary: the clause in our own words, English.
    """

    id: str
    number: str
    modality: Modality
    summary: str
    bearers: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    acts: tuple[str, ...]
    citation: Citation
    weapons: tuple[str, ...] = ()
    zone: str | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One arrangement with everything that is known of it.

    Args:
        parent: the wider arrangement it nests in.
        guarantors: registry ids; their lists make the readings.
        announced: assertions of when it was announced, which may be after its start.
        opt_in: whether parties become bound by declaring acceptance.
        co_chairs: registry ids to either of which acceptance is declared.
    """

    id: str
    names: tuple[str, ...]
    kind: AgreementClass
    window: Window
    zones: tuple[Zone, ...]
    memberships: tuple[Membership, ...]
    clauses: tuple[Clause, ...]
    citations: tuple[Citation, ...]
    zone: str
    parent: str | None = None
    guarantors: tuple[str, ...] = ()
    announced: tuple[TimeFact, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    opt_in: bool = False
    co_chairs: tuple[str, ...] = ()
    time_zone: str = "UTC"

    def __post_init__(self) -> None:
        require(bool(self.names), f"agreement {self.id} has no name")
        numbers = [clause.id for clause in self.clauses]
        require(len(numbers) == len(set(numbers)), f"agreement {self.id}: clause id used twice")
        zones = {zone.id for zone in self.zones}
        named = {self.zone, *(clause.zone for clause in self.clauses if clause.zone)}
        require(named <= zones, f"agreement {self.id}: zone {sorted(named - zones)} is not defined")

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0]

"""Ceasefire terms as data: who owes what, to whom, where and when, as far as it is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.actor import ActorKind, RelationKind
from trucewatch.domain.errors import require

ANY_PARTY = "parties"
"""Side that stands for every party, whichever side it joined."""


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
        at: UTC instant, None for "not known".
        until: where the source tells a day or a span alone, the instant by which the moment had
            come; the moment lies in the half-open range from `at`. None where `at` is exact.
        words: how the source words it.
        zone: IANA name of the clock it was given in.
        asserted_by: registry ids; () where it is common ground.
        known_from: when it was announced, None where that was with the agreement.
        contested_by: registry ids that deny it.
    """

    at: dt.datetime | None
    citation: Citation
    until: dt.datetime | None = None
    words: str = ""
    zone: str | None = None
    asserted_by: tuple[str, ...] = ()
    known_from: dt.datetime | None = None
    contested_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.until is not None:
            require(self.at is not None and self.at < self.until, "a moment runs from at to until")

    @property
    def latest(self) -> dt.datetime | None:
        """The last instant at which the moment can have been; None where it is not known."""
        return self.until or self.at


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
        places: ids of places that make it, or that are surely in it; () with `known=False`.
        outer: ids of places it may reach to; () where `places` are all of it.
        known: False where the line is not known; such a zone never yields "surely".
        uncertainty_m: metres by which the boundary may be off, >= 0.
        except_held_by: excluded holders whose delineated territory is cut out.
    """

    id: str
    name: str
    places: tuple[str, ...]
    citation: Citation
    outer: tuple[str, ...] = ()
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
    NOT_DECLARED = "not_declared"


NO_PARTY = frozenset(
    {MembershipStatus.REFUSED, MembershipStatus.WITHDRAWN, MembershipStatus.NOT_DECLARED}
)
"""Entries that record that an actor is no party; no entry at all may mean that nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An event: this actor accepted, through this channel, at this time, as this list says.

    Args:
        side: the group of duty bearers it joins, as clauses name them.
        channel: registry id that received the declaration, None where the text itself binds.
        listed_by: registry ids whose membership list holds it; () where it is common ground.
        through: relations by which it reaches others: with `supports`, whoever supports the actor
            is bound with it. Organs of the actor always are.
    """

    actor: str
    side: str
    status: MembershipStatus
    citation: Citation
    channel: str | None = None
    listed_by: tuple[str, ...] = ()
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    through: tuple[RelationKind, ...] = ()


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
        bearers: sides or registry ids that owe it, or `parties` for all of them.
        beneficiaries: those it protects, named alike; () protects everybody.
        acts: acts or act families of the vocabulary whose happening it speaks of: what a duty
            forbids, what would show that a duty to do something was not kept, what is permitted.
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
class Extension:
    """One more stretch of time for the same terms, with its own announcement.

    It may leave a gap after the stretch before, and may be announced after it began.
    """

    id: str
    window: Window
    announced: tuple[TimeFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One arrangement with everything that is known of it.

    Args:
        names: the preferred one first; `langs` tells the language of each, () is English.
        parent: the wider arrangement it nests in.
        extensions: further stretches of time, in the order they were announced.
        guarantors: registry ids; their lists make the readings.
        announced: assertions of when it was announced, which may be after its start.
        opt_in: whether parties become bound by declaring acceptance.
        co_chairs: registry ids to either of which acceptance is declared.
        unlisted_kinds: kinds of actors that may be members though no public list names them;
            for all other kinds, no entry means no member.
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
    extensions: tuple[Extension, ...] = ()
    unlisted_kinds: tuple[ActorKind, ...] = ()
    langs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.names), f"agreement {self.id} has no name")
        numbers = [clause.id for clause in self.clauses]
        require(len(numbers) == len(set(numbers)), f"agreement {self.id}: clause id used twice")
        zones = {zone.id for zone in self.zones}
        named = {self.zone, *(clause.zone for clause in self.clauses if clause.zone)}
        require(named <= zones, f"agreement {self.id}: zone {sorted(named - zones)} is not defined")
        paired = len(self.langs) in {0, len(self.names)}
        require(paired, f"agreement {self.id}: a language for each name, or none")

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0]

    def name_in(self, lang: str) -> str:
        """The first name in `lang`, else the first of all."""
        pairs = zip(self.names, self.langs, strict=False)
        return next((name for name, its in pairs if its == lang), self.name)

    @property
    def ends(self) -> tuple[TimeFact, ...]:
        """Every asserted end of the last stretch of time; () is open by the text."""
        return (self.extensions[-1].window if self.extensions else self.window).ends

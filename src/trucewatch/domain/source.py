"""Who publishes or tells, who owns it, and with whom it counts as one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.actor import ALWAYS, ActorName, Validity
from trucewatch.domain.errors import require
from trucewatch.domain.moment import Citation


class Reliability(StrEnum):
    """How reliable a source has been on a topic: the letters of the admiralty system."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SourceKind(StrEnum):
    """What a source is; the first four pass on what others tell."""

    AGENCY = "agency"
    BROADCASTER = "broadcaster"
    NEWSPAPER = "newspaper"
    SITE = "site"
    MONITOR = "monitor"
    MISSION = "mission"
    OFFICE = "office"


class OwnershipKind(StrEnum):
    """Who owns or funds a source."""

    STATE = "state"
    PARTY = "party"
    PRIVATE = "private"
    PUBLIC = "public"
    NGO = "ngo"
    UN = "un"
    INTERGOVERNMENTAL = "intergovernmental"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """Who owns or funds a source, as a record has it.

    Args:
        owner: registry id or name, "" where the record names none.
        asserted_by, contested_by: registry ids or names; both () where nobody disputes it.
    """

    kind: OwnershipKind
    citation: Citation
    owner: str = ""
    asserted_by: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Whom a source is recorded as close to; a contested record stays with whoever asserts it."""

    to: str
    citation: Citation
    asserted_by: tuple[str, ...] = ()
    contested_by: tuple[str, ...] = ()
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher of reports, or a body that tells what it saw itself.

    Args:
        id: the registry id of the body where the registry has it.
        names: the preferred name of each language first; never empty.
        ownership: every record of it; more than one where it is contested.
        independence_group: sources of one group never count twice; None stands for itself alone.
        domains: internet names that it publishes under.

    Raises:
        InvalidValue: it has no name.
    """

    id: str
    kind: SourceKind
    names: tuple[ActorName, ...]
    ownership: tuple[Ownership, ...] = ()
    alignment: tuple[Alignment, ...] = ()
    independence_group: str | None = None
    domains: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.names), "source {id} has no name", id=self.id)

    @property
    def passes_on(self) -> bool:
        """Whether it tells what others told it, unless it says otherwise."""
        return self.kind in {
            SourceKind.AGENCY,
            SourceKind.BROADCASTER,
            SourceKind.NEWSPAPER,
            SourceKind.SITE,
        }

    def name_in(self, lang: str) -> str:
        """The preferred name in `lang`, else the first of all."""
        return next((name.text for name in self.names if name.lang == lang), self.names[0].text)

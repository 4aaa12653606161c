"""Who acts, speaks or is spoken of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from trucewatch.domain.errors import require


class ActorKind(StrEnum):
    """What an entry of the actor registry is."""

    STATE = "state"
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    ARMED_FORCE = "armed_force"
    ARMED_GROUP = "armed_group"
    COALITION = "coalition"
    POLITICAL_BODY = "political_body"
    PERSON = "person"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    MISSION = "mission"
    MEDIA = "media"
    STATE_BODY = "state_body"
    POPULATION = "population"


class NameUse(StrEnum):
    """In what way a spelling denotes its actor."""

    NAME = "name"
    ACRONYM = "acronym"
    ALIAS = "alias"
    DEMONYM = "demonym"
    METONYM = "metonym"
    DESCRIPTOR = "descriptor"


@dataclass(frozen=True, slots=True)
class Validity:
    """Half-open range of calendar days; an open side is None.

    >>> Validity(dt.date(2016, 1, 1), None).holds(dt.date(2016, 5, 3))
    True
    >>> Validity(None, dt.date(2016, 1, 1)).holds(dt.date(2016, 1, 1))
    False
    """

    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None:
            require(
                self.start < self.end,
                "valid from {start} until {end} is empty",
                start=self.start,
                end=self.end,
            )

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies inside; an open side never excludes."""
        after_start = self.start is None or self.start <= day
        return after_start and (self.end is None or day < self.end)


ALWAYS = Validity()


@dataclass(frozen=True, slots=True)
class ActorName:
    """One spelling in one language, with its use and the days it was used."""

    text: str
    lang: str
    use: NameUse = NameUse.NAME
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: `title` in lower-case English, of an actor, in a body."""

    title: str
    of: str
    body: str | None = None
    valid: Validity = ALWAYS


class RelationKind(StrEnum):
    """How one actor stands to another."""

    COMMANDS = "commands"
    SUPPORTS = "supports"
    MEMBER_OF = "member_of"
    PROXY_OF = "proxy_of"
    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"
    ALLY_OF = "ally_of"


@dataclass(frozen=True, slots=True)
class ActorRelation:
    """This actor `kind` the `other`, as `asserted_by` says; contested relations are kept."""

    kind: RelationKind
    other: str
    asserted_by: str
    contested: bool = False
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An entry of the actor registry.

    Args:
        id: ASCII slug, stable over releases.
        names: the preferred name of each language first.
        parent: id of the actor it is an organ of; never itself.
        surname: for persons, the surname by language.
    """

    id: str
    kind: ActorKind
    names: tuple[ActorName, ...]
    source: str
    parent: str | None = None
    valid: Validity = ALWAYS
    relations: tuple[ActorRelation, ...] = ()
    surnames: tuple[ActorName, ...] = ()
    offices: tuple[Office, ...] = ()

    def __post_init__(self) -> None:
        require(self.id.isascii() and bool(self.id), "actor id {id!r} is no ASCII slug", id=self.id)
        require(bool(self.names), "actor {id} has no name", id=self.id)
        require(self.parent != self.id, "actor {id} cannot be its own parent", id=self.id)

    @property
    def name(self) -> str:
        """The preferred English name, else the first."""
        return self.name_in("en")

    def name_in(self, lang: str) -> str:
        """The preferred name in `lang`, else the first of all."""
        return next((name.text for name in self.names if name.lang == lang), self.names[0].text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """An entry of one asserter's list: `target` held `status` there on these days.

    Two asserters may differ; both entries stand side by side.
    """

    target: str
    status: str
    list: str
    asserter: str
    source: str
    grade: str
    valid: Validity = ALWAYS

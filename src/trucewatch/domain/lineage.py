"""Who has it from whom, and on how many origins a claim rests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.errors import require


class Taking(StrEnum):
    """How it shows that one account was taken from another, the plainest first."""

    NAMED = "named"
    COPIED = "copied"
    QUOTED = "quoted"
    TRANSLATED = "translated"
    SAME_FIGURES = "same_figures"
    SAME_SPELLING = "same_spelling"
    SAME_VOICE = "same_voice"


class Order(StrEnum):
    """How it is known which of two accounts was there first.

    `same_day` and `undated` leave it open; with `common` both have it from one voice, neither
    from the other.
    """

    NAMED = "named"
    EARLIER = "earlier"
    SAME_DAY = "same_day"
    UNDATED = "undated"
    COMMON = "common"


class Sharing(StrEnum):
    """Why several origins count as one, or that one stands alone."""

    ALONE = "alone"
    SAME_BODY = "same_body"
    SAME_GROUP = "same_group"
    MAY_BE_ONE = "may_be_one"


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence that an account was taken from another, as a code with its facts."""

    how: Taking
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One account that was taken from another.

    Args:
        taken, origin: ids of statements: the later one and the one it was taken from.
        how: the plainest sign; `evidence` tells it, as the outlet named or the share copied.
        signs: every sign, the plainest first.
        order: what tells the direction; where it is open, `taken` may as well be the first.
    """

    taken: str
    origin: str
    how: Taking
    evidence: str
    signs: tuple[Sign, ...] = ()
    order: Order = Order.EARLIER

    def __post_init__(self) -> None:
        require(self.taken != self.origin, f"statement {self.taken} is not taken from itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of the chain of who says that who says.

    Args:
        actor: registry id, None where no register holds the name.
        unnamed: told by a description alone ("a senior official"), so nobody knows who it is.
        publisher: it passes on what others tell.
    """

    name: str
    actor: str | None
    unnamed: bool = False
    publisher: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """By whom one statement came to the centre.

    Args:
        report, source: the file and whoever published it, None where not known.
        voices: nearest to the act first; () is the report itself.
    """

    statement: str
    report: str
    source: str | None
    published: dt.date | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whoever stands at the root of accounts.

    Args:
        id: registry id or name; an unnamed voice is told apart by whoever heard it.
        through: who heard an unnamed voice, "" for one that has a name.
        statements: ids of the statements that rest on it, in order.
    """

    id: str
    name: str
    actor: str | None
    unnamed: bool
    through: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """Origins that count once.

    Args:
        id: the body or group they belong to, else the id of the first.
        origins: their ids, in order; never empty.
        why: where it is `may_be_one`, nobody can tell one from several.
    """

    id: str
    origins: tuple[str, ...]
    why: Sharing


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """A statement that is the centre's own, come back; it adds no origin."""

    statement: str
    how: Taking
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One step of a circle: in `statement`, `outlet` quotes `quoted`.

    Args:
        circle: number of the circle in `Lineage.circles`, the first is 0.
    """

    circle: int
    statement: str
    outlet: str
    quoted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What is left of the count when nothing is taken from one source.

    Args:
        source: an outlet, origin or group on which the count depends.
        statements: ids of the statements that fall with it.
    """

    source: str
    independent: int
    at_most: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """How the accounts of one happening hang together.

    Args:
        edges: each taken account with what it was taken from, by id.
        origins: id of whoever is at the root, by statement; at most one each.
        untold: statements of which nobody can see where they come from.
        circles: outlets that quote one another in a circle, each circle in order.
        chains: by whom each statement came, by id.
        roots: every origin, by id; `groups` says which of them count as one.
        came_back: statements that are the centre's own.
        quotes: the steps of the circles.
        without: each source on which the count depends, by id.
    """

    edges: tuple[Edge, ...]
    origins: tuple[tuple[str, str], ...]
    untold: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    chains: tuple[Chain, ...] = ()
    roots: tuple[Origin, ...] = ()
    groups: tuple[OriginGroup, ...] = ()
    came_back: tuple[CameBack, ...] = ()
    quotes: tuple[Quote, ...] = ()
    without: tuple[Without, ...] = ()

    @property
    def independent(self) -> int:
        """On how many origins it surely rests; a circle adds none, nor does what is not told."""
        return len(self.groups) or int(bool(self.untold))

    @property
    def at_most(self) -> int:
        """On how many origins it can rest, if unnamed voices that may be one are not."""
        several = (len(one.origins) if one.why is Sharing.MAY_BE_ONE else 1 for one in self.groups)
        return sum(several) or int(bool(self.untold))

    def groups_by_statement(self) -> dict[str, str]:
        """Id of the group of origins of each statement; without those whose origin is not told."""
        of = {origin: one.id for one in reversed(self.groups) for origin in one.origins}
        return {name: of[origin] for name, origin in self.origins if origin in of}

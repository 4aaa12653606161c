"""Ceasefire terms as data: who owes what, to whom, where and when, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from trucewatch.domain.actor import ActorKind
from trucewatch.domain.amendment import STRETCHING, Amendment, AmendmentKind
from trucewatch.domain.clause import Clause
from trucewatch.domain.errors import require
from trucewatch.domain.membership import Exclusion, Membership
from trucewatch.domain.moment import Citation, TimeFact, Window
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.zone import ControlArea, Zone


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
    PROCEDURE = "procedure"


class Stage(StrEnum):
    """Where in a peace process it stands, as PA-X tells it."""

    PRE_NEGOTIATION = "pre"
    FRAMEWORK_PARTIAL = "sub_par"
    FRAMEWORK_COMPREHENSIVE = "sub_comp"
    IMPLEMENTATION = "imp"
    RENEWAL = "ren"
    CEASEFIRE = "cea"
    OTHER = "oth"


class TermBasis(StrEnum):
    """How its length is set."""

    FIXED = "fixed"
    RENEWABLE = "renewable"
    OPEN = "open"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


class Publicity(StrEnum):
    """How much of the text the public can read."""

    PUBLIC = "public"
    PARTIAL = "partial"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """The text in one language.

    Args:
        lang: ISO 639-1 code.
        authentic: whether it is named as equally binding; None where that is not known.
    """

    lang: str
    citation: Citation
    authentic: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One arrangement with everything that is known of it.

    Args:
        names: the preferred one first; `langs` tells the language of each, () is English.
        conflict: the conflict it is about, in words.
        window: every asserted start and end of effect, before any amendment.
        zone: id of the zone of all clauses that name none of their own.
        parent: the wider arrangement it nests in.
        supersedes, amends: ids of agreements that it replaces, or changes.
        amendments: in the order they were announced.
        guarantors: registry ids; their lists make the readings where there are no co-chairs.
        announced, signed: assertions of when, which may be after its start.
        term, renewal: how its length is set, and how it is renewed, in our own words.
        opt_in: whether parties become bound by declaring acceptance.
        co_chairs: registry ids to either of which acceptance is declared.
        unlisted_kinds: kinds of actors that may be members though no public list names them;
            for all other kinds, no entry means no member.
        controls: territory held by whoever a zone cuts out.
        ambiguities: what is known to be unclear, by code of the linter, in our own words.

    Raises:
        InvalidValue: an id is used twice or not defined, or amendments change one another in a
            circle.
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
    conflict: str = ""
    stage: Stage = Stage.CEASEFIRE
    parent: str | None = None
    supersedes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    facilitators: tuple[str, ...] = ()
    announced: tuple[TimeFact, ...] = ()
    signed: tuple[TimeFact, ...] = ()
    term: TermBasis = TermBasis.UNKNOWN
    renewal: str = ""
    publicity: Publicity = Publicity.PUBLIC
    texts: tuple[TextVersion, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    opt_in: bool = False
    co_chairs: tuple[str, ...] = ()
    time_zone: str = "UTC"
    amendments: tuple[Amendment, ...] = ()
    unlisted_kinds: tuple[ActorKind, ...] = ()
    controls: tuple[ControlArea, ...] = ()
    ambiguities: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.names), "agreement {id} has no name", id=self.id)
        self._once(Sentence("clause"), (clause.id for clause in self.clauses))
        self._once(Sentence("zone"), (zone.id for zone in self.zones))
        self._once(Sentence("amendment"), (one.id for one in self.amendments))
        zones = {zone.id for zone in self.zones}
        named = {self.zone, *(clause.zone for clause in self.clauses if clause.zone)}
        named |= {one.zone for one in self.amendments if one.zone}
        require(
            named <= zones,
            "agreement {id}: zone {named} is not defined",
            id=self.id,
            named=sorted(named - zones),
        )
        paired = len(self.langs) in {0, len(self.names)}
        require(paired, "agreement {id}: a language for each name, or none", id=self.id)
        self._amended_in_order()

    def _once(self, what: str, ids: Iterator[str]) -> None:
        listed = list(ids)
        twice = next((one for one in listed if listed.count(one) > 1), None)
        require(
            twice is None,
            "agreement {id}: {what} id {twice} is used twice",
            id=self.id,
            what=what,
            twice=twice,
        )

    def _amended_in_order(self) -> None:
        changes = {one.id: one.amends for one in self.amendments}
        for one, amended in changes.items():
            known = amended is None or amended in changes
            require(
                known,
                "amendment {one} amends {amended}, which is not there",
                one=one,
                amended=amended,
            )
        circle = circle_of(changes)
        what = Sentence(
            "amendments change one another in a circle: {circle}", circle=" -> ".join(circle)
        )
        require(not circle, what, remedy="let each amend an earlier one")

    @property
    def name(self) -> str:
        """The first name."""
        return self.names[0]

    def name_in(self, lang: str) -> str:
        """The first name in `lang`, else the first of all."""
        pairs = zip(self.names, self.langs, strict=False)
        return next((name for name, its in pairs if its == lang), self.name)

    @property
    def members(self) -> tuple[Membership, ...]:
        """Every membership, those that amendments added last."""
        added = (entry for one in self.amendments for entry in one.memberships)
        return (*self.memberships, *added)

    def with_members(self, members: Iterable[Membership]) -> Agreement:
        """The same terms with these members alone."""
        others = (one for one in self.amendments if one.kind is not AmendmentKind.ADD_PARTY)
        return replace(self, memberships=tuple(members), amendments=tuple(others))

    @property
    def ends(self) -> tuple[TimeFact, ...]:
        """Every asserted end of the last stretch of time; () is open by the text."""
        added = [one.window for one in self.amendments if one.kind in STRETCHING]
        return (added[-1] or self.window).ends if added else self.window.ends


def circle_of(changes: Mapping[str, str | None]) -> tuple[str, ...]:
    """The first circle in which things point at one another, () where there is none.

    >>> circle_of({"a": "b", "b": "c", "c": "b"}), circle_of({"a": "b", "b": None})
    (('b', 'c', 'b'), ())
    """
    for start in changes:
        path = [start]
        while (after := changes.get(path[-1])) is not None:
            if after in path:
                return (*path[path.index(after) :], after)
            path.append(after)
    return ()

"""What terms leave open, contradict or leave out, with what other terms did there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trucewatch.domain.errors import require


class AmbiguityCode(StrEnum):
    """Kinds of ambiguity; stable, since agreement files list those that are known by them."""

    UNDEFINED_TERM = "undefined_term"
    NO_ZONE_FOR_PLACE = "no_zone_for_place"
    ZONE_REACH_UNCLEAR = "zone_reach_unclear"
    WEAPONS_WITHOUT_DISTANCE = "weapons_without_distance"
    NO_END_NO_RENEWAL = "no_end_no_renewal"
    START_CONTESTED = "start_contested"
    END_CONTESTED = "end_contested"
    ANNOUNCED_AFTER_START = "announced_after_start"
    DEADLINE_BEFORE_EFFECT = "deadline_before_effect"
    DEADLINE_MISSING = "deadline_missing"
    OPT_IN_WITHOUT_DEADLINE = "opt_in_without_deadline"
    OVERLAPPING_EXCLUSIONS = "overlapping_exclusions"
    MEMBERSHIP_DISPUTED = "membership_disputed"
    DUTY_WITHOUT_BEARER = "duty_without_bearer"
    DUTY_NOBODY_JOINED = "duty_nobody_joined"
    CLAUSE_DISPUTED = "clause_disputed"
    ACTS_NOT_COVERED = "acts_not_covered"
    NO_SELF_DEFENCE_RULE = "no_self_defence_rule"
    NO_MONITOR = "no_monitor"
    COUNTING_RULE_MISSING = "counting_rule_missing"
    LANGUAGES_DIFFER = "languages_differ"
    PUBLICITY_RESTRICTED = "publicity_restricted"


class Severity(StrEnum):
    """How much an ambiguity asks for, most first."""

    GAP = "gap"
    """Something without which nobody can say whether the terms were kept."""

    UNCLEAR = "unclear"
    """Two honest readers can come to different answers."""

    NOTE = "note"
    """Worth knowing; many terms that worked left it so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """What other agreements did at the same point.

    Args:
        of: how many of them can be compared at this point, >= 0.
        did: how many of these did what the sentence of the code says, 0 to `of`.
        examples: ids of some that did, those of the same kind of agreement first.

    Raises:
        InvalidValue: more did it than can be compared, or more are named than did it.
    """

    of: int = 0
    did: int = 0
    examples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(0 <= self.did <= self.of, f"{self.did} of {self.of} agreements cannot be")
        require(len(self.examples) <= self.did, "more examples than agreements that did it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """One thing that terms leave open.

    Args:
        agreement: id of the terms.
        about: id of the clause, zone or amendment that it concerns; of the actor for memberships
            and exclusions, of the act family for acts; "" where it concerns the terms as a whole.
        variant: which case of the code it is, "" where there is one alone.
        facts: ids, numbers, moments and words by parameter of its sentence.
        others: what other agreements did there.
        known: whether the file of the terms lists it.
        reason, elsewhere: sentences on it and on the others, "" until they are worded.

    >>> one = Ambiguity(agreement="t", code=AmbiguityCode.NO_MONITOR, severity=Severity.UNCLEAR)
    >>> one.entry, one.listed_in(["no_monitor"]), one.listed_in(["no_monitor c1"])
    ('no_monitor', True, False)
    """

    agreement: str
    code: AmbiguityCode
    severity: Severity
    about: str = ""
    variant: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    others: Precedent = field(default_factory=Precedent)
    known: bool = False
    reason: str = ""
    elsewhere: str = ""

    @property
    def entry(self) -> str:
        """How an agreement file lists it: its code, and the id where there is one."""
        return f"{self.code} {self.about}".rstrip()

    @property
    def sentence(self) -> str:
        """The code of its sentence."""
        return f"{self.code}.{self.variant}" if self.variant else str(self.code)

    def listed_in(self, known: tuple[str, ...] | list[str]) -> bool:
        """Whether a list of known ones holds it; a code alone stands for all of its kind."""
        return self.entry in known or str(self.code) in known

"""What the checks for ambiguities share: what they look at, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trucewatch.assess.scope import Places
from trucewatch.data.loading import load_yaml
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.ambiguity import AmbiguityCode, Severity
from trucewatch.domain.clause import DUTIES, Clause, DutyKind, Modality
from trucewatch.domain.zone import Zone

FIRE = "fire"

Practice = Callable[[Agreement], bool | None]
"""Whether an agreement did something; None where it cannot be compared at that point."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Terms with the registers that their names refer to."""

    agreement: Agreement
    registry: Registry
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An ambiguity before anybody asked what others did there; see `Ambiguity` for the fields."""

    code: AmbiguityCode
    severity: Severity
    practice: Practice
    about: str = ""
    variant: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def duties(agreement: Agreement) -> Iterator[Clause]:
    """Clauses that can be failed."""
    return (clause for clause in agreement.clauses if clause.modality in DUTIES)


def of_kind(agreement: Agreement, kinds: Iterable[DutyKind]) -> Iterator[Clause]:
    """Duties to do something of these kinds."""
    wanted = set(kinds)
    return (clause for clause in agreement.clauses if clause.duty in wanted)


def holds_fire(agreement: Agreement) -> Iterator[Clause]:
    """Duties to refrain from fire of some kind."""
    refraining = (one for one in agreement.clauses if one.modality is Modality.SHALL_NOT)
    return (one for one in refraining if FIRE in families(one))


def families(clause: Clause) -> frozenset[str]:
    """Act families of which a clause speaks, in whole or in part."""
    acts = load_yaml("vocabulary/acts.yaml")["acts"]
    return frozenset(acts[one]["family"] if one in acts else one for one in clause.acts)


def binding(agreement: Agreement) -> bool:
    """Whether it binds parties in the field; a procedure only says how bodies work."""
    return agreement.kind is not AgreementClass.PROCEDURE


def zone_of(agreement: Agreement, clause: Clause) -> Zone:
    """The zone in which a clause holds."""
    wanted = clause.zone or agreement.zone
    return next(zone for zone in agreement.zones if zone.id == wanted)


def listed(words: Iterable[str]) -> str:
    """Words in a row, for a fact; codes are written with blanks.

    >>> listed(["heavy_weapons", "tank"])
    'heavy weapons, tank'
    """
    return ", ".join(one.replace("_", " ") for one in words)

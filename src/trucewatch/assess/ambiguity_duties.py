"""Ambiguities of what the terms ask for, and of what they pass over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from trucewatch.assess.ambiguity_ground import FIRE, Found, Ground, binding, families, holds_fire
from trucewatch.data.loading import load_yaml
from trucewatch.domain.agreement import Agreement, AgreementClass
from trucewatch.domain.ambiguity import AmbiguityCode, Severity
from trucewatch.domain.clause import DutyKind, Modality

_OVERSIGHT = "truce_oversight"
_SELF_DEFENCE = "self_defence"
_NARROW = frozenset({AgreementClass.SECTORAL, AgreementClass.UNILATERAL})
"""Kinds of terms that need not speak of all fire."""

_DISPUTE = {"asserters_all": "asserted", "deniers_all": "denied"}


def about_duties(ground: Ground) -> Iterator[Found]:
    """Every ambiguity of what is asked for, in the order of the terms."""
    terms = ground.agreement
    yield from _undefined(terms)
    yield from _disputed(terms)
    if binding(terms):
        yield from _self_defence(terms)
        yield from _monitor(terms)
        yield from _acts(terms)
    yield from _counting(terms)


def _undefined(terms: Agreement) -> Iterator[Found]:
    for clause in terms.clauses:
        if clause.undefined:
            words = frozenset(one.casefold() for one in clause.undefined)
            yield Found(
                code=AmbiguityCode.UNDEFINED_TERM,
                severity=Severity.UNCLEAR,
                about=clause.id,
                facts={"clause": clause.number, "terms": "; ".join(clause.undefined)},
                practice=partial(_leaves_undefined, words=words),
            )


def _leaves_undefined(other: Agreement, words: frozenset[str]) -> bool:
    return any(one.casefold() in words for clause in other.clauses for one in clause.undefined)


def _disputed(terms: Agreement) -> Iterator[Found]:
    """Clauses that are one keeper's reading of the text."""
    for clause in terms.clauses:
        if clause.disputed:
            told = {"asserters_all": clause.asserted_by, "deniers_all": clause.contested_by}
            who = {key: " ".join(actors) for key, actors in told.items() if actors}
            yield Found(
                code=AmbiguityCode.CLAUSE_DISPUTED,
                severity=Severity.UNCLEAR,
                about=clause.id,
                variant="both" if len(who) > 1 else _DISPUTE[next(iter(who))],
                facts={"clause": clause.number, **who},
                practice=lambda other: any(one.disputed for one in other.clauses),
            )


def _self_defence(terms: Agreement) -> Iterator[Found]:
    if any(holds_fire(terms)) and not _rules_self_defence(terms):
        yield Found(
            code=AmbiguityCode.NO_SELF_DEFENCE_RULE,
            severity=Severity.UNCLEAR,
            practice=lambda other: _rules_self_defence(other) if any(holds_fire(other)) else None,
        )


def _rules_self_defence(terms: Agreement) -> bool:
    """Whether a clause excuses force, exempts self-defence, or forbids it by its name."""
    return any(
        clause.modality is Modality.EXCUSE or _SELF_DEFENCE in clause.acts
        for clause in terms.clauses
    )


def _monitor(terms: Agreement) -> Iterator[Found]:
    if not _has_monitor(terms):
        yield Found(
            code=AmbiguityCode.NO_MONITOR,
            severity=Severity.UNCLEAR,
            practice=lambda other: _has_monitor(other) if binding(other) else None,
        )


def _has_monitor(terms: Agreement) -> bool:
    """Whether a clause asks for monitoring, or speaks of acts of oversight."""
    return any(
        clause.duty is DutyKind.MONITOR or _OVERSIGHT in families(clause)
        for clause in terms.clauses
    )


def _acts(terms: Agreement) -> Iterator[Found]:
    spoken = frozenset(one for clause in terms.clauses for one in families(clause))
    for family in _asked_families():
        if family not in spoken:
            gap = family == FIRE and terms.kind not in _NARROW
            yield Found(
                code=AmbiguityCode.ACTS_NOT_COVERED,
                severity=Severity.GAP if gap else Severity.NOTE,
                about=family,
                facts={"act": family},
                practice=partial(_covers, family=family),
            )


def _asked_families() -> list[str]:
    """Families that terms may forbid, less those that name the breach of terms itself."""
    known = load_yaml("vocabulary/acts.yaml")["families"]
    passed = load_yaml("vocabulary/ambiguities.yaml")["not_asked"]
    return [one for one, entry in known.items() if entry.get("breach") and one not in passed]


def _covers(other: Agreement, family: str) -> bool | None:
    if not binding(other):
        return None
    return any(family in families(clause) for clause in other.clauses)


def _counting(terms: Agreement) -> Iterator[Found]:
    for clause in holds_fire(terms):
        if not clause.counting_rule:
            yield Found(
                code=AmbiguityCode.COUNTING_RULE_MISSING,
                severity=Severity.NOTE,
                about=clause.id,
                facts={"clause": clause.number},
                practice=_counts,
            )


def _counts(other: Agreement) -> bool | None:
    found = list(holds_fire(other))
    return any(one.counting_rule for one in found) if found else None

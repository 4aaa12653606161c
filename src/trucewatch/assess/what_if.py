"""Supposed changes applied to terms and registers; nothing that was there is altered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NoReturn, TypeVar

from trucewatch.assess.window import CUTTING
from trucewatch.data.counting import counting_rules
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import STRETCHING, AmendmentKind
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.domain.what_if import (
    ControlChange,
    CountingRuleChange,
    DesignationChange,
    ExclusionChange,
    MembershipChange,
    TermsChange,
    WindowChange,
    ZoneChange,
)
from trucewatch.domain.zone import Zone

Entry = TypeVar("Entry")
ABOUT_TIME = STRETCHING | CUTTING | {AmendmentKind.REINSTATE}
"""Kinds of amendment that change when terms hold."""


def applied(
    changes: Iterable[TermsChange], agreements: Sequence[Agreement], registry: Registry
) -> tuple[tuple[Agreement, ...], Registry]:
    """The terms and the register as the changes, made one after the other, leave them.

    A new entry stands where the first of those it replaces stood, else last.

    Raises:
        UnknownName: a change names an agreement, actor, clause, zone or rule that is not there.
        InvalidValue: a change takes away what is not there, or leaves a value that cannot be.
    """
    terms = tuple(agreements)
    for change in changes:
        if isinstance(change, DesignationChange):
            registry = _designated(change, registry)
            continue
        at = _agreement(change, terms)
        _actors_on_file(change, registry)
        changed = _changed(change, terms[at])
        terms = (*terms[:at], changed, *terms[at + 1 :])
    return terms, registry


def _agreement(change: TermsChange, terms: Sequence[Agreement]) -> int:
    wanted = getattr(change, "agreement", "")
    ids = [one.id for one in terms]
    if wanted not in ids:
        listed = ", ".join(ids) or "none"
        what = f"no agreement {wanted!r} is among those asked"
        raise UnknownName(what, where=change.where, remedy=f"there are {listed}")
    return ids.index(wanted)


def _actors_on_file(change: TermsChange, registry: Registry) -> None:
    named = (getattr(change, "actor", None), getattr(change, "holder", None))
    for one in filter(None, (*named, *(getattr(change, "except_held_by", None) or ()))):
        _on_file(one, registry, change.where)


def _on_file(actor: str, registry: Registry, where: str) -> None:
    if actor not in registry.actors:
        remedy = "look it up in data/actors"
        raise UnknownName(f"no actor has the id {actor!r}", where=where, remedy=remedy)


def _changed(change: TermsChange, terms: Agreement) -> Agreement:
    try:
        return _by_kind(change, terms)
    except InvalidValue as err:
        where = err.where or change.where
        raise InvalidValue(err.what, where=where, remedy=err.remedy) from err


def _by_kind(change: TermsChange, terms: Agreement) -> Agreement:
    match change:
        case MembershipChange():
            return _joined(change, terms)
        case ExclusionChange():
            return _excluded(change, terms)
        case ZoneChange():
            return _zoned(change, terms)
        case ControlChange():
            areas = replaced(terms.controls, lambda one: one.holder == change.holder, change.areas)
            return replace(terms, controls=areas)
        case WindowChange():
            return _timed(change, terms)
        case CountingRuleChange():
            return _counted(change, terms)
        case _:
            raise InvalidValue("this change is about no agreement")


def replaced(
    entries: Iterable[Entry], mine: Callable[[Entry], bool], new: Iterable[Entry]
) -> tuple[Entry, ...]:
    """Entries with new ones in place of those that are mine, where the first of them stood.

    >>> replaced("abcb", lambda one: one == "b", "xy"), replaced("a", str.isupper, "x")
    (('a', 'x', 'y', 'c'), ('a', 'x'))
    """
    listed = list(entries)
    first = next((at for at, one in enumerate(listed) if mine(one)), len(listed))
    after = [one for one in listed[first:] if not mine(one)]
    return (*listed[:first], *new, *after)


def _designated(change: DesignationChange, registry: Registry) -> Registry:
    _on_file(change.target, registry, change.where)
    if all(one.asserter != change.asserter for one in registry.designations):
        _on_file(change.asserter, registry, change.where)
    key = (change.target, change.list, change.asserter)
    before = registry.designations
    found = [one for one in before if (one.target, one.list, one.asserter) == key]
    if change.entry is None and not found:
        what = f"{change.asserter} has no entry of {change.target} on the list {change.list}"
        lists = dict.fromkeys(
            f"{one.list} ({one.asserter})" for one in before if one.target == change.target
        )
        remedy = f"its entries are on {', '.join(lists) or 'no list'}"
        _nothing(what, change, remedy)
    new = () if change.entry is None else (change.entry,)
    after = replaced(before, lambda one: (one.target, one.list, one.asserter) == key, new)
    return Registry(registry.actors.values(), after, registry.release)


def _nothing(what: str, change: TermsChange, remedy: str) -> NoReturn:
    raise InvalidValue(f"nothing to take away: {what}", where=change.where, remedy=remedy)


def _joined(change: MembershipChange, terms: Agreement) -> Agreement:
    if change.entry is None and all(one.actor != change.actor for one in terms.members):
        remedy = "give a side and a status to add one"
        _nothing(f"{change.actor} has no entry among the members", change, remedy)
    new = () if change.entry is None else (change.entry,)
    return terms.with_members(replaced(terms.members, lambda one: one.actor == change.actor, new))


def _excluded(change: ExclusionChange, terms: Agreement) -> Agreement:
    key = change.actor, change.list
    there = any((one.actor, one.list) == key for one in terms.exclusions)
    if change.entry is None and not there:
        named = ", ".join(str(one.actor or one.list) for one in terms.exclusions) or "nobody"
        what = f"{change.actor or change.list} is not excluded by that name"
        _nothing(what, change, f"excluded are {named}")
    new = () if change.entry is None else (change.entry,)
    exclusions = replaced(terms.exclusions, lambda one: (one.actor, one.list) == key, new)
    return replace(terms, exclusions=exclusions)


def _timed(change: WindowChange, terms: Agreement) -> Agreement:
    if not change.alone:
        return replace(terms, window=change.window)
    kept = [one for one in terms.amendments if one.kind not in ABOUT_TIME]
    ids = {one.id for one in kept}
    freed = tuple(one if one.amends in ids else replace(one, amends=None) for one in kept)
    return replace(terms, window=change.window, amendments=freed)


def _zoned(change: ZoneChange, terms: Agreement) -> Agreement:
    before = next((one for one in terms.zones if one.id == change.zone), None)
    if before is None:
        ids = ", ".join(one.id for one in terms.zones)
        what = f"{terms.id} has no zone {change.zone!r}"
        raise UnknownName(what, where=change.where, remedy=f"there are {ids}")
    after = _extent(change, before)
    if change.uncertainty_m is not None:
        after = replace(after, uncertainty_m=change.uncertainty_m)
    if change.except_held_by is not None:
        after = replace(after, except_held_by=change.except_held_by)
    zones = tuple(after if one.id == change.zone else one for one in terms.zones)
    return replace(terms, zones=zones)


def _extent(change: ZoneChange, zone: Zone) -> Zone:
    if change.places is None and change.shape is None:
        return zone
    places = change.places or ()
    known = bool(places) or change.shape is not None
    return replace(zone, places=places, shape=change.shape, outer=(), bands=(), known=known)


def _counted(change: CountingRuleChange, terms: Agreement) -> Agreement:
    clause = next((one for one in terms.clauses if one.id == change.clause), None)
    if clause is None:
        ids = ", ".join(one.id for one in terms.clauses)
        what = f"{terms.id} has no clause {change.clause!r}"
        raise UnknownName(what, where=change.where, remedy=f"there are {ids}")
    if change.rule and change.rule not in counting_rules():
        what = f"no counting rule is called {change.rule!r}"
        remedy = f"there are {', '.join(counting_rules())}"
        raise UnknownName(what, where=change.where, remedy=remedy)
    after = replace(clause, counting_rule=change.rule)
    clauses = tuple(after if one is clause else one for one in terms.clauses)
    return replace(terms, clauses=clauses)

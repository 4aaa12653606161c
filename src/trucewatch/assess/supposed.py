"""Supposed changes in words: a code of the vocabulary with its facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from trucewatch.assess.explain import Names
from trucewatch.assess.window import accounts, local
from trucewatch.data.counting import counting_rules, label
from trucewatch.data.phrases import membership_words
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

Told = tuple[str, dict[str, str]]


def told(change: TermsChange, names: Names, lang: str = "en") -> str:
    """What a change supposes.

    Args:
        names: its agreements name the terms and their clocks.
        lang: `en`, `ru` or `ar`.
    """
    agreement = getattr(change, "agreement", None)
    first, *more = _sentences(change, names, lang)
    if agreement:
        first = (first[0], {**first[1], "agreement": agreement})
    return " ".join(names.sentence(f"supposed.{code}", f, lang) for code, f in (first, *more))


def _sentences(change: TermsChange, names: Names, lang: str) -> Iterator[Told]:
    match change:
        case DesignationChange():
            yield _designation(change)
        case MembershipChange():
            yield _membership(change, names, lang)
        case ExclusionChange():
            kind = "actor" if change.actor else "list"
            facts = {kind: change.actor or change.list or ""}
            if change.entry is None:
                yield f"include.{kind}", facts
            else:
                when = _when(change.entry.start, change.entry.end, _clock(change.agreement, names))
                yield f"exclude.{kind}", {**facts, "when": when}
        case ZoneChange():
            yield from _zone(change)
        case ControlChange():
            yield _control(change, names)
        case WindowChange():
            clock = _clock(change.agreement, names)
            ends = accounts(change.window.ends, clock) or "open"
            facts = {"starts": accounts(change.window.starts, clock), "ends": ends}
            yield f"window.{'alone' if change.alone else 'set'}", facts
        case CountingRuleChange():
            rule = counting_rules()[change.rule] if change.rule else None
            words = rule.definitions.get(lang, rule.definitions["en"]) if rule else ""
            rule_facts = {"clause": change.clause, "rule": label(change.rule)}
            yield "counting_rule.set", {**rule_facts, "definition": words}


def _designation(change: DesignationChange) -> Told:
    facts = {"asserter": change.asserter, "target": change.target, "list": change.list}
    if change.entry is None:
        return "designation.removed", facts
    days = change.entry.valid
    when = _range(*(one.isoformat() if one else "" for one in (days.start, days.end)))
    return f"designation.{change.entry.status}", {**facts, "when": when}


def _membership(change: MembershipChange, names: Names, lang: str) -> Told:
    entry = change.entry
    if entry is None:
        return "membership.removed", {"actor": change.actor}
    facts = {
        "actor": change.actor,
        "side": entry.side,
        "status": membership_words(entry.status, lang),
        "when": _when(entry.start, entry.end, _clock(change.agreement, names)),
    }
    if entry.listed_by:
        return "membership.listed", {**facts, "listed_by_all": " ".join(entry.listed_by)}
    return "membership.set", facts


def _zone(change: ZoneChange) -> Iterator[Told]:
    facts = {"zone": change.zone}
    if change.places is not None or change.shape is not None:
        yield "zone.extent", facts
    if change.uncertainty_m is not None:
        yield "zone.uncertainty", {**facts, "metres": str(change.uncertainty_m)}
    if change.except_held_by:
        yield "zone.cut_out", {**facts, "held_all": " ".join(change.except_held_by)}
    elif change.except_held_by is not None:
        yield "zone.whole", facts


def _control(change: ControlChange, names: Names) -> Told:
    if not change.areas:
        return "control.removed", {"holder": change.holder}
    area = change.areas[0]
    when = _when(area.start, area.end, _clock(change.agreement, names))
    return "control.drawn", {"holder": change.holder, "when": when}


def _clock(agreement: str, names: Names) -> str:
    terms = names.agreements.get(agreement)
    return terms.time_zone if terms else "UTC"


def _when(start: dt.datetime | None, end: dt.datetime | None, clock: str) -> str:
    return _range(*(local(one, clock) if one else "" for one in (start, end)))


def _range(start: str, end: str) -> str:
    """A range in brackets, nothing where both sides are open."""
    return f" ({start or '…'} – {end or '…'})" if start or end else ""

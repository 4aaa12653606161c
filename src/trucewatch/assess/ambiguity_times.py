"""Ambiguities of when terms hold, and by when something is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from trucewatch.assess.ambiguity_ground import Found, Ground, binding, of_kind
from trucewatch.assess.window import local
from trucewatch.data.zones import zone
from trucewatch.domain.agreement import Agreement, TermBasis
from trucewatch.domain.ambiguity import AmbiguityCode, Severity
from trucewatch.domain.amendment import AmendmentKind
from trucewatch.domain.clause import DutyKind
from trucewatch.domain.moment import TimeFact

_TIMED = (DutyKind.WITHDRAW, DutyKind.RELEASE, DutyKind.DELIVER)
"""Duties that are done once, so that they are due at some time."""

_CUTS = frozenset({AmendmentKind.TERMINATE, AmendmentKind.SUSPEND, AmendmentKind.SHORTEN})
_SAID_OPEN = frozenset({TermBasis.OPEN, TermBasis.CONDITIONAL})


def about_times(ground: Ground) -> Iterator[Found]:
    """Every ambiguity of times, in the order of the terms."""
    terms = ground.agreement
    yield from _length(terms)
    yield from _contested(terms)
    yield from _announced(terms)
    yield from _deadlines(terms)
    yield from _opting_in(terms)


def _length(terms: Agreement) -> Iterator[Found]:
    if not binding(terms) or _has_length(terms):
        return
    said = terms.term in _SAID_OPEN
    yield Found(
        code=AmbiguityCode.NO_END_NO_RENEWAL,
        severity=Severity.NOTE if said else Severity.GAP,
        variant=str(terms.term) if said else "",
        practice=lambda other: _has_length(other) if binding(other) else None,
    )


def _has_length(terms: Agreement) -> bool:
    """Whether an end, also one that is not known, or a way of renewal is told."""
    renewed = bool(terms.renewal) or terms.term is TermBasis.RENEWABLE
    return bool(terms.window.ends or terms.ends) or renewed


def _contested(terms: Agreement) -> Iterator[Found]:
    for about, starts, ends in _stretches(terms):
        rows = (
            (AmbiguityCode.START_CONTESTED, "starts", starts),
            (AmbiguityCode.END_CONTESTED, "ends", ends),
        )
        for code, name, facts in rows:
            variant = _variant(facts)
            if variant is not None:
                yield Found(
                    code=code,
                    severity=Severity.UNCLEAR,
                    about=about,
                    variant=variant,
                    facts={name: _moments(facts, terms.time_zone)},
                    practice=_contests_starts if name == "starts" else _contests_ends,
                )


Stretch = tuple[str, Sequence[TimeFact], Sequence[TimeFact]]
"""Id of the amendment, or "" for the terms; asserted starts; asserted ends."""


def _stretches(terms: Agreement) -> Iterator[Stretch]:
    yield "", terms.window.starts, terms.window.ends
    for one in terms.amendments:
        if one.window is not None:
            yield one.id, one.window.starts, one.window.ends
        elif one.kind in _CUTS:
            yield one.id, (), one.effective
        else:
            yield one.id, one.effective, ()


def _variant(facts: Sequence[TimeFact]) -> str | None:
    """`accounts`, `denied` or `unknown`; None where nothing is contested."""
    if len({(fact.at, fact.until) for fact in facts}) > 1:
        return "accounts"
    if any(fact.contested_by for fact in facts):
        return "denied"
    return "unknown" if facts and facts[0].at is None else None


def _contests_starts(other: Agreement) -> bool:
    return any(_variant(starts) is not None for _, starts, _ in _stretches(other))


def _contests_ends(other: Agreement) -> bool | None:
    found = [ends for _, _, ends in _stretches(other) if ends]
    return any(_variant(ends) is not None for ends in found) if found else None


def _announced(terms: Agreement) -> Iterator[Found]:
    for about, told, effect in _tellings(terms):
        late = _lateness(told, effect)
        if late:
            yield Found(
                code=AmbiguityCode.ANNOUNCED_AFTER_START,
                severity=Severity.UNCLEAR if late == "surely" else Severity.NOTE,
                about=about,
                variant=late,
                facts={
                    "announced": _moments(told, terms.time_zone),
                    "starts": _moments(effect, terms.time_zone),
                },
                practice=_told_late,
            )


def _moments(facts: Sequence[TimeFact], time_zone: str) -> str:
    """Each asserted moment once, with who asserts it; a day that is told alone as the day."""
    told = (" ".join((_moment(fact, time_zone), *fact.asserted_by)) for fact in facts)
    return "; ".join(dict.fromkeys(told))


def _moment(fact: TimeFact, time_zone: str) -> str:
    if fact.at is not None and fact.until is not None:
        return fact.at.astimezone(zone(fact.zone or time_zone)).date().isoformat()
    return local(fact.at, time_zone)


def _tellings(terms: Agreement) -> Iterator[Stretch]:
    yield "", terms.announced, terms.window.starts
    for one in terms.amendments:
        yield one.id, one.announced, one.window.starts if one.window else one.effective


def _lateness(told: Sequence[TimeFact], effect: Sequence[TimeFact]) -> str:
    """`surely` or `possibly` announced after the first asserted effect; "" where it was not."""
    known = [fact for fact in told if fact.at is not None]
    begun = [fact for fact in effect if fact.at is not None]
    if not known or not begun:
        return ""
    first, start = min(known, key=_from), min(begun, key=_from)
    if _from(first) > _from(start) and _from(first) >= _until(start):
        return "surely"
    return "possibly" if _until(first) > _from(start) else ""


def _from(fact: TimeFact) -> dt.datetime:
    assert fact.at is not None  # noqa: S101 - callers pass moments that are known
    return fact.at


def _until(fact: TimeFact) -> dt.datetime:
    return fact.until or _from(fact)


def _told_late(other: Agreement) -> bool | None:
    found = [(told, effect) for _, told, effect in _tellings(other) if told]
    return any(_lateness(*one) for one in found) if found else None


def _deadlines(terms: Agreement) -> Iterator[Found]:
    for clause in of_kind(terms, _TIMED):
        if all(fact.at is None for fact in clause.deadline):
            kind = clause.duty
            assert kind is not None  # noqa: S101 - narrows the type alone
            yield Found(
                code=AmbiguityCode.DEADLINE_MISSING,
                severity=Severity.GAP,
                about=clause.id,
                facts={"clause": clause.number, "duty": kind.value},
                practice=partial(_sets_deadline, kind=kind),
            )
    for clause in terms.clauses:
        begun = (clause.window or terms.window).starts
        late = [fact for fact in clause.deadline if _precedes(fact, begun)]
        if late and not (terms.opt_in and clause.duty is DutyKind.NOTIFY):
            yield Found(
                code=AmbiguityCode.DEADLINE_BEFORE_EFFECT,
                severity=Severity.GAP if len(late) == len(clause.deadline) else Severity.UNCLEAR,
                about=clause.id,
                facts={
                    "clause": clause.number,
                    "deadlines": _moments(late, terms.time_zone),
                    "starts": _moments(begun, terms.time_zone),
                },
                practice=_deadlines_follow,
            )


def _sets_deadline(other: Agreement, kind: DutyKind) -> bool | None:
    found = list(of_kind(other, [kind]))
    return any(one.deadline for one in found) if found else None


def _precedes(deadline: TimeFact, begun: Sequence[TimeFact]) -> bool:
    """Whether it is over before, or as, every asserted start comes."""
    starts = [fact.at for fact in begun]
    known = [at for at in starts if at is not None]
    latest = deadline.latest
    return latest is not None and bool(known) and None not in starts and latest <= min(known)


def _deadlines_follow(other: Agreement) -> bool | None:
    due = [one for one in other.clauses if one.deadline]
    if not due:
        return None
    return not any(
        _precedes(fact, (one.window or other.window).starts) for one in due for fact in one.deadline
    )


def _opting_in(terms: Agreement) -> Iterator[Found]:
    if terms.opt_in and not _acceptance_is_due(terms):
        yield Found(
            code=AmbiguityCode.OPT_IN_WITHOUT_DEADLINE,
            severity=Severity.UNCLEAR,
            practice=lambda other: _acceptance_is_due(other) if other.opt_in else None,
        )


def _acceptance_is_due(terms: Agreement) -> bool:
    """Whether a duty to notify has a deadline: that is how the format writes it."""
    return any(one.deadline for one in of_kind(terms, [DutyKind.NOTIFY]))

"""How duties with deadlines stand by what is reported of them; reports are weighed, not verified.

Every report counts in every reading of the terms: a reading chooses deadlines, not facts. A report
is contradicted by another reporter's latest word, unless that word is older than the moment at
which the thing is said to have been done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from trucewatch.assess.explain import Names
from trucewatch.assess.readings import TermsReading, readings_of
from trucewatch.assess.window import at_instant, counted, force, local
from trucewatch.data.registry import Registry
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.clause import ANY_PARTY, Clause
from trucewatch.domain.duty import DutyState, DutyStatus, Performance, Told
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.membership import NO_PARTY

DOING = (Told.NOT_DONE, Told.PARTLY, Told.DONE)
"""Reports of how far it was done, the least first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with the code of its sentence and the facts of that."""

    status: DutyStatus
    code: str
    facts: dict[str, str]


def duties(
    agreements: Iterable[Agreement],
    reports: Sequence[Performance],
    at: dt.datetime,
    *,
    names: Names,
) -> tuple[DutyState, ...]:
    """How each duty of each bearer stands at an instant, under each reading.

    In the order of agreements, clauses, bearers and readings.

    Args:
        reports: of any agreements; those reported after `at` are left out.
        at: the instant, UTC.

    Raises:
        UnknownName: a report is about what is no duty of its bearer, or by nobody on file.
    """
    terms = tuple(agreements)
    _check(reports, terms, names.registry)
    known = [one for one in reports if one.at <= at]
    return tuple(
        _state(agreement, clause, bearer, reading, known=known, at=at, names=names)
        for agreement in terms
        for clause in tracked(agreement)
        for bearer in bearers(clause, agreement)
        for reading in readings_of(agreement)
    )


def tracked(agreement: Agreement) -> tuple[Clause, ...]:
    """Clauses that ask for something to be done, or name a deadline."""
    return tuple(one for one in agreement.clauses if one.duty is not None or one.deadline)


def bearers(clause: Clause, agreement: Agreement) -> tuple[str, ...]:
    """Sides and actors that owe a clause, `parties` told as each side that somebody joined."""
    sides = [one.side for one in agreement.members if one.status not in NO_PARTY]
    named = (sides if one == ANY_PARTY else [one] for one in clause.bearers)
    return tuple(dict.fromkeys(side for each in named for side in each))


def _check(reports: Iterable[Performance], terms: Sequence[Agreement], registry: Registry) -> None:
    by_id = {one.id: one for one in terms}
    for report in reports:
        if report.agreement in by_id:
            _owed(report, by_id[report.agreement], registry)


def _owed(report: Performance, agreement: Agreement, registry: Registry) -> None:
    """Refuse a report of what is no duty, of whom it does not bind, or by nobody on file."""
    clauses = {one.id: one for one in tracked(agreement)}
    if report.clause not in clauses:
        what = f"{agreement.id} has no duty {report.clause!r} to do something"
        remedy = f"there are {', '.join(clauses) or 'none'}"
        raise UnknownName(what, where=report.where, remedy=remedy)
    owed = bearers(clauses[report.clause], agreement)
    if report.bearer not in owed:
        what = f"clause {report.clause} of {agreement.id} is not owed by {report.bearer!r}"
        remedy = f"it is owed by {', '.join(owed) or 'nobody named'}"
        raise UnknownName(what, where=report.where, remedy=remedy)
    near = {one.actor for one in agreement.members} | {*owed, *agreement.facilitators}
    near |= {*agreement.co_chairs, *agreement.guarantors}
    if report.by not in near and report.by not in registry.actors:
        what = f"no actor has the id {report.by!r}"
        raise UnknownName(what, where=report.where, remedy="look it up in data/actors")


def _state(
    agreement: Agreement,
    clause: Clause,
    bearer: str,
    reading: TermsReading,
    *,
    known: Sequence[Performance],
    at: dt.datetime,
    names: Names,
) -> DutyState:
    key = agreement.id, clause.id, bearer
    mine = [one for one in known if (one.agreement, one.clause, one.bearer) == key]
    facts = counted(clause.deadline, reading, None)
    clock = agreement.time_zone
    moments = dict.fromkeys(one.latest for one in facts) or {None: None}
    found = {when: standing(mine, when, at, clock) for when in moments}
    chosen = _joint(list(found.items()), clock)
    last = max((one for one in moments if one is not None), default=at)
    held = force(agreement, reading, clause=clause)
    return DutyState(
        agreement=agreement.id,
        clause=clause.id,
        number=clause.number,
        summary=clause.summary,
        duty=clause.duty,
        bearer=bearer,
        reading=reading.name,
        at=at,
        status=chosen.status,
        deadlines=facts,
        by_deadline={_told(when, clock): one.status for when, one in found.items()},
        binding=held.during(at_instant(last - dt.timedelta(seconds=1))),
        conditions=clause.conditions,
        reports=tuple(mine),
        because=names.sentence(f"duty.{chosen.code}", chosen.facts),
        code=chosen.code,
        facts=chosen.facts,
    )


def _told(when: dt.datetime | None, clock: str) -> str:
    return local(when, clock) if when else "unknown"


def _joint(found: Sequence[tuple[dt.datetime | None, Standing]], clock: str) -> Standing:
    """One standing for all deadlines, disputed where it depends on which of them holds."""
    first = found[0][1]
    if all(one.status is first.status for _, one in found):
        if len(found) > 1 and "deadline" in first.facts:
            told = "; ".join(_told(when, clock) for when, _ in found)
            return replace(first, facts={**first.facts, "deadline": told})
        return first
    accounts = "; ".join(f"{_told(when, clock)}: {one.status}" for when, one in found)
    return Standing(DutyStatus.DISPUTED, "disputed.deadline", {"accounts": accounts})


def standing(
    reports: Sequence[Performance], deadline: dt.datetime | None, at: dt.datetime, clock: str
) -> Standing:
    """How a duty stands by one deadline.

    Args:
        reports: all of one duty and bearer, none after `at`.
        deadline: the instant by which it is over, None where none is known.
        clock: IANA name of the zone in which moments are told.
    """
    case = _Case(_latest(reports), deadline, at, clock)
    return next(case.answers())


def _latest(reports: Iterable[Performance]) -> tuple[Performance, ...]:
    """The last word of each reporter on how far it was done, and on its excuse."""
    found: dict[tuple[str, bool], Performance] = {}
    for one in sorted(reports, key=lambda report: report.at):
        key = one.by, one.told in DOING
        found.pop(key, None)
        found[key] = one
    return tuple(found.values())


@dataclass(frozen=True)
class _Case:
    """The reports of one duty against one deadline; what is asked first decides."""

    reports: tuple[Performance, ...]
    deadline: dt.datetime | None
    at: dt.datetime
    clock: str

    def answers(self) -> Iterator[Standing]:
        """Standings in the order of precedence; the last always holds."""
        doing = [one for one in self.reports if one.told in DOING]
        best = max(doing, key=lambda one: (DOING.index(one.told), one.share or 0), default=None)
        if best is not None and best.told is not Told.NOT_DONE:
            against = [one for one in doing if _contradicts(one, best)]
            if against:
                mine = [one for one in doing if one not in against]
                facts = {"by_all": _who(mine), "denied_by_all": _who(against)}
                yield Standing(DutyStatus.DISPUTED, "disputed.denied", facts)
            agreed = [one for one in doing if one.told is best.told]
            yield self._done(best, agreed)
        yield from self._excused()
        yield self._not_done([one for one in doing if one.told is Told.NOT_DONE])

    @property
    def _limit(self) -> dict[str, str]:
        return {"deadline": _told(self.deadline, self.clock)}

    @property
    def _passed(self) -> bool:
        return self.deadline is not None and self.at >= self.deadline

    def _done(self, best: Performance, agreed: Sequence[Performance]) -> Standing:
        facts = {"by_all": _who(agreed)}
        if best.told is Told.PARTLY:
            share = f", {best.share} %" if best.share else ""
            return Standing(DutyStatus.PARTLY, "partly.told", {**facts, "share": share})
        if self.deadline is None:
            return Standing(DutyStatus.MET, "met.open", facts)
        facts |= self._limit
        in_time = [one for one in agreed if (one.done or one.at) <= self.deadline]
        late = [one for one in agreed if one.done is not None and one.done > self.deadline]
        if in_time and late:
            sides = {"by_all": _who(in_time), "denied_by_all": _who(late)}
            return Standing(DutyStatus.DISPUTED, "disputed.moment", {**facts, **sides})
        # Done by the time it was first reported, at the latest.
        facts["done"] = local(min(one.done or one.at for one in agreed), self.clock)
        if in_time:
            return Standing(DutyStatus.MET, "met.in_time", facts)
        return Standing(DutyStatus.LATE, "late.done" if late else "late.told", facts)

    def _excused(self) -> Iterator[Standing]:
        claimed = [one for one in self.reports if one.told is Told.EXCUSE]
        denied = [one for one in self.reports if one.told is Told.EXCUSE_DENIED]
        if not claimed:
            return
        facts = {"by_all": _who(claimed)}
        if denied:
            facts["denied_by_all"] = _who(denied)
            yield Standing(DutyStatus.DISPUTED, "disputed.excuse", facts)
        facts["excuse"] = claimed[-1].excuse
        yield Standing(DutyStatus.EXCUSED, "excused.claimed", facts)

    def _not_done(self, told: Sequence[Performance]) -> Standing:
        status = DutyStatus.OVERDUE if self._passed else DutyStatus.DUE
        if self.deadline is None:
            by = {"by_all": _who(told)} if told else {}
            return Standing(status, "due.not_done_open" if told else "due.open", by)
        if told:
            facts = {"by_all": _who(told), **self._limit}
            return Standing(status, f"{status}.not_done", facts)
        return Standing(status, "overdue.silent" if self._passed else "due.ahead", self._limit)


def _contradicts(other: Performance, best: Performance) -> bool:
    """Whether somebody else says of the same time, or a later one, that less was done."""
    if other.by == best.by or (other.told, other.share) == (best.told, best.share):
        return False
    less = DOING.index(other.told) < DOING.index(best.told)
    shares = None not in {other.share, best.share}
    less = less or (other.told is best.told is Told.PARTLY and shares)
    return less and other.at >= (best.done or best.at)


def _who(reports: Iterable[Performance]) -> str:
    return " ".join(dict.fromkeys(one.by for one in reports))

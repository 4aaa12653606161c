"""The parts of an agreement in one line each, as the terminal shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from trucewatch.data.zones import zone as zone_of
from trucewatch.domain.agreement import TextVersion
from trucewatch.domain.amendment import Amendment
from trucewatch.domain.clause import Clause
from trucewatch.domain.membership import Exclusion, Membership
from trucewatch.domain.moment import Citation, TimeFact
from trucewatch.domain.time import write_instant
from trucewatch.domain.zone import ControlArea, Shape, Zone
from trucewatch.export import wording


def moment(fact: TimeFact) -> str:
    """One asserted moment on its own clock and in UTC, with who asserts it and who denies it."""
    parts = [_clocks(fact.at, fact.zone) if fact.at else "not known"]
    if fact.until is not None:
        parts = [f"between {parts[0]} and {_clocks(fact.until, fact.zone)}"]
    parts += [f"“{fact.words}”"] if fact.words else []
    parts += [f"says {', '.join(fact.asserted_by)}"] if fact.asserted_by else []
    parts += [f"denied by {', '.join(fact.contested_by)}"] if fact.contested_by else []
    parts += [f"announced {write_instant(fact.known_from)}"] if fact.known_from else []
    return " · ".join(parts)


def _clocks(at: dt.datetime, clock: str | None) -> str:
    """An instant in the form of the clock it was told in, then in UTC."""
    if clock is None or clock == "UTC":
        return write_instant(at)
    return f"{at.astimezone(zone_of(clock)).isoformat(timespec='minutes')} ({write_instant(at)})"


def text_version(one: TextVersion) -> str:
    """The language, whether it binds, and where it was read."""
    binds = {True: "authentic", False: "not authentic", None: "not known whether authentic"}
    return f"{one.lang}: {binds[one.authentic]}, {cited(one.citation)}"


def cited(one: Citation) -> str:
    """A source and how well it grounds what it is cited for."""
    return f"{one.source} ({one.grade})"


def amendment(one: Amendment) -> Iterator[str]:
    """What changed, then every account of when it takes effect and when it was told."""
    changed = f", changes {one.amends}" if one.amends else ""
    said = f": {one.summary}" if one.summary else ""
    yield f"{wording.plain(one.kind)} [{one.id}]{changed}{said}"
    if one.window is not None:
        yield from _inner("from", one.window.starts)
        yield from _inner("until", one.window.ends) if one.window.ends else ["  until: no end set"]
    yield from _inner("takes effect", one.effective)
    yield from _inner("announced", one.announced)
    if one.zone:
        yield f"  adds the zone {one.zone}"


def _inner(what: str, facts: Iterable[TimeFact]) -> Iterator[str]:
    yield from (f"  {what}: {moment(one)}" for one in facts)


def zone(one: Zone) -> str:
    """Where it is, and how well its line is known."""
    where = [", ".join(one.places)] if one.places else []
    where += [f"reaching to {', '.join(one.outer)}"] if one.outer else []
    where += [_drawn(one.shape)] if one.shape is not None else []
    where += [f"{', '.join(b.weapons) or 'any weapon'} within {b.within_m} m" for b in one.bands]
    where += [] if one.known else ["line not known"]
    where += [f"line within {one.uncertainty_m} m"] if one.uncertainty_m else []
    where += [f"by {wording.plain(one.basis)}"]
    where += [f"drawn by {', '.join(one.drawn_by)}"] if one.drawn_by else []
    where += [f"without what {', '.join(one.except_held_by)} held"] if one.except_held_by else []
    return f"{one.id}: {one.name} ({'; '.join(where)})"


def _drawn(shape: Shape) -> str:
    told = [f"{len(shape.rings)} ring(s) drawn"] if shape.rings else []
    told += [f"{len(shape.lines)} line(s) drawn"] if shape.lines else []
    told += [f"within {shape.within_m} m of them"] if shape.within_m else []
    return ", ".join(told)


def control(one: ControlArea) -> str:
    """Who held what, as whom, from when until when."""
    where = [*one.places, *([_drawn(one.shape)] if one.shape is not None else [])]
    said = f", says {', '.join(one.asserted_by)}" if one.asserted_by else ""
    return f"{one.holder}: {', '.join(where)}{_between(one.start, one.end)}{said}"


def member(one: Membership) -> str:
    """Who, how, through whom, on whose list, and when."""
    parts = [f"{one.actor} as {one.side}, {wording.plain(one.status)}"]
    parts += [f"to {one.channel}"] if one.channel else []
    parts += [f"on the list of {', '.join(one.listed_by)}"] if one.listed_by else []
    parts += [f"vouched for by {', '.join(one.attested_by)}"] if one.attested_by else []
    reached = ", ".join(wording.plain(kind) for kind in one.through)
    parts += [f"with those that reach it by: {reached}"] if reached else []
    return ", ".join(parts) + _between(one.start, one.end)


def left_out(one: Exclusion) -> str:
    """An actor, or whoever stands on a list."""
    who = one.actor or f"whoever stands on the list {one.list}"
    return who + _between(one.start, one.end)


def _between(start: dt.datetime | None, end: dt.datetime | None) -> str:
    told = f", from {write_instant(start)}" if start else ""
    return f"{told}, until {write_instant(end)}" if end else told


def clause(one: Clause, langs: Sequence[str] = ()) -> Iterator[str]:
    """Its number and what it says, in our words; then whom, what, when and what is unclear.

    Args:
        langs: other languages in which it is shown too, where it has words there.
    """
    what = f"{wording.plain(one.modality)}" + (f" {wording.plain(one.duty)}" if one.duty else "")
    yield f"{one.number} [{one.id}] {what}: {one.summary}"
    whom = _listed(one.beneficiaries) or "all"
    yield f"  owed by {_listed(one.bearers) or 'nobody named'}, to {whom}"
    for title, values in (
        ("acts", one.acts),
        ("weapons", one.weapons),
        ("objects", one.objects),
        ("zone", (one.zone,) if one.zone else ()),
        ("counted by", (one.counting_rule,) if one.counting_rule else ()),
    ):
        if values:
            yield f"  {title}: {_listed(values)}"
    if one.window is not None:
        yield from _inner("from", one.window.starts)
        yield from _inner("until", one.window.ends)
    yield from _inner("deadline", one.deadline)
    yield from (f"  if {condition}" for condition in one.conditions)
    if one.undefined:
        yield f"  not defined: {', '.join(f'“{word}”' for word in one.undefined)}"
    for text in one.texts:
        differs = f" (differs: {text.differs})" if text.differs else ""
        if not langs or text.lang in langs or differs:
            yield f"  {text.lang}: {text.text}{differs}"


def _listed(values: Iterable[str]) -> str:
    return ", ".join(wording.plain(one) for one in values)

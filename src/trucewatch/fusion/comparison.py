"""What the accounts of one happening agree on and where they differ, part by part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from trucewatch.domain.comparison import ComparedPart, Comparison, Standing, ToldValue
from trucewatch.domain.lineage import Lineage
from trucewatch.domain.statement import Mention, Statement
from trucewatch.fusion import meeting
from trucewatch.fusion.compare import Holders

Value = TypeVar("Value", bound=Hashable)
Groups = Mapping[str, str]
"""Id of the group of origins of each statement whose origin is told."""


@dataclass(frozen=True, slots=True)
class _Said(Generic[Value]):
    """What one statement says of a part, with its words; None where it says nothing of it."""

    statement: str
    value: Value | None
    words: str


@dataclass(frozen=True, slots=True)
class _Rule(Generic[Value]):
    """How values of a part are held against one another and written.

    Args:
        meet: the more exact of two values that can both be right, None where they cannot.
    """

    meet: Callable[[Value, Value], Value | None]
    write: Callable[[Value], str]


_MOMENTS = _Rule(meeting.times_meet, meeting.moments_written)
_ACTS = _Rule(meeting.acts_meet, meeting.act_written)
_NAMES = _Rule(meeting.names_meet, meeting.names_written)
_NUMBERS = _Rule(meeting.numbers_meet, meeting.numbers_written)


def accounts_compared(
    said: Sequence[Statement], line: Lineage, places: Holders, *, denied: Iterable[str] = ()
) -> Comparison:
    """The accounts held against one another; who says what is told by origin.

    Args:
        said: the statements that hold that it happened, in any order.
        denied: ids of those that deny it or do not confirm it.
    """
    where = _Rule(meeting.places_meet(places), meeting.names_written)
    counts = sorted({count.what for one in said for count in one.counts if count.low is not None})
    groups = line.groups_by_statement()
    parts = (
        _part("place", map(_place, said), where, groups),
        _part("time", map(_time, said), _MOMENTS, groups),
        _part(
            "act",
            (_Said(one.id, (one.act, one.act_family), one.words) for one in said),
            _ACTS,
            groups,
        ),
        _part("initiator", (_who(one.id, one.agents) for one in said), _NAMES, groups),
        _part("target", (_who(one.id, one.targets) for one in said), _NAMES, groups),
        *(_part(what, (_figure(one, what) for one in said), _NUMBERS, groups) for what in counts),
    )
    return Comparison(parts=parts, denied=tuple(sorted(denied)))


def _part(
    name: str, told: Iterable[_Said[Value]], rule: _Rule[Value], groups: Groups
) -> ComparedPart:
    by_value: dict[Value, list[_Said[Value]]] = defaultdict(list)
    untold = []
    for one in sorted(told, key=lambda each: each.statement):
        if one.value is None:
            untold.append(one.statement)
        else:
            by_value[one.value].append(one)
    versions = [_version(rule.write(value), each, groups) for value, each in by_value.items()]
    everybody = [one for each in by_value.values() for one in each]
    common = _common(tuple(by_value), rule)
    return ComparedPart(
        part=name,
        standing=_standing(len(by_value), len(everybody), met=common is not None),
        agreed=None if common is None else _version(rule.write(common), everybody, groups),
        versions=tuple(sorted(versions, key=lambda one: (-len(one.origins), one.value))),
        untold=tuple(untold),
    )


def _common(values: Sequence[Value], rule: _Rule[Value]) -> Value | None:
    """What all values can mean together; None where some of them exclude one another."""
    common = values[0] if values else None
    for one in values[1:]:
        common = None if common is None else rule.meet(common, one)
    return common


def _standing(values: int, statements: int, *, met: bool) -> Standing:
    if not values:
        return Standing.NOT_TOLD
    if not met:
        return Standing.DIFFER
    if statements == 1:
        return Standing.ONE_ACCOUNT
    return Standing.AGREED if values == 1 else Standing.COMPATIBLE


def _version(value: str, told: Sequence[_Said[Value]], groups: Groups) -> ToldValue:
    ids = tuple(sorted(one.statement for one in told))
    origins = tuple(sorted({groups.get(one, "") for one in ids}))
    return ToldValue(value=value, words=told[0].words, origins=origins, statements=ids)


def _place(one: Statement) -> _Said[meeting.Names]:
    ids = frozenset(place.place or place.name for place in one.places)
    return _Said(one.id, ids or None, ", ".join(place.words for place in one.places))


def _time(one: Statement) -> _Said[meeting.Moments]:
    if one.time is None or (one.time.start is None and one.time.end is None):
        return _Said(one.id, None, "")
    return _Said(one.id, (one.time.start, one.time.end), one.time.words)


def _who(statement: str, named: Sequence[Mention]) -> _Said[meeting.Names]:
    ids = frozenset(one.actor or one.name.casefold() for one in named)
    return _Said(statement, ids or None, ", ".join(one.words for one in named))


def _figure(one: Statement, what: str) -> _Said[meeting.Numbers]:
    """The widest figure of that name in a statement: the others are parts of it."""
    told = [count for count in one.counts if count.what == what and count.low is not None]
    most = max(told, key=lambda count: (count.low or 0, count.words), default=None)
    return _Said(one.id, (most.low, most.high), most.words) if most else _Said(one.id, None, "")

"""Claims side by side by time, with everything by which they are not like with like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trucewatch.domain.conversion import Conversion
from trucewatch.domain.count_claim import CountClaim
from trucewatch.domain.rival_counts import CountSet, Unlike
from trucewatch.domain.time import TimeRange

FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)
LAST = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)


def side_by_side(
    claims: Sequence[CountClaim], conversions: Sequence[Conversion]
) -> tuple[CountSet, ...]:
    """Claims whose stretches share time, periods apart from running totals.

    A figure whose stretch lies somewhere within its window stands beside those of that very window
    and length alone: with which others it shares time is not known.
    """
    first_met = {who: at for at, who in enumerate(dict.fromkeys(one.claimant for one in claims))}
    periods = [one for one in claims if not one.running]
    placed = [one for one in periods if one.stretch is not None]
    groups: list[tuple[bool, list[CountClaim], list[Conversion]]] = [
        (False, *_parted(group)) for group in _sharing([*placed, *conversions])
    ]
    groups += [(False, group, []) for group in _within(periods)]
    totals = [one for one in claims if one.running and one.window is not None]
    groups += [(True, *_parted(group)) for group in _sharing(totals)]
    groups += [(runs, group, []) for runs, group in _without_window(claims)]
    made = [_set(group, counted, first_met, running=running) for running, group, counted in groups]
    return tuple(
        sorted(made, key=lambda one: (one.window is None, one.running, *_ends(one.window)))
    )


def _ends(window: TimeRange | None) -> tuple[dt.datetime, dt.datetime]:
    """Start and end for sorting; what is open lies at the end of time on that side."""
    if window is None:
        return LAST, LAST
    return window.start or FIRST, window.end or LAST


def _parted(
    group: Iterable[CountClaim | Conversion],
) -> tuple[list[CountClaim], list[Conversion]]:
    listed = list(group)
    return (
        [one for one in listed if isinstance(one, CountClaim)],
        [one for one in listed if isinstance(one, Conversion)],
    )


def _sharing(
    items: Sequence[CountClaim | Conversion],
) -> Iterator[list[CountClaim | Conversion]]:
    """Items in groups, each of which shares time with another of its group."""
    group: list[CountClaim | Conversion] = []
    reached = FIRST
    for one in sorted(items, key=lambda item: _ends(item.window)):
        start, end = _ends(one.window)
        if group and start >= reached:
            yield group
            group, reached = [], FIRST
        group.append(one)
        reached = max(reached, end)
    if group:
        yield group


def _within(periods: Sequence[CountClaim]) -> Iterator[list[CountClaim]]:
    """Figures that lie somewhere within a window, by that window and their length."""
    found: dict[object, list[CountClaim]] = {}
    for one in periods:
        if one.window is not None and one.stretch is None:
            found.setdefault((*_ends(one.window), one.length_h), []).append(one)
    yield from found.values()


def _without_window(
    claims: Sequence[CountClaim],
) -> Iterator[tuple[bool, list[CountClaim]]]:
    for running in (False, True):
        group = [one for one in claims if one.window is None and one.running is running]
        if group:
            yield running, group


def _set(
    group: Sequence[CountClaim],
    counted: Sequence[Conversion],
    first_met: Mapping[str, int],
    *,
    running: bool,
) -> CountSet:
    ordered = sorted(group, key=lambda one: (*_ends(one.window), first_met[one.claimant]))
    return CountSet(
        window=_whole([*ordered, *counted]),
        running=running,
        claims=tuple(one.id for one in ordered),
        conversions=tuple(one.id for one in counted),
        unlike=tuple(_unlike(ordered)),
    )


def _whole(items: Sequence[CountClaim | Conversion]) -> TimeRange | None:
    windows = [one.window for one in items if one.window is not None]
    if not windows:
        return None
    # Neither side's clock is preferred where theirs differ: UTC is then shown.
    zones = {one.zone for one in windows}
    clock = windows[0].zone if len(zones) == 1 else None
    starts, ends = ([one.start for one in windows], [one.end for one in windows])
    return TimeRange(
        start=None if None in starts else min(filter(None, starts)),
        end=None if None in ends else max(filter(None, ends)),
        zone=clock,
        zone_basis=windows[0].zone_basis if clock else None,
    )


def _unlike(group: Sequence[CountClaim]) -> Iterator[Unlike]:
    """By what figures of different claimants differ besides the number."""
    own = [one for one in group if one.confirms is None]
    if len({one.claimant for one in own}) < 2:
        return
    if any(one.window is None for one in own):
        yield Unlike(code="no_window", facts={})
        return
    lengths = dict.fromkeys(one.length_h for one in own)
    if len(lengths) > 1:
        told = ", ".join("?" if one is None else f"{one:g}" for one in _by_length(lengths))
        yield Unlike(code="length", facts={"hours": told})
    elif len({one.window and (one.window.start, one.window.end) for one in own}) > 1:
        yield Unlike(code="window", facts={})
    if any(one.window is not None and one.stretch is None for one in own):
        yield Unlike(code="placed", facts={})
    units = dict.fromkeys(one.unit for one in own)
    if len(units) > 1:
        yield Unlike(code="unit", facts={"units": ", ".join(units)})
    rules = dict.fromkeys(one.rule for one in own)
    if "" in rules:
        yield Unlike(code="rule_not_told", facts={})
    if len([one for one in rules if one]) > 1:
        yield Unlike(code="rule", facts={"rules": ", ".join(filter(None, rules))})


def _by_length(lengths: Iterable[float | None]) -> list[float | None]:
    """Shortest first, what is not told last."""
    return sorted(lengths, key=lambda one: (one is None, one or 0.0))

"""Two accounts held against one another, part by part, each with its weight and its reason.

Weights are tenths of the natural logarithm of how much more often accounts of one happening look
so than accounts of different ones. They are set by hand, in the open, and shown with each link.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from trucewatch.domain.errors import UnknownName
from trucewatch.domain.link import Likeness, Link
from trucewatch.fusion.account import Account
from trucewatch.fusion.shingles import shared

TOGETHER = 45
"""From this weight on two statements are taken to tell of one happening."""
NEARLY = 15
"""From this weight on a pair that is not linked is listed as a near miss."""
APART = -200
"""What cannot be one happening."""
NEAR_KM = 3.0
MOST_BY_WORDS = 40
"""The most that the words of two reports can add to their weight."""
_KM_A_DEGREE = 111.195
_MINUTE, _HOUR, _DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
_GENERAL = frozenset({"attack", "shelling", "clash", "violate_truce"})
"""Acts by which a report means a finer one of the same family."""


class Holders(Protocol):
    """What comparing places needs of a gazetteer."""

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether one lies in the other, None where it cannot be told.

        Raises:
            UnknownName: one of them is not on file.
        """


def compared(one: Account, other: Account, places: Holders) -> Link:
    """The link of two accounts, whatever its weight."""
    one, other = sorted((one, other), key=_by_id)
    parts = _place(one, other, places), _time(one, other), *_rest(one, other)
    return Link(one=one.id, other=other.id, likenesses=parts)


def weighed(one: Account, other: Account, places: Holders) -> int:
    """The weight of a link alone, in tenths; `APART` for what cannot be one happening.

    Very many pairs are weighed and few are shown, so no link is made, and what place or time
    decides is not looked at further.
    """
    weight = _without_words(one, other, places)
    return APART if weight is None else weight + _by_words(one, other)


def weighed_if_near(one: Account, other: Account, places: Holders) -> int | None:
    """The same, None where the two are less than a near miss whatever their words are."""
    weight = _without_words(one, other, places)
    if weight is None:
        return APART
    return weight + _by_words(one, other) if weight + MOST_BY_WORDS >= NEARLY else None


def _without_words(one: Account, other: Account, places: Holders) -> int | None:
    """The weight of all but the words of the two reports; None for what place or time decides."""
    place = _place(one, other, places).weight
    if place == APART:
        return None
    time = _time(one, other).weight
    if time == APART:
        return None
    who = _who("initiator", one.initiators, other.initiators, other_side=-25).weight
    whom = _who("target", one.targets, other.targets, other_side=-35).weight
    weight = place + time + _act(one, other).weight + who + whom
    for part in _figures(one, other):
        weight += part.weight
    return weight


def _by_words(one: Account, other: Account) -> int:
    return sum(part.weight for part in _text(one, other))


def _rest(one: Account, other: Account) -> Iterator[Likeness]:
    yield _act(one, other)
    yield _who("initiator", one.initiators, other.initiators, other_side=-25)
    yield _who("target", one.targets, other.targets, other_side=-35)
    yield from _figures(one, other)
    yield from _text(one, other)


@lru_cache(maxsize=4096)
def _says(part: str, code: str, weight: int) -> Likeness:
    """One value for all pairs of which the same is to be said; there are few and they are many."""
    return Likeness(part, code, weight)


def is_general(act: str) -> bool:
    """Whether reports use the name of an act for finer ones of its family.

    >>> is_general("shelling"), is_general("rocket_fire")
    (True, False)
    """
    return act in _GENERAL


def _by_id(account: Account) -> str:
    return account.id


def _place(one: Account, other: Account, places: Holders) -> Likeness:
    if one.place is None or other.place is None:
        return _says("place", "not_told", -5)
    if one.place == other.place:
        return _says("place", "same", 30)
    if one.point and other.point:
        km = _distance_km(one.point, other.point)
        return _says("place", "near", 15) if km <= NEAR_KM else _says("place", "apart", APART)
    try:
        holds = places.within(one.place, other.place) or places.within(other.place, one.place)
    except UnknownName:
        # Nobody can tell where a place lies that is on no file and that no statement gives a point.
        return _says("place", "not_on_file", -5)
    return _says("place", "one_holds_the_other", 10) if holds else _says("place", "apart", APART)


def _distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    across = math.cos(math.radians((one[1] + other[1]) / 2))
    return math.hypot((one[0] - other[0]) * across, one[1] - other[1]) * _KM_A_DEGREE


def _time(one: Account, other: Account) -> Likeness:
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return _says("time", "not_told", -5)
    later, sooner = max(one.start, other.start), min(one.end, other.end)
    if later - sooner >= _DAY:
        return _says("time", "apart", APART)
    mine, theirs = one.end - one.start, other.end - other.start
    widest = max(mine, theirs)
    if later <= sooner:
        if widest <= _HOUR:
            return _says("time", "same_hour", 35)
        weight = 20 if widest < _DAY else 8 if min(mine, theirs) < _DAY else 10
        return _says("time", "overlap", weight)
    if widest <= 2 * _HOUR and later - sooner <= 30 * _MINUTE:
        return _says("time", "within_half_an_hour", 5)
    # A "yesterday" that was translated, or copied a day later, moves by a day.
    translated = one.language != other.language
    return _says("time", "a_day_off", -25 if translated else -50)


def _act(one: Account, other: Account) -> Likeness:
    if one.act == other.act:
        return _says("act", "same", 15)
    if one.family != other.family:
        return _says("act", "other_family", -60)
    if one.act in _GENERAL or other.act in _GENERAL:
        return _says("act", "one_is_general", 3)
    return _says("act", "same_family", -15)


def _who(part: str, one: frozenset[str], other: frozenset[str], *, other_side: int) -> Likeness:
    if not one or not other:
        return _says(part, "not_told", 0)
    if one & other:
        return _says(part, "same", 12)
    # Rival sides blame each other for one happening, so this weighs and does not decide.
    return _says(part, "other", other_side)


def _figures(one: Account, other: Account) -> Sequence[Likeness]:
    if not one.figures and not other.figures:
        return ()
    if not one.figures or not other.figures:
        return (_says("figures", "one_tells_none", -6),)
    return tuple(_figures_told(dict(one.figures), dict(other.figures)))


def _figures_told(mine: Mapping[str, int], theirs: Mapping[str, int]) -> Iterator[Likeness]:
    for what in sorted(mine.keys() & theirs.keys()):
        apart = abs(mine[what] - theirs[what])
        if apart == 0:
            yield _says(what, "same", 12 + min(mine[what], 12))
        elif apart <= max(2, round(0.2 * max(mine[what], theirs[what]))):
            yield _says(what, "close", 2)
        else:
            yield _says(what, "other", -30)


def _text(one: Account, other: Account) -> Sequence[Likeness]:
    if one.report == other.report:
        # A report that tells of one happening twice tells of two more often.
        return (_says("text", "same_report", -10),)
    share = shared(one.text, other.text)
    if share >= 0.35:
        return (_says("text", "copied", MOST_BY_WORDS),)
    return (_says("text", "partly_copied", 15),) if share >= 0.15 else ()

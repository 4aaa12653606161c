"""A made-up front: what happened there, who saw it, and what each of them tells of it.

The truth of a synthetic stream of reports. Happenings crowd at a few hot places, so that day and
place alone do not tell them apart; observers differ in what they saw, and some of them lie.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.domain.time import UTC

START = dt.datetime(2031, 3, 1, tzinfo=UTC)
DAYS = 60
SIDES = ("north-army", "south-army", "river-front", "hill-militia")
ACTS = {
    "shelling": ("fire", "artillery"),
    "rocket_fire": ("fire", "mlrs"),
    "air_bombardment": ("fire", "bomb"),
    "small_arms_fire": ("fire", "small_arms"),
    "clash": ("fire", ""),
    "abduction": ("persons", ""),
    "deny_aid_access": ("aid", ""),
}
COARSER = {"rocket_fire": "shelling", "air_bombardment": "attack", "small_arms_fire": "clash"}
"""What an observer who is less sure calls the act."""

PART = {"minute": 0, "hour": 1, "part_of_day": 6, "day": 24}
"""Hours by which each precision blurs a moment."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A village with its place in degrees and the id of its district."""

    id: str
    name: str
    lon: float
    lat: float
    district: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, or what somebody made up: `true` tells which."""

    id: int
    at: dt.datetime
    spot: Spot
    act: str
    doer: str
    sufferer: str
    killed: int
    wounded: int
    true: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What one observer tells of one happening: the origin of every report that rests on it.

    Args:
        spot: None where the observer names the district alone.
        doer: None where the observer did not see who it was.
    """

    id: int
    happening: Happening
    observer: str
    start: dt.datetime
    end: dt.datetime
    precision: str
    spot: Spot | None
    act: str
    doer: str | None
    killed: int | None
    wounded: int | None
    told_at: dt.datetime


@dataclass(frozen=True, slots=True)
class World:
    """Everything that is true of a stream, and everything that observers tell."""

    spots: tuple[Spot, ...]
    happenings: tuple[Happening, ...]
    accounts: tuple[Account, ...]


def make_world(draw: random.Random, happenings: int, *, days: int = DAYS) -> World:
    """A world of so many happenings in so many days; the same draws give the same world."""
    spots = _spots(draw)
    hot = draw.choices(spots, k=12)
    happened = [_happening(draw, number, (spots, hot), days) for number in range(happenings)]
    accounts: list[Account] = []
    for one in happened:
        for _ in range(draw.choices([1, 2, 3], [5, 3, 2])[0] if one.true else 1):
            accounts.append(_account(draw, len(accounts), one))
    return World(spots, tuple(happened), tuple(accounts))


def _spots(draw: random.Random) -> tuple[Spot, ...]:
    heads = "Bel Tor Kal Mir Sav Dun Har Ost Vel Zar Lim Pod Gor Nas Ram Tes Yur Ber".split()
    tails = "grad nik a ovo in esh ita un dal mar ek isht".split()
    names = draw.sample([head + tail for head in heads for tail in tails], 120)
    return tuple(
        Spot(
            f"made:{number}",
            name,
            round(36 + draw.random() * 2, 4),
            round(34 + draw.random() * 2, 4),
            f"made:d{number % 10}",
        )
        for number, name in enumerate(names)
    )


def _happening(
    draw: random.Random, number: int, where: tuple[Sequence[Spot], Sequence[Spot]], days: int
) -> Happening:
    spots, hot = where
    doer, sufferer = draw.sample(SIDES, 2)
    act = draw.choice(list(ACTS))
    deadly = ACTS[act][0] == "fire" and draw.random() < 0.5
    return Happening(
        id=number,
        at=START + dt.timedelta(minutes=draw.randrange(days * 1440)),
        spot=draw.choice(hot) if draw.random() < 0.45 else draw.choice(spots),
        act=act,
        doer=doer,
        sufferer=sufferer,
        killed=draw.choice([0, 1, 2, 3, 5, 8, 13]) if deadly else 0,
        wounded=draw.choice([1, 2, 4, 6, 7, 11, 17]) if deadly else 0,
        true=draw.random() > 0.06,
    )


def _account(draw: random.Random, number: int, what: Happening) -> Account:
    precision = draw.choices(list(PART), [3, 3, 3, 2])[0]
    start, end = _blurred(what.at, precision)
    vague = draw.random() < 0.12
    coarse = draw.random() < 0.2
    partisan = draw.random() < 0.4
    miss = draw.choice([-1, 0, 0, 0, 1])
    return Account(
        id=number,
        happening=what,
        observer=what.sufferer if partisan else f"observer-{draw.randrange(40)}",
        start=start,
        end=end,
        precision=precision,
        spot=None if vague else what.spot,
        act=COARSER.get(what.act, what.act) if coarse else what.act,
        doer=what.doer if draw.random() < 0.8 else None,
        killed=max(0, what.killed + miss) if what.killed else None,
        wounded=max(1, what.wounded + miss) if what.wounded else None,
        told_at=what.at + dt.timedelta(hours=1 + draw.random() * 18),
    )


def _blurred(at: dt.datetime, precision: str) -> tuple[dt.datetime, dt.datetime]:
    """The whole minute, hour, quarter of the day or day around a moment."""
    hours = PART[precision]
    if not hours:
        start = at.replace(second=0)
        return start, start + dt.timedelta(minutes=1)
    start = at.replace(hour=at.hour - at.hour % hours if hours < 24 else 0, minute=0, second=0)
    return start, start + dt.timedelta(hours=hours)

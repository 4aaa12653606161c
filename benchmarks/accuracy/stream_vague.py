"""Streams as long as asked for, and as vague as read reports are."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stream_reports import make_stream

from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import PlaceMention, Statement


@dataclass(frozen=True, slots=True)
class Vagueness:
    """Shares of statements, 0 to 1, as measured on reports that were read.

    Args:
        undated: that do not say when.
        placeless: that name no place, or several.
        wide: that name a district or more.
    """

    undated: float
    placeless: float
    wide: float


class MadePlaces:
    """Villages of a made-up front in their districts."""

    def __init__(self, districts: Mapping[str, str]) -> None:
        self._districts = districts

    def within(self, inner_id: str, outer_id: str) -> bool | None:
        """Whether a village lies in a district."""
        return self._districts.get(inner_id) == outer_id


def readings(
    seed: int, statements: int, days: int, vague: Vagueness
) -> tuple[list[Reading], MadePlaces]:
    """About so many reports of one statement each, in order of arrival, with their places."""
    stream = make_stream(seed, statements, days=days)
    draw = random.Random(seed)
    told = [
        replace(
            one,
            statements=tuple(_blurred(draw, s, stream.districts, vague) for s in one.statements),
        )
        for one in stream.readings
    ]
    return told, MadePlaces(stream.districts)


def _blurred(
    draw: random.Random, said: Statement, districts: Mapping[str, str], vague: Vagueness
) -> Statement:
    time = None if draw.random() < vague.undated else said.time
    kind = draw.random()
    if kind < vague.placeless:
        return replace(said, time=time, places=())
    if kind < vague.placeless + vague.wide:
        return replace(said, time=time, places=tuple(_wide(said.places, districts)))
    return replace(said, time=time)


def _wide(places: Sequence[PlaceMention], districts: Mapping[str, str]) -> list[PlaceMention]:
    found = [districts.get(one.place or "", one.place or "") for one in places]
    return [PlaceMention(one, one, None, None, PlacePrecision.ADMIN3, one) for one in found]

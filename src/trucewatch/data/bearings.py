"""Distances and bearings from a named place: "3 km SSE of Aqrab"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.place import LonLat

EARTH_M = 6_371_008.8
HALF_POINT = math.tan(math.radians(11.25))
"""Half the angle between two of the sixteen points, as sideways metres a metre of distance."""
_UNIT_M = {"m": 1, "km": 1000}


@dataclass(frozen=True, slots=True)
class Bearing:
    """So far from there in that direction.

    Args:
        metres: the distance told, > 0.
        degrees: clockwise from north, 0 to 360, a point of the compass of sixteen.
        of: the words for the place it is counted from.
    """

    metres: int
    degrees: float
    of: str

    @property
    def radius_m(self) -> int:
        """Metres around the point within which it lies: half a point sideways, half a kilometre.

        >>> Bearing(3000, 157.5, "Aqrab").radius_m
        1097
        """
        return round(self.metres * HALF_POINT) + 500

    def from_(self, centre: LonLat) -> LonLat:
        """The point, on a sphere; far finer than the words.

        >>> Bearing(3000, 180.0, "x").from_(LonLat.of(36.5, 35.0)).lat
        34.9730204
        """
        turn, angle = math.radians(self.degrees), self.metres / EARTH_M
        lat, lon = math.radians(centre.lat), math.radians(centre.lon)
        north = math.asin(
            math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn)
        )
        east = math.atan2(
            math.sin(turn) * math.sin(angle) * math.cos(lat),
            math.cos(angle) - math.sin(lat) * math.sin(north),
        )
        around = (math.degrees(lon + east) + 540) % 360 - 180
        return LonLat.of(around, math.degrees(north))


def bearing_in(words: str) -> Bearing | None:
    """The bearing that the words tell; None where they tell none.

    >>> bearing_in("3 km SSE of Aqrab")
    Bearing(metres=3000, degrees=157.5, of='Aqrab')
    >>> bearing_in("2,5 км к югу от Акраба").degrees, bearing_in("٣ كم شمال عقرب").of
    (180.0, 'عقرب')
    >>> bearing_in("Aqrab") is None
    True
    """
    points, pattern = _lexicon()
    match = pattern.fullmatch(" ".join(words.split()))
    if match is None:
        return None
    unit = "m" if match["metre"] else "km"
    metres = round(float(match["number"].replace(",", ".")) * _UNIT_M[unit])
    if metres <= 0:
        return None
    return Bearing(metres, points[match["point"].casefold()] * 22.5, match["of"])


@cache
def _lexicon() -> tuple[dict[str, float], re.Pattern[str]]:
    """Words for the sixteen points, and the pattern of a bearing in all languages."""
    tree = load_yaml("vocabulary/bearings.yaml")
    points: dict[str, float] = {}
    for number, listed in enumerate(tree["points"]):
        points |= {str(word).casefold(): float(number) for word in listed}
    named = "|".join(sorted(map(re.escape, points), key=len, reverse=True))
    metre, kilometre, of = ("|".join(tree[one]) for one in ("metre", "kilometre", "of"))
    pattern = (
        rf"(?P<number>\d+(?:[.,]\d+)?) ?(?:(?P<metre>{metre})|{kilometre})\.? "
        rf"(?:{'|'.join(tree['to'])})?(?P<point>{named}) (?:(?:{of}) )?(?P<of>\S.*)"
    )
    return points, re.compile(pattern, re.IGNORECASE)

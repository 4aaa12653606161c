"""A place as a small picture: its outline, or its point with the radius in which it lies."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trucewatch.domain.place import E7, LonLat, Place
from trucewatch.domain.zone import Corners

WIDE, HIGH, MARGIN = 480.0, 320.0, 24.0
METRES_A_DEGREE = 111_320.0
_STEPS = (1, 2, 5)

Point = tuple[float, float]


def picture(place: Place, rings: Sequence[Corners], name: str) -> SafeString:
    """The picture; "" where neither an outline nor a point is known.

    Args:
        name: of the place, for those who do not see it.
    """
    corners = [corner for ring in rings for corner in ring]
    anchor = place.centre or (corners[0] if corners else None)
    if anchor is None:
        return format_html("")
    flat = _Flat(anchor)
    drawn = [[flat.metres(corner) for corner in ring] for ring in rings]
    reach = float(place.radius_m or 0)
    extent = [point for ring in drawn for point in ring]
    if place.centre:
        extent += [(-reach, -reach), (reach, reach)]
    frame = _Frame(extent)
    path = " ".join(_path([frame.at(point) for point in ring]) for ring in drawn)
    parts = [format_html('<path class="area" d="{}"></path>', path)] if drawn else []
    if place.centre:
        parts.append(_point(frame, reach, flat.metres(place.centre)))
    parts.append(_scale(frame))
    told = _("Outline of %(name)s") if drawn else _("Point of %(name)s with its radius")
    return format_html(
        '<svg class="shape" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        f"{WIDE:.0f}",
        f"{HIGH:.0f}",
        told % {"name": name},
        format_html_join("", "{}", ((one,) for one in parts)),
    )


class _Flat:
    """Metres east and north of a point; right to a few parts in a thousand within a province."""

    def __init__(self, anchor: LonLat) -> None:
        self._anchor = anchor
        self._shrunk = max(math.cos(math.radians(anchor.lat)), 0.01)

    def metres(self, corner: LonLat) -> Point:
        east = (corner.lon_e7 - self._anchor.lon_e7) / E7 * METRES_A_DEGREE * self._shrunk
        return east, (corner.lat_e7 - self._anchor.lat_e7) / E7 * METRES_A_DEGREE


class _Frame:
    """What is shown, in pixels of the picture, north above."""

    def __init__(self, extent: Sequence[Point]) -> None:
        east, north = zip(*extent, strict=True)
        self._middle = ((min(east) + max(east)) / 2, (min(north) + max(north)) / 2)
        across, along = max(east) - min(east), max(north) - min(north)
        room = (WIDE - 2 * MARGIN, HIGH - 2 * MARGIN)
        self.pixels = min(room[0] / max(across, 10.0), room[1] / max(along, 10.0))

    def at(self, point: Point) -> Point:
        x = WIDE / 2 + (point[0] - self._middle[0]) * self.pixels
        return x, HIGH / 2 - (point[1] - self._middle[1]) * self.pixels


def _path(ring: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _point(frame: _Frame, reach: float, centre: Point) -> SafeString:
    x, y = frame.at(centre)
    return format_html(
        '<circle class="reach" cx="{0}" cy="{1}" r="{2}"></circle>'
        '<circle class="point" cx="{0}" cy="{1}" r="3"></circle>',
        f"{x:.1f}",
        f"{y:.1f}",
        f"{max(reach * frame.pixels, 4.0):.1f}",
    )


def _scale(frame: _Frame) -> SafeString:
    """A line with the length that it stands for, a quarter of the picture at most."""
    most = WIDE / 4 / frame.pixels
    power = 10.0 ** math.floor(math.log10(most))
    length = max(step * power for step in _STEPS if step * power <= most)
    words = _("%(length)s km") if length >= 1000 else _("%(length)s m")
    told = f"{length / 1000 if length >= 1000 else length:g}"
    return format_html(
        '<path class="scale" d="M8 {1}H{0}"></path><text x="8" y="{2}">{3}</text>',
        f"{8 + length * frame.pixels:.1f}",
        f"{HIGH - 6:.0f}",
        f"{HIGH - 12:.0f}",
        words % {"length": told},
    )

"""How surely an area holds a point in a cell on its line, and a disc a point anywhere.

`n` are the tables of whole numbers, `f` those of fractions, `d` is the desk, as `layout` has them.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import DEFER, MAYBE, NO, YES
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.sieve import BORDER, FINE, FINE_WORDS, METRES_A_DEGREE, apart

TOLERANCE_M = 1e-4
"""Nearer to a limit than this, rounding could tell otherwise: the one-by-one engine decides."""
E7 = 1e7
RADII = 3


@borrowing
def in_disc(f: Any, d: Any, area: int) -> int:
    """How surely what lies around a point holds a row's disc."""
    first = int(f[at.DISC]) + 3 * area
    reach = f[int(f[at.REACH]) + RADII * area + d[at.RADIUS]]
    lon, lat = d[at.LON] / E7, d[at.LAT] / E7
    east = (f[first] - lon) * math.cos(math.radians((f[first + 1] + lat) / 2))
    away = math.hypot(east, f[first + 1] - lat) * METRES_A_DEGREE
    wide = f[first + 2]
    if away + reach + TOLERANCE_M <= wide:
        return YES
    if away - TOLERANCE_M > wide + reach:
        return NO
    if away + reach - TOLERANCE_M > wide and away + TOLERANCE_M <= wide + reach:
        return MAYBE
    return DEFER


@borrowing
def between(f: Any, edge: int, one: Any, other: Any) -> bool:
    """Whether an edge parts two spots."""
    x, y = one
    along, up = other[0] - x, other[1] - y
    x0, y0, x1, y1 = f[edge] - x, f[edge + 1] - y, f[edge + 2] - x, f[edge + 3] - y
    left0, left1 = along * y0 - up * x0, along * y1 - up * x1
    if (left0 > 0.0) == (left1 > 0.0):
        return False
    share = left0 / (left0 - left1)
    far = along * (x0 + share * (x1 - x0)) + up * (y0 + share * (y1 - y0))
    return bool(0.0 < far < along * along + up * up)


@borrowing
def parts_at(f: Any, lon: int, lat: int) -> tuple[float, float]:
    """How many parts of cells lie west and south of a point."""
    frame = int(f[at.FRAME])
    east, north = (lon / E7 - f[frame]) / f[frame + 2], (lat / E7 - f[frame + 1]) / f[frame + 3]
    return FINE * east, FINE * north


@borrowing
def middle(f: Any, d: Any) -> tuple[float, float]:
    """Longitude and latitude of the middle of the part of a cell in which a row's point lies."""
    frame = int(f[at.FRAME])
    east, north = parts_at(f, d[at.LON], d[at.LAT])
    lon = f[frame] + (int(east) + 0.5) / FINE * f[frame + 2]
    return lon, f[frame + 1] + (int(north) + 0.5) / FINE * f[frame + 3]


@borrowing
def signed(n: Any, f: Any, d: Any, entry: Any) -> float:
    """Metres by which a point is inside of an area near its line; NaN where rounding might tell.

    It is on the side of the middle of its part, but for the edges between the two.
    """
    area, near, part = entry
    across, corners = f[int(f[at.ACROSS]) + area], int(f[at.CORNERS]) + 4 * n[n[at.EDGES] + area]
    lon, lat = middle(f, d)
    other = lon * across, lat * METRES_A_DEGREE
    spot = d[at.LON] / E7 * across, d[at.LAT] / E7 * METRES_A_DEGREE
    listed = n[at.NEAR] + near
    inside = (n[listed + 1] >> part) & 1 == 1
    least = clear = np.inf
    for place in range(listed + 2, listed + 2 + n[listed]):
        edge = corners + 4 * n[place]
        least = min(least, apart(f, edge, spot[0], spot[1]))
        clear = min(clear, apart(f, edge, other[0], other[1]))
        if between(f, edge, spot, other):
            inside = not inside
    if clear < TOLERANCE_M * TOLERANCE_M:
        return math.nan
    return math.sqrt(least) if inside else -math.sqrt(least)


@borrowing
def measured(n: Any, f: Any, d: Any, entry: Any) -> int:
    """How surely an area holds a point near its line, by its distance."""
    area = entry[0]
    metres = signed(n, f, d, entry)
    reach = f[int(f[at.REACH]) + RADII * area + d[at.RADIUS]]
    if metres - TOLERANCE_M >= reach:
        return YES if n[n[at.OWN] + area] else MAYBE
    if metres + TOLERANCE_M < -reach:
        return NO
    return MAYBE if abs(metres) + TOLERANCE_M < reach else DEFER


@borrowing
def bordering(n: Any, f: Any, d: Any, entry: Any) -> int:
    """How surely an area holds a point in a cell on its line; most parts of the cell tell it."""
    area, near, part = entry
    if near == 0:
        return int(in_disc(f, d, area))
    border = n[at.BORDERS] + (1 + FINE_WORDS) * (near - 1)
    state = (n[border + 1 + part // 32] >> (2 * (part % 32))) & 3
    return int(state) if state != BORDER else int(measured(n, f, d, (area, n[border], part)))

"""How surely an area holds a point in a cell on its line, and a disc a point anywhere.

`n` are the tables of whole numbers, `f` those of fractions, as `layout` has them.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from trucewatch.assess.plan import layout as at
from trucewatch.assess.plan.codes import DEFER, MAYBE, NO, YES
from trucewatch.assess.plan.native import borrowing
from trucewatch.assess.plan.reading import of
from trucewatch.assess.plan.sieve import (
    FINE,
    FINE_WORDS,
    LIST_HEAD,
    METRES_A_DEGREE,
    TOLERANCE_M,
    apart,
)

E7 = 1e7
RADII = 3


@borrowing
def in_disc(f: Any, at_spot: Any, area: int) -> int:
    """How surely what lies around a point holds the disc of a row, given as in `measured`."""
    first = int(f[at.DISC]) + 3 * area
    reach = f[int(f[at.REACH]) + RADII * area + at_spot[2]]
    lon, lat = at_spot[0] / E7, at_spot[1] / E7
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
def middle(f: Any, lon_e7: int, lat_e7: int) -> tuple[float, float]:
    """Longitude and latitude of the middle of the part of a cell in which a point lies."""
    frame = int(f[at.FRAME])
    east, north = parts_at(f, lon_e7, lat_e7)
    lon = f[frame] + (int(east) + 0.5) / FINE * f[frame + 2]
    return lon, f[frame + 1] + (int(north) + 0.5) / FINE * f[frame + 3]


@borrowing
def corners_of(n: Any, f: Any, area: int) -> int:
    """Where the corners of the edges of an area begin."""
    return int(f[at.CORNERS] + 4 * of(n, at.EDGES, area))


@borrowing
def signed(n: Any, f: Any, at_spot: Any, entry: Any) -> float:
    """Metres by which a point is inside of an area near its line; NaN where rounding might tell.

    It is on the side of the middle of its part, but for the edges between the two.
    """
    area, near, part = entry
    across, corners = f[int(f[at.ACROSS]) + area], corners_of(n, f, area)
    lon, lat = middle(f, at_spot[0], at_spot[1])
    other = lon * across, lat * METRES_A_DEGREE
    spot = at_spot[0] / E7 * across, at_spot[1] / E7 * METRES_A_DEGREE
    listed = n[at.NEAR] + near
    inside, vague = (n[listed + 1] >> part) & 1 == 1, (n[listed + 2] >> part) & 1 == 1
    if vague:
        return math.nan
    least = np.inf
    for place in range(listed + LIST_HEAD, listed + LIST_HEAD + n[listed]):
        edge = corners + 4 * n[place]
        least = min(least, apart(f, edge, spot[0], spot[1]))
        if between(f, edge, spot, other):
            inside = not inside
    return math.sqrt(least) if inside else -math.sqrt(least)


@borrowing
def measured(n: Any, f: Any, at_spot: Any, entry: Any) -> int:
    """How surely an area holds a point near its line, by its distance.

    Args:
        at_spot: longitude and latitude in 1e-7 degree, and the radius to which it is known.
        entry: the area, where the list of edges begins, and the part of the cell.
    """
    area = entry[0]
    metres = signed(n, f, at_spot, entry)
    reach = f[int(f[at.REACH]) + RADII * area + at_spot[2]]
    if metres - TOLERANCE_M >= reach:
        return YES if of(n, at.OWN, area) else MAYBE
    if metres + TOLERANCE_M < -reach:
        return NO
    return MAYBE if abs(metres) + TOLERANCE_M < reach else DEFER


@borrowing
def list_of(n: Any, near: int) -> int:
    """Where a cell on a line tells of its edges and of the states of its parts."""
    return int(n[at.BORDERS] + (1 + FINE_WORDS) * (near - 1))


@borrowing
def by_part(n: Any, border: int, part: int) -> int:
    """The state of a part of a cell on a line."""
    return int((n[border + 1 + part // 32] >> (2 * (part % 32))) & 3)

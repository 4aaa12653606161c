"""Which cells lie surely inside of an area, outside, or near its line: blocks cut in four."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from trucewatch.assess.plan.native import compiled

BORDER = 3
"""State of a cell whose points are not all alike."""
SLACK_M = 0.05
"""Metres by which a cell has to be clear of a limit, far above any rounding."""
METRES_A_DEGREE = 111_195.0
TOLERANCE_M = 1e-4
"""Nearer to a limit than this, rounding could tell otherwise: the one-by-one engine decides."""
LIST_HEAD = 3
"""A list of edges stands behind its length, and two bits of each part, in a word each."""
FINE, FINE_WORDS, PART_BITS = 8, 2, 6
"""A border cell is cut in so many parts each way; their states, two bits each, fill two words, and
so many bits tell which part it is."""
LEAST = 4096


@compiled
def apart(f: Any, edge: int, x: float, y: float) -> float:
    """The square of the distance from a point to the edge whose corners stand at `edge`."""
    x0, y0 = f[edge], f[edge + 1]
    along_x, along_y = f[edge + 2] - x0, f[edge + 3] - y0
    length = along_x * along_x + along_y * along_y
    share = 0.0
    if length > 0.0:
        share = min(1.0, max(0.0, ((x - x0) * along_x + (y - y0) * along_y) / length))
    off_x, off_y = x - (x0 + share * along_x), y - (y0 + share * along_y)
    return float(off_x * off_x + off_y * off_y)


@compiled
def inside(edges: Any, x: float, y: float) -> bool:
    """Whether a ray to the east crosses the line an odd number of times."""
    odd = False
    for edge in range(len(edges)):
        y0, y1 = edges[edge, 1], edges[edge, 3]
        if (y0 > y) != (y1 > y):
            x0, x1 = edges[edge, 0], edges[edge, 2]
            if x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                odd = not odd
    return odd


@compiled
def state_of(low: float, high: float, reach: float) -> int:
    """What is told of points whose distance inside of the line lies between two numbers."""
    if low >= reach:
        return 2
    if high < -reach:
        return 0
    return 1 if high < reach and low > -reach else BORDER


@compiled
def room_for(array: Any, number: int) -> Any:
    """The array, twice as long where fewer than `number` fit in."""
    if len(array) >= number:
        return array
    longer = np.empty(2 * number, dtype=np.int64)
    longer[: len(array)] = array
    return longer


@compiled
def signed_distance(edges: Any, near: Any, x: float, y: float) -> float:
    """Metres inside of the line, by the edges that may be nearest."""
    flat = edges.ravel()
    least = np.inf
    for edge in near:
        least = min(least, apart(flat, 4 * edge, x, y))
    away = math.sqrt(least)
    return away if inside(edges, x, y) else -away


@compiled
def narrowed(edges: Any, near: Any, spot: Any, kept: Any) -> int:
    """Write the edges within some metres of a point to `kept`; how many there are."""
    x, y, metres = spot
    flat = edges.ravel()
    number = 0
    for edge in near:
        if apart(flat, 4 * edge, x, y) <= metres * metres:
            kept[number] = edge
            number += 1
    return number


@compiled
def tell(states: Any, block: Any, reach: Any, span: Any) -> bool:
    """Write the states of a block where each is one alone, or of one cell; whether one is not."""
    left, low, side = block
    border = False
    for layer in range(len(reach)):
        border = border or state_of(span[0], span[1], reach[layer]) == BORDER
    if not border or side == 1:
        for layer in range(len(reach)):
            state = state_of(span[0], span[1], reach[layer])
            states[layer, low : low + side, left : left + side] = state
    return border


@compiled
def crossing(edges: Any, low: float, high: float) -> Any:
    """The edges that a ray to the east may cross from somewhere between two heights."""
    kept = np.empty((len(edges), 4), dtype=np.float64)
    number = 0
    for edge in range(len(edges)):
        y0, y1 = edges[edge, 1], edges[edge, 3]
        if min(y0, y1) <= high and max(y0, y1) >= low:
            kept[number] = edges[edge]
            number += 1
    return kept[:number]


@compiled
def put_first(flat: Any, near: Any, first: int, spot: Any) -> int:
    """Put edges within some metres of a point among the first ones; how many those are then."""
    x, y, metres = spot
    for place in range(first, len(near)):
        if apart(flat, 4 * near[place], x, y) <= metres * metres:
            near[first], near[place] = near[place], near[first]
            first += 1
    return first


@compiled
def refined(edges: Any, near: Any, cell: Any, fine: Any) -> tuple[int, int, int]:
    """Write the states of the parts of a border cell for each radius.

    Args:
        near: the edges that may be nearest to some point of the cell; those of them that a part
            needs which is not told by its state are put first.
        cell: its middle, width and height in metres, and the radii.
        fine: written; by radius, words of two bits a part, from the south-west eastwards.

    Returns:
        How many edges are needed, and two bits for each part: whether its middle is inside, and
        whether it is too near the line to tell.
    """
    (x, y, wide, high), reach = cell
    half = math.hypot(wide, high) / FINE / 2 + SLACK_M
    flat, across = edges.ravel(), crossing(edges, y - high, y + high)
    needed, sides, vague = 0, np.int64(0), np.int64(0)
    for part in range(FINE * FINE):
        east = x + ((part % FINE + 0.5) / FINE - 0.5) * wide
        north = y + ((part // FINE + 0.5) / FINE - 0.5) * high
        least = np.inf
        for edge in near:
            least = min(least, apart(flat, 4 * edge, east, north))
        within = inside(across, east, north)
        sides |= np.int64(within) << part
        vague |= np.int64(least < 4 * TOLERANCE_M * TOLERANCE_M) << part
        signed = math.sqrt(least) if within else -math.sqrt(least)
        word, bit = part // 32, 2 * (part % 32)
        border = False
        for layer in range(len(reach)):
            state = np.int64(state_of(signed - half, signed + half, reach[layer]))
            fine[layer, word] |= state << bit
            border = border or state == BORDER
        if border:
            needed = put_first(flat, near, needed, (east, north, math.sqrt(least) + 2 * half))
    return needed, int(sides), int(vague)


@compiled
def sieved(edges: Any, reach: Any, frame: Any, block: Any) -> Any:
    """States of every cell of a block for each radius, and the edges that border cells need.

    Whatever edge is nearest to a point of a block is at most two half diagonals farther from the
    block's middle than the nearest one there, so that each quarter looks at few edges.

    Args:
        edges: corners of the line in metres.
        reach: metres for each radius.
        frame: metres of a degree of longitude; west, south, width and height of cells in degrees.
        block: first column and row, number of columns and rows.

    Returns:
        States by radius, row and column; of each cell its list of edges or -1; the lists end to
        end, each behind its length and bits for the parts whose middles are inside; where each
        begins; for each list and radius the states of the parts of its cell.
    """
    states = np.zeros((len(reach), block[3], block[2]), dtype=np.uint8)
    lists = np.full((block[3], block[2]), -1, dtype=np.int32)
    fine = np.zeros((LEAST, len(reach), FINE_WORDS), dtype=np.int64)
    found, begins = np.empty(LEAST, dtype=np.int64), np.empty(LEAST, dtype=np.int64)
    filled, number, top = 0, 0, 1
    side = 1
    while side < max(block[2], block[3]):
        side *= 2
    stack = np.empty((256, 5), dtype=np.int64)
    stack[0] = (0, 0, side, 0, len(edges))
    pool = np.arange(max(1, len(edges)))
    while top > 0:
        top -= 1
        left, low, side, first, last = stack[top]
        if left >= block[2] or low >= block[3]:
            continue
        x = (frame[1] + (block[0] + left + side / 2) * frame[3]) * frame[0]
        y = (frame[2] + (block[1] + low + side / 2) * frame[4]) * METRES_A_DEGREE
        half = math.hypot(frame[3] * frame[0], frame[4] * METRES_A_DEGREE) * side / 2 + SLACK_M
        signed = signed_distance(edges, pool[first:last], x, y)
        if not tell(states, (left, low, side), reach, (signed - half, signed + half)):
            continue
        pool = room_for(pool, 2 * last - first)
        kept = narrowed(edges, pool[first:last], (x, y, abs(signed) + 2 * half), pool[last:])
        if side == 1:
            if len(fine) <= number:
                fine = np.concatenate((fine, np.zeros_like(fine)))
            spot = (x, y, frame[3] * frame[0], frame[4] * METRES_A_DEGREE)
            told = refined(edges, pool[last : last + kept], (spot, reach), fine[number])
            kept, lists[low, left] = told[0], number
            found = room_for(found, filled + LIST_HEAD + kept)
            begins = room_for(begins, number + 1)
            found[filled], found[filled + 1], found[filled + 2] = told
            begins[number], filled = filled, filled + LIST_HEAD
            found[filled : filled + kept] = pool[last : last + kept]
            filled, number = filled + kept, number + 1
            continue
        for quarter in range(4):
            east, north = left + side // 2 * (quarter % 2), low + side // 2 * (quarter // 2)
            stack[top] = (east, north, side // 2, last, last + kept)
            top += 1
    return states, lists, found[:filled], begins[:number], fine[:number]

"""Which cells lie surely inside of an area, surely outside, or near its line: blocks cut in four."""

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
    return off_x * off_x + off_y * off_y


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
def sieved(edges: Any, reach: Any, frame: Any, block: Any) -> Any:
    """States of every cell of a block for each radius, and the edges that border cells need.

    Args:
        edges: corners of the line in metres.
        reach: metres for each radius.
        frame: metres of a degree of longitude; west, south, width and height of cells in degrees.
        block: first column and row, number of columns and rows.

    Returns:
        States by radius, row and column; of each cell its list of edges or -1; the lists end to
        end; the length of each.
    """
    flat = edges.ravel()
    columns, rows = block[2], block[3]
    states = np.zeros((len(reach), rows, columns), dtype=np.uint8)
    near = np.full((rows, columns), -1, dtype=np.int32)
    found = np.empty(LEAST, dtype=np.int64)
    sizes = np.empty(LEAST, dtype=np.int64)
    filled = lists = 0
    side = 1
    while side < max(columns, rows):
        side *= 2
    stack = np.empty((256, 5), dtype=np.int64)
    pool = np.empty(len(edges) * 64, dtype=np.int64)
    pool[: len(edges)] = np.arange(len(edges))
    stack[0] = (0, 0, side, 0, len(edges))
    top = 1
    told = np.empty(len(reach), dtype=np.uint8)
    while top > 0:
        top -= 1
        left, low, side, first, last = stack[top]
        if left >= columns or low >= rows:
            continue
        x = (frame[1] + (block[0] + left + side / 2) * frame[3]) * frame[0]
        y = (frame[2] + (block[1] + low + side / 2) * frame[4]) * METRES_A_DEGREE
        half = math.hypot(frame[3] * frame[0], frame[4] * METRES_A_DEGREE) * side / 2 + SLACK_M
        least = np.inf
        for place in range(first, last):
            least = min(least, apart(flat, 4 * pool[place], x, y))
        signed = math.sqrt(least)
        limit = (signed + 2 * half) ** 2
        if not inside(edges, x, y):
            signed = -signed
        border = False
        for layer in range(len(reach)):
            told[layer] = state_of(signed - half, signed + half, reach[layer])
            border = border or told[layer] == BORDER
        if not border or side == 1:
            for layer in range(len(reach)):
                states[layer, low : low + side, left : left + side] = told[layer]
        if not border:
            continue
        if side > 1 and len(pool) < last + (last - first):
            pool = np.concatenate((pool, np.empty(len(pool), dtype=np.int64)))
        if side == 1 and len(found) < filled + (last - first):
            found = np.concatenate((found, np.empty(len(found) + last - first, dtype=np.int64)))
        kept = 0
        for place in range(first, last):
            if apart(flat, 4 * pool[place], x, y) <= limit:
                if side > 1:
                    pool[last + kept] = pool[place]
                else:
                    found[filled + kept] = pool[place]
                kept += 1
        if side == 1:
            if lists == len(sizes):
                sizes = np.concatenate((sizes, np.empty(len(sizes), dtype=np.int64)))
            near[low, left] = lists
            sizes[lists] = kept
            lists += 1
            filled += kept
            continue
        side //= 2
        for quarter in range(4):
            corner = (left + side * (quarter % 2), low + side * (quarter // 2))
            stack[top] = (corner[0], corner[1], side, last, last + kept)
            top += 1
    return states, near, found[:filled], sizes[:lists]

"""A grid of cells over all areas: what lies surely inside or outside is told by the cell alone.

For each radius to which a point may be known, a cell lists the areas that may hold such a point:
surely, possibly, or by the distance to a few edges of the line that come near enough to matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trucewatch.assess.plan.arrays import Floats, Ints
from trucewatch.assess.plan.features import AREA, Figure, Figures
from trucewatch.assess.plan.incidents import RADII_M
from trucewatch.assess.plan.sieve import BORDER, FINE_WORDS, sieved
from trucewatch.domain.errors import Refusal

FINEST, COARSEST = 256, 32
STATE, RANK = 14, 16
"""Bits of an entry of a cell, which has 32."""
BORDER_MASK = (1 << STATE) - 1
MOST_AREAS, MOST_LINES = 1 << (32 - RANK), BORDER_MASK
"""So many areas, and lines in one cell, an entry can tell apart."""
_LOW_BITS = 0x5555_5555_5555_5555
MOST_ENTRIES = 48_000_000
"""Above this, by the boxes around areas, a coarser grid is taken; about a quarter is filled."""


class Grid(NamedTuple):
    """Cells from the south-west corner eastwards, row by row.

    Args:
        corner: west and south edge in degrees; step: width and height of a cell in degrees.
        side: cells in each direction.
        cells: for each radius and cell (`radius * side² + cell`) where its `entries` and its rows
            of `borders` begin, and one past the last of all; end to end.
        entries: of each cell in order: from the bit `RANK` on the rank of an area, as it was given;
            from `STATE` on its state; below, one more than its row among those of the cell in
            `borders`, 0 where the cell or a disc alone tells.
        borders: of each line in a cell where its list in `edges` begins, then the states of the
            cell's parts.
        edges: lists of the edges that may be nearest to some point of a cell, or stand between it
            and the middle of its part; as in `sieve.sieved`.
    """

    corner: Floats
    step: Floats
    side: int
    cells: Ints
    entries: npt.NDArray[np.uint32]
    borders: Ints
    edges: Ints


def grid_of(figures: Sequence[Figure], tables: Figures, ranked: Ints) -> Grid:
    """The grid over all areas that have an extent.

    Args:
        ranked: numbers of all areas, in the order in which cells list them.

    Raises:
        Refusal: more areas, or lines in one cell, than an entry can tell apart.
    """
    _fit("areas", len(ranked), MOST_AREAS)
    reach = tables.reach.max(axis=1) if len(figures) else np.zeros(0)
    boxes = [
        (rank, number, figures[number].box(float(reach[number]) + 1.0))
        for rank, number in enumerate(ranked.tolist())
        if figures[number].edges is not None or figures[number].disc is not None
    ]
    bounds = np.array([box for _, _, box in boxes] or [(0.0, 0.0, 1.0, 1.0)])
    corner = bounds[:, :2].min(axis=0)
    extent = np.maximum(bounds[:, 2:].max(axis=0) - corner, 1e-6) * 1.0001
    share = ((bounds[:, 2:] - bounds[:, :2]) / extent).prod(axis=1).sum()
    side = FINEST
    while side > COARSEST and share * side * side * len(RADII_M) > MOST_ENTRIES:
        side //= 2
    step = extent / side
    return _filled(boxes, figures, tables, (corner, step, side))


def _filled(
    boxes: Sequence[tuple[int, int, tuple[float, float, float, float]]],
    figures: Sequence[Figure],
    tables: Figures,
    frame: tuple[Floats, Floats, int],
) -> Grid:
    corner, step, side = frame
    entries: list[tuple[npt.NDArray[np.int64], ...]] = []
    edges: list[Ints] = [np.zeros(0, dtype=np.int64)]
    borders: list[Ints] = [np.zeros((0, 1 + FINE_WORDS), dtype=np.int64)]
    listed = bordering = 0
    for rank, number, box in boxes:
        first = np.floor((np.array(box[:2]) - corner) / step).astype(np.int64)
        last = np.floor((np.array(box[2:]) - corner) / step).astype(np.int64)
        (left, low), (right, top) = np.clip(first, 0, side - 1), np.clip(last, 0, side - 1)
        block = np.array([left, low, right - left + 1, top - low + 1], dtype=np.int64)
        figure = figures[number]
        if figure.kind != AREA or figure.edges is None:
            # A disc is asked for its distance itself, wherever it may be near.
            shape = (len(RADII_M), block[3], block[2])
            states, near = np.full(shape, BORDER, np.uint8), np.full(shape[1:], -1, np.int32)
            found = begins = np.zeros(0, dtype=np.int64)
        else:
            across = np.array([figure.across, *corner, *step])
            reach = tables.reach[number]
            states, near, found, begins, fine = sieved(figure.edges, reach, across, block)
            if not figure.own:
                states, fine = np.where(states == 2, 1, states), _unsure(fine)
        layer, north, east = np.nonzero(states)
        cell = (layer * side + north + low) * side + east + left
        state = states[layer, north, east].astype(np.int64)
        at = np.where(state == BORDER, near[north, east], -1).astype(np.int64)
        lined = at >= 0
        rows = at[lined]
        parts = fine[rows, layer[lined]] if len(rows) else borders[0][:, 1:]
        borders.append(np.column_stack([begins[rows] + listed, parts]))
        edges.append(found)
        at[lined] = bordering + np.arange(len(rows))
        listed, bordering = listed + len(found), bordering + len(rows)
        entries.append((cell, rank << RANK | state << STATE, at))
    return _laid(frame, entries, np.concatenate(edges), np.concatenate(borders))


def _unsure(fine: Ints) -> Ints:
    """States of parts, where none is surely inside: each 2 becomes 1."""
    sure = (fine >> 1) & ~fine & _LOW_BITS
    return (fine & ~(sure << 1)) | sure


def _laid(
    frame: tuple[Floats, Floats, int],
    entries: Sequence[tuple[npt.NDArray[np.int64], ...]],
    edges: Ints,
    borders: Ints,
) -> Grid:
    corner, step, side = frame
    none = np.zeros(0, dtype=np.int64)
    cell, value, at = (np.concatenate([none, *(one[k] for one in entries)]) for k in range(3))
    order = np.argsort(cell, kind="stable")
    cell, value, at = cell[order], value[order], at[order]
    number = len(RADII_M) * side * side
    # What one row looks up stands together, the lines of a cell as its entries do.
    lined = at >= 0
    lines = _begins(cell[lined], number)
    borders = borders[at[lined]]
    at[lined] = np.arange(len(borders)) - lines[cell[lined]]
    _fit("areas with a line in one cell", int(at.max(initial=-1)) + 1, MOST_LINES)
    return Grid(
        corner=np.asarray(corner, dtype=np.float64),
        step=np.asarray(step, dtype=np.float64),
        side=side,
        cells=np.column_stack([_begins(cell, number), lines]).ravel(),
        entries=(value | (at + 1)).astype(np.uint32),
        borders=borders.ravel(),
        edges=edges,
    )


def _fit(what: str, number: int, most: int) -> None:
    if number > most:
        said = f"{number} {what}; tables take at most {most}"
        raise Refusal(said, where="agreements", remedy="assess against some of them at a time")


def _begins(cells: Ints, number: int) -> Ints:
    """Where what lies in each of so many cells begins, by the cell of each in order."""
    return np.concatenate([[0], np.cumsum(np.bincount(cells, minlength=number))])

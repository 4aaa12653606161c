"""Rows of different lengths laid end to end, as kernels read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]
LINE_BYTES = 64
"""Memory is read and written in lines of so many bytes."""


class Ragged(NamedTuple):
    """Row `i` is `values[start[i]:start[i + 1]]`."""

    start: Ints
    values: Any


def ragged(rows: Iterable[Sequence[Any]], kind: Any = np.int64) -> Ragged:
    """Rows of numbers end to end.

    >>> ragged([[3, 4], [], [5]]).start.tolist()
    [0, 2, 2, 3]
    """
    listed = list(rows)
    start = np.zeros(len(listed) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in listed], out=start[1:])
    values = [value for row in listed for value in row]
    return Ragged(start, np.array(values, dtype=kind))


def ints(values: Iterable[int]) -> Ints:
    """Numbers as an array."""
    return np.array(list(values), dtype=np.int64)


def in_lines(rows: int, columns: int) -> Bytes:
    """Room for rows of bytes, each of which begins a line of memory; its last line is room too.

    >>> room = in_lines(3, 65)
    >>> room.shape, room.ctypes.data % LINE_BYTES
    ((3, 128), 0)
    """
    wide = -(-columns // LINE_BYTES) * LINE_BYTES
    room = np.empty(rows * wide + LINE_BYTES, dtype=np.uint8)
    first = -room.ctypes.data % LINE_BYTES
    return room[first : first + rows * wide].reshape(rows, wide)

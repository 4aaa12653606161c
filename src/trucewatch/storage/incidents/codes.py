"""Values of a column as small numbers, so that a million rows are filtered by a table of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Codes32 = npt.NDArray[np.int32]


class Codes(dict[Any, int]):
    """The code of each different value, in the order in which they came; it only ever grows."""

    def __init__(self) -> None:
        self.meant: list[Any] = []

    def __missing__(self, value: Any) -> int:
        code = self[value] = len(self.meant)
        self.meant.append(value)
        return code

    def of(self, values: Iterable[Any]) -> list[int]:
        """The code of each."""
        return [self[value] for value in values]

    def those(self, holds: Callable[[Any], bool]) -> Bools:
        """Of each code, whether its value is wanted."""
        return np.fromiter(map(holds, self.meant), dtype=np.bool_, count=len(self.meant))

    def since(self, code: int) -> Iterator[tuple[int, Any]]:
        """Codes from `code` on, with their values."""
        return enumerate(self.meant[code:], code)


def wanted(column: Codes32, codes: Bools) -> Bools:
    """Of each row, whether its code is wanted.

    >>> wanted(np.array([1, 0, 1], dtype=np.int32), np.array([True, False])).tolist()
    [False, True, False]
    """
    return codes[column] if len(codes) else np.zeros(len(column), dtype=np.bool_)

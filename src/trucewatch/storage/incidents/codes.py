"""Texts of a column as small numbers, so that a million rows are filtered by a table of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Codes32 = npt.NDArray[np.int32]


class Codes(dict[str, int]):
    """The code of each different text, in the order in which they came; it only ever grows."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self.texts)
        self.texts.append(text)
        return code

    def of(self, texts: Iterable[str]) -> list[int]:
        """The code of each."""
        return [self[text] for text in texts]

    def those(self, holds: Callable[[str], bool]) -> Bools:
        """Of each code, whether its text is wanted."""
        return np.fromiter(map(holds, self.texts), dtype=np.bool_, count=len(self.texts))

    def since(self, code: int) -> Iterator[tuple[int, str]]:
        """Codes from `code` on, with their texts."""
        return enumerate(self.texts[code:], code)


def wanted(column: Codes32, codes: Bools) -> Bools:
    """Of each row, whether its code is wanted.

    >>> wanted(np.array([1, 0, 1], dtype=np.int32), np.array([True, False])).tolist()
    [False, True, False]
    """
    return codes[column] if len(codes) else np.zeros(len(column), dtype=np.bool_)

"""Numbers drawn from a seed, the same on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

One = TypeVar("One")


class Draw:
    """Draws by SHA-256 over the seed and a counter.

    >>> Draw("a").below(10) == Draw("a").below(10)
    True
    """

    def __init__(self, seed: object) -> None:
        self._seed, self._count = str(seed), 0

    def noise(self, length: int) -> bytes:
        """That many bytes."""
        made = b""
        while len(made) < length:
            self._count += 1
            made += sha256(f"{self._seed} {self._count}".encode()).digest()
        return made[:length]

    def below(self, limit: int) -> int:
        """A number from 0 up to the limit."""
        return int.from_bytes(self.noise(8), "big") % limit

    def one_of(self, things: Sequence[One]) -> One:
        """One of them."""
        return things[self.below(len(things))]

    def chance(self, one_in: int) -> bool:
        """True once in that many."""
        return self.below(one_in) == 0

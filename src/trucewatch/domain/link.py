"""Why two statements are taken to tell of one happening, or just not."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.errors import require


@dataclass(frozen=True, slots=True)
class Likeness:
    """What one part of two statements says for or against their telling of one happening.

    Args:
        part: what was compared: place, time, act, initiator, target, figures, text, source.
        code: how the two stand to one another there, as in `same` or `apart`.
        weight: in tenths; above 0 speaks for one happening, below 0 against it.
    """

    part: str
    code: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two statements compared.

    Args:
        one, other: ids of statements, in the order of their text form.
        likenesses: part by part, in a fixed order.
    """

    one: str
    other: str
    likenesses: tuple[Likeness, ...]

    def __post_init__(self) -> None:
        require(self.one < self.other, "a link names its two statements in order, each once")

    @property
    def weight(self) -> int:
        """The sum over the parts, in tenths."""
        return sum(one.weight for one in self.likenesses)

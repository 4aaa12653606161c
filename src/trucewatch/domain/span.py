"""A stretch of text."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.errors import require


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in `document.text`.

    Args:
        start: first code point, >= 0.
        end: one past the last, >= start. An empty span marks a place between two letters.

    >>> Span(4, 9).cut("The Kremlin")
    'Kreml'
    >>> Span(3, 2)
    Traceback (most recent call last):
    trucewatch.domain.errors.InvalidValue: a span cannot run from 3 to 2
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        require(0 <= self.start <= self.end, f"a span cannot run from {self.start} to {self.end}")

    def cut(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; touching is not sharing."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def joined(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

"""The text of a report in pieces, so that every statement is marked where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """A statement in the text: code points, half-open."""

    said: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of text that the same statements hold from its first letter to its last.

    Args:
        held: of which statements, the shortest first; () between statements.
        starts: those of them that begin here.
    """

    text: str
    held: tuple[Mark, ...]
    starts: tuple[Mark, ...]

    @property
    def depth(self) -> int:
        """How many statements hold it, at most 3: more are not told apart by the eye."""
        return min(len(self.held), 3)


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The whole text, cut wherever a statement begins or ends.

    Statements may overlap or lie within each other.

    >>> [(one.text, [mark.said for mark in one.held]) for one in
    ...     pieces("abcdef", [Mark("x", 1, 4), Mark("y", 3, 6)])]
    [('a', []), ('bc', ['x']), ('d', ['x', 'y']), ('ef', ['y'])]
    >>> pieces("", [])
    []
    """
    cuts = {0, len(text)} | {point for mark in marks for point in (mark.start, mark.end)}
    found = []
    for start, end in pairwise(sorted(cuts)):
        held = [mark for mark in marks if mark.start <= start and end <= mark.end]
        held.sort(key=lambda mark: (mark.end - mark.start, mark.start))
        begins = tuple(mark for mark in held if mark.start == start)
        found.append(Piece(text[start:end], tuple(held), begins))
    return found

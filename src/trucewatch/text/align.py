"""The exact way from a repaired text back to the bytes it was read from, and forth."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from trucewatch.domain.span import Span
from trucewatch.text.bytemap import ByteMap


class Edit(NamedTuple):
    """One change of a text.

    Args:
        start, end: half-open code points of the text before the change; equal for an insertion.
        now: what stands there afterwards, "" for a deletion.
        why: stable code of the rule.
    """

    start: int
    end: int
    now: str
    why: str


def rewrite(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that are in order and do not overlap.

    >>> rewrite("The*Army", [Edit(3, 4, " ", "box_for_space")])
    'The Army'
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.now)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def apart(text: str, start: int) -> str:
    r"""What keeps a line that lost the mark of a list a paragraph of its own: "\n" or nothing.

    >>> apart("a\n* b", 2), apart("a\n\n* b", 3), apart("* b", 0)
    ('\n', '', '')
    """
    alone = start == 0 or text[max(0, start - 2) : start] == "\n\n"
    return "" if alone else "\n"


class Alignment:
    r"""Which bytes of a file each character of a text comes from.

    Kept as two columns, one entry a character of the text: where in the decoded file the
    characters begin and end that it stands for. Both only ever rise, so either way is a search.

    Args:
        decoded: the whole file as characters, byte order mark included.
        encoding: its encoding; encoding `decoded` gives the file again.

    >>> plain = Alignment("The\u22a0Army", "utf-8")
    >>> mended = plain.after([Edit(3, 4, " ", "box_for_space")])
    >>> mended.to_raw(Span(3, 8)), mended.to_text(4, 5)
    ((3, 10), Span(start=3, end=4))
    """

    __slots__ = ("_bytes", "_decoded", "_ends", "_starts")

    def __init__(self, decoded: str, encoding: str) -> None:
        self._decoded = decoded
        self._bytes = ByteMap(decoded, encoding)
        self._starts = array("I", range(len(decoded)))
        self._ends = array("I", range(1, len(decoded) + 1))

    def __len__(self) -> int:
        """Length of the text in code points."""
        return len(self._starts)

    def after(self, edits: Sequence[Edit]) -> Alignment:
        """The alignment of the text that `rewrite` makes of the present one.

        What an edit puts in stands for everything that the edit took out.
        """
        starts, ends = array("I"), array("I")
        at = 0
        for edit in edits:
            starts += self._starts[at : edit.start]
            ends += self._ends[at : edit.start]
            low, high = self.origin(edit.start, edit.end)
            starts += array("I", [low]) * len(edit.now)
            ends += array("I", [high]) * len(edit.now)
            at = edit.end
        starts += self._starts[at:]
        ends += self._ends[at:]
        new = Alignment.__new__(Alignment)
        new._decoded, new._bytes = self._decoded, self._bytes  # noqa: SLF001 - of its own kind
        new._starts, new._ends = starts, ends  # noqa: SLF001 - the same
        return new

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the decoded file that a stretch of the text stands for, half-open.

        A stretch without length stands behind the character before it.
        """
        if start < end:
            return self._starts[start], self._ends[end - 1]
        here = self._ends[start - 1] if start else 0
        return here, here

    def standing_for(self, low: int, high: int) -> tuple[int, int]:
        """The stretch of the text whose characters lie within `low` to `high` of the decoded file.

        Half-open; without length, at its place, where nothing of it is left in the text.
        """
        start = bisect_left(self._starts, low)
        return start, max(start, bisect_right(self._ends, high))

    def to_raw(self, span: Span) -> tuple[int, int]:
        """Bytes that a span of the text was read from, half-open."""
        low, high = self.origin(span.start, span.end)
        return self._bytes.byte(low), self._bytes.byte(high)

    def to_text(self, start: int, end: int) -> Span:
        """Every character of the text that stands for one of these bytes.

        Args:
            start, end: half-open bytes of the file; a byte inside a character means all of it.

        Returns:
            Without length, at its place, where all of it was taken out.
        """
        low = self._bytes.character(start)
        high = self._bytes.character(end - 1) + 1 if end > start else low
        first = bisect_right(self._ends, low)
        return Span(first, max(first, bisect_left(self._starts, high)))

    def raw_of(self, low: int, high: int) -> tuple[int, int]:
        """Bytes of a stretch of the decoded file, half-open."""
        return self._bytes.byte(low), self._bytes.byte(high)

    def was(self, low: int, high: int) -> str:
        """Characters of a stretch of the decoded file."""
        return self._decoded[low:high]

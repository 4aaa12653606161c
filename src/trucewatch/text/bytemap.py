"""Where the characters of a decoded file stand among its bytes."""

from __future__ import annotations

from bisect import bisect_right

STEP = 1024
"""Characters between two places whose byte is kept; the rest is counted from there."""


class ByteMap:
    r"""Characters of a decoded text to bytes of the file and back.

    Exact where encoding the text gives the file again, which decoding makes sure of.

    Args:
        text: the decoded file, byte order mark included.
        encoding: of every character on its own, as `utf-16-le` and not `utf-16`.

    >>> there = ByteMap("Šid\u22a0", "utf-8")
    >>> there.byte(1), there.byte(4), there.character(1), there.character(2)
    (2, 7, 0, 1)
    """

    __slots__ = ("_encoding", "_marks", "_plain", "_text")

    def __init__(self, text: str, encoding: str) -> None:
        self._text, self._encoding = text, encoding
        self._plain = text.isascii() and not encoding.startswith("utf-16")
        self._plain = self._plain and not encoding.startswith("utf-32")
        self._marks: list[int] = []

    def byte(self, at: int) -> int:
        """First byte of the character at `at`; the length of the file for the text's end."""
        if self._plain:
            return at
        marks = self._kept()
        mark = at // STEP
        return marks[mark] + len(self._text[mark * STEP : at].encode(self._encoding))

    def character(self, at: int) -> int:
        """The character that the byte at `at` belongs to; the text's length for the end."""
        if self._plain:
            return at
        marks = self._kept()
        mark = bisect_right(marks, at) - 1
        start, rest = mark * STEP, at - marks[mark]
        low, high = start, min(start + STEP, len(self._text))
        while low < high:
            middle = (low + high + 1) // 2
            if len(self._text[start:middle].encode(self._encoding)) <= rest:
                low = middle
            else:
                high = middle - 1
        return low

    def _kept(self) -> list[int]:
        if not self._marks:
            total = 0
            for start in range(0, len(self._text) + 1, STEP):
                self._marks.append(total)
                total += len(self._text[start : start + STEP].encode(self._encoding))
        return self._marks

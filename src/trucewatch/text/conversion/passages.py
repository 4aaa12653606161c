"""Text gathered piece by piece, each remembering where it stood in its file."""

from __future__ import annotations

import re

from trucewatch.domain.intake import Extract, Part, Passage, Reason, Rendition

BETWEEN = "\n\n"
# What no text holds and no database takes: null bytes and halves of characters.
_UNTEXT = re.compile("[\0\ud800-\udfff]")


class Gathered:
    """Pieces in order; an empty one is left out.

    >>> gathered = Gathered()
    >>> gathered.add("Shelling.", "page", 1)
    >>> gathered.add("  ", "page", 2)
    >>> gathered.add("Calm.", "page", 3)
    >>> extract = gathered.extract()
    >>> extract.text[extract.passages[1].start :], extract.passages[1].number
    ('Calm.', 3)
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._passages: list[Passage] = []
        self._length = 0

    def add(self, words: str, kind: str, number: int) -> None:
        """Add the words of one place."""
        plain = _UNTEXT.sub("\ufffd", words).replace("\r\n", "\n").replace("\r", "\n").strip()
        if not plain:
            return
        start = self._length + (len(BETWEEN) if self._pieces else 0)
        self._pieces.append(plain)
        self._length = start + len(plain)
        self._passages.append(Passage(start, self._length, kind, number))

    def extract(
        self,
        *,
        renditions: tuple[Rendition, ...] = (),
        parts: tuple[Part, ...] = (),
        remarks: tuple[Reason, ...] = (),
    ) -> Extract:
        """All of it; without a word there is no text, and a remark says so."""
        if not self._pieces:
            remarks = (*remarks, Reason("no_text"))
        return Extract(
            text=BETWEEN.join(self._pieces) if self._pieces else None,
            passages=tuple(self._passages),
            renditions=renditions,
            parts=parts,
            remarks=remarks,
        )

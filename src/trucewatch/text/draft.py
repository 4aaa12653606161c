"""A text under repair that remembers every change back to the file."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.domain.document import Repair
from trucewatch.text.align import Alignment, Edit, rewrite

# Where rules met at one spot the name of another one tells more than these.
_SLIGHT = frozenset(
    {"line_ending", "doubled_space", "blank_lines", "paragraph_break", "odd_space", "nfc"}
)


class Draft:
    """The text as repaired so far; rules look at it and hand in edits.

    Args:
        decoded: the whole file as characters.
        encoding: its encoding.

    >>> draft = Draft("The*Army", "utf-8")
    >>> draft.apply([Edit(3, 4, " ", "box_for_space")])
    >>> draft.text, [(r.was, r.now, r.start, r.raw_start) for r in draft.repairs()]
    ('The Army', [('*', ' ', 3, 3)])
    """

    def __init__(self, decoded: str, encoding: str) -> None:
        self.text = decoded
        self.alignment = Alignment(decoded, encoding)
        self.seen: set[str] = set()
        self._mended: list[tuple[int, int, str]] = []

    def apply(self, edits: Iterable[Edit]) -> None:
        """Make these changes; they are in order, and of two that overlap the first counts."""
        taken: list[Edit] = []
        at = 0
        for edit in edits:
            if edit.start >= at and self.text[edit.start : edit.end] != edit.now:
                taken.append(edit)
                at = edit.end
        if not taken:
            return
        for edit in taken:
            low, high = self.alignment.origin(edit.start, edit.end)
            self._mended.append((low, high, edit.why))
            self.seen.add(edit.why)
        self.text = rewrite(self.text, taken)
        self.alignment = self.alignment.after(taken)

    def stands_for(self, at: int, why: str) -> bool:
        """Whether the character at `at` was put there by that rule."""
        low, high = self.alignment.origin(at, at + 1)
        return (low, high, why) in self._mended

    def repairs(self) -> tuple[Repair, ...]:
        """Every spot that differs from the file, in order; changes at one spot are one repair."""
        made = (self._repair(low, high, why) for low, high, why in self._spots())
        return tuple(repair for repair in made if repair.was != repair.now)

    def _repair(self, low: int, high: int, why: str) -> Repair:
        start, end = self.alignment.standing_for(low, high)
        raw_start, raw_end = self.alignment.raw_of(low, high)
        return Repair(
            start=start,
            end=end,
            raw_start=raw_start,
            raw_end=raw_end,
            was=self.alignment.was(low, high),
            now=self.text[start:end],
            why=why,
        )

    def _spots(self) -> list[tuple[int, int, str]]:
        spots: list[tuple[int, int, str]] = []
        # The sort is stable: of equal places the earlier rule stands first.
        for low, high, why in sorted(self._mended, key=lambda mended: mended[:2]):
            if spots and _meet(spots[-1], low, high):
                before = spots.pop()
                better = why if before[2] in _SLIGHT and why not in _SLIGHT else before[2]
                spots.append((before[0], max(before[1], high), better))
            else:
                spots.append((low, high, why))
        return spots


def _meet(spot: tuple[int, int, str], low: int, high: int) -> bool:
    """Whether a change falls into a spot; one without length belongs to what it touches."""
    if low < spot[1]:
        return True
    return low == spot[1] and (low == high or spot[0] == spot[1])

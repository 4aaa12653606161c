"""JSON as the payload store takes it."""

from __future__ import annotations

import pytest

from trucewatch.domain.errors import InvalidValue
from trucewatch.storage.json_values import spell


@pytest.mark.parametrize("half", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_of_a_pair_is_refused(half: int) -> None:
    """No database keeps it, and no two programs read it alike."""
    with pytest.raises(InvalidValue, match=r"document\.a: lone surrogate"):
        spell({"a": f"x{chr(half)}y"}, "document")


@pytest.mark.parametrize("letter", ["\ud7ff", "\ue000", "🔥"])
def test_a_whole_letter_is_taken(letter: str) -> None:
    """Those next to the halves, and those that two of them make in UTF-16."""
    assert spell(letter, "document").decode() == f'"{letter}"'

"""Texts as the reading path mends them."""

from __future__ import annotations

from trucewatch.text.repair import repair

BOX = "\u22a0"


def mend(text: str) -> str:
    """The text after every repair."""
    return repair(text, "utf-8").text


def reasons(text: str) -> list[str]:
    """The codes of all repairs, in order."""
    return [one.why for one in repair(text, "utf-8").repairs()]

"""Copies of a labelled report with other names, places, dates and order of paragraphs.

A reader that knows the founding reports by heart scores well on them and badly on their copies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """How to turn a report into another one that says as much.

    Args:
        words: replacements in the text, longest first; applied in one pass, so that two names
            can be swapped.
        names: what the expected names become.
        days: what the expected days become.
        order: paragraph numbers in their new order; () leaves the order.
    """

    words: Mapping[str, str]
    names: Mapping[str, str]
    days: Mapping[str, str]
    order: tuple[int, ...] = ()


def copied_text(text: str, copy: Copy) -> str:
    """The report in the copy's words; boxes and torn words of the original stay as they are."""
    keys = sorted(copy.words, key=len, reverse=True)
    # A lost space may stand as a box inside any name.
    torn = "|".join(re.escape(key).replace(r"\ ", r"[\s⊠■∎]") for key in keys)
    pattern = re.compile(rf"(?<![A-Za-z])(?:{torn})(?![A-Za-z])")

    def swap(found: re.Match[str]) -> str:
        return copy.words[re.sub(r"[\s⊠■∎]", " ", found.group())]

    swapped = pattern.sub(swap, text) if copy.words else text
    if not copy.order:
        return swapped
    parts = re.split(r"(\n{2,})", swapped)
    paragraphs, gaps = parts[::2], parts[1::2]
    moved = [paragraphs[number] for number in copy.order]
    return "".join(p + g for p, g in zip(moved, [*gaps, ""], strict=True))


def copied_report(report: Mapping[str, Any], copy: Copy) -> dict[str, Any]:
    """The expected statements in the copy's names and days."""
    return {key: _mapped(value, copy) for key, value in report.items()}


def _mapped(value: Any, copy: Copy) -> Any:
    if isinstance(value, str):
        return copy.names.get(value, copy.days.get(value, value))
    if isinstance(value, Mapping):
        return {key: _mapped(item, copy) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_mapped(item, copy) for item in value]
    return value

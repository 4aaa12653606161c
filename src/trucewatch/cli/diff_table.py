"""What differs between terms on the terminal: part by part, what was before and what is after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from trucewatch.domain.terms_diff import Difference, DiffKind, Part, TermsDiff
from trucewatch.domain.time import write_instant
from trucewatch.export import wording

_SIGN = {DiffKind.ADDED: "+", DiffKind.DROPPED: "-", DiffKind.CHANGED: "~"}
_TITLES = {Part.PARTIES: "parties (+ joined, - left)", Part.KNOWN: "announcement"}
_FREE = frozenset({"summary", "name", "conditions", "undefined", "renewal", "conflict"})
"""Aspects whose values are words of people, not codes."""
_SHORT = 44
_NOTHING = "nothing"


def parts(made: TermsDiff) -> Iterator[RenderableType]:
    """What was compared, then each part with its differences."""
    yield Text(f"- {_side(made.one, made.known_at_one)}", style="bold")
    yield Text(f"+ {_side(made.other, made.known_at_other)}", style="bold")
    if made.at is not None:
        yield Text(f"what held at {write_instant(made.at)}", style="quiet")
    if not made.differences:
        yield Text("no difference")
    for part, found in groupby(made.differences, key=lambda one: one.part):
        yield ""
        yield Text(_TITLES.get(part, str(part)), style="bold")
        grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
        grid.add_column(no_wrap=True, width=1)
        grid.add_column(max_width=26)
        grid.add_column(ratio=1)
        for one in found:
            grid.add_row(_SIGN[one.change], Text(_subject(one)), _values(one))
        yield grid


def _side(agreement: str, known_at: dt.datetime | None) -> str:
    if known_at is None:
        return agreement
    return f"{agreement}, with what was known by {write_instant(known_at)}"


def _subject(one: Difference) -> str:
    named = one.part in {Part.KIND, Part.TIMES, Part.TERM, Part.GUARANTORS}
    key = wording.plain(one.key) if named else one.key
    name = f"{key} = {one.counterpart}" if one.counterpart else key
    return name if one.aspect in {"", "in_force"} else f"{name}: {wording.plain(one.aspect)}"


def _values(one: Difference) -> Text:
    """Added and dropped things by their label; a change as before and after, a line each."""
    between = "; " if one.aspect in _FREE or one.part is Part.TIMES else ", "
    before, after = (between.join(_shown(one, side)) for side in (one.before, one.after))
    if {before, after} == {"", wording.plain(one.key)}:
        return Text()
    if one.change is not DiffKind.CHANGED:
        return Text(before or after)
    if len(before) + len(after) <= _SHORT:
        return Text(f"{before or _NOTHING} → {after or _NOTHING}")
    return Text(f"- {before or _NOTHING}\n+ {after or _NOTHING}")


def _shown(one: Difference, values: tuple[str, ...]) -> tuple[str, ...]:
    return values if one.aspect in _FREE else tuple(map(wording.plain, values))

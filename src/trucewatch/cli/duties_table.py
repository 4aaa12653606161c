"""Duties on the terminal: clause by clause and bearer by bearer, readings that agree together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.duty import DutyState, DutyStatus
from trucewatch.domain.finding import Certainty
from trucewatch.domain.time import write_instant
from trucewatch.export import wording

STYLES = {
    DutyStatus.MET: "green",
    DutyStatus.PARTLY: "yellow",
    DutyStatus.LATE: "yellow",
    DutyStatus.OVERDUE: "red",
    DutyStatus.DISPUTED: "magenta",
    DutyStatus.EXCUSED: "blue",
}


def parts(found: Sequence[DutyState], at: dt.datetime) -> Iterator[RenderableType]:
    """Each agreement with its duties, then how many stand how, by reading."""
    yield Text(f"as reported by {write_instant(at)}; nothing is verified here", style="quiet")
    if not found:
        yield Text("no duty to do something is on file in these terms")
    for agreement, states in groupby(found, lambda one: one.agreement):
        yield ""
        yield Text(agreement, style="bold")
        for _, same in groupby(states, lambda one: one.clause):
            yield from _clause(list(same))
    if found:
        yield ""
        yield from _sums(found)


def _clause(states: Sequence[DutyState]) -> Iterator[RenderableType]:
    one = states[0]
    kind = f"{wording.plain(one.duty)}: " if one.duty else ""
    yield Padding(Text(f"{one.number} · {kind}{one.summary}"), (0, 0, 0, 2))
    if one.conditions:
        yield Padding(Text(f"if {'; '.join(one.conditions)}", "quiet"), (0, 0, 0, 4))
    grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1, 0, 0), expand=True)
    grid.add_column(width=16)
    grid.add_column(width=9, no_wrap=True)
    grid.add_column(ratio=1)
    for alike in _alike(states):
        state = alike[0]
        status = Text(state.status, STYLES.get(state.status, "default"))
        grid.add_row(wording.plain(state.bearer), status, _because(alike))
    yield Padding(grid, (0, 0, 0, 4))


def _alike(states: Sequence[DutyState]) -> list[list[DutyState]]:
    """States of one bearer that differ by the reader of the terms alone."""
    groups: dict[tuple[str, str, str], list[DutyState]] = {}
    for one in states:
        groups.setdefault((one.bearer, one.because, one.binding), []).append(one)
    return list(groups.values())


def _because(alike: Sequence[DutyState]) -> Text:
    one = alike[0]
    told = Text(one.because)
    if one.contested and one.status is not DutyStatus.DISPUTED:
        told.append(" The deadline is contested.")
    if one.binding is not Certainty.SURELY:
        word = "may not be" if one.binding is Certainty.POSSIBLY else "are not"
        told.append(f" By then the terms {word} in force.")
    readers = " and ".join(each.reading for each in alike)
    return told.append(f" (as read by {readers})", style="quiet")


def _sums(found: Sequence[DutyState]) -> Iterator[RenderableType]:
    for reading in dict.fromkeys(one.reading for one in found):
        counted = Counter(one.status for one in found if one.reading == reading)
        told = ", ".join(f"{counted[one]} {one.value}" for one in DutyStatus if counted[one])
        yield Text(f"as read by {reading}: {told}")

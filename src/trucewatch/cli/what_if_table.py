"""What supposed changes alter, on the terminal: each finding before and after, then the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.cli.findings_table import headline
from trucewatch.domain.what_if import FindingDifference, Outcome, StepDifference, Tally, WhatIf
from trucewatch.export import wording


def parts(made: WhatIf) -> Iterator[RenderableType]:
    """The changes, each incident with findings that changed, and how often what came out."""
    yield Text("Supposed", style="bold")
    for number, change in enumerate(made.changes, 1):
        yield _indented(f"{number}. {change}", 2)
    yield ""
    by_incident: dict[str, list[FindingDifference]] = {}
    for one in filter(_moved, made.differences):
        by_incident.setdefault(one.incident, []).append(one)
    for incident in made.touched:
        yield from headline(incident)
        for alike in _alike(by_incident[incident.id]):
            yield from _difference(alike)
        yield ""
    for label in made.labels:
        rules = f"{label.before or 'no rule named'} → {label.after or 'no rule named'}"
        yield Text(f"{label.agreement} {label.clause}: counts carry another rule, {rules}")
    changed = sum(map(_moved, made.differences))
    yield Text(f"{changed} of {made.compared} findings on {made.incidents} incidents change")
    yield from _steps_alone([one for one in made.differences if not one.moved])
    yield sums(made.tallies)


def _moved(one: FindingDifference) -> bool:
    return one.moved


def _steps_alone(found: Sequence[FindingDifference]) -> Iterator[RenderableType]:
    """Findings whose result stays though a step is another: a wider gap still decides."""
    if not found:
        return
    yield Text(f"in {len(found)} more a step is another, and the result stays:")
    counted = Counter((one.question, one.before, one.after) for each in found for one in each.steps)
    for (question, before, after), number in counted.items():
        change = f"{before or 'not asked'} → {after or 'not asked'}"
        change = "on other grounds" if before == after else change
        yield _indented(f"{wording.plain(question)}: {change} ({number})", 2)


def _alike(found: Iterable[FindingDifference]) -> list[list[FindingDifference]]:
    """Differences under one agreement that differ by the reader of the terms alone."""
    groups: dict[tuple[str, Outcome, Outcome, tuple[StepDifference, ...]], list[FindingDifference]]
    groups = {}
    for one in found:
        key = one.agreement, one.before, one.after, one.steps
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _difference(alike: Sequence[FindingDifference]) -> Iterator[RenderableType]:
    one = alike[0]
    readers = " and ".join(each.reading for each in alike)
    yield _indented(f"{one.agreement}, as read by {readers}", 2)
    line = Text.assemble(_outcome(one.before), "\n→ ", _outcome(one.after))
    yield _indented(line, 4)
    for step in one.steps:
        yield _indented(_step(step), 6)


def _outcome(one: Outcome) -> Text:
    told = Text(wording.plain(one.result), f"result.{one.result}")
    clause = f" (clause {one.clause})" if one.clause else ""
    return told.append(f", {wording.plain(one.reason)}{clause}", style="default")


def _step(one: StepDifference) -> Text:
    told = Text(f"{wording.plain(one.question)}: ", style="quiet")
    told.append(f"{one.before or 'not asked'} → {one.after or 'not asked'}")
    return told.append(f". {one.because_after}" if one.because_after else "", style="quiet")


def sums(tallies: Sequence[Tally]) -> RenderableType:
    """How often each result came out under each reading, before and after."""
    readings = list(dict.fromkeys(one.reading for one in tallies))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("findings by reading, before → after")
    for reading in readings:
        table.add_column(reading, justify="right")
    cells = {(one.result, one.reading): one for one in tallies}
    for result in dict.fromkeys(one.result for one in sorted(tallies, key=_by_strength)):
        row = [cells.get((result, reading)) for reading in readings]
        label = Text(wording.plain(result), style=f"result.{result}")
        table.add_row(label, *map(_cell, row))
    return table


def _by_strength(one: Tally) -> int:
    return list(type(one.result)).index(one.result)


def _cell(one: Tally | None) -> str:
    if one is None:
        return "0"
    return str(one.after) if one.before == one.after else f"{one.before} → {one.after}"


def _indented(line: RenderableType, by: int) -> Padding:
    return Padding(line, (0, 0, 0, by))

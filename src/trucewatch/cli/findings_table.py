"""Findings on the terminal: per incident, the agreements with their readings side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.finding import Change, Finding, Result
from trucewatch.domain.incident import Incident
from trucewatch.export import wording


def parts(
    incidents: Sequence[Incident], findings: Sequence[Finding], notes: Sequence[str]
) -> Iterator[RenderableType]:
    """Each incident with its findings, then what contradicts a register, then the sum."""
    by_incident: dict[str, list[Finding]] = {}
    for finding in findings:
        by_incident.setdefault(finding.incident, []).append(finding)
    for one in incidents:
        yield from _incident(one, by_incident.get(one.id, []))
    yield from notes_about(notes)
    yield summary(incidents, findings)


def notes_about(notes: Sequence[str]) -> Iterator[RenderableType]:
    """Contradictions, one a paragraph; nothing where there is none."""
    if notes:
        yield Text("Contradictions", style="bold")
        yield from (Padding(Text(note), (0, 0, 0, 2)) for note in notes)
        yield ""


def summary(incidents: Sequence[Incident], findings: Sequence[Finding]) -> RenderableType:
    """How often each result came out, by reading of the terms."""
    readings = sorted({finding.reading for finding in findings})
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    number = len(incidents)
    table.add_column(f"{number} incident{'s' * (number != 1)}, findings by reading")
    for reading in readings:
        table.add_column(reading, justify="right")
    tally = Counter((finding.result, finding.reading) for finding in findings)
    for result in Result:
        row = [tally[result, reading] for reading in readings]
        if any(row):
            label = Text(wording.plain(result), style=f"result.{result}")
            table.add_row(label, *(str(cell) for cell in row))
    return table


def _incident(one: Incident, findings: Iterable[Finding]) -> Iterator[RenderableType]:
    who = wording.names(one.initiators) or "nobody named"
    whom = wording.names(one.targets)
    head = Text.assemble((wording.act_label(one.act), "act"), f" by {who}")
    yield head.append(f" against {whom}" if whom else "")
    facts = [wording.names(one.places) or "place not told", wording.when(one.time)]
    yield Text(" · ".join([*facts, f"says {wording.chain(one.accusers)}"]))
    yield Text(f"“{' '.join(one.words.split())}”", style="quiet")
    grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 2))
    for finding in findings:
        grid.add_row(
            Text(finding.agreement or "no agreement"),
            Text(f"as read by {finding.reading}", style="quiet"),
            Text.assemble(
                (wording.plain(finding.result), f"result.{finding.result}"),
                f", {wording.plain(finding.reason)}",
            ),
        )
        for change in finding.would_change[:1]:
            grid.add_row("", "", Text(_else(change), style="quiet"))
    yield grid
    yield ""


def _else(change: Change) -> str:
    """What would have changed the result, and to what."""
    return f"{change.sentence.rstrip('.')}: {wording.plain(change.then)}"

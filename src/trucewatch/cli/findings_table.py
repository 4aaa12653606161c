"""Findings on the terminal: per incident, the agreements with their readings side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from trucewatch.domain.finding import DesignationConflict, Finding, Result
from trucewatch.domain.incident import Incident
from trucewatch.export import wording


def parts(
    incidents: Sequence[Incident],
    findings: Sequence[Finding],
    contradictions: Sequence[DesignationConflict],
) -> Iterator[RenderableType]:
    """Each incident with its findings, then what contradicts a register, then the sum."""
    by_incident: dict[str, list[Finding]] = {}
    for finding in findings:
        by_incident.setdefault(finding.incident, []).append(finding)
    for one in incidents:
        yield from _incident(one, by_incident.get(one.id, []))
    yield from contradicted(contradictions)
    yield summary(incidents, findings)


def contradicted(conflicts: Sequence[DesignationConflict]) -> Iterator[RenderableType]:
    """Contradictions, one a paragraph; nothing where there is none."""
    if conflicts:
        yield Text("Contradictions", style="bold")
        yield from (Padding(Text(one.sentence), (0, 0, 0, 2)) for one in conflicts)
        yield ""


def summary(incidents: Sequence[Incident], findings: Sequence[Finding]) -> RenderableType:
    """How often each result came out, a row for each reading of the terms."""
    tally = Counter((finding.reading, finding.result) for finding in findings)
    found = [result for result in Result if any(result is one for _, one in tally)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    number = len(incidents)
    table.add_column(f"{number} incident{'s' * (number != 1)}, findings by reading")
    for result in found:
        table.add_column(_SHORT[result], justify="right", header_style=f"result.{result}")
    for reading in sorted({reading for reading, _ in tally}):
        table.add_row(reading, *(str(tally[reading, result]) for result in found))
    return table


_SHORT = {
    Result.VIOLATION_ASSESSED: "assessed",
    Result.POSSIBLE_VIOLATION: "possible",
    Result.NOT_A_VIOLATION: "no breach",
    Result.OUTSIDE_SCOPE: "outside",
    Result.NOT_APPLICABLE: "n/a",
    Result.INCONCLUSIVE: "open",
}
"""Heads of columns; the reference of commands tells what they stand for."""


def headline(one: Incident) -> Iterator[RenderableType]:
    """What happened by whom to whom, where, when, who says so, and in which words."""
    who = wording.names(one.initiators) or "nobody named"
    whom = wording.names(one.targets)
    head = Text.assemble((wording.act_label(one.act), "act"), f" by {who}")
    yield head.append(f" against {whom}" if whom else "")
    facts = [wording.names(one.places) or "place not told", wording.when(one.time)]
    yield Text(" · ".join([*facts, f"says {wording.chain(one.accusers)}"]))
    if one.words:
        yield Text(f"“{' '.join(one.words.split())}”", style="quiet")


def _incident(one: Incident, findings: Iterable[Finding]) -> Iterator[RenderableType]:
    yield from headline(one)
    for alike in _alike(findings):
        yield from _answer(alike)
    yield ""


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings under one agreement that differ by the reader of the terms alone."""
    groups: dict[tuple[str | None, str, str, str], list[Finding]] = {}
    for one in findings:
        key = one.agreement, one.reason.value, wording.deciding(one), _else(one)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _answer(alike: Sequence[Finding]) -> Iterator[RenderableType]:
    one = alike[0]
    readers = " and ".join(finding.reading for finding in alike)
    yield _indented(f"{one.agreement}, as read by {readers}" if one.agreement else "no terms", 2)
    told = Text(wording.plain(one.result), f"result.{one.result}")
    why = wording.deciding(one)
    told.append(
        f", {wording.plain(one.reason)}. {why}" if why else f", {wording.plain(one.reason)}"
    )
    yield _indented(told, 4)
    if one.would_change:
        yield _indented(Text(_else(one), "quiet"), 4)


def _indented(line: RenderableType, by: int) -> Padding:
    return Padding(line, (0, 0, 0, by))


def _else(one: Finding) -> str:
    """What would have changed the result first of all, and to what."""
    if not one.would_change:
        return ""
    change = one.would_change[0]
    return f"{change.sentence.rstrip('.')}: {wording.plain(change.then)}"

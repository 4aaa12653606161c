"""Counts of findings on the terminal: a table for each reading and claimant, none added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from trucewatch.domain.compliance import By, Claimant, Compliance, ComplianceRow, Known
from trucewatch.domain.finding import Result

HEADS = {
    Result.VIOLATION_ASSESSED: "assessed",
    Result.POSSIBLE_VIOLATION: "possible",
    Result.NOT_A_VIOLATION: "no breach",
    Result.OUTSIDE_SCOPE: "outside",
    Result.NOT_APPLICABLE: "n/a",
    Result.INCONCLUSIVE: "open",
}
"""Results in one short word each; the reference page tells which is which."""
UNTOLD = {By.PARTY: "nobody named", By.DAY: "day not told"}
WORDS = {Known.NO_DATA: "no data", Known.REFUSED: "refused"}
_ALONE = "incident:"
Lines = Sequence[ComplianceRow]


def parts(made: Compliance) -> Iterator[RenderableType]:
    """What the figures are, then a table for each agreement, reading and claimant."""
    yield Text(
        "Counts of findings. Each claimant and each reading stands by itself: they may tell of"
        " the same happening, so nothing here is to be added up."
    )
    claimants = {one.id: one for one in made.claimants}
    shown = [one for one in Result if any(row.counts.get(one.value) for row in made.rows)]
    alone: set[str] = set()
    for (agreement, reading), rows in groupby(made.rows, lambda r: (r.agreement, r.reading)):
        told = [(who, list(lines)) for who, lines in groupby(rows, lambda row: row.claimant)]
        alone.update(who for who, _ in told if who.startswith(_ALONE))
        told = [(who, lines) for who, lines in told if not who.startswith(_ALONE)]
        if told:
            yield ""
            yield Text(f"{agreement}, as read by {reading}" if agreement else "no terms", "bold")
        for who, lines in told:
            yield Text(f"claimed by {_name(claimants[who])}")
            yield _table(lines, made.by, shown)
    if alone:
        yield Text(
            f"{len(alone)} incidents are told by somebody on no register, in reports that are not"
            " at hand. They are not counted together; give their readings to name the reports."
        )


def _table(rows: Lines, by: Sequence[By], shown: Sequence[Result]) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(" · ".join(one.value for one in by), ratio=1)
    for one in shown:
        table.add_column(HEADS[one], justify="right", no_wrap=True)
    table.add_column("sum", justify="right", no_wrap=True)
    for row in rows:
        if row.known is Known.COUNTED:
            cells = [str(row.counts[one.value]) for one in shown]
            table.add_row(_label(row, by), *cells, str(row.total))
        else:
            table.add_row(_label(row, by), *("" for _ in shown), WORDS[row.known])
    counted = [row for row in rows if row.known is Known.COUNTED]
    if len(counted) > 1:
        sums = [str(sum(row.counts[one.value] for row in counted)) for one in shown]
        total = str(sum(row.total for row in counted))
        table.add_row(Text("this claimant", "quiet"), *sums, total)
    return table


def _name(who: Claimant) -> str:
    if who.report is None:
        return who.name if who.name == who.id else f"{who.name} ({who.id})"
    itself = who.id.count(":") == 1
    place = who.report.rpartition("/")[2]
    if itself:
        return f"the report itself ({place})" if who.name == who.report else f"{who.name} ({place})"
    return f"{who.name}, in {place}"


def _label(row: ComplianceRow, by: Sequence[By]) -> str:
    told = [value for value in row.keys.values() if value]
    if not row.total and len(told) < len(row.keys):
        # Nothing was counted: at most the days are known that nothing is told of.
        return " · ".join(told) or "nothing told"
    words = [row.keys[one.value] or UNTOLD.get(one, "none") for one in by]
    rule = f" [{row.counting_rule}]" if row.counting_rule else ""
    return " · ".join(words) + rule

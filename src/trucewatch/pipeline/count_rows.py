"""Rows of a table of counts to count claims: what is not told stays untold."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.data.registry import Registry
from trucewatch.data.zones import zone
from trucewatch.domain.amount import Amount
from trucewatch.domain.count_claim import Breakdown, Cadence, CountClaim, CountPart, PartKind
from trucewatch.domain.errors import InvalidValue, UnreadableInput
from trucewatch.domain.sentence import Sentence
from trucewatch.pipeline import count_values as values
from trucewatch.pipeline.count_sheet import Row


def claim_of(row: Row) -> CountClaim:
    """The claim of one row.

    Raises:
        UnreadableInput: the first cell that does not fit, with file, line, column and remedy.
    """
    claimant = row.read("claimant", wanted)
    row.read("zone", lambda cell: zone(cell) if cell else None)
    try:
        return CountClaim(
            id=row.id,
            claimant=claimant,
            claimant_name=Registry.packaged().name_of(claimant),
            accused=row.read("accused", values.names_of),
            unit=row.read("unit", wanted),
            total=row.read("total", values.amount_of),
            window=row.read("start", lambda cell: values.window_of(cell, row["end"], row["zone"])),
            hours=row.read("hours", values.hours_of),
            rule=row.read("rule", values.rule_of),
            cadence=row.read("cadence", values.one_of(Cadence, "cadence")),
            breakdowns=tuple(_breakdowns(row)),
            previous=row.read("previous", values.figure_of),
            change=row.read("change", values.change_of),
            confirms=row["confirms"] or None,
            row=row.where,
            source=row["source"],
            words=row["words"],
        )
    except InvalidValue as err:
        remedy = err.remedy or Sentence("mend the row")
        raise UnreadableInput(err.what, where=row.where, remedy=remedy) from err


def wanted(cell: str) -> str:
    """The text of a cell that may not be empty."""
    if not cell:
        raise InvalidValue("is empty", remedy="every row needs it")
    return cell


def _breakdowns(row: Row) -> Iterator[Breakdown]:
    for kind in PartKind:
        column = f"parts_{kind.value}"
        parts = row.read(column, lambda cell: tuple(values.parts_of(cell)))
        if parts:
            yield Breakdown(
                by=kind,
                parts=tuple(_part(name, kind, amount) for name, amount in parts),
                whole=not row[column].startswith(values.INCLUDING),
            )


def _part(key: str, kind: PartKind, amount: Amount) -> CountPart:
    named = Registry.packaged().name_of(key) if kind is PartKind.PARTY else key
    return CountPart(key=key, name=named, amount=amount)

"""Readings and tables to rival counts: figures side by side, their arithmetic checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.data.count_tables import CLAIMS
from trucewatch.data.counting import converting_rule, counting_rules
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.domain.count_claim import CountClaim, PartKind
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.observation import Observation
from trucewatch.domain.reading import Reading
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.domain.statement import Statement
from trucewatch.domain.wire import from_wire
from trucewatch.fusion.count_ledger import rival_counts
from trucewatch.fusion.count_parts import Sorted
from trucewatch.fusion.count_statements import claims_in
from trucewatch.pipeline.claimants import claimants_of
from trucewatch.pipeline.count_rows import claim_of
from trucewatch.pipeline.count_sheet import PLAIN, Headed, Row, sheet
from trucewatch.pipeline.files import LARGEST_BYTES, bytes_of
from trucewatch.pipeline.observation_rows import observation_of
from trucewatch.pipeline.records import files_of, records_in

Given = Reading | CountClaim | Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What files held, in order, and why others failed."""

    items: tuple[Given, ...] = ()
    refused: tuple[Refusal, ...] = ()


def counts(
    items: Iterable[Given] | str | Path,
    *,
    convert: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
) -> RivalCounts:
    """Every aggregate figure beside those of its rivals, and what its arithmetic comes to.

    Nothing is added, averaged or merged across claimants; a figure that contradicts itself stands
    as it was told, with the check that shows it.

    Args:
        items: readings, count claims and observations; or the path of one file of them.
        convert: ids of counting rules by which observations are counted, labelled as conversion.
        columns: column to the heading that a CSV file has for it, as in `{"total": "Violations"}`.

    Raises:
        UnreadableInput: the file, or its first bad row.
        UnknownName: no such rule, or observations cannot be counted by it.

    >>> from trucewatch.pipeline.read import read
    >>> report = read(b"Rebels violated the truce 7 times. The army counted 9 violations of the "
    ...               b"truce by rebels on 3 May 2016: Aleppo (5), Hama (3).")
    >>> made = counts([report])
    >>> [(one.claimant_name, str(one.total)) for one in made.claims]
    [('army', '9')]
    >>> [(one.code, one.outcome.value, one.facts["difference"]) for one in made.checks]
    [('parts_sum', 'contradicts', '1')]
    """
    if isinstance(items, str | Path):
        loaded = load_counts([str(items)], headed=Headed(called=columns or {}, fixed={}))
        for refusal in loaded.refused:
            raise refusal
        items = loaded.items
    given = tuple(items)
    readings = [one for one in given if isinstance(one, Reading)]
    claims = tuple(_claims(readings)) + tuple(one for one in given if isinstance(one, CountClaim))
    return rival_counts(
        tuple({one.id: one for one in claims}.values()),
        tuple({one.id: one for one in given if isinstance(one, Observation)}.values()),
        known=tuple(counting_rules().values()),
        asked=[converting_rule(rule) for rule in dict.fromkeys(convert)],
    )


def _claims(readings: Sequence[Reading]) -> Iterator[CountClaim]:
    for reading, claimant_of in zip(readings, claimants_of(readings), strict=True):
        yield from claims_in(reading, claimant_of, _kinds)


def _kinds(said: Statement) -> Sorted:
    """What a name of a part is: a place or party of the statement, else of the registers."""
    places = {one.words: one.place or one.name for one in said.places}

    def kind(name: str) -> tuple[PartKind, str] | None:
        if name in places:
            return PartKind.PLACE, places[name]
        if name in Registry.packaged().actors:
            return PartKind.PARTY, name
        found = Gazetteer.packaged().find(name)
        if found.chosen is not None:
            return PartKind.PLACE, found.chosen.id
        return (PartKind.PLACE, name) if found.candidates else None

    return kind


def load_counts(
    names: Iterable[str], *, headed: Headed = PLAIN, largest: int = LARGEST_BYTES
) -> Counted:
    """Readings, counts and observations of CSV, JSON and JSONL files, or standard input.

    A bad row never takes the good ones with it.
    """
    items: list[Given] = []
    refused: list[Refusal] = []
    for name in names:
        try:
            for file in files_of(name):
                good, bad = _held(bytes_of(file, largest=largest), file, headed)
                items += good
                refused += bad
        except Refusal as err:
            refused.append(err)
    return Counted(items=tuple(items), refused=tuple(refused))


def _held(raw: bytes, name: str, headed: Headed) -> tuple[list[Given], list[Refusal]]:
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        ledger = _ledger(raw)
        if ledger is not None:
            return _of_ledger(ledger, name), []
        return [one for one in records_in(raw, name) if isinstance(one, Reading)], []
    if not raw.strip():
        raise UnreadableInput("is empty", where=name, remedy="give readings as JSON, or CSV")
    table = sheet(raw, name, headed)
    reader: Callable[[Row], Given] = claim_of if table.kind == CLAIMS else observation_of
    good: list[Given] = []
    bad: list[Refusal] = []
    for row in table.rows:
        try:
            good.append(reader(row))
        except Refusal as err:
            bad.append(err)
    return good, bad


def _ledger(raw: bytes) -> dict[str, Any] | None:
    """The object that `counts --json` writes, None where this is something else."""
    try:
        whole = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return whole if isinstance(whole, dict) and {"claims", "sets"} <= set(whole) else None


def _of_ledger(whole: dict[str, Any], name: str) -> list[Given]:
    try:
        return [
            *from_wire(tuple[CountClaim, ...], whole["claims"], where="claims"),
            *from_wire(
                tuple[Observation, ...], whole.get("observations", []), where="observations"
            ),
        ]
    except Refusal as err:
        remedy = "give what trucewatch counts --json writes"
        raise UnreadableInput(str(err), where=name, remedy=remedy) from err

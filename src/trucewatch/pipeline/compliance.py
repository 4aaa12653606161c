"""Findings to counts, each claimant by itself; with the reports at hand, who within each claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.assess.claimants import Reports
from trucewatch.assess.compliance import counted
from trucewatch.data.agreement_files import Agreements
from trucewatch.data.silence_files import read_silences
from trucewatch.domain.compliance import By, Compliance, Silence
from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.finding import DesignationConflict, Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.wire import from_wire
from trucewatch.pipeline.assess import Assessment
from trucewatch.pipeline.files import LARGEST_BYTES, bytes_of
from trucewatch.pipeline.records import records_in

WRITE_THEM = "give what trucewatch assess --json writes"
_PARTS = {
    "incidents": tuple[Incident, ...],
    "findings": tuple[Finding, ...],
    "contradictions": tuple[DesignationConflict, ...],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What files held: findings with their incidents, and the readings they came from."""

    assessment: Assessment
    readings: tuple[Reading, ...]


def compliance(
    assessment: Assessment,
    *,
    by: Sequence[str | By] = (By.PARTY,),
    readings: Iterable[Reading] = (),
    told: str | Path | Sequence[Silence] = (),
) -> Compliance:
    """How often which result came out, by party, clause, zone, day or reading.

    Every row has one claimant, one agreement and one reading of it; nothing is added across them.

    Args:
        by: keys of the rows, in that order.
        readings: the reports that the incidents came from; without them only speakers that a
            register knows are told apart by who they are, anybody else by the incident.
        told: the path of a YAML file of silences, or silences.

    Raises:
        UnreadableInput: the file of silences has a fault; the line tells it.
        InvalidValue: a key is unknown or named twice.

    >>> from trucewatch.pipeline.assess import assess
    >>> from trucewatch.pipeline.read import read
    >>> report = read(b"Rebels shelled Hama on 3 May 2016, the Syrian army said.")
    >>> assessed = assess([report], agreements=["syria-2016-02-22"])
    >>> made = compliance(assessed, by=["day"], readings=[report])
    >>> [(row.reading, row.claimant, row.keys["day"], row.total) for row in made.rows]
    [('united-states', 'syria-army', '2016-05-03', 1), ('russia', 'syria-army', '2016-05-03', 1)]
    """
    silences = load_silences(told) if isinstance(told, str | Path) else tuple(told)
    return counted(
        assessment.incidents,
        assessment.findings,
        by=[from_wire(By, one, where="by") for one in by],
        agreements=Agreements.packaged().by_id,
        reports=Reports.of(readings),
        silences=silences,
    )


def load_silences(path: str | Path) -> tuple[Silence, ...]:
    """The days of which claimants told nothing, of a YAML file.

    Raises:
        UnreadableInput: no such file, or its first fault with file, line and remedy.
    """
    return read_silences(bytes_of(str(path)), str(path))


def load_assessed(names: Iterable[str], *, largest: int = LARGEST_BYTES) -> Assessed:
    """Findings, and readings where some are given too, of files or standard input.

    Raises:
        UnreadableInput: the first file that holds neither, or no file holds findings.
    """
    parts: dict[str, list[Any]] = {key: [] for key in _PARTS}
    readings: list[Reading] = []
    listed = list(names)
    for name in listed:
        raw = bytes_of(name, largest=largest)
        whole = _findings_in(raw)
        if whole is None:
            readings += [one for one in records_in(raw, name) if isinstance(one, Reading)]
            continue
        for key, kind in _PARTS.items():
            parts[key] += _read(kind, whole.get(key, []), f"{name}, {key}")
    if not parts["findings"]:
        raise UnreadableInput("no findings", where=", ".join(listed), remedy=WRITE_THEM)
    incidents = {one.id: one for one in parts["incidents"]}
    once = {(f.incident, f.agreement, f.reading, f.clause): f for f in parts["findings"]}
    made = Assessment(
        incidents=tuple(incidents.values()),
        findings=tuple(once.values()),
        contradictions=tuple(parts["contradictions"]),
    )
    return Assessed(assessment=made, readings=tuple(readings))


def _findings_in(raw: bytes) -> dict[str, Any] | None:
    """The object that `assess --json` writes, None where this is something else."""
    try:
        whole = json.loads(raw)
    except ValueError:
        return None
    return whole if isinstance(whole, dict) and "findings" in whole else None


def _read(kind: Any, data: Any, where: str) -> Any:
    try:
        return from_wire(kind, data)
    except (Refusal, RecursionError) as err:
        raise UnreadableInput(str(err), where=where, remedy=WRITE_THEM) from err

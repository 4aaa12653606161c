"""Findings as a table of comma-separated values, one finding a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.domain.time import write_instant

COLUMNS = (
    "incident act start end places initiators targets agreement clause reading result reason "
    "steps would_change words"
).split()
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins so."""


def findings_csv(incidents: Iterable[Incident], findings: Iterable[Finding]) -> bytes:
    """Rows in the order of `findings`; UTF-8, line ends as RFC 4180 has them.

    Several values in a cell are parted by "; ". What is not known is an empty cell. A text that a
    spreadsheet would take for a formula gets an apostrophe in front.
    """
    by_id = {one.id: one for one in incidents}
    page = io.StringIO(newline="")
    table = csv.DictWriter(page, COLUMNS, restval="")
    table.writeheader()
    for finding in findings:
        row = {**_of_incident(by_id.get(finding.incident)), **_of_finding(finding)}
        table.writerow({key: cell(value) for key, value in row.items()})
    return page.getvalue().encode()


def cell(text: str) -> str:
    """A text that no spreadsheet runs.

    >>> cell("=HYPERLINK(1)"), cell("Aleppo")
    ("'=HYPERLINK(1)", 'Aleppo')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def _of_incident(one: Incident | None) -> Mapping[str, str]:
    if one is None:
        return {}
    start, end = (one.time.start, one.time.end) if one.time else (None, None)
    return {
        "act": one.act,
        "start": write_instant(start) if start else "",
        "end": write_instant(end) if end else "",
        "places": "; ".join(place.place or place.name for place in one.places),
        "initiators": "; ".join(who.actor or who.name for who in one.initiators),
        "targets": "; ".join(who.actor or who.name for who in one.targets),
        "words": one.words,
    }


def _of_finding(finding: Finding) -> Mapping[str, str]:
    return {
        "incident": finding.incident,
        "agreement": finding.agreement or "",
        "clause": finding.clause or "",
        "reading": finding.reading,
        "result": finding.result,
        "reason": finding.reason,
        "steps": "; ".join(f"{step.question}={step.answer}" for step in finding.steps),
        "would_change": "; ".join(f"{one.code}→{one.then}" for one in finding.would_change),
    }

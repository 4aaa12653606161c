"""Counts of findings as comma-separated values, one row of one claimant and reading a line."""

from __future__ import annotations

import csv
import io

from trucewatch.domain.compliance import Compliance
from trucewatch.domain.finding import Result
from trucewatch.export.findings_csv import cell


def compliance_csv(made: Compliance) -> bytes:
    """Rows in their order; UTF-8, line ends as RFC 4180 has them.

    A count is empty where nothing is known: `known` tells no data from a refusal, and 0 is a
    count. Lines of different claimants are not to be added.
    """
    keys = [one.value for one in made.by]
    head = ["agreement", "reading", "claimant", "claimant_name", "report", *keys]
    columns = [*dict.fromkeys(head), "counting_rule", "known", *Result]
    claimants = {one.id: one for one in made.claimants}
    page = io.StringIO(newline="")
    table = csv.DictWriter(page, columns, restval="")
    table.writeheader()
    for row in made.rows:
        who = claimants[row.claimant]
        line = {
            **{key: value or "" for key, value in row.keys.items()},
            "agreement": row.agreement or "",
            "reading": row.reading,
            "claimant": who.id,
            "claimant_name": who.name,
            "report": who.report or "",
            "counting_rule": row.counting_rule,
            "known": row.known.value,
            **{key: str(number) for key, number in row.counts.items()},
        }
        table.writerow({key: cell(value) for key, value in line.items()})
    return page.getvalue().encode()

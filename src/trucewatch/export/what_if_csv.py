"""Findings that supposed changes alter, one a row of comma-separated values."""

from __future__ import annotations

import csv
import io

from trucewatch.domain.what_if import WhatIf
from trucewatch.export.findings_csv import cell

COLUMNS = (
    "incident agreement reading clause_before result_before reason_before "
    "clause_after result_after reason_after steps"
).split()


def what_if_csv(made: WhatIf) -> bytes:
    """Rows in the order of the differences; UTF-8, line ends as RFC 4180 has them.

    `steps` has each question whose answer changed, as in `left_out: surely→no`, parted by "; ".
    """
    page = io.StringIO(newline="")
    table = csv.DictWriter(page, COLUMNS, restval="")
    table.writeheader()
    for one in made.differences:
        row = {"incident": one.incident, "agreement": one.agreement, "reading": one.reading}
        for side, outcome in (("before", one.before), ("after", one.after)):
            row[f"clause_{side}"] = outcome.clause or ""
            row[f"result_{side}"] = outcome.result
            row[f"reason_{side}"] = outcome.reason
        steps = (f"{s.question}: {s.before or '-'}→{s.after or '-'}" for s in one.steps)
        row["steps"] = "; ".join(steps)
        table.writerow({key: cell(value) for key, value in row.items()})
    return page.getvalue().encode()

"""Count claims as comma-separated values, in the columns that `trucewatch counts` reads."""

from __future__ import annotations

import csv
import io

from trucewatch.domain.amount import Amount, Told
from trucewatch.domain.count_claim import Breakdown, CountClaim, PartKind
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.domain.time import write_instant
from trucewatch.export.count_wording import checks_by_claim
from trucewatch.export.findings_csv import cell

COLUMNS = (
    "claimant claimant_name accused unit total start end zone hours cadence rule previous change "
    "confirms parts_place parts_weapon parts_party parts_act parts_other source words row "
    "statements checks"
).split()


def counts_csv(made: RivalCounts) -> bytes:
    """One claim a line as told, with the outcome of its checks; UTF-8, line ends as in RFC 4180.

    Lines of different claimants are not to be added. Conversions are nobody's figures and have no
    line. A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    page = io.StringIO(newline="")
    table = csv.DictWriter(page, COLUMNS, restval="")
    table.writeheader()
    checks = checks_by_claim(made)
    for one in made.claims:
        told = "; ".join(f"{check.code}={check.outcome.value}" for check in checks[one.id])
        table.writerow({**_texts(one), **_figures(one), "checks": told})
    return page.getvalue().encode()


def _texts(one: CountClaim) -> dict[str, str]:
    parts = {f"parts_{kind.value}": "" for kind in PartKind}
    parts |= {f"parts_{each.by.value}": _parts(each) for each in one.breakdowns}
    texts = {
        "claimant": one.claimant,
        "claimant_name": one.claimant_name,
        "accused": "; ".join(one.accused),
        "unit": one.unit,
        "rule": one.rule,
        "confirms": one.confirms or "",
        "source": one.source,
        "words": one.words,
        "row": one.row,
        "statements": "; ".join(one.statements),
        **parts,
    }
    return {key: cell(text) for key, text in texts.items()}


def _figures(one: CountClaim) -> dict[str, str]:
    start, end = (one.window.start, one.window.end) if one.window else (None, None)
    return {
        "total": _told(one.total),
        "start": write_instant(start) if start else "",
        "end": write_instant(end) if end else "",
        "zone": (one.window.zone or "") if one.window else "",
        "hours": "" if one.hours is None else str(one.hours),
        "cadence": one.cadence.value if one.cadence else "",
        "previous": "" if one.previous is None else _told(one.previous),
        "change": "" if one.change is None else str(one.change),
    }


def _told(one: Amount) -> str:
    """An amount as a cell: no data is an empty one."""
    return "" if one.told is Told.NO_DATA else str(one)


def _parts(one: Breakdown) -> str:
    named = ((part.key.replace(";", ",").strip(), part.amount) for part in one.parts)
    listed = "; ".join(f"{name}={_told(amount)}" for name, amount in named)
    return listed if one.whole else f"including: {listed}"

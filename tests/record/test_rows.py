"""Rows go in alike, one at a time or many at once, on both engines."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from trucewatch.storage.rebuilding import digest
from trucewatch.storage.rows import COLUMNS, MANY, PROJECTED, Row, insert, moment

SHORTEST = 16
"""Characters that every column of text holds."""
TEXTS = ("plain", "قصف обстр 🔥", '"\\ {x}, NULL', "%s %b")


def value(kind: str, at: int) -> Any:
    """Something awkward of that kind, another one for each row."""
    return {
        "text": f"{at} {TEXTS[at % len(TEXTS)]}"[:SHORTEST],
        "integer": 1 + at,
        "bigint": 2**53 - 1 - at,
        "jsonb": f'{{"n":{at},"words":"обстрел \\" {{}} \\\\"}}',
        "timestamptz": moment(f"2026-03-01T04:05:06.{at + 1:03}Z"),
    }[kind]


def rows(table: str) -> list[Row]:
    """Rows with all that a column can hold, and with None where it can."""
    fields = {one.column: one for one in apps.get_model("storage", table)._meta.concrete_fields}
    return [
        Row(
            table,
            tuple(
                None if fields[name].null and at % 3 == 0 else value(kind, at)
                for name, kind in COLUMNS[table].items()
            ),
        )
        for at in range(MANY + 4)
    ]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("table", PROJECTED)
def test_many_rows_at_once_are_those_rows(table: str) -> None:
    """Whichever way the engine takes them, the table holds the same."""
    given = rows(table)
    insert(given)
    together = digest(table)
    apps.get_model("storage", table).objects.all().delete()
    for one in given:
        insert([one])
    assert digest(table) == together


@pytest.mark.usefixtures("home")
def test_a_column_without_any_value_goes_in() -> None:
    """As of evidence that is all erased: PostgreSQL cannot tell the kind from the values."""
    given = [Row("evidence", (f"e{at}", at, *[None] * 9, 7)) for at in range(MANY)]
    insert(given)
    assert apps.get_model("storage", "evidence").objects.filter(erased_by=7).count() == MANY

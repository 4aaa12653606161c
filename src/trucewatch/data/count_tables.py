"""How tables of counts, observations and reports are headed: `vocabulary/count_tables.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from trucewatch.data.loading import load_yaml

CLAIMS, OBSERVATIONS, REPORTS = "claims", "observations", "reports"
_FILE = "vocabulary/count_tables.yaml"


def heading(text: str) -> str:
    """A heading as it is compared.

    >>> heading(" SMM position "), heading("Date, time"), heading("No.")
    ('smm_position', 'date_time', 'no')
    """
    return "_".join(re.findall(r"\w+", text.lower()))


@cache
def headings(kind: str) -> Mapping[str, str]:
    """Every way to head a column, to the column, of one kind of table."""
    columns = load_yaml(_FILE)[kind]["columns"]
    return {
        heading(name): column for column, others in columns.items() for name in (column, *others)
    }


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The columns of a kind of table, in the order of the file."""
    return tuple(load_yaml(_FILE)[kind]["columns"])


def lacking(kind: str, there: Iterable[str]) -> tuple[str, ...]:
    """Columns that the table needs and does not have.

    >>> lacking("claims", ["claimant", "total"])
    ('unit',)
    """
    return tuple(one for one in load_yaml(_FILE)[kind]["needs"] if one not in set(there))


@cache
def cell_words(column: str) -> Mapping[str, str]:
    """What cells of a column call a value, in lower case, to the value.

    >>> cell_words("observation")["bursts"], cell_words("total")["n/k"]
    ('burst', 'counted')
    """
    values = load_yaml(_FILE)["values"][column]
    return {word.lower(): value for value, others in values.items() for word in (value, *others)}

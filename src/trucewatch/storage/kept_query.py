"""Queries that every step asks: Django writes their SQL once, and not each time anew.

To write the SQL of a lookup takes Django several times as long as the database takes to answer it.
"""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import Col

M = TypeVar("M", bound=Model)


class Written(NamedTuple):
    """A query as one engine takes it, with places for values, and which columns it gives."""

    sql: str
    columns: list[Col]
    names: list[str]


class KeptQuery(Generic[M]):
    """The rows of a table in which some columns have the values that are asked for.

    Args:
        rows: all rows of the table in the order that is wanted, without a condition.
        by: the columns.
    """

    def __init__(self, rows: QuerySet[M], *by: str) -> None:
        for one in by:
            rows = rows.filter(**{one: 0})  # a filter each, because one would sort them by name
        self._rows = rows
        self._written: dict[str, Written] = {}

    def __call__(self, *values: str | int) -> list[M]:
        """The rows in which the columns have these values, one each in the order of `by`."""
        compiler = self._rows.query.get_compiler(connection=connection)
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = _write(compiler)
        with connection.cursor() as cursor:
            cursor.execute(written.sql, values)
            found = cursor.fetchall()
        converters = compiler.get_converters(written.columns)
        model, alias = self._rows.model, connection.alias
        return [
            model.from_db(alias, written.names, row)
            for row in compiler.apply_converters(found, converters)
        ]

    def first(self, *values: str | int) -> M | None:
        """The first of these rows; None where there is none."""
        return next(iter(self(*values)), None)


def _write(compiler: Any) -> Written:
    sql, _ = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    return Written(sql, columns, [one.target.attname for one in columns])

"""Queries that every step asks: Django writes their SQL once, and not each time anew.

To write the SQL of a lookup takes Django several times as long as the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


class Written(NamedTuple):
    """A query as one engine takes it, and how its columns become fields."""

    sql: str
    names: list[str]
    converters: Any


class KeptQuery(Generic[M]):
    """Rows of a table, asked for with other values each time.

    Args:
        rows: a query as Django takes it; each value in it only keeps the place of those to come.
            One `filter` for each column says in which order they come.
    """

    def __init__(self, rows: QuerySet[M]) -> None:
        self._rows = rows
        self._written: dict[str, Written] = {}

    def __call__(self, *values: str | int) -> list[M]:
        """The rows, with these values in the query's places."""
        return list(self._found(values))

    def first(self, *values: str | int) -> M | None:
        """The first of these rows; None where there is none."""
        return next(self._found(values), None)

    def _found(self, values: tuple[str | int, ...]) -> Iterator[M]:
        compiler = self._rows.query.get_compiler(connection=connection)
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = _write(compiler)
        with connection.cursor() as cursor:
            cursor.execute(written.sql, values)
            found = cursor.fetchall()
        for row in compiler.apply_converters(found, written.converters):
            yield self._rows.model.from_db(connection.alias, written.names, row)


def _write(compiler: Any) -> Written:
    sql, _ = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    names = [column.target.attname for column in columns]
    return Written(sql, names, compiler.get_converters(columns))

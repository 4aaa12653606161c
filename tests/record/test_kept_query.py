"""A query whose SQL is kept answers what Django answers that writes it anew."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.db.models import Model, QuerySet

from submissions import erasure, incident, reading
from trucewatch.storage.desk import Desk
from trucewatch.storage.documents import newest_of, versions
from trucewatch.storage.kept_query import KeptQuery
from trucewatch.storage.models import Incident, Statement


@pytest.fixture
def corrected(desk: Desk) -> None:
    """An incident of two versions, the first of which was erased, another incident, a reading."""
    given = [incident("i1"), incident("i1", 1, title="corrected"), incident("i2")]
    for one in (*given, reading("r1", ["s1", "s2"]), erasure(0, "document")):
        desk.hand_in(one).result()


def told(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """Every field of every row."""
    return [
        {field.attname: getattr(row, field.attname) for field in type(row)._meta.concrete_fields}
        for row in rows
    ]


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize("subject", ["i1", "i2", "i3", "i1' OR '1'='1"])
def test_each_column_is_as_django_reads_it(subject: str) -> None:
    """Instants with their zone, bodies as JSON, tombstones; in the order that was asked for."""
    rows: QuerySet[Incident] = Incident.objects.order_by("-version")
    assert told(KeptQuery(rows.filter(subject=""))(subject)) == told(rows.filter(subject=subject))


@pytest.mark.usefixtures("corrected")
def test_values_go_to_the_places_in_their_order() -> None:
    """Else a subject would be sought as a reading."""
    kept = KeptQuery(Statement.objects.filter(subject="").filter(reading=""))
    assert [one.subject for one in kept("s1", "r1")] == ["s1"]
    assert kept("r1", "s1") == []


@pytest.mark.usefixtures("corrected")
def test_a_kept_row_can_be_compared_and_saved_like_any() -> None:
    """It knows its database, and that it is no new row."""
    found, asked = newest_of("i1"), Incident.objects.get(subject="i1", version=2)
    assert found == asked
    assert found is not None
    assert (found._state.db, found._state.adding) == (asked._state.db, asked._state.adding)


@pytest.mark.usefixtures("corrected")
def test_versions_come_first_one_first() -> None:
    """Whatever the order in which the table holds them."""
    assert [one.version for one in versions("incident", "i1")] == [1, 2]
    assert versions("comment", "i1") == []

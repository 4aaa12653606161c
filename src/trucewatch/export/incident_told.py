"""The accounts of an incident, numbered as the page, the picture and its words name them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.domain.document import Document
from trucewatch.domain.fusion import Fused
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement

Said = Mapping[str, tuple[Statement, Document]]
"""Statements with their report, by id."""


@dataclass(frozen=True, slots=True)
class Told:
    """One account of an incident.

    Args:
        number: from 1, by day of publication and place in the report.
        denies: it denies the incident or does not confirm it.
    """

    number: int
    said: Statement
    document: Document
    denies: bool

    @property
    def day(self) -> dt.date | None:
        """When it was published, None where not known."""
        return self.document.published


def said_in(readings: Iterable[Reading]) -> Said:
    """Every statement of the readings."""
    return {
        said.id: (said, reading.document) for reading in readings for said in reading.statements
    }


def told_of(one: Fused, said: Said) -> tuple[Told, ...]:
    """The accounts of an incident in order, denials among them; those not in `said` left out."""
    denials = set(one.denials)
    here = [said[name] for name in (*one.incident.statements, *one.denials) if name in said]
    here.sort(key=_by_day)
    return tuple(
        Told(number, statement, document, statement.id in denials)
        for number, (statement, document) in enumerate(here, 1)
    )


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers in order, those that follow one another together.

    >>> runs([4, 1, 2, 7]), runs([])
    ([[1, 2], [4], [7]], [])
    """
    rows: list[list[int]] = []
    for number in sorted(numbers):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _by_day(told: tuple[Statement, Document]) -> tuple[dt.date, str, int, str]:
    statement, document = told
    day = document.published or dt.date.max
    return day, document.name, statement.span.start, statement.id

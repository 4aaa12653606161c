"""A file of incidents as a table; bad rows are named with column and remedy, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from trucewatch.assess.plan.actors import NOBODY, UNREGISTERED
from trucewatch.assess.plan.acts import Act
from trucewatch.assess.plan.incidents import (
    EASY,
    MANY_ROLES,
    NOWHERE,
    POINT,
    REPORTED,
    TOLD,
    UNTOLD,
    Codes,
    Table,
)
from trucewatch.assess.plan.ticks import EVER_SINCE, FOR_EVER
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.incident import Incident
from trucewatch.domain.statement import Mention
from trucewatch.pipeline import incident_values as values
from trucewatch.pipeline.incident_files import columns_of

MOST_NAMED = 20
"""Bad rows that are named one by one; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class IncidentTable:
    """What a file held.

    Args:
        table: the good rows, in order.
        numbers: of each its number in the file, the first is 1.
        refused: why others are not there.
        raw: the bytes of the file.
    """

    table: Table
    numbers: Sequence[int]
    refused: tuple[Refusal, ...]
    raw: bytes


class _Sheet:
    """Reads columns cell by cell; equal cells once."""

    def __init__(self, name: str, columns: dict[str, list[Any]]) -> None:
        self.name, self.columns = name, columns
        self.rows = len(columns["id"])
        self.bad: dict[int, Refusal] = {}

    def read(self, column: str, reader: Callable[[Any], Any], unknown: Any) -> list[Any]:
        """The values of a column, `unknown` where a cell tells nothing or is refused."""
        cells = self.columns.get(column)
        if cells is None:
            return [unknown] * self.rows
        known: dict[Any, Any] = {}
        found = []
        for row, cell in enumerate(cells):
            key = tuple(cell) if isinstance(cell, list) else cell
            if key not in known:
                known[key] = unknown
                if values.told(cell):
                    try:
                        known[key] = reader(cell)
                    except InvalidValue as err:
                        known[key] = err
            value = known[key]
            if isinstance(value, InvalidValue):
                self.refuse(row, column, value.what, value.remedy)
                value = unknown
            found.append(value)
        return found

    def refuse(self, row: int, column: str, what: str, remedy: str) -> None:
        """Leave a row out; the first reason is the one that is told."""
        where = f"{self.name}, row {row + 1}, column {column}"
        self.bad.setdefault(row, InvalidValue(what, where=where, remedy=remedy))


def read_incidents(name: str, *, largest: int) -> IncidentTable:
    """The table of a file.

    Raises:
        UnreadableInput: it is no table at all; bad rows are named in `refused` instead.
    """
    columns, raw = columns_of(name, largest=largest)
    sheet = _Sheet(name, columns)
    ids = sheet.read("id", str, "")
    for row, one in enumerate(ids):
        if not one:
            sheet.refuse(row, "id", "is empty", "give each incident an id")
    made = _when(sheet) | _where(sheet)
    acts, made["act"] = _acts(sheet)
    actors = Codes[str](first=2)
    roles = {role: sheet.read(f"{role}s", values.actors_of, ()) for role in ("initiator", "target")}
    for role, listed in roles.items():
        made[role] = _coded(listed, actors)
    for flag, unknown in (("provisional", 1), ("count_only", 0)):
        made[flag] = sheet.read(flag, values.flag_of, unknown)
    many = [max(len(who) for who in row) > 1 for row in zip(*roles.values(), strict=True)]
    made["hard"] = [MANY_ROLES if one else EASY for one in many]
    places = made.pop("places")
    good = np.array([row for row in range(sheet.rows) if row not in sheet.bad], dtype=np.int64)
    kinds = {"start": "i8", "end": "i8", "time": "u1", "radius": "u1", "hard": "u1"}
    kinds |= {"provisional": "u1", "count_only": "u1"}
    table = Table(
        **{name: _picked(column, good, kinds.get(name, "i4")) for name, column in made.items()},
        acts=acts or (Act("", ""),),
        actors=(None, None, *actors.numbers),
        places=places,
        ids=[ids[row] for row in good],
    )
    whole = {
        at: _whole(table.incident(at), [roles[role][row] for role in roles])
        for at, row in enumerate(good.tolist())
        if many[row]
    }
    return IncidentTable(
        table=replace(table, whole=whole),
        numbers=(good + 1).tolist(),
        refused=_told(name, sheet.bad),
        raw=raw,
    )


def _picked(column: Sequence[int], rows: Any, kind: str) -> Any:
    return np.ascontiguousarray(np.array(column, dtype=np.int64)[rows], dtype=kind)


def _when(sheet: _Sheet) -> dict[str, Any]:
    start = sheet.read("start", values.instant_of, EVER_SINCE)
    end = sheet.read("end", values.instant_of, FOR_EVER)
    reported = sheet.read("reported_at", values.instant_of, None)
    time = []
    for row in range(sheet.rows):
        if end[row] <= start[row]:
            sheet.refuse(row, "end", "it ends before it starts", "an end lies after the start")
        if start[row] != EVER_SINCE or end[row] != FOR_EVER:
            time.append(TOLD)
        elif reported[row] is not None:
            time.append(REPORTED)
            end[row] = reported[row]
        else:
            time.append(UNTOLD)
    return {"start": start, "end": end, "time": time}


def _where(sheet: _Sheet) -> dict[str, Any]:
    lon = sheet.read("lon", values.degrees_of(180), None)
    lat = sheet.read("lat", values.degrees_of(90), None)
    radius = sheet.read("precision", values.radius_of, None)
    named = sheet.read("place", values.place_of, None)
    places = Codes[str]()
    place = []
    for row in range(sheet.rows):
        told = lon[row] is not None, lat[row] is not None
        if named[row] is not None:
            place.append(places.of(named[row]))
        elif not any(told):
            place.append(NOWHERE)
        else:
            place.append(POINT)
            if not all(told):
                lacking = "lat" if told[0] else "lon"
                sheet.refuse(row, lacking, "is empty", "a point needs longitude and latitude")
            elif radius[row] is None:
                remedy = "say how closely the point is known: exact, <=1km or <=25km"
                sheet.refuse(row, "precision", "is empty", remedy)
    point = {"lon_e7": lon, "lat_e7": lat, "radius": radius}
    filled = {name: [value or 0 for value in column] for name, column in point.items()}
    return {"place": place, "places": tuple(places.numbers), **filled}


def _acts(sheet: _Sheet) -> tuple[tuple[Act, ...], list[int]]:
    acts = sheet.read("act", values.act_of, None)
    for row, one in enumerate(acts):
        if one is None:
            sheet.refuse(row, "act", "is empty", "name an act of data/vocabulary/acts.yaml")
    more = [sheet.read(name, values.words_of, ()) for name in ("weapons", "objects")]
    more.append(sheet.read("claims", values.claims_of, ()))
    codes = Codes[Act]()
    found = [
        codes.of(Act(*(act or ("", "")), *rest))
        for act, *rest in zip(acts, *more, strict=True)
    ]  # fmt: skip
    return tuple(codes.numbers), found


def _coded(listed: Sequence[tuple[str | None, ...]], actors: Codes[str]) -> list[int]:
    codes: dict[tuple[str | None, ...], int] = {(): NOBODY}
    for who in listed:
        if who not in codes:
            codes[who] = UNREGISTERED if who[0] is None else actors.of(who[0])
    return [codes[who] for who in listed]


def _whole(incident: Incident, roles: Sequence[tuple[str | None, ...]]) -> Incident:
    """The incident with all who did or suffered it."""
    doers, sufferers = (tuple(Mention(one or "?", one, one or "?") for one in who) for who in roles)
    return replace(incident, initiators=doers, targets=sufferers)


def _told(name: str, bad: dict[int, Refusal]) -> tuple[Refusal, ...]:
    """The first bad rows by name, and how many more there are."""
    listed = [bad[row] for row in sorted(bad)]
    if len(listed) > MOST_NAMED:
        what = f"{len(listed) - MOST_NAMED} more rows were left out"
        listed = [
            *listed[:MOST_NAMED],
            Refusal(what, where=name, remedy="mend the named ones first"),
        ]
    return tuple(listed)

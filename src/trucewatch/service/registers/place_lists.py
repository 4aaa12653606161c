"""Lists of places taken in: CSV with a header, or the columns of GeoNames; first as a dry run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.loader_words import loader_says
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, Refusal, UnknownName
from trucewatch.domain.place import LonLat, PlaceKind
from trucewatch.domain.sentence import Sentence
from trucewatch.domain.wire import to_wire
from trucewatch.service.centre import Centre
from trucewatch.service.registers.edits import Given
from trucewatch.service.registers.places import SCHEME, add, document
from trucewatch.service.verb import permit

LARGEST, MOST_ROWS = 2_000_000, 5_000
"""Bytes and rows; larger lists are parted."""
NEEDED = ("name", "lon", "lat")
COLUMNS = (*NEEDED, "name_ru", "name_ar", "kind", "radius_m", "country", "parent", "population")
RADIUS_M = 1_000
"""Of a point of which the list tells no radius: as close as a village is."""
_GEONAMES = 19
_LAND, _TOWN, _UNITS = "country", "city", {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3"}


@dataclass(frozen=True)
class Row:
    """One row of a list.

    Args:
        line: of the file, the first is 1.
        name: as the list has it.
        entry: a place as JSON without its id; {} where the row is refused.
        fault: why it is refused, with the remedy; None where it is not.
    """

    line: int
    name: str
    entry: dict[str, Any]
    fault: Refusal | None = None


def rows_of(raw: bytes) -> list[Row]:
    r"""Every row of a list, checked as it would be recorded; nothing is recorded.

    Raises:
        InvalidValue: it is too large, no UTF-8, or its header lacks a column.

    >>> str(rows_of(b"name,lon,lat\nMill,36.9,34.8\nLost,0,91\n")[1].fault)
    'latitude 91.0 is off the globe'
    """
    if len(raw) > LARGEST:
        raise InvalidValue(
            Sentence("the list has more than {most} bytes", most=LARGEST), remedy="part it"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise InvalidValue(
            Sentence("byte {start} is no UTF-8", start=err.start), remedy="save it as UTF-8"
        ) from err
    lines = text.splitlines()
    if len(lines) > MOST_ROWS + 1:
        raise InvalidValue(
            Sentence("the list has more than {most} rows", most=MOST_ROWS),
            remedy="part it",
        )
    by_geonames = bool(lines) and lines[0].count("\t") == _GEONAMES - 1
    told = _geonames(lines) if by_geonames else _with_header(text)
    return [_checked(*one) for one in told]


def take_in(
    centre: Centre, person: Person, rows: Iterable[Row], *, reason: str, key: str
) -> tuple[str, ...]:
    """Record the rows that are not refused; ids of the places.

    Taken in again under the same key, nothing is recorded twice.

    Raises:
        Denied: the person may not.
        InvalidValue: no reason is given.
    """
    permit(person, "place.import", Resource("place"))
    return tuple(
        add(
            centre,
            person,
            Given(entry=one.entry, reason=reason, key=f"{key}:{one.line}"),
            action="place.import",
        )
        for one in rows
        if not one.fault
    )


def _checked(line: int, told: dict[str, str]) -> Row:
    name = (told.get("name") or "").strip()
    try:
        entry = _entry(told, name)
        document(entry, f"{SCHEME}:row")
    except Refusal as err:
        return Row(line, name, {}, err.kept())
    return Row(line, name, entry)


def _entry(told: dict[str, str], name: str) -> dict[str, Any]:
    if not name:
        raise InvalidValue("the name is missing", remedy="fill the column name")
    listed = told.get("id", "")
    if listed and _is_listed(listed):
        raise InvalidValue(
            Sentence("{id} is on the lists already", id=listed), remedy="correct it there"
        )
    named = [("en", name), ("ru", told.get("name_ru") or ""), ("ar", told.get("name_ar") or "")]
    centre = LonLat.of(_number(told, "lon"), _number(told, "lat"))
    others = [one for one in (told.get("names") or "").split(",") if one.strip()]
    return {
        "names": [
            *({"text": text.strip(), "lang": lang} for lang, text in named if text.strip()),
            *({"text": text.strip(), "lang": ""} for text in others),
        ],
        "kind": _kind(told.get("kind") or PlaceKind.COMMUNITY),
        "country": (told.get("country") or "").strip().upper(),
        "source": listed or "a list",
        "parent": (told.get("parent") or "").strip() or None,
        "centre": to_wire(centre),
        "radius_m": _whole(told, "radius_m") or RADIUS_M,
        "population": _whole(told, "population"),
    }


def _kind(word: str) -> str:
    kind = word.strip().lower()
    if kind not in list(PlaceKind):
        raise InvalidValue(
            Sentence("{word!r} is no kind of place", word=word),
            remedy=Sentence("write {values}", values=", ".join(PlaceKind)),
        )
    return kind


def _number(told: dict[str, str], column: str) -> float:
    try:
        return float(told.get(column) or "")
    except ValueError as err:
        what = Sentence("{column} {given!r} is no number", column=column, given=told.get(column))
        raise InvalidValue(what, remedy="write decimal degrees, as in 36.2021") from err


def _whole(told: dict[str, str], column: str) -> int | None:
    word = (told.get(column) or "").strip()
    if word and not word.isdecimal():
        raise InvalidValue(
            Sentence("{column} {word!r} is no whole number", column=column, word=word),
            remedy="write it in digits",
        )
    return int(word) or None if word else None


def _is_listed(place: str) -> bool:
    try:
        Gazetteer.packaged().get(place)
    except UnknownName:
        return False
    return True


def _with_header(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in first else ",")
    have = reader.fieldnames or []
    missing = [one for one in NEEDED if one not in have]
    if missing:
        what = Sentence("the first line has no column {missing}", missing=", ".join(missing))
        raise InvalidValue(
            what,
            remedy=Sentence("name the columns; known are {columns}", columns=", ".join(COLUMNS)),
        )
    try:
        for row in reader:
            yield reader.line_num, {key: one or "" for key, one in row.items() if key}
    except csv.Error as err:
        raise InvalidValue(
            Sentence("line {line}: {problem}", line=reader.line_num, problem=loader_says(err)),
            remedy="save it as plain CSV",
        ) from err


def _geonames(lines: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Columns as on download.geonames.org/export/dump: latitude is the fifth, longitude follows."""
    for number, line in enumerate(lines, 1):
        part = line.split("\t")
        if len(part) != _GEONAMES:
            yield number, {"name": part[1] if len(part) > 1 else ""}
            continue
        kind = _UNITS.get(part[7], _TOWN if part[6] == "P" else PlaceKind.SITE)
        yield (
            number,
            {
                "id": f"geonames:{part[0]}",
                "name": part[1],
                "names": part[3],
                "lat": part[4],
                "lon": part[5],
                "kind": _LAND if part[7] == "PCLI" else kind,
                "country": part[8],
                "population": part[14],
            },
        )

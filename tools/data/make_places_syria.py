"""Make the packaged Syrian places from the OCHA boundary files and community list.

    python tools/data/make_places_syria.py SOURCE_FOLDER [TARGET_FOLDER]

SOURCE_FOLDER holds admin0..3.geojson, neighbourhoods.geojson and communities.csv. Needs
shapely 2.2 or later (coverage_clean). Stops when a count or a shape is not as stated in
`EXPECTED` and the limits below, so that a new edition is looked at by a person first.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

TARGET = Path(__file__).resolve().parents[2] / "src/trucewatch/data/places"
EXPECTED = {"admin0": 1, "admin1": 14, "admin2": 62, "admin3": 272, "neighbourhoods": 414,
            "communities": 7948}  # fmt: skip
BOUNDARIES = (
    "OCHA common operational dataset of administrative boundaries, Syria, 2016 to 2018 edition"
)
COMMUNITIES = "OCHA community list of Syria, as collected in the repository omar6685/syria-address"
TERMS = "CC BY-IGO"

SLIVER_DEG = 0.003  # gaps between neighbours narrower than this are closed, about 300 m
ADMIN_DECIMALS = 4  # 11 m, finer than the 50 to 200 m of the source
QUARTER_TOLERANCE_DEG = 0.0001  # Douglas-Peucker, about 10 m: quarters are 200 to 3,700 m wide
QUARTER_DECIMALS = 5
GREATEST_CHANGE = 0.03  # of the area of a unit, symmetric difference with the source
GREATEST_QUARTER_CHANGE = 0.07  # 10 m along the edge of a quarter of 290 m by 290 m
GREATEST_OVERLAP = 0.02  # of the smaller of two quarters; before thinning it is 0.01 %

Properties = dict[str, Any]


class NotAsExpected(Exception):
    """The source differs from what this script was written for."""


def insist(truth: bool, what: str) -> None:
    """Stop the import unless `truth` holds."""
    if not truth:
        raise NotAsExpected(what)


def read_layer(folder: Path, layer: str) -> tuple[list[Properties], list[BaseGeometry]]:
    """Properties and shapes of one GeoJSON layer, in order of P-code."""
    features = json.loads((folder / f"{layer}.geojson").read_text("utf-8"))["features"]
    features.sort(key=lambda feature: feature["properties"]["pcode"])
    shapes = [shape(feature["geometry"]) for feature in features]
    insist(len(features) == EXPECTED[layer], f"{layer}: {len(features)} features")
    insist(all(one.is_valid for one in shapes), f"{layer}: an outline crosses itself")
    codes = {feature["properties"]["pcode"] for feature in features}
    insist(len(codes) == len(features), f"{layer}: a P-code occurs twice")
    return [feature["properties"] for feature in features], shapes


def tidy(name: str) -> str:
    """A name on one line: some cells of the source repeat it over several lines."""
    first = name.strip().splitlines()[0]
    return re.sub(r"\s+", " ", first).strip()


def change(new: BaseGeometry, old: BaseGeometry) -> float:
    """How much an outline moved, as a share of the area it had."""
    return float(new.symmetric_difference(old).area / old.area)


def clean_coverage(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Sub-districts without gaps or overlaps, rounded.

    The source simplified each polygon on its own, which left slivers between neighbours.
    Corners are not thinned further: that saves 1 % of them and loses the island of Arwad.
    """
    rounded = [rounded_shape(one, ADMIN_DECIMALS) for one in without_gaps(shapes)]
    # Rounding makes a few borders cross by a corner; a second cleaning adds no new corner.
    final = [rounded_shape(one, ADMIN_DECIMALS) for one in without_gaps(rounded)]
    insist(bool(shapely.coverage_is_valid(final)), "neighbours overlap after rounding")
    return final


def without_gaps(shapes: Sequence[BaseGeometry]) -> Sequence[BaseGeometry]:
    """The same units with narrow gaps given to a neighbour and overlaps cut."""
    clean = shapely.coverage_clean  # type: ignore[attr-defined]  # the stubs lag behind 2.2
    cleaned: Sequence[BaseGeometry] = clean(shapes, gap_width=SLIVER_DEG, snapping_distance=0.0)
    return cleaned


def rounded_shape(one: BaseGeometry, decimals: int) -> BaseGeometry:
    """The shape with each corner rounded; borders stay shared since both sides round alike."""
    moved = shapely.transform(one, lambda corners: corners.round(decimals))
    return shapely.make_valid(shapely.remove_repeated_points(moved))


def check_outlines(
    codes: Sequence[str], new: Sequence[BaseGeometry], old: Sequence[BaseGeometry], limit: float
) -> float:
    """Refuse outlines that are broken or moved too far; return the greatest change."""
    worst = 0.0
    for code, after, before in zip(codes, new, old, strict=True):
        insist(after.is_valid and not after.is_empty, f"{code}: outline broken")
        insist(after.geom_type in {"Polygon", "MultiPolygon"}, f"{code}: {after.geom_type}")
        insist(after.contains(before.representative_point()), f"{code}: lost its middle")
        worst = max(worst, change(after, before))
        insist(change(after, before) <= limit, f"{code}: moved {change(after, before)}")
    return worst


def admin_outlines(
    layers: dict[str, tuple[list[Properties], list[BaseGeometry]]],
) -> list[tuple[str, BaseGeometry]]:
    """Outlines of all four levels; the upper ones are unions of the lowest, so they nest."""
    codes = [one["pcode"] for one in layers["admin3"][0]]
    lowest = clean_coverage(layers["admin3"][1])
    outlines: list[tuple[str, BaseGeometry]] = []
    for layer in ("admin0", "admin1", "admin2", "admin3"):
        here = [one["pcode"] for one in layers[layer][0]]
        joined = [
            shapely.coverage_union_all(
                [part for code, part in zip(codes, lowest, strict=True) if code.startswith(whole)]
            )
            for whole in here
        ]
        worst = check_outlines(here, joined, layers[layer][1], GREATEST_CHANGE)
        corners = sum(shapely.get_num_coordinates(one) for one in joined)
        print(f"{layer}: {len(here)} outlines, {corners} corners, moved at most {worst:.2%}")
        outlines += zip(here, joined, strict=True)
    return outlines


def quarter_outlines(
    rows: Sequence[Properties], shapes: Sequence[BaseGeometry]
) -> list[tuple[str, BaseGeometry]]:
    """Outlines of city neighbourhoods, each simplified on its own."""
    codes = [one["pcode"] for one in rows]
    new = [rounded_shape(one.simplify(QUARTER_TOLERANCE_DEG), QUARTER_DECIMALS) for one in shapes]
    worst = check_outlines(codes, new, shapes, GREATEST_QUARTER_CHANGE)
    overlap = greatest_overlap(new)
    insist(overlap <= GREATEST_OVERLAP, f"neighbourhoods overlap by {overlap:.2%}")
    corners = sum(shapely.get_num_coordinates(one) for one in new)
    print(
        f"neighbourhoods: {len(new)} outlines, {corners} corners, moved at most {worst:.2%},"
        f" overlap at most {overlap:.2%} (source {greatest_overlap(shapes):.2%})"
    )
    return list(zip(codes, new, strict=True))


def greatest_overlap(shapes: Sequence[BaseGeometry]) -> float:
    """The greatest shared area of two shapes, as a share of the smaller one."""
    tree = shapely.STRtree(list(shapes))
    worst = 0.0
    for here, one in enumerate(shapes):
        for there in tree.query(one):
            if there > here:
                shared = one.intersection(shapes[there]).area
                worst = max(worst, shared / min(one.area, shapes[there].area))
    return worst


def write_geojson(
    path: Path, outlines: Iterable[tuple[str, BaseGeometry]], simplified: str
) -> None:
    """One feature a line, so that a change of one outline is a change of one line."""
    lines = []
    for code, outline in outlines:
        decimals = QUARTER_DECIMALS if code.startswith("N") else ADMIN_DECIMALS
        geometry = mapping(outline)
        feature = {
            "type": "Feature",
            "id": f"ocha:{code}",
            "properties": {},
            "geometry": {
                "type": geometry["type"],
                "coordinates": nested_round(geometry["coordinates"], decimals),
            },
        }
        lines.append(json.dumps(feature, separators=(",", ":")))
    head = {"type": "FeatureCollection", "source": BOUNDARIES, "terms": TERMS,
            "simplified": simplified}  # fmt: skip
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    path.write_text(opening + ', "features": [\n' + ",\n".join(lines) + "\n]}\n", "utf-8")


def nested_round(coordinates: Any, decimals: int) -> Any:
    """Coordinates as rounded numbers, however deep the rings are nested."""
    if isinstance(coordinates, (int, float)):
        return round(coordinates, decimals)
    return [nested_round(one, decimals) for one in coordinates]


def write_table(path: Path, source: str, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """A table of code, English name, Arabic name, code of the unit that holds it."""
    body = ["\t".join(row) for row in rows]
    head = [f"# source: {source}", f"# terms: {TERMS}", "code\tname_en\tname_ar\tparent"]
    path.write_text("\n".join(head + body) + "\n", "utf-8")
    print(f"{path.name}: {len(body)} rows")


def admin_rows(
    layers: dict[str, tuple[list[Properties], list[BaseGeometry]]],
) -> list[tuple[str, str, str, str]]:
    """Country to sub-district; a P-code starts with the P-code of its holder."""
    rows = []
    for layer in ("admin0", "admin1", "admin2", "admin3"):
        for one in layers[layer][0]:
            code = one["pcode"]
            parent = code[:-2] if len(code) > len("SY") else ""
            rows.append((code, tidy(one["name_en"]), tidy(one["name_ar"]), parent))
    return rows


def community_rows(folder: Path, known: set[str]) -> list[tuple[str, str, str, str]]:
    """The community list, in order of its number."""
    with (folder / "communities.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    insist(len(listed) == EXPECTED["communities"], f"communities: {len(listed)} rows")
    insist(len({one["pcode"] for one in listed}) == len(listed), "communities: code twice")
    insist(all(one["admin3_pcode"] in known for one in listed), "communities: no sub-district")
    listed.sort(key=lambda one: int(one["pcode"].removeprefix("C")))
    return [
        (one["pcode"], tidy(one["name_en"]), tidy(one["name_ar"]), one["admin3_pcode"])
        for one in listed
    ]


def quarter_rows(
    rows: Sequence[Properties], communities: Sequence[tuple[str, str, str, str]]
) -> list[tuple[str, str, str, str]]:
    """Neighbourhoods under the community that is their city."""
    city = {(name, parent): code for code, name, _, parent in communities}
    made = []
    for one in rows:
        seat = city.get((one["adm4_en"], one["adm3_pcode"]))
        insist(seat is not None, f"{one['pcode']}: no community {one['adm4_en']}")
        made.append((one["pcode"], tidy(one["name_en"]), tidy(one["name_ar"]), str(seat)))
    return made


def main(arguments: Sequence[str]) -> int:
    """Read the source folder, check it, write six files."""
    if len(arguments) not in {1, 2}:
        print(__doc__, file=sys.stderr)
        return 2
    source = Path(arguments[0])
    target = Path(arguments[1]) if arguments[1:] else TARGET
    layers = {name: read_layer(source, name) for name in EXPECTED if name != "communities"}
    communities = community_rows(source, {one["pcode"] for one in layers["admin3"][0]})
    write_table(target / "syria-admin.tsv", BOUNDARIES, admin_rows(layers))
    write_table(target / "syria-communities.tsv", COMMUNITIES, communities)
    quarters = quarter_rows(layers["neighbourhoods"][0], communities)
    write_table(target / "syria-neighbourhoods.tsv", BOUNDARIES, quarters)
    write_geojson(
        target / "syria-admin-outlines.geojson",
        admin_outlines(layers),
        f"gaps up to {SLIVER_DEG} degree between sub-districts and their overlaps closed, rounded"
        f" to 1e-{ADMIN_DECIMALS} degree; upper levels are unions of sub-districts",
    )
    write_geojson(
        target / "syria-neighbourhood-outlines.geojson",
        quarter_outlines(*layers["neighbourhoods"]),
        f"Douglas-Peucker, {QUARTER_TOLERANCE_DEG} degree, rounded to 1e-{QUARTER_DECIMALS} degree",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

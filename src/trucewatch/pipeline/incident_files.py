"""Tables of incidents as columns of cells: CSV, lines of JSON, Parquet and GeoParquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.pipeline.files import bytes_of

COLUMNS = (
    "id", "act", "start", "end", "reported_at", "lon", "lat", "precision", "place", "initiators",
    "targets", "weapons", "objects", "claims", "provisional", "count_only",
)  # fmt: skip
REQUIRED = ("id", "act")
SUFFIXES = frozenset({".csv", ".parquet", ".geoparquet"})
Columns = Mapping[str, Sequence[Any]]
SCALE = "pip install 'trucewatch[scale]', or give CSV"


def is_table(name: str) -> bool:
    """Whether a file is a table of incidents by its name or, for lines of JSON, its first line."""
    path = Path(name)
    if path.suffix.lower() in SUFFIXES:
        return True
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        first = next((line for line in stream if line.strip()), "")
    try:
        row = json.loads(first)
    except json.JSONDecodeError:
        return False
    # What other commands write of an incident always names its statements.
    return isinstance(row, dict) and "act" in row and not {"statements", "document"} & set(row)


def columns_of(name: str, *, largest: int) -> tuple[dict[str, list[Any]], bytes]:
    """The columns of a file, each cell as it stands there, and the bytes of the file.

    Raises:
        UnreadableInput: with the place in it and the remedy.
    """
    raw = bytes_of(name, largest=largest)
    suffix = Path(name).suffix.lower()
    if suffix in {".parquet", ".geoparquet"}:
        columns = _parquet(raw, name)
    else:
        columns = _json_lines(raw, name) if suffix == ".jsonl" else _csv(raw, name)
    lacking = [one for one in REQUIRED if one not in columns]
    if lacking:
        remedy = "see docs/reference/incident-tables.md"
        what = f"has no column {' and no column '.join(lacking)}"
        raise UnreadableInput(what, where=name, remedy=remedy)
    return {one: columns[one] for one in COLUMNS if one in columns}, raw


def _csv(raw: bytes, name: str) -> dict[str, list[Any]]:
    rows = csv.reader(io.StringIO(_text(raw, name), newline=""), strict=True)
    try:
        head = [one.strip() for one in next(rows, [])]
        made: list[list[Any]] = [[] for _ in head]
        for number, row in enumerate(rows, 1):
            if len(row) != len(head):
                what = f"has {len(row)} cells where the first line names {len(head)} columns"
                remedy = "write one cell a column"
                raise UnreadableInput(what, where=f"{name}, row {number}", remedy=remedy)
            for column, cell in zip(made, row, strict=True):
                column.append(cell)
    except csv.Error as err:
        where = f"{name}, line {rows.line_num}"
        raise UnreadableInput(f"is no CSV: {err}", where=where, remedy="mend it") from err
    return dict(zip(head, made, strict=True))


def _json_lines(raw: bytes, name: str) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = {one: [] for one in COLUMNS}
    for number, line in enumerate(_text(raw, name).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as err:
            where = f"{name}, line {number}, column {err.colno}"
            raise UnreadableInput(f"broken JSON: {err.msg}", where=where, remedy="mend it") from err
        if not isinstance(row, dict):
            remedy = "write one object a line"
            raise UnreadableInput("is no object", where=f"{name}, line {number}", remedy=remedy)
        for one, column in made.items():
            column.append(row.get(one))
    return made


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise UnreadableInput(
            f"byte {err.start} is no UTF-8", where=name, remedy="save it as UTF-8"
        ) from err


def _parquet(raw: bytes, name: str) -> dict[str, list[Any]]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - comes with an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ModuleNotFoundError as err:
        raise Refusal("Parquet needs pyarrow", where=name, remedy=SCALE) from err
    try:
        table = pq.read_table(io.BytesIO(raw))
    except (pa.ArrowException, OSError) as err:
        what = f"is no Parquet: {str(err).splitlines()[0]}"
        raise UnreadableInput(what, where=name, remedy="write it anew") from err
    made = {one: table[one].to_pylist() for one in COLUMNS if one in table.column_names}
    if "lon" not in made and "geometry" in table.column_names:
        made |= _points(table["geometry"].to_pylist(), name)
    return made


def _points(cells: Sequence[Any], name: str) -> dict[str, list[Any]]:
    """Longitudes and latitudes of a GeoParquet column of points."""
    import shapely  # noqa: PLC0415 - only where there are points

    try:
        shapes = shapely.from_wkb(cells)
    except (shapely.errors.ShapelyError, TypeError) as err:
        remedy = "write points as WKB, as GeoParquet does"
        raise UnreadableInput("column geometry is no WKB", where=name, remedy=remedy) from err
    lons, lats = shapely.get_x(shapes), shapely.get_y(shapes)
    known = (shapely.get_type_id(shapes) == 0).tolist()
    return {
        side: [value if point else None for value, point in zip(values, known, strict=True)]
        for side, values in (("lon", lons.tolist()), ("lat", lats.tolist()))
    }

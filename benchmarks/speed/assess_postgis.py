"""The same by PostGIS, which joins points and zones; filters of the geopandas peer do the rest.

Loading points and zones and making an index is not counted. Tables are of the session alone, which
leaves nothing behind but the extension.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import psycopg
import shapely
from assess_peer import Numbers, assess
from assess_world import Rows, World

NONE_GIVEN = "PostGIS: no server given"
SPOTS = """
    CREATE EXTENSION IF NOT EXISTS postgis;
    SET max_parallel_workers_per_gather = 0;
    SET work_mem = '256MB';
    CREATE TEMPORARY TABLE spots (number int, radius int, lon float, lat float);
    CREATE TEMPORARY TABLE zones (number int, radius int, shape geometry(Geometry, 4326));
    ALTER TABLE zones ALTER COLUMN shape SET STORAGE EXTERNAL;
"""
INDEXED = """
    CREATE TEMPORARY TABLE points AS
    SELECT number, radius, ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS point FROM spots;
    CREATE INDEX ON points USING gist (point);
    ANALYZE points;
    ANALYZE zones;
"""
JOINED = """
    COPY (
        SELECT points.number, zones.number FROM zones
        JOIN points ON points.radius = zones.radius AND ST_Contains(zones.shape, points.point)
    ) TO STDOUT (FORMAT binary)
"""
HEAD_BYTES, END_BYTES = 19, 2
PAIR = np.dtype(
    [("fields", ">i2"), ("wide", ">i4"), ("row", ">i4"), ("as_wide", ">i4"), ("zone", ">i4")]
)
"""How the answer is written, so that no time is lost on making an object of each number."""


def compared(address: str, world: World, reasons: Any, ours_s: float) -> dict[str, Any]:
    """Seconds by the clock that it takes.

    Args:
        address: a database, as psycopg takes it; empty for none.
        reasons: those of the geopandas peer.
        ours_s: seconds that the engine takes.
    """
    if not address:
        return {"not_measured": NONE_GIVEN}
    with psycopg.connect(address, autocommit=True) as session:
        session.execute(SPOTS)
        [version] = session.execute("SELECT postgis_lib_version()").fetchone() or [""]
        return {"postgis": version, **_measured(session, world, reasons, ours_s)}


def _measured(
    session: psycopg.Connection[Any], world: World, reasons: Any, ours_s: float
) -> dict[str, Any]:
    loading = 0.0

    def join(rows: Rows, shapes: Sequence[Sequence[Any]]) -> tuple[Numbers, Numbers]:
        nonlocal loading
        began = time.perf_counter()
        _load(session, rows, shapes)
        loading = time.perf_counter() - began
        with session.cursor().copy(JOINED) as copy:
            answer = b"".join(map(bytes, copy))
        pairs = np.frombuffer(answer[HEAD_BYTES:-END_BYTES], dtype=PAIR)
        return pairs["row"].astype(np.int64), pairs["zone"].astype(np.int64)

    began = time.perf_counter()
    _, found = assess(world, world.rows, join)
    took = time.perf_counter() - began - loading
    return {
        "times_postgis": round(took / ours_s, 1),
        "postgis_us_an_incident": round(took / len(world.rows) * 1e6, 1),
        "postgis_load_s": round(loading, 1),
        "equal_to_postgis": bool((found == reasons).all()),
    }


def _load(session: psycopg.Connection[Any], rows: Rows, shapes: Sequence[Sequence[Any]]) -> None:
    lon, lat = rows.lon_e7 / 1e7, rows.lat_e7 / 1e7
    with session.cursor().copy("COPY spots FROM STDIN") as copy:
        for spot in zip(range(len(rows)), rows.radius.tolist(), lon, lat, strict=True):
            copy.write_row(spot)
    zones = [
        (number, radius, shapely.to_wkb(shape, hex=True, include_srid=True))
        for radius, grown in enumerate(shapes)
        for number, shape in enumerate(shapely.set_srid(np.array(grown), 4326))
    ]
    session.cursor().executemany("INSERT INTO zones VALUES (%s, %s, %s)", zones)
    session.execute(INDEXED)

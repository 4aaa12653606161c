"""One engine, one number of incidents: a part of `centre.py`, in a process of its own.

python benchmarks/speed/centre_part.py ENGINE INCIDENTS FOLDER [--quick]
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import parse_qsl

sys.path += [str(Path(__file__).resolve().parents[2] / "tests"), str(Path(__file__).parent)]

import centre_naive as naive
from centre_world import World
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from default_database import point_at
from postgres_server import Server
from trucewatch.storage.desk import Desk
from trucewatch.storage.home import Home
from trucewatch.storage.incidents.cursors import Cursor, write_cursor
from trucewatch.storage.incidents.index import IncidentIndex
from trucewatch.storage.incidents.parameters import parse
from trucewatch.storage.incidents.query import IncidentQuery, Order
from trucewatch.storage.making import make_record, migrate
from trucewatch.storage.recorder import LARGEST_BATCH
from trucewatch.storage.rows import COLUMNS, Row, insert
from trucewatch.storage.submission import Submission, submission

FILTERS = {
    "text": [[("text", word)] for word in ("Harbanifse", "обстрел", "قصف", "Kestrel", "wounded")],
    "time": [
        [("from", "2016-09-12"), ("to", "2016-09-13")],
        [("from", "2016-09-01"), ("to", "2016-10-01")],
        [("from", "2015-01-01")],
    ],
    "family": [[("family", "fire")], [("family", "aid")], [("family", "posture")]],
    "act": [[("act", "shelling")]],
    "status": [[("status", "reported")], [("status", "dismissed")]],
    "result": [[("result", "violation_assessed")], [("result", "not_applicable")]],
    "finding": [[("agreement", "syria-2016-09-09"), ("reading", "us"), ("result", "inconclusive")]],
    "actor": [[("actor", "syria-army")], [("actor", "syria")]],
    "place": [[("place", "ocha:SY02")], [("place", "ocha:SY050102")]],
    "frame": [[("bbox", "36.9,36.0,37.4,36.4")], [("bbox", "35.7,32.3,42.4,37.3")]],
    "changed": [[("changed_since", "2018-12-01")], [("changed_since", "2015-06-01")]],
}
SEARCHES = ("Harbnafsah", "Harbnafsax", "Харбнафса", "حربنفسه", "shelling", "обстрел", "قصف",
            "kestrel", "пустельга", "wounded", "жанровый")  # fmt: skip
VIEWS = (
    (3, "20,20,60,50"), (6, "35,32,43,38"), (9, "36,35,38,37"), (12, "36.9,36.1,37.3,36.4"),
)  # fmt: skip
"""Zoom and frame of what a screen shows."""
MAP_FILTERS = ("", "family=aid", "from=2016-09-01&to=2016-10-01", "status=dismissed&family=fire")
TRIPLES, ROUNDS, PEER_MIXES, DEEP, ROWS = 100, 3, 12, 10_000, 50


def resident_mb() -> float:
    """Memory of this process."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def server_s() -> float:
    """Processor seconds that the server's process for us has had, 0 where there is no server."""
    if connection.vendor == "sqlite":
        return 0.0
    backend = connection.connection.info.backend_pid
    spent = Path(f"/proc/{backend}/schedstat").read_text("ascii").split()[0]
    return int(spent) / 1e9


def spent_s() -> float:
    """Processor seconds of ours and of the server's for us."""
    return time.process_time() + server_s()


def milliseconds(
    work: Callable[[], Any], rounds: int = ROUNDS, clock: Callable[[], float] = spent_s
) -> float:
    """Processor time, the median of some rounds."""
    times = []
    for _ in range(rounds):
        began = clock()
        work()
        times.append(clock() - began)
    return median(times) * 1000


def spread(name: str, times: list[float]) -> dict[str, float]:
    """p50 and p95."""
    cuts = quantiles(times, n=20, method="inclusive")
    return {f"{name}_p50_ms": round(median(times), 2), f"{name}_p95_ms": round(cuts[-1], 2)}


def fill(engine: str, number: int) -> None:
    """Put so many rows into the table, past the recorder."""
    migrate()
    rows = World().rows(number)
    with transaction.atomic(), connection.cursor() as cursor:
        if engine == "sqlite":
            places = ", ".join(["%s"] * len(COLUMNS["incidentrow"]))
            names = ", ".join(COLUMNS["incidentrow"])
            cursor.executemany(
                f"INSERT INTO storage_incidentrow ({names}) VALUES ({places})",  # noqa: S608 - ours
                rows,
            )
        else:
            _copy(cursor, rows)
    with connection.cursor() as cursor:
        if engine == "postgresql":
            # Processes beside the one for us would not be in its processor time.
            cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("ANALYZE" if engine == "sqlite" else "VACUUM ANALYZE storage_incidentrow")


def _copy(cursor: CursorWrapper, rows: Iterator[tuple[Any, ...]]) -> None:
    names = ", ".join(COLUMNS["incidentrow"])
    with cursor.copy(f"COPY storage_incidentrow ({names}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)


def mixes(draw: random.Random, triples: int) -> Iterator[IncidentQuery]:
    """Every filter, every pair of filters, and triples drawn at random."""
    names = list(FILTERS)
    chosen: list[tuple[str, ...]] = [(one,) for one in names]
    chosen += combinations(names, 2)
    chosen += [tuple(draw.sample(names, 3)) for _ in range(triples)]
    for filters in chosen:
        # `finding` asks its own result, and one parameter of an URL asks one thing.
        kept = [one for one in filters if not (one == "result" and "finding" in filters)]
        yield parse([pair for one in kept for pair in draw.choice(FILTERS[one])])


class Clock:
    """Time that an answer takes, and how much of it the database had."""

    def __init__(self, index: IncidentIndex) -> None:
        self.index, self.database_s = index, 0.0

    def __call__(self, execute: Any, *given: Any) -> Any:
        """Time one statement."""
        began = spent_s()
        try:
            return execute(*given)
        finally:
            self.database_s += spent_s() - began

    def of(self, query: IncidentQuery, rounds: int = ROUNDS) -> tuple[float, float]:
        """Milliseconds of a page with its count, whole and in the database."""
        whole, inside = [], []
        for _ in range(rounds):
            self.index.forget_searches()
            self.database_s = 0.0
            with connection.execute_wrapper(self):
                whole.append(milliseconds(lambda: self.index.page(query), 1))
            inside.append(self.database_s * 1000)
        return median(whole), median(inside)


def lists(index: IncidentIndex, number: int, *, quick: bool) -> dict[str, Any]:
    """Mixes, depth, searches, facets, each beside what anybody would write first."""
    clock, draw = Clock(index), random.Random(7)
    queries = list(mixes(draw, 20 if quick else TRIPLES))
    timed = [clock.of(query) for query in queries]
    told: dict[str, Any] = {"mixes": len(queries)}
    told |= spread("mix", [whole for whole, _ in timed])
    told |= spread("mix_database", [inside for _, inside in timed])
    peers = draw.sample(queries, PEER_MIXES)
    slow = [milliseconds(partial(naive_list, q), 1) for q in peers]
    told |= spread("naive_mix", slow)
    told["mix_times"] = round(median(slow) / median(clock.of(q)[0] for q in peers), 1)
    told |= depth(clock, number)
    told |= spread("search", [clock.of(parse([("text", word)]))[0] for word in SEARCHES])
    slow = [milliseconds(partial(naive_list, parse([("text", w)])), 1) for w in SEARCHES]
    told |= spread("naive_search", slow)
    some = [parse([]), *draw.sample(queries, 11)]
    told |= spread("facets", [milliseconds(partial(index.facets, q)) for q in some])
    told |= spread("naive_facets", [milliseconds(partial(naive.facets, q), 1) for q in some[:4]])
    return told | spread("timeline", [milliseconds(partial(index.timeline, q)) for q in some])


def naive_list(query: IncidentQuery) -> int:
    """The first page and the count, as written first."""
    rows: int = len(naive.page(query, 0)) + naive.count(query)
    return rows


def depth(clock: Clock, number: int) -> dict[str, float]:
    """The first page and page 10,000, or the last where there are fewer."""
    offset = min(DEEP, number // ROWS - 1) * ROWS
    ((key_id, key, *_),) = naive.page(IncidentQuery(), offset - 1, 1)
    naive_ms = milliseconds(lambda: naive.page(IncidentQuery(), offset))
    cursor = write_cursor(Cursor(Order.NEWEST, onward=True, key=key, id=key_id))
    first = clock.of(IncidentQuery(), 9)[0]
    deep = clock.of(IncidentQuery(cursor=cursor), 9)[0]
    return {
        "depth_page": offset // ROWS,
        "first_page_ms": round(first, 2),
        "deep_page_ms": round(deep, 2),
        "naive_deep_page_ms": round(naive_ms, 2),
        "depth_times": round(deep / first, 2),
    }


def maps(index: IncidentIndex) -> dict[str, Any]:
    """Four zooms with four filters: processor time with JSON and gzip, and bytes."""
    spent, sizes, slow = [], [], []
    for zoom, frame in VIEWS:
        for filters in MAP_FILTERS:
            query = parse([*parse_qsl(filters), ("bbox", frame)])
            rounds = []
            for _ in range(ROUNDS):
                began = time.process_time()
                view = index.map(query, zoom)
                text = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
                packed = gzip.compress(text.encode(), 5)
                rounds.append((time.process_time() - began) * 1000)
            spent.append(median(rounds))
            sizes.append(len(packed) / 1000)
            if not filters:
                slow.append(milliseconds(partial(naive.cells, query, 5), 1))
    told: dict[str, Any] = {"map_views": len(spent), "map_cpu_ms": round(max(spent), 1)}
    told |= {"map_cpu_p50_ms": round(median(spent), 1), "map_kb": round(max(sizes), 1)}
    return told | {"naive_map_p50_ms": round(median(slow), 1)}


def staying(index: IncidentIndex, number: int) -> dict[str, float]:
    """What 256 more rows cost in the full table, and the next page after them."""
    rows = [
        (f"n{row[1]}", row[1] + number, row[2], *row[3:5], row[5] + number, *row[6:])
        for row in World(3).rows(LARGEST_BATCH)
    ]

    def put() -> None:
        with transaction.atomic():
            insert(Row("incidentrow", row) for row in rows)

    return {
        "row_into_full_table_ms": round(milliseconds(put, 1) / LARGEST_BATCH, 3),
        "page_after_256_new_ms": round(milliseconds(lambda: index.page(IncidentQuery()), 1), 1),
    }


def creation(folder: Path, *, quick: bool) -> dict[str, float]:
    """Incidents a second through the recorder, with one client, with four, and in bulk."""
    home = Home(folder / "home", folder / "guard")
    home.root.mkdir(parents=True, exist_ok=True)
    make_record(home, "bench")
    world, each = World(5), 50 if quick else 400
    desk = Desk(home, alarm=lambda _: None).open()
    try:
        given = [_sent(world, number) for number in range(each * 5 + each * 20)]
        alone = _clients(desk, [given[:each]])
        four = _clients(desk, [given[each * n : each * (n + 1)] for n in range(1, 5)])
        began, spent = time.perf_counter(), time.process_time()
        answers = [desk.hand_in(one) for one in given[each * 5 :]]
        for answer in answers:
            answer.result()
        bulk = len(answers) / (time.perf_counter() - began)
        spent = (time.process_time() - spent) / len(answers)
    finally:
        desk.close()
    return {
        "created_a_second_1_client": round(alone, 1),
        "created_a_second_4_clients": round(four, 1),
        "bulk_a_second": round(bulk, 1),
        "bulk_cpu_ms_each": round(spent * 1000, 3),
    }


def _clients(desk: Desk, shares: list[list[Submission]]) -> float:
    def client(share: list[Submission]) -> None:
        for one in share:
            desk.hand_in(one).result()

    threads = [threading.Thread(target=client, args=(share,)) for share in shares]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(map(len, shares)) / (time.perf_counter() - began)


def _sent(world: World, number: int) -> Submission:
    return submission(
        key=os.urandom(8).hex(),
        type="incident.recorded",
        actor=f"p-{number % 9}",
        subject=f"i{number}",
        public={"audience": "shared", "verb": "incident.file"},
        private={"document": world.body(number)},
    )


def megabytes(engine: str, folder: Path) -> float:
    """What the table and its indexes take on the disk."""
    if engine == "sqlite":
        return (folder / "record.sqlite3").stat().st_size / 1e6
    ((size,),) = naive.ask("SELECT pg_total_relation_size('storage_incidentrow')", [])
    return int(size) / 1e6


def measure(engine: str, number: int, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Everything on one engine."""
    server = Server(folder / "server") if engine == "postgresql" else None
    try:
        for name in ("centre", "created"):
            (folder / name).mkdir(parents=True)
            if server:
                server.run(f"CREATE DATABASE {name}")
        _lead(server, "created", folder / "created" / "home")
        told: dict[str, Any] = creation(folder / "created", quick=quick)
        _lead(server, "centre", folder / "centre")
        fill(engine, number)
        told["table_mb"] = round(megabytes(engine, folder / "centre"), 1)
        before, index = resident_mb(), IncidentIndex()
        told["load_s"] = round(milliseconds(lambda: index.count(IncidentQuery()), 1) / 1000, 2)
        told["index_mb"] = round(resident_mb() - before, 1)
        told |= lists(index, number, quick=quick) | maps(index) | staying(index, number)
        return {"engine": engine, "incidents": number, **told}
    finally:
        connection.close()
        if server:
            server.close()


def _lead(server: Server | None, name: str, root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    point_at(server.address(name) if server else "", root)


if __name__ == "__main__":
    place = Path(sys.argv[3])
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), place, quick="--quick" in sys.argv)))

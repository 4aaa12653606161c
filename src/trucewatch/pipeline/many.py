"""A file of incidents to a file of findings, in parts, on one core or all of them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from trucewatch import __version__
from trucewatch.assess.case import Ground
from trucewatch.assess.plan.alone import Alone, pairs_of
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.versions import versions
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.errors import Refusal
from trucewatch.domain.finding import Finding
from trucewatch.domain.incident import Incident
from trucewatch.pipeline.assess import check_views, chosen
from trucewatch.pipeline.findings_parts import Parts, key_of
from trucewatch.pipeline.findings_rows import HEAD, WRITERS, Writer
from trucewatch.pipeline.incident_table import IncidentTable, read_incidents

PART_ROWS = 20_000
"""Incidents of a part; a run that was stopped loses at most one part a process."""
Terms = tuple[Agreement, ...]


@dataclass(frozen=True)
class Job:
    """A table with what it is held against.

    Args:
        assessor: in machine code where numba is installed, else one by one.
        fast: which of the two it is.
    """

    source: IncidentTable
    assessor: Alone
    writer: Writer
    shape: str
    fast: bool

    @property
    def parts(self) -> int:
        """How many parts the output has; at least one, so that there is a file."""
        return max(1, -(-len(self.source.table) // PART_ROWS))

    def part(self, number: int) -> bytes:
        """The findings of one part."""
        first = number * PART_ROWS
        last = min(first + PART_ROWS, len(self.source.table))
        blocks = self.assessor.blocks(first=first, last=last)
        rows = (row for block in blocks for row in self.writer.rows(block))
        return WRITERS[self.shape](rows)


def job_of(
    name: str,
    *,
    shape: str,
    agreements: Collection[str] | None = None,
    views: Collection[str] | None = None,
    every: bool = False,
    largest: int,
) -> Job:
    """Read a table and make everything ready to hold it against the packaged terms.

    Args:
        agreements: ids; None takes all. Those named answer also where they surely did not hold.
        views: registry ids of those whose reading is asked for; None takes all.

    Raises:
        Refusal: the table cannot be read, an agreement or reading is not known, or the extra
            `scale` is needed and not there.
    """
    if shape == "parquet" and find_spec("pyarrow") is None:
        raise Refusal(
            "Parquet needs pyarrow", remedy="pip install 'trucewatch[scale]', or --format csv"
        )
    terms = chosen(agreements)
    check_views(views, terms)
    source = read_incidents(name, largest=largest)
    asked = tuple(views) if views else None
    fast = find_spec("numba") is not None
    assessor = (_fast if fast else _alone)(terms, asked, source)
    writer = Writer(assessor, source, every or agreements is not None)
    return Job(source, assessor, writer, shape, fast)


def _fast(
    terms: tuple[Agreement, ...], views: tuple[str, ...] | None, source: IncidentTable
) -> Alone:
    from trucewatch.assess.plan.compile import Plan  # noqa: PLC0415 - needs an extra
    from trucewatch.assess.plan.engine import Assessor  # noqa: PLC0415

    plan = Plan(terms, registry=Registry.packaged(), places=Gazetteer.packaged(), readings=views)
    return Assessor(plan, source.table)


def _alone(
    terms: tuple[Agreement, ...], views: tuple[str, ...] | None, source: IncidentTable
) -> Alone:
    ground = Ground(Registry.packaged(), Gazetteer.packaged())
    return Alone(pairs_of(terms, views), source.table, ground)


def whole(job: Job) -> Iterator[bytes]:
    """The findings as they come, for a pipe; CSV or lines of JSON."""
    if job.shape == "csv":
        yield HEAD
    yield from map(job.part, range(job.parts))


def write(job: Job, out: Path, *, processes: int = 1) -> Iterator[int]:
    """Write the findings to a file, part by part; what an earlier run left there is kept.

    Returns:
        The number of each part once it is there. The file is put there in one move after the last.
    """
    asked = " ".join(f"{pair.terms.id}/{pair.reading.name}" for pair in job.writer.assessor.pairs)
    key = key_of(
        job.source.raw, asked=asked, every=str(job.writer.every), software=__version__,
        versions=repr(versions()), part=str(PART_ROWS),
    )  # fmt: skip
    parts = Parts(out, job.shape, key)
    parts.open()
    todo = [number for number in range(job.parts) if not parts.has(number)]
    yield from (number for number in range(job.parts) if parts.has(number))
    if processes > 1 and len(todo) > 1:
        yield from _spread(job, parts, todo, processes)
    else:
        for number in todo:
            parts.write(number, job.part(number))
            yield number
    parts.join(job.parts)


_AT_WORK: list[tuple[Job, Parts]] = []
"""What the processes of a run inherit when they are forked."""


def _spread(job: Job, parts: Parts, todo: list[int], processes: int) -> Iterator[int]:
    if "fork" not in multiprocessing.get_all_start_methods():
        what = "several processes need a system that can fork"
        raise Refusal(what, remedy="use --engine local")
    _AT_WORK.append((job, parts))
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, mp_context=context) as pool:
            yield from pool.map(_work, todo)
    finally:
        _AT_WORK.clear()


def _work(number: int) -> int:
    job, parts = _AT_WORK[-1]
    parts.write(number, job.part(number))
    return number


def explained(job: Job, row: int) -> tuple[Incident, tuple[Finding, ...]]:
    """The incident of a row of the file, and its full findings under every pair asked for.

    Raises:
        Refusal: there is no such row, or it was refused.
    """
    numbers = job.source.numbers
    if row not in numbers:
        remedy = f"the table has rows 1 to {numbers[-1]}" if numbers else "the table has no rows"
        raise Refusal(f"row {row} is not there", remedy=remedy)
    at = numbers.index(row)
    return job.source.table.incident(at), job.assessor.explained(at, versions=versions())

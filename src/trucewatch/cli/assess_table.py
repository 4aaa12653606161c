"""`trucewatch assess` on a table of incidents: findings row by row, or one row explained."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from trucewatch.pipeline.many import Job

SHAPES = ("csv", "jsonl", "parquet")


def run(
    files: Sequence[str],
    *,
    agreements: Sequence[str],
    views: Sequence[str],
    every: bool,
    explain: int | None,
    engine: str,
    shape: str,
    max_mb: float,
    out: str | None,
) -> int:
    """Assess one table; exit 2 where some of its rows were bad."""
    from trucewatch.cli.terminal import complain
    from trucewatch.pipeline.many import job_of

    if len(files) != 1:
        raise click.UsageError("give one table of incidents at a time")
    written = "csv" if explain is not None else shape_of(shape, out)
    job = job_of(
        files[0],
        shape=written,
        agreements=agreements or None,
        views=views or None,
        every=every,
        largest=round(max_mb * 1_000_000),
    )
    if explain is not None:
        told(job, explain, shape, out)
    else:
        if not job.fast:
            hint = "numba is not installed, so incidents are assessed one by one"
            click.echo(f"trucewatch: {hint}; pip install 'trucewatch[scale]'", err=True)
        deliver(job, out, processes=(os.cpu_count() or 1) if engine == "processes" else 1)
    complain(job.source.refused)
    return 2 if job.source.refused else 0


def shape_of(shape: str, out: str | None) -> str:
    """How findings are written: as asked, else by the name of the output, else as CSV."""
    if shape in SHAPES:
        return shape
    if shape != "table":
        raise click.UsageError(f"a table of incidents is written as {', '.join(SHAPES)}")
    suffix = Path(out or "").suffix.removeprefix(".")
    return suffix if suffix in SHAPES else "csv"


def deliver(job: Job, out: str | None, *, processes: int) -> None:
    """Write the findings to a file with progress, or to standard output."""
    from trucewatch.cli.terminal import progress
    from trucewatch.pipeline.many import write

    if out is None or out == "-":
        stream(job)
        return
    with progress(job.parts) as advance:
        advance(f"{len(job.source.table)} incidents")
        for number, _ in enumerate(write(job, Path(out), processes=processes), 1):
            if number < job.parts:
                advance(f"{len(job.source.table)} incidents")


def stream(job: Job) -> None:
    """The findings to standard output as they come."""
    import sys

    from trucewatch.pipeline.many import whole

    if job.shape == "parquet":
        raise click.UsageError("Parquet goes to a file; name it with -o")
    for part in whole(job):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


def told(job: Job, row: int, shape: str, out: str | None) -> None:
    """The full findings on one row of the table."""
    from trucewatch.cli.delivery import deliver as put
    from trucewatch.export.json_text import json_lines, json_value
    from trucewatch.pipeline.many import explained

    incident, findings = explained(job, row)
    if shape == "json":
        put(json_value({"incident": incident, "findings": findings}), out)
    elif shape == "jsonl":
        put(json_lines(findings), out)
    else:
        from trucewatch.cli.findings_table import parts
        from trucewatch.cli.terminal import drawn

        put(drawn(*parts((incident,), findings, ()), to_file=out is not None), out)

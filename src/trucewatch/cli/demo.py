"""`trucewatch demo`: from the packaged sample reports to findings and a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from trucewatch.cli.terminal import Advance
    from trucewatch.domain.reading import Reading

PAGE = "out/first-light.html"


@click.command("demo", short_help="Read and assess the packaged samples.")
@click.option(
    "-o", "--output", "out", metavar="FILE", default=PAGE, show_default=True, help="The page."
)
def command(*, out: str) -> int:
    """Read the packaged samples, assess what they allege, leave a page.

    The samples are made up; nothing in them is evidence.

    \b
    Examples:
      trucewatch demo
      trucewatch demo -o samples.html
    """
    from trucewatch.cli import findings_table, terminal
    from trucewatch.cli.delivery import deliver
    from trucewatch.export.reading_html import page
    from trucewatch.pipeline.assess import assess
    from trucewatch.pipeline.samples import sample_reports

    samples = sample_reports()
    with terminal.progress(len(samples) + 2) as advance:
        readings = tuple(_read(samples, advance))
        advance("Assessing what they allege")
        made = assess(readings)
        advance("Writing the page")
        Path(out).parent.mkdir(parents=True, exist_ok=True)
        deliver(page(readings, made.incidents, made.findings, made.contradictions), out)
    shown: list[RenderableType] = [_table(readings)]
    shown += findings_table.contradicted(made.contradictions)
    shown.append(findings_table.summary(made.incidents, made.findings))
    deliver(terminal.drawn(*shown), None)
    click.echo(f"The page with every statement and finding: {Path(out).resolve().as_uri()}")
    return 0


def _read(samples: tuple[tuple[str, bytes], ...], advance: Advance) -> Iterator[Reading]:
    from trucewatch.text.reading import read_report

    for name, raw in samples:
        advance(f"Reading {name}")
        yield read_report(raw, name=name)


def _table(readings: tuple[Reading, ...]) -> RenderableType:
    from rich import box
    from rich.table import Table

    from trucewatch.export import wording
    from trucewatch.pipeline.incidents import incidents_of

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("sample report", ratio=1)
    for name in ("published", "statements", "accusing"):
        table.add_column(name, justify="right", no_wrap=True)
    for reading in readings:
        day = reading.document.published
        table.add_row(
            wording.title(reading.document),
            wording.day(day) if day else "undecided",
            str(len(reading.statements)),
            str(len(incidents_of([reading]))),
        )
    return table

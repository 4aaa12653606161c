"""`trucewatch demo`: a demonstration centre from the packaged sample reports, and a page."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from trucewatch.cli import terminal
    from trucewatch.domain.reading import Reading
    from trucewatch.service.demo import SignIn
    from trucewatch.storage.home import Home

PAGE, HOME = "out/first-light.html", "out/centre"


@click.command("demo", short_help="Make a demonstration centre from the samples.")
@click.option(
    "-o", "--output", "out", metavar="FILE", default=PAGE, show_default=True, help="The page."
)
@click.option(
    "--home", default=HOME, show_default=True, metavar="FOLDER", help="Where the centre is made."
)
def command(*, out: str, home: str) -> int:
    """Make a demonstration centre: samples read, gathered, assessed; people to sign in as.

    Leaves a page with every statement too. A centre that is there already stays
    as it is. The samples are made up; nothing in them is evidence.

    \b
    Examples:
      trucewatch demo
      trucewatch serve --home out/centre
    """
    from trucewatch.storage.opening import use

    use(home)
    from trucewatch.cli import findings_table, sign_ins, terminal
    from trucewatch.cli.delivery import deliver
    from trucewatch.export.reading_html import page
    from trucewatch.pipeline.assess import assess
    from trucewatch.service import demo
    from trucewatch.service.gathering import readings
    from trucewatch.storage.home import Home

    there = Home.current()
    with terminal.progress(demo.STEPS + 1) as advance:
        people = _made(there, advance)
        read = tuple(readings())
        made = assess(read)
        advance("Writing the page")
        Path(out).parent.mkdir(parents=True, exist_ok=True)
        deliver(page(read, made.incidents, made.findings, made.contradictions), out)
    shown: list[RenderableType] = [_table(read)]
    shown += findings_table.contradicted(made.contradictions)
    shown.append(findings_table.summary(made.incidents, made.findings))
    shown.append(sign_ins.table(people))
    deliver(terminal.drawn(*shown), None)
    click.echo(f"The page with every statement and finding: {Path(out).resolve().as_uri()}")
    return 0


def _made(there: Home, advance: terminal.Advance) -> list[SignIn]:
    """The centre with its people; made where there is none."""
    from trucewatch.service import demo
    from trucewatch.service.centre import at_desk
    from trucewatch.storage.desk import Desk
    from trucewatch.storage.making import make_record, migrate

    advance("Making the centre")
    if there.public_key.exists():
        migrate()
        people = list(demo.kept(there))
    else:
        make_record(there, demo.CENTRE)
        people = demo.admit_all()
        demo.keep(there, people)
        demo.admit_handler(there)
    with closing(Desk(there, alarm=lambda line: click.echo(line, err=True)).open()) as desk:
        demo.load(at_desk(there, desk), advance)
    return people


def _table(readings: Sequence[Reading]) -> RenderableType:
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

"""What the screen can do: width, colour, and one line of progress where a person watches."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click
from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.theme import Theme

from trucewatch.domain.errors import Refusal

LINES = "lines"
"""Value of TRUCEWATCH_PROGRESS with which another program draws the progress."""

THEME = Theme(
    {
        "act": "bold",
        "who": "cyan",
        "quiet": "dim",
        "result.violation_assessed": "bold red",
        "result.possible_violation": "yellow",
        "result.not_a_violation": "green",
        "result.outside_scope": "blue",
        "result.not_applicable": "dim",
        "result.inconclusive": "magenta",
        "gap": "bold red",
        "unclear": "yellow",
        "note": "dim",
        "surely": "green",
        "possibly": "yellow",
        "not": "dim",
    }
)


def drawn(*parts: RenderableType, to_file: bool = False) -> bytes:
    """The bytes that draw `parts`; colours only where a terminal asks for them."""
    colour = not to_file and _coloured()
    page = io.StringIO()
    console = Console(
        file=page,
        force_terminal=colour,
        no_color=not colour,
        width=_width(),
        theme=THEME,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for part in parts:
        console.print(part)
    lines = (line.rstrip() for line in page.getvalue().splitlines())
    return ("\n".join(lines) + "\n").encode()


def _coloured() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _width() -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 80


class Advance(Protocol):
    """Tells the progress display what is begun now."""

    def __call__(self, label: str) -> None:
        """One step is over; the one called `label` begins."""


@contextmanager
def progress(total: int) -> Iterator[Advance]:
    """A display of `total` steps on standard error; silent unless a person watches it."""
    if os.environ.get("TRUCEWATCH_PROGRESS") == LINES:
        done = iter(range(total + 1))
        yield lambda label: click.echo(
            f"@progress\t{next(done, total)}\t{total}\t{label}", err=True
        )
        return
    bar = Progress(
        BarColumn(24),
        TextColumn("{task.percentage:3.0f}%  {task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task("", total=total, completed=-1)
        yield lambda label: bar.update(task, advance=1, description=label)


def complain(refused: tuple[Refusal, ...]) -> None:
    """One line on standard error for each refusal."""
    for refusal in refused:
        click.echo(f"trucewatch: {refusal}", err=True)

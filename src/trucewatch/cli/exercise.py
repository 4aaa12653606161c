"""`trucewatch exercise`: list the exercises that come with it, and make a centre for one."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from trucewatch.cli.record_options import place

if TYPE_CHECKING:
    from trucewatch.service.demo import SignIn
    from trucewatch.storage.home import Home


@click.group("exercise", short_help="Rehearse on an invented conflict, apart from the record.")
def command() -> None:
    """Exercises: a whole centre on invented data, for training.

    Its record is that of an exercise for ever: the name of its log, its first
    entry and every entry say so, and nothing of it enters a centre's record.

    \b
    Examples:
      trucewatch exercise list
      trucewatch exercise start spring-lull --home out/exercise
      trucewatch serve --home out/exercise
    """


@command.command("list", short_help="The exercises that come with the program.")
def show() -> None:
    """The exercises that come with the program, with what each is about."""
    from rich import box
    from rich.table import Table

    from trucewatch.cli import terminal
    from trucewatch.cli.delivery import deliver
    from trucewatch.data.exercise_files import packaged_names, read_script, script_text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("name", no_wrap=True)
    table.add_column("about", ratio=1)
    for title in ("injects", "marks"):
        table.add_column(title, justify="right", no_wrap=True)
    for name in packaged_names():
        one = read_script(script_text(name), name)
        about = f"{one.title.en}. {one.about.en}"
        table.add_row(name, about, str(len(one.injects)), str(len(one.marks)))
    deliver(terminal.drawn(table), None)


@command.command("start", short_help="Make a centre for an exercise.")
@click.argument("name")
@click.option(
    "--centre", metavar="NAME", help="In its log's name; that of the exercise if not given."
)
@place
def start(
    *, name: str, centre: str | None, home: str | None, database: str | None, guard: str | None
) -> None:
    """Make a centre for the exercise NAME, which may be the path of a script of your own.

    The folder must hold no centre. An account of every role is made, and how
    to sign in is printed; `trucewatch serve` serves it like any other.

    \b
    Examples:
      trucewatch exercise start disputed-convoy-strike --home out/exercise
      trucewatch exercise start our-script.yaml --home out/exercise
    """
    from trucewatch.data.exercise_files import read_script, script_text
    from trucewatch.data.invented import live_in
    from trucewatch.storage.opening import use

    text = script_text(name)
    script = read_script(text, name)
    use(home, database, guard)
    live_in(script)
    from trucewatch.cli import terminal
    from trucewatch.cli.delivery import deliver
    from trucewatch.cli.sign_ins import table
    from trucewatch.storage.home import Home

    there = Home.current()
    people = _made(there, text, centre or script.id)
    deliver(terminal.drawn(table(people)), None)
    click.echo(f"EXERCISE {script.title.en}: {there.origin}")
    click.echo(f"serve it with: trucewatch serve --home {there.root}")


def _made(there: Home, text: str, centre: str) -> list[SignIn]:
    from trucewatch.service import demo
    from trucewatch.service.centre import at_desk
    from trucewatch.service.exercise.starting import begin
    from trucewatch.storage.desk import Desk
    from trucewatch.storage.disk import OPEN, write_new
    from trucewatch.storage.making import make_record

    make_record(there, centre, exercise=True)
    write_new(there.script, text.encode(), mode=OPEN)
    with closing(Desk(there, alarm=lambda line: click.echo(line, err=True)).open()) as desk:
        begin(at_desk(there, desk), text)
    people = demo.admit_all()
    demo.keep(there, people)
    demo.admit_handler(there)
    return people

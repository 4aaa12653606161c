"""`trucewatch record`: make the centre's record, run its recorder, hand in, check, bring back."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from trucewatch.cli.record_options import home_of, place
from trucewatch.domain.errors import InvalidValue, Refusal

if TYPE_CHECKING:
    from trucewatch.storage.home import Home
    from trucewatch.storage.recorder import Acknowledgement
    from trucewatch.storage.submission import Submission

GOOD, CHECK_FAILED, BAD_USE = 0, 1, 2
HandIn = Callable[["Submission"], "Acknowledgement"]


@click.group("record", short_help="Make, run and check the centre's record.")
def command() -> None:
    """The record of a centre: what was handed in, that nobody can bend.

    \b
    Examples:
      trucewatch record init --centre geneva
      trucewatch record serve
      trucewatch record append reports.jsonl
      trucewatch record check
    """


@command.command("init", short_help="Make an empty record and its key.")
@click.option("--centre", required=True, metavar="NAME", help="Of a-z, 0-9 and -.")
@place
def init(*, centre: str, home: str | None, database: str | None, guard: str | None) -> None:
    """Make an empty record with a fresh key, and print the key to check it with."""
    there = home_of(home, database, guard, made=False)
    from trucewatch.storage.making import make_record

    make_record(there, centre)
    click.echo(f"record   {there.root}\nguard    {there.guard_folder}\nkey      {there.key()}")
    click.echo(f"evidence {there.evidence_key}")
    click.echo("Keep copies of keys/log.key and of the evidence key apart from every backup;")
    click.echo("give the key to both sides.")


@command.command("migrate", short_help="Bring the tables to the shape of this release.")
@place
def migrate(*, home: str | None, database: str | None, guard: str | None) -> None:
    """Bring the tables to the shape of this release; what was signed stays as it is."""
    there = home_of(home, database, guard, made=False)
    from trucewatch.storage.making import migrate_record

    click.echo(f"{migrate_record(there)} entries are as they were signed")


@command.command("grant", short_help="Let a PostgreSQL role record, and nothing more.")
@click.argument("role")
@place
def grant(*, role: str, home: str | None, database: str | None, guard: str | None) -> None:
    """Let ROLE of PostgreSQL record and erase, and nothing more; run as the owner."""
    home_of(home, database, guard)
    from trucewatch.storage.rights import grant as let

    let(role)
    click.echo(f"{role} may record and erase")


@command.command("evidence-key", short_help="Show or change whom evidence is sealed to.")
@click.option("--rotate", is_flag=True, help="Make a fresh key for all that comes from now on.")
@place
def evidence_key(
    *, rotate: bool, home: str | None, database: str | None, guard: str | None
) -> None:
    """Show the public keys that new evidence is sealed to.

    What was sealed to an older key stays so, and its private key stays in the
    file, after the new one. The recorder may run.
    """
    there = home_of(home, database, guard)
    from trucewatch.storage import evidence_keys

    if rotate:
        evidence_keys.rotate(there)
        click.echo(f"keep a new copy of {there.evidence_key}", err=True)
    for one in evidence_keys.recipients(there):
        click.echo(one)


@command.command("serve", short_help="Run the recorder until it is stopped.")
@click.option("--mirror", type=click.Path(path_type=Path), help="Copy everything there too.")
@place
def serve(
    *, mirror: Path | None, home: str | None, database: str | None, guard: str | None
) -> None:
    """Run the recorder until it is stopped; others hand in at its socket."""
    there = home_of(home, database, guard)
    from trucewatch.storage.serving import serve_until_stopped

    serve_until_stopped(there, mirror=mirror, tell=lambda line: click.echo(line, err=True))


@command.command("append", short_help="Hand in one submission a line.")
@click.argument("file", type=click.File("rb"), default="-")
@place
def append(*, file: BinaryIO, home: str | None, database: str | None, guard: str | None) -> None:
    """Hand in one submission a line, as JSON; print one acknowledgement a line.

    A line has key, type, actor and, where they apply, subject, prev_version,
    public and private. Refused lines are named; the others are recorded.
    """
    there = home_of(home, database, guard)
    from trucewatch.storage.window import acknowledged

    refused = 0
    with _desk(there) as hand_in:
        for number, line in enumerate(file, 1):
            try:
                told = acknowledged(hand_in(_submission(line)))["acknowledged"]
                click.echo(json.dumps(told))
            except Refusal as refusal:
                refused += 1
                click.echo(f"trucewatch: {file.name}:{number}: {refusal}", err=True)
    sys.exit(BAD_USE if refused else GOOD)


@command.command("check", short_help="Compare every row with what was signed.")
@place
def check(*, home: str | None, database: str | None, guard: str | None) -> None:
    """Compare every row with what was signed; exit 1 where one differs.

    A clock that is known to be wrong is told too; it alone is no fault of rows.
    """
    there = home_of(home, database, guard)
    from trucewatch.storage.checking import faults
    from trucewatch.storage.clock_alarm import standing
    from trucewatch.storage.models import Entry

    found = list(faults(there))
    for line in found:
        click.echo(line)
    if not found:
        click.echo(f"{Entry.objects.count()} entries are as they were signed")
    for seq, change in standing().values():
        click.echo(f"since entry {seq}: {change}")
    sys.exit(CHECK_FAILED if found else GOOD)


@command.command("mirror", short_help="Copy log, payloads and evidence to a folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@place
def mirror(*, folder: Path, home: str | None, database: str | None, guard: str | None) -> None:
    """Copy log, payloads and evidence to FOLDER, which can bring them back."""
    there = home_of(home, database, guard)
    from trucewatch.storage.log_folder import LogFolder
    from trucewatch.storage.mirror import Mirror

    found = LogFolder(there.log, there.key()).checkpoint()
    if found is None:
        raise Refusal("no checkpoint is published", where=str(there.log))
    damaged = Mirror(folder, there).catch_up(found[1])
    for line in damaged:
        click.echo(line)
    click.echo(f"{found[0].size} entries are in {folder}")
    sys.exit(CHECK_FAILED if damaged else GOOD)


@command.command("replay", short_help="Bring back what the database lacks.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--no-guard", is_flag=True, help="The guard is lost: take the mirror's checkpoint.")
@place
def replay(
    *, folder: Path, no_guard: bool, home: str | None, database: str | None, guard: str | None
) -> None:
    """Bring back from the mirror in FOLDER what the database lacks."""
    there = home_of(home, database, guard)
    from trucewatch.storage.replaying import replay as bring_back

    done = bring_back(there, folder, no_guard=no_guard)
    click.echo(f"{done.entries} entries and {done.payloads} payloads were brought back")
    for line in done.lost:
        click.echo(f"lost: {line}; another mirror may have it")


def _submission(line: bytes) -> Submission:
    from trucewatch.storage.submission import submission

    try:
        told: dict[str, Any] = json.loads(line)
        return submission(key=told.pop("key", None), **told)
    except (ValueError, TypeError, AttributeError, RecursionError) as err:
        if isinstance(err, Refusal):
            raise
        raise InvalidValue(f"no submission: {str(err)[:200]}") from err


@contextmanager
def _desk(home: Home) -> Iterator[HandIn]:
    """The window of the recorder that runs; where none does, a desk of our own."""
    from trucewatch.storage.desk import Desk
    from trucewatch.storage.refusals import RecorderStopped
    from trucewatch.storage.window import Visitor

    try:
        visitor = Visitor(home.socket)
    except RecorderStopped:
        with closing(Desk(home, alarm=lambda line: click.echo(line, err=True)).open()) as desk:
            yield lambda given: desk.hand_in(given).result()
        return
    with closing(visitor):
        yield visitor.hand_in

"""`trucewatch work`: the worker of the centre, which `serve` starts."""

from __future__ import annotations

import click

from trucewatch.cli.record_options import home_of, place


@click.command("work", short_help="Read what came in and gather it; serve starts it.")
@place
def command(*, home: str | None, database: str | None, guard: str | None) -> None:
    """Read what came in and gather it into incidents, until it is stopped.

    \b
    Examples:
      trucewatch work
    """
    import signal
    import threading

    there = home_of(home, database, guard)
    from trucewatch.service.centre import at_window
    from trucewatch.service.working import Worker

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    Worker(at_window(there), tell=lambda line: click.echo(line, err=True)).run(stop)

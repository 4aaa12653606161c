"""`trucewatch serve`: the centre, until it is stopped."""

from __future__ import annotations

import click

from trucewatch.cli.record_options import home_of, place


@click.command("serve", short_help="Run the centre: recorder, site and worker.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8090, show_default=True, help="0 to 65535.")
@click.option("--once", is_flag=True, help="End after the first page answered.")
@place
def command(
    *, host: str, port: int, once: bool, home: str | None, database: str | None, guard: str | None
) -> None:
    """Run the centre until it is stopped; a program of it that ends starts again.

    The site asks nobody outside for anything. Put it behind a server that
    speaks TLS where others than this machine come in, and name the site in
    TRUCEWATCH_HOSTS.

    \b
    Examples:
      trucewatch serve --home out/centre
      trucewatch serve --port 9000
    """
    there = home_of(home, database, guard)
    from trucewatch.service import supervising
    from trucewatch.storage.making import make_session_key

    make_session_key(there)
    supervising.require_free(host, port)

    def on_ready() -> bool:
        click.echo(f"The centre answers at http://{host}:{port}/")
        return not once

    supervising.supervise(
        supervising.programs(host, port),
        ready=lambda: supervising.answers(host, port),
        on_ready=on_ready,
        tell=lambda line: click.echo(line, err=True),
    )

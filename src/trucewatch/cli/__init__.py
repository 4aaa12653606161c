"""The command `trucewatch`: one file a command family, loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from trucewatch import __version__
from trucewatch.domain.errors import Refusal

COMMANDS = (
    "inspect",
    "read",
    "fuse",
    "counts",
    "incidents",
    "lineage",
    "assess",
    "what-if",
    "compliance",
    "duties",
    "bound",
    "agreements",
    "record",
    "rebuild",
    "backup",
    "restore",
    "scrub",
    "log",
    "keys",
    "sign",
    "user",
    "serve",
    "work",
    "demo",
    "exercise",
)
GOOD, CHECK_FAILED, BAD_USE = 0, 1, 2


class Commands(click.Group):
    """Loads the file of a command only when it is called, so that `--help` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"trucewatch.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)  # noqa: S101 - narrows the type alone
        return found


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}
)
@click.version_option(__version__, prog_name="trucewatch")
def cli() -> None:
    """Turn reports of a ceasefire into findings that show their reasons.

    Exit status: 0 all went well, 1 a check failed, 2 bad use or unreadable input.

    \b
    Start with:
      trucewatch demo
      trucewatch read report.txt
      trucewatch read report.txt --json | trucewatch assess -
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line; what goes wrong is one line on standard error."""
    try:
        code = cli.main(args, prog_name="trucewatch", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else GOOD)
    except click.exceptions.NoArgsIsHelpError as err:
        click.echo(err.format_message(), err=True)
        sys.exit(BAD_USE)
    except click.UsageError as err:
        path = err.ctx.command_path if err.ctx else "trucewatch"
        message = err.format_message().rstrip(".")
        click.echo(f"{path}: {message[:1].lower()}{message[1:]}; see {path} --help", err=True)
        sys.exit(BAD_USE)
    except click.ClickException as err:
        click.echo(f"trucewatch: {err.format_message()}", err=True)
        sys.exit(BAD_USE)
    except Refusal as err:
        click.echo(f"trucewatch: {err}", err=True)
        sys.exit(BAD_USE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("trucewatch: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of the pipe has seen enough; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(GOOD)

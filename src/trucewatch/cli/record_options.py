"""Options that name a record, and getting ready for it before its tables are loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from trucewatch.storage.home import Home

F = TypeVar("F", bound=Callable[..., Any])


def place(command: F) -> F:
    """`--home`, `--database` and `--guard`, which stand for the environment's values."""
    for name, told in (
        ("guard", "Folder of the last signed checkpoint; beside the home if not given."),
        ("database", "postgresql://… address; SQLite in the home if not given."),
        ("home", "Folder of the record."),
    ):
        variable = f"TRUCEWATCH_{name.upper()}"
        option = click.option(f"--{name}", metavar=name.upper(), envvar=variable, help=told)
        command = option(command)
    return command


def home_of(home: str | None, database: str | None, guard: str | None) -> Home:
    """The record that the options name; Django is ready for it."""
    from trucewatch.storage.opening import use

    use(home, database, guard)
    from trucewatch.storage.home import Home

    return Home.current()

"""Options that name a record, and getting ready for it before its tables are loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from trucewatch.domain.errors import Refusal

if TYPE_CHECKING:
    from trucewatch.storage.home import Home

F = TypeVar("F", bound=Callable[..., Any])


def place(command: F) -> F:
    """`--home`, `--database` and `--guard`, which stand for the environment's values."""
    wrapped: Any = _one_line(command)
    for name, told in (
        ("guard", "Folder of the last signed checkpoint; beside the home if not given."),
        ("database", "postgresql://… address; SQLite in the home if not given."),
        ("home", "Folder of the record."),
    ):
        variable = f"TRUCEWATCH_{name.upper()}"
        option = click.option(f"--{name}", metavar=name.upper(), envvar=variable, help=told)
        wrapped = option(wrapped)
    made: F = wrapped
    return made


def home_of(
    home: str | None, database: str | None, guard: str | None, *, made: bool = True
) -> Home:
    """The record that the options name; Django is ready for it.

    Args:
        home, database, guard: the options of `place`.
        made: whether a record has to be there, in the shape of this release.

    Raises:
        Refusal: none is there, it is of another release, or home and database are of two kinds.
    """
    from trucewatch.storage.opening import use

    use(home, database, guard)
    from trucewatch.storage.exercise import require_own_database
    from trucewatch.storage.home import Home
    from trucewatch.storage.making import require_shape

    there = Home.current()
    if made:
        there.key()
        require_shape()
        require_own_database(there)
    return there


def _one_line(command: F) -> F:
    """Say in one line what a database says in many."""

    @wraps(command)
    def told(**options: Any) -> Any:
        try:
            return command(**options)
        except Exception as err:
            if type(err).__module__ != "django.db.utils":
                raise
            remedy = "check that it runs and that TRUCEWATCH_DATABASE leads to it"
            what = f"the database refused: {str(err).strip().splitlines()[0]}"
            raise Refusal(what, remedy=remedy) from err

    made: Any = told
    wrapped: F = made
    return wrapped

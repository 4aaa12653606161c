"""Making a record, and getting Django ready for one that is there."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.apps import apps

from trucewatch.data.exercise_files import read_script
from trucewatch.data.invented import live_in
from trucewatch.storage.home import Home


def use(
    home: str | None = None,
    database: str | None = None,
    guard: str | None = None,
    *,
    sees: str = "all",
) -> None:
    """Get Django ready for a record; to be called before anything else of this package is loaded.

    Args:
        home, database, guard: as the settings have them; None leaves what the environment says.
        sees: what the database shows this program outside of `sight.seeing`; "" is nothing.
    """
    os.environ["TRUCEWATCH_SEES"] = sees
    given = {"HOME": home, "DATABASE": database, "GUARD": guard}
    for name, value in given.items():
        if value is not None:
            absolute = value if name == "DATABASE" else str(Path(value).absolute())
            os.environ[f"TRUCEWATCH_{name}"] = absolute
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trucewatch.settings")
    if not apps.ready:
        django.setup()
    _know_the_world()


def _know_the_world() -> None:
    """In the home of an exercise, let this program know who and where its script invents."""
    there = Home.current()
    if there.is_exercise and there.script.exists():
        live_in(read_script(there.script.read_text("utf-8"), str(there.script)))

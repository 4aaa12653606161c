"""The programs of the database server itself, which alone know its files."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection

from trucewatch.domain.errors import Refusal

NAMES = {"USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
OPTIONS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def run(program: str, *args: str) -> None:
    """Run a program of the server against the database of the settings.

    The password goes by the environment, since arguments are seen by everybody on the machine.

    Raises:
        Refusal: it is not there, or it failed, with its first line.
    """
    command = [find(program), *args]
    done = subprocess.run(  # noqa: S603 - a program of the server, found by its folder
        command, env={**os.environ, **_environment()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no output"]
        raise Refusal(f"{program} failed: {said[0]}")


def find(program: str) -> str:
    """Where it is: TRUCEWATCH_PG_BIN, the server's own folder if it is this machine's, PATH."""
    given = os.environ.get("TRUCEWATCH_PG_BIN")
    for folder in (given, None if given else _folder_of_server()):
        if folder and (found := shutil.which(program, path=folder)):
            return found
    if not given and (found := shutil.which(program)):
        return found
    remedy = f"set TRUCEWATCH_PG_BIN to the folder that holds {program} of the server's release"
    raise Refusal(f"{program} is not here", remedy=remedy)


def _folder_of_server() -> str | None:
    """Where the server's programs are, if it tells; only its superusers may ask."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('pg_config()', 'EXECUTE')")
        if cursor.fetchone() != (True,):
            return None
        cursor.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
        row = cursor.fetchone()
    return row[0] if row and Path(row[0]).is_dir() else None


def _environment() -> dict[str, str]:
    told: dict[str, Any] = connection.settings_dict
    given = {NAMES[name]: str(told[name]) for name in NAMES if told.get(name)}
    options = {OPTIONS[name]: value for name, value in told["OPTIONS"].items() if name in OPTIONS}
    sees = {"PGOPTIONS": "-c trucewatch.audiences=backup"}
    return {**given, **options, **sees, "PGDATABASE": str(told["NAME"])}

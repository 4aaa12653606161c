"""Runs the real program in a process of its own, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What a run printed, and how it ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()

    @property
    def complaints(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()


def trucewatch(
    *args: str | Path,
    given: bytes = b"",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
) -> Run:
    """Run `trucewatch` with these arguments, `given` on standard input, 80 columns wide."""
    run = subprocess.run(
        [sys.executable, "-m", "trucewatch", *map(str, args)],
        input=given,
        capture_output=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "PYTHONHASHSEED": "random", **(env or {})},
        timeout=120,
    )
    return Run(run.returncode, run.stdout, run.stderr.decode())

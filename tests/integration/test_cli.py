"""The program as a whole: help, version, and how it fails."""

from __future__ import annotations

import subprocess
import sys

import pytest

import trucewatch as tw
from program import trucewatch
from trucewatch.cli import COMMANDS


def test_the_version_is_told() -> None:
    """That of the package."""
    assert tw.__version__ in trucewatch("--version").text


def test_help_names_every_command() -> None:
    """In the order of the work."""
    text = trucewatch("--help").text
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_examples(command: str) -> None:
    """Each on a line of its own, and within 80 columns."""
    text = trucewatch(command, "--help").text
    assert f"\n    trucewatch {command}" in text
    assert max(map(len, text.splitlines())) <= 80


def test_help_loads_no_model() -> None:
    """Nor anything else that takes a second to load."""
    code = (
        "import sys\n"
        "from trucewatch.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'shapely', 'yaml', 'rich.progress'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")


def test_importing_the_library_loads_nothing_heavy() -> None:
    """The verbs load their parts when they are first used."""
    code = "import sys, trucewatch; sys.exit('spacy' in sys.modules or 'click' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_command_is_one_clear_line() -> None:
    """With the way to the help."""
    run = trucewatch("raed")
    assert (run.code, len(run.complaints)) == (2, 1)
    assert "see trucewatch --help" in run.err


def test_a_reader_of_the_pipe_may_leave() -> None:
    """As `head` does; no complaint follows."""
    command = f"{sys.executable} -m trucewatch agreements list --json | head -c 1"
    run = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert run.stderr == b""

"""A folder for tests that write much."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from memory_folder import in_memory
from quick_passwords import QUICK

collect_ignore = ["exercise_play.py", "exercise_world.py"]
"""A program of its own, and the invented world that whoever imports it lives in from then on."""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder of the test's own, in memory where the machine has such."""
    folder = in_memory("tw-")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Accounts are made and signed in without the work that slows guessing down."""
    with override_settings(PASSWORD_HASHERS=[QUICK]):
        yield

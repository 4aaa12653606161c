"""Signing in as a centre does it, with all the work of its passwords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings

from quick_passwords import THOROUGH


@pytest.fixture(autouse=True)
def thorough_passwords() -> Iterator[None]:
    """What is hashed and compared here is what a centre hashes and compares."""
    with override_settings(PASSWORD_HASHERS=[THOROUGH]):
        yield

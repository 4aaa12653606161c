"""An incident rests on what was said."""

from __future__ import annotations

import dataclasses

import pytest

import examples
from trucewatch.domain.errors import InvalidValue


def test_an_incident_rests_on_a_statement() -> None:
    """Nothing enters as a bare fact."""
    with pytest.raises(InvalidValue, match="rests on no statement"):
        dataclasses.replace(examples.INCIDENT, statements=())

"""A finding follows from its reason and shows its steps."""

from __future__ import annotations

import dataclasses

import pytest

import examples
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.finding import RESULT_OF, Reason, Result


def test_each_reason_has_one_result() -> None:
    """The table leaves no reason out."""
    assert set(RESULT_OF) == set(Reason)


def test_each_result_has_a_reason() -> None:
    """No result is out of reach."""
    assert set(RESULT_OF.values()) == set(Result)


def test_a_result_that_its_reason_denies_is_refused() -> None:
    """Outside scope because of an unsure time would be a contradiction."""
    with pytest.raises(InvalidValue, match="not outside_scope"):
        dataclasses.replace(examples.FINDINGS[0], reason=Reason.UNSURE_TIME)


def test_a_finding_lists_its_steps() -> None:
    """No verdict without its reasons."""
    with pytest.raises(InvalidValue, match="steps"):
        dataclasses.replace(examples.FINDINGS[0], steps=())

"""A statement keeps its words and its reasons."""

from __future__ import annotations

import dataclasses

import pytest

import examples
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.statement import Count


def test_a_statement_lists_what_it_rests_on() -> None:
    """Without a rule nobody could say why it was read."""
    with pytest.raises(InvalidValue, match="rests on"):
        dataclasses.replace(examples.SHELLING, because=())


def test_words_are_as_long_as_their_span() -> None:
    """Words that were touched up no longer fit."""
    with pytest.raises(InvalidValue, match="as long as"):
        dataclasses.replace(examples.SHELLING, words="shelled")


def test_a_count_never_runs_downwards() -> None:
    """From four to two is a misreading."""
    with pytest.raises(InvalidValue, match="from 4 to 2"):
        Count("killed", 4, 2, "people", "four to two")


def test_a_count_may_be_open() -> None:
    """At least two has no upper bound, which is not the same as two."""
    assert Count("killed", 2, None, "people", "at least two").high is None

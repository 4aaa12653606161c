"""A document holds its blocks, and says so when its day cannot be told."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import examples
from trucewatch.domain.document import Block, BlockKind, PublishedBasis
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.span import Span

DAYS = (dt.date(2016, 4, 5), dt.date(2016, 5, 4))


def test_a_block_never_runs_past_the_text() -> None:
    """Its span is of this text and no other."""
    beyond = Block(BlockKind.PARAGRAPH, Span(0, len(examples.TEXT) + 1))
    with pytest.raises(InvalidValue, match="past the text"):
        dataclasses.replace(examples.document(), blocks=(beyond,))


def test_two_readings_of_a_day_are_undecided() -> None:
    """Both are kept only where nothing decides."""
    with pytest.raises(InvalidValue, match="undecided"):
        dataclasses.replace(examples.document(), published_readings=DAYS)


def test_an_undecided_day_keeps_both_readings() -> None:
    """Undecided without the two days would hide what is known."""
    with pytest.raises(InvalidValue, match="undecided"):
        dataclasses.replace(examples.document(), published_basis=PublishedBasis.UNDECIDED)


def test_a_digest_has_its_full_length() -> None:
    """A cut digest could be that of another file."""
    with pytest.raises(InvalidValue, match="64"):
        dataclasses.replace(examples.document(), sha256="abc")


def test_a_repair_never_runs_backwards() -> None:
    """In the text as in the file."""
    repair = examples.document().repairs[0]
    with pytest.raises(InvalidValue, match="reversed"):
        dataclasses.replace(repair, raw_end=repair.raw_start - 1)

"""A reading holds one document and only statements that stand in it."""

from __future__ import annotations

import dataclasses

import pytest

import examples
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.span import Span


def test_words_stand_at_their_span() -> None:
    """A statement of another document is refused."""
    said = examples.DENIAL
    moved = dataclasses.replace(said, span=Span(said.span.start + 1, said.span.end + 1))
    with pytest.raises(InvalidValue, match="do not stand"):
        dataclasses.replace(examples.reading(), statements=(moved,))

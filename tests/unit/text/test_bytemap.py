"""Characters and bytes of a file lead to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.text.bytemap import STEP, ByteMap

encodings = st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])


def test_ascii_places_are_their_bytes() -> None:
    """Nothing is counted where nothing can differ."""
    there = ByteMap("shells", "windows-1251")
    assert (there.byte(4), there.character(4), there.byte(6)) == (4, 4, 6)


def test_wide_ascii_counts_double() -> None:
    """In UTF-16 each letter has two bytes."""
    assert ByteMap("shells", "utf-16-le").byte(3) == 6


def test_a_byte_inside_a_letter_means_the_letter() -> None:
    """The box has three bytes."""
    there = ByteMap("a\u22a0b", "utf-8")
    assert [there.character(at) for at in range(5)] == [0, 1, 1, 1, 2]


def test_the_end_is_the_length_of_the_file() -> None:
    """So that half-open ranges can reach it."""
    there = ByteMap("хутор", "utf-8")
    assert (there.byte(5), there.character(10)) == (10, 5)


@pytest.mark.parametrize("at", [STEP - 1, STEP, STEP + 1, 3 * STEP])
def test_places_beyond_the_first_mark_are_exact(at: int) -> None:
    """Only every so many characters is a byte kept."""
    text = "aб\u22a0" * STEP
    there = ByteMap(text, "utf-8")
    byte = len(text[:at].encode())
    assert (there.byte(at), there.character(byte)) == (byte, at)


@given(st.text(max_size=30), encodings)
def test_every_place_goes_there_and_back(text: str, encoding: str) -> None:
    """Surrogates of UTF-16 included."""
    there = ByteMap(text, encoding)
    assert [there.character(there.byte(at)) for at in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )

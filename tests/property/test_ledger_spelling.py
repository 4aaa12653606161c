"""Entries are spelled as RFC 8785 says, by whichever writer."""

from __future__ import annotations

import unicodedata

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.ledger.canonical import LARGEST_INTEGER, Value, canonical

LETTERS = st.characters(exclude_categories=["Cs"]) | st.sampled_from(
    '\x00\x08\t\n\x1f"\\/\x7f\u2028'
)
TEXTS = st.text(LETTERS, max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
KEYS = st.from_regex(r"[ !#-\[\]-~]{1,12}", fullmatch=True)
INTEGERS = st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | INTEGERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
)


@given(VALUES)
def test_our_spelling_is_that_of_rfc_8785(value: Value) -> None:
    """Control characters, escapes, order of keys, integers at the limit."""
    assert canonical(value) == rfc8785.dumps(value)

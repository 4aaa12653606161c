"""The rules together: each repair is recorded, exact, and leaves a text of one form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mended import BOX, mend, reasons
from trucewatch.text.repair import repair

MESSY = (
    f"\ufeffThe{BOX}Army, theTurkish side isnâ€™t here\r\n\r\n\r\n"
    f"One unnamed British{BOX}Sofficial said so\xa0twice: cease-\nfire holds.\n\n"
    "[@observer#Truce](#) **No** shells, o\ufb03cially."
)


def test_a_messy_report_is_mended() -> None:
    """Marks, boxes, stuck capitals, garbled letters and layout in one go."""
    assert mend(MESSY) == (
        "The Army, the Turkish side isn’t here\n\n"
        "One unnamed British official said so twice: ceasefire holds.\n\n"
        "@observer #Truce No shells, officially."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-32-be"])
def test_raw_bytes_of_a_repair_decode_to_what_was(encoding: str) -> None:
    """A reader of the file finds the very spot."""
    raw = MESSY.encode(encoding)
    made = repair(MESSY, encoding).repairs()
    assert len(made) > 12
    assert [raw[one.raw_start : one.raw_end].decode(encoding) for one in made] == [
        one.was for one in made
    ]


def test_text_range_of_a_repair_holds_what_is_now() -> None:
    """And a reader of the text finds it, too."""
    draft = repair(MESSY, "utf-8")
    assert all(draft.text[one.start : one.end] == one.now for one in draft.repairs())


def test_a_clean_report_has_no_repairs() -> None:
    """Nothing is touched without a reason."""
    text = "Shells fall\n\nThey fell at dawn, in McDonald’s words. “No,” he said."
    assert (mend(text), reasons(text)) == (text, [])


def test_mending_twice_changes_nothing() -> None:
    """A mended text is clean."""
    assert mend(mend(MESSY)) == mend(MESSY)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_becomes_nfc(text: str) -> None:
    """Whatever its letters and marks."""
    draft = repair(text, "utf-8") if text.encode("utf-8", "replace").decode() == text else None
    assert draft is None or unicodedata.is_normalized("NFC", draft.text)


@settings(deadline=None)
@given(st.text(st.characters(codec="cp1251"), max_size=60))
def test_places_hold_in_one_byte_encodings(text: str) -> None:
    """Each character is one byte there."""
    raw = text.encode("cp1251")
    for one in repair(text, "cp1251").repairs():
        assert raw[one.raw_start : one.raw_end].decode("cp1251") == one.was

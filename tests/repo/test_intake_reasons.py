"""The page on what is found in files says what the vocabulary says."""

from __future__ import annotations

from make_intake_reasons import PAGE, page


def test_the_page_of_reasons_is_that_of_the_vocabulary() -> None:
    """A code that changes without its row is caught here; run the tool that writes it."""
    assert PAGE.read_text("utf-8") == page()

"""The page on the library of agreements says what the data says."""

from __future__ import annotations

from make_agreements_table import PAGE, page


def test_the_library_page_is_that_of_the_data() -> None:
    """An agreement that changes without its row is caught here; run the tool that writes it."""
    assert PAGE.read_text("utf-8") == page()

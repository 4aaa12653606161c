"""Where the addresses of a text are."""

from __future__ import annotations

import pytest

from trucewatch.text.address import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://a.example/x_y?z=1#t.", ["https://a.example/x_y?z=1#t"]),
        ("(www.aid.example)", ["www.aid.example"]),
        ("«https://a.example/x»", ["https://a.example/x"]),
        ("http://a.example, www.b.example!", ["http://a.example", "www.b.example"]),
        ("https://пример.example/мир", ["https://пример.example/мир"]),
        ("a.example and me@a.example", []),
    ],
)
def test_addresses_end_before_closing_marks(text: str, found: list[str]) -> None:
    """Those belong to the sentence."""
    assert [text[start:end] for start, end in addresses(text)] == found

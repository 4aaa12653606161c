"""No text of a report can become markup."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.export.markup import Html, el, join

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


class Seen(HTMLParser):
    """Elements and text as a browser would find them."""

    def __init__(self, page: str) -> None:
        """Parse at once."""
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it with its attributes."""
        self.tags.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


@given(TEXT)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    """Whatever stands in a report is shown, never obeyed."""
    seen = Seen(el("p", text))
    assert (seen.tags, seen.text) == ([("p", [])], text)


@given(TEXT)
def test_an_attribute_never_breaks_out(text: str) -> None:
    """Quotation marks in a file name open no new attribute."""
    assert Seen(el("p", title=text)).tags == [("p", [("title", text)])]


def test_markup_is_escaped_once() -> None:
    """Nesting does not escape again."""
    assert el("p", el("b", "&")) == "<p><b>&amp;</b></p>"


def test_a_joined_row_is_markup() -> None:
    """So that it is not escaped where it is put in."""
    assert isinstance(join(["a", "b"]), Html)

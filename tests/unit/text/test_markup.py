"""The words of an HTML page, without its frame."""

from __future__ import annotations

import datetime as dt

import pytest

from mended import mend
from trucewatch.text.markup import declared_day, is_markup
from trucewatch.text.repair import repair

PAGE = (
    "<!DOCTYPE html><html><head><title>Site</title><script>var a = '<p>no</p>';</script></head>"
    "<body><nav>Home</nav><h1>Shells <em>fall</em></h1><div>Share</div>"
    "<article><p>They fell at&nbsp;dawn &amp; noon.</p><!-- ad --><ul><li>One died<li>Two fled"
    "</ul><p>He said: &laquo;No&raquo;<br>They left.</article><footer>All rights</footer></body>"
)


def test_only_the_article_is_kept() -> None:
    """With the headline above it, without scripts, menus and footers."""
    assert mend(PAGE) == (
        "Shells fall\n\nThey fell at dawn & noon.\n\nOne died\n\nTwo fled\n\n"
        "He said: «No»\n\nThey left."
    )


def test_every_word_of_a_page_leads_to_its_bytes() -> None:
    """Tags are taken out one by one."""
    draft = repair(PAGE, "utf-8")
    at = draft.text.index("noon")
    start, end = draft.alignment.raw_of(*draft.alignment.origin(at, at + 4))
    assert PAGE.encode()[start:end] == b"noon"


def test_a_page_without_article_is_kept_whole() -> None:
    """Save what is never shown."""
    page = "<html><style>p {}</style><body><p>One.</p><div>Two.</div></body></html>"
    assert mend(page) == "One.\n\nTwo."


def test_broken_tags_do_not_swallow_the_text() -> None:
    """An open tag at the end, and a stroke that begins none."""
    assert mend("<html><p>3 < 4 shells, 5 > 4.<p>They left.<b") == (
        "3 < 4 shells, 5 > 4.\n\nThey left.<b"
    )


@pytest.mark.parametrize("text", ["<b>No</b> one", "Talks <p>", "a < b", "<3 Juba"])
def test_plain_text_is_no_page(text: str) -> None:
    """Only a page's own beginning makes one."""
    assert not is_markup(text)


@pytest.mark.parametrize(
    "hidden",
    [
        '<meta property="article:published_time" content="2016-05-03T10:00:00Z">',
        "<meta content='2016-05-03' itemprop='datePublished'>",
        '<script type="application/ld+json">{"datePublished": "2016-05-03"}</script>',
    ],
)
def test_a_page_may_declare_its_day(hidden: str) -> None:
    """In the parts that are never shown."""
    assert declared_day(f"<html><head>{hidden}</head><p>No") == dt.date(2016, 5, 3)


def test_an_impossible_declared_day_is_none() -> None:
    """Nothing is made of it."""
    page = '<html><meta property="article:published_time" content="2016-13-45">'
    assert declared_day(page) is None


def test_many_comments_are_passed_at_once() -> None:
    """A file made of them would otherwise hold the reader for longer than anyone waits."""
    assert not is_markup("<!---->" * 5_000 + "x")

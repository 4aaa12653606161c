"""A report opened: from its bytes to a document."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.span import Span
from trucewatch.text.opening import open_aligned, open_document

REPORT = (
    "Shells fall near ford\r\n\r\nBy Ann Lee\r\n\r\n3 May 2016\r\n\r\n"
    "JUBA, May 2 (Agency) - The\u22a0Army said “no”. Cafe\u0301 burned.\r\n"
)


def attempt(raw: bytes) -> Document | str:
    """The document of these bytes, or the line with which they are refused."""
    try:
        return open_document(raw, name="r.txt")
    except UnreadableInput as err:
        return str(err)


def test_a_document_holds_what_was_found() -> None:
    """Headline, author, dateline with its day, language, and the digest of the file."""
    raw = REPORT.encode()
    found = open_document(raw, name="r.txt", source="Gazette")
    assert (found.title, found.byline, found.language) == ("Shells fall near ford", "Ann Lee", "en")
    assert found.dateline is not None
    assert found.dateline.day == dt.date(2016, 5, 2)
    assert found.sha256 == hashlib.sha256(raw).hexdigest()
    assert (found.name, found.source) == ("r.txt", "Gazette")


def test_a_source_is_never_inferred() -> None:
    """The agency of a dateline may have been copied by another paper."""
    assert open_document(REPORT.encode(), name="r.txt").source is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_the_encoding_changes_nothing_else(encoding: str) -> None:
    """The same words give the same text and blocks."""
    plain = open_document(REPORT.encode(), name="r.txt")
    found = open_document(REPORT.encode(encoding), name="r.txt")
    assert (found.text, found.blocks) == (plain.text, plain.blocks)


def test_a_garbled_file_without_words_is_refused() -> None:
    """Control characters and marks leave nothing to read."""
    with pytest.raises(UnreadableInput, match=r"r\.txt: holds no words; "):
        open_document("\x01\x02\u200b".encode(), name="r.txt")


def test_words_lead_to_their_bytes_and_back() -> None:
    """Over a repair, too."""
    raw = REPORT.encode("utf-16")
    opened = open_aligned(raw, name="r.txt")
    start = opened.document.text.index("The Army")
    span = Span(start, start + len("The Army"))
    low, high = opened.alignment.to_raw(span)
    assert raw[low:high].decode("utf-16-le") == "The\u22a0Army"
    assert opened.alignment.to_text(low, high) == span


def test_posts_hold_statements_once() -> None:
    """The doubled one is part of the page."""
    text = "Truce\n\nThey left.\n\n@eye: One fell\n\n@eye: One fell"
    kinds = [block.kind for block in open_document(text.encode(), name="r.txt").blocks]
    assert kinds[2:] == [BlockKind.POST, BlockKind.BOILERPLATE]


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=120))
def test_arbitrary_bytes_are_opened_or_refused(raw: bytes) -> None:
    """With one clear line; what is opened is NFC and each repair leads to its bytes."""
    found = attempt(raw)
    if isinstance(found, str):
        assert found.startswith("r.txt")
        assert len(found.splitlines()) == 1
        return
    assert unicodedata.is_normalized("NFC", found.text)
    for one in found.repairs:
        assert raw[one.raw_start : one.raw_end].decode(found.encoding) == one.was
        assert found.text[one.start : one.end] == one.now


@settings(deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=60), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marked_files_are_always_read(text: str, encoding: str) -> None:
    """A byte order mark leaves nothing to guess, whatever the letters."""
    text = "Juba " + text.encode("utf-8", "replace").decode()
    assert open_document(text.encode(encoding), name="r.txt").encoding_basis == "byte_order_mark"

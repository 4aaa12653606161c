"""The way from a repaired text back to its bytes is exact, whatever the text."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.domain.document import Repair
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.span import Span
from trucewatch.text.align import Alignment, Edit, rewrite
from trucewatch.text.bytemap import ByteMap
from trucewatch.text.opening import Opened, open_aligned
from trucewatch.text.repair import repair
from trucewatch.text.repair_boxes import BOXES
from trucewatch.text.segment import sentences

PIECES = (
    "The army,left in the U.S. Sofficial told theTurkish cease-\nfire hos-\ntilities \n "
    "\n\n \n\n\n "
    '\r\n **\u22a0** \u25a0 \u220e \ufffd \ufffc * ** *"No,"* _so_ [@a_b#C](#) '
    "[x](http://y.z) --- # "
    "\xa0 \u2009 \u200b \xad \ufb03 e\u0301 â€™ Ã© > • - 03/05/2016 May By https://a.b/c-d e-f "
    ". ! ? … "
    "«Да». Что؟ وقف <p> &amp; \x07 \u2028 \t ' \" ) ( @abc #Tag 1. \U0001f600 \u0627\u0653 \ufeff"
).split(" ")
texts = st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n"]), max_size=30).map("".join)
# Registers load at the first name that is looked up, so that some laws have no deadline.
encodings = st.sampled_from(["utf-8", "utf-16-le", "utf-32-be"])
words = st.text("ab é\u22a0\n\U0001f600", max_size=12)


@st.composite
def edited(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of a text, in order and apart."""
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return [Edit(start, end, draw(st.text("xyz", max_size=3)), "test") for start, end in pairs]


@given(words, encodings)
def test_byte_map_agrees_with_encoding(text: str, encoding: str) -> None:
    """The byte of a character is the length of what stands before it."""
    there = ByteMap(text, encoding)
    for at in range(len(text) + 1):
        byte = len(text[:at].encode(encoding))
        assert there.byte(at) == byte
        assert there.character(byte) == at


@given(st.data(), words, encodings)
def test_two_passes_keep_the_way_back(data: st.DataObject, text: str, encoding: str) -> None:
    """An untouched character stands for its own bytes after any number of passes."""
    raw = text.encode(encoding)
    there, now = Alignment(text, encoding), text
    for _ in range(3):
        edits = data.draw(edited(now))
        now, there = rewrite(now, edits), there.after(edits)
    assert len(there) == len(now)
    for at, char in enumerate(now):
        start, end = there.to_raw(Span(at, at + 1))
        if char not in "xyz":
            assert raw[start:end].decode(encoding) == char


@given(st.data(), words)
def test_there_and_back_holds_the_span(data: st.DataObject, text: str) -> None:
    """What a span was read from leads back to at least that span."""
    edits = data.draw(edited(text))
    there = Alignment(text, "utf-8").after(edits)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(there))] * 2)))
    raw = there.to_raw(Span(start, end))
    back = there.to_text(*raw)
    if raw[0] < raw[1]:
        assert back.start <= end
        assert back.end >= start
        untouched = all(edit.now == "" or edit.start < edit.end for edit in edits)
        assert not untouched or back.holds(Span(start, end))


@given(st.data(), words)
def test_bytes_only_rise(data: st.DataObject, text: str) -> None:
    """A later character never stands for earlier bytes."""
    there = Alignment(text, "utf-8").after(data.draw(edited(text)))
    places = [there.to_raw(Span(at, at + 1)) for at in range(len(there))]
    assert places == sorted(places)


@settings(deadline=None)
@given(texts, encodings)
def test_repairs_lead_from_file_to_text(text: str, encoding: str) -> None:
    """Putting each repair into the decoded file gives the text, and nothing else differs."""
    draft = repair(text, encoding)
    parts: list[str] = []
    at = 0
    raw = text.encode(encoding)
    for one in draft.repairs():
        assert raw[one.raw_start : one.raw_end].decode(encoding) == one.was
        assert draft.text[one.start : one.end] == one.now
        parts += (raw[at : one.raw_start].decode(encoding), one.now)
        at = one.raw_end
    assert "".join([*parts, raw[at:].decode(encoding)]) == draft.text


@settings(deadline=None)
@given(texts)
def test_repaired_text_keeps_its_form(text: str) -> None:
    """NFC, no box, one blank line between paragraphs, one space between words."""
    mended = repair(text, "utf-8").text
    assert unicodedata.is_normalized("NFC", mended)
    assert not re.search(f"[{BOXES}]", mended)
    assert not re.search(r"(?<!\n)\n(?!\n)|\n{3}|  | \n|\n ", mended)
    assert mended == mended.strip(" \n")


@settings(deadline=None)
@given(texts)
def test_documents_keep_their_invariants(text: str) -> None:
    """Blocks cover all words in order, and each sentence lies inside its block."""
    try:
        opened: Opened = open_aligned(text.encode(), name="t")
    except UnreadableInput:
        return
    document = opened.document
    assert "\n\n".join(b.span.cut(document.text) for b in document.blocks) == document.text
    places = [(one.raw_start, one.raw_end) for one in document.repairs]
    assert places == sorted(places)
    last = 0
    for sentence in sentences(document):
        assert document.blocks[sentence.block].span.holds(sentence.span)
        assert last <= sentence.span.start < sentence.span.end
        assert sentence.span.cut(document.text).strip() == sentence.span.cut(document.text)
        last = sentence.span.end


@settings(deadline=None)
@given(texts)
def test_opening_is_repeatable(text: str) -> None:
    """The same bytes give the same repairs."""
    first: tuple[Repair, ...] = repair(text, "utf-8").repairs()
    assert first == repair(text, "utf-8").repairs()

"""Verdicts on bytes: what a file is, and the awkward cases of each format."""

from __future__ import annotations

import zlib

import pytest

from poison_archives import nest
from poison_images import picture
from poison_office import docx
from poison_pdf import PAGE, pdf, stream
from poison_sample import zipped
from trucewatch.domain.intake import FileKind
from trucewatch.text.inspection.image_headers import head_of
from trucewatch.text.inspection.inspect import inspect, is_plain
from trucewatch.text.inspection.pdf_objects import objects


def reasons(raw: bytes, name: str, media_type: str | None = None) -> list[str]:
    """Codes of what keeps a file closed."""
    return [one.code for one in inspect(raw, name, media_type).reasons]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"Hama", FileKind.TEXT),
        (b"<!doctype html><p>Hama", FileKind.HTML),
        (b"<?xml version='1.0'?><a/>", FileKind.XML),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileKind.SVG),
        (pdf(), FileKind.PDF),
        (docx(), FileKind.DOCX),
        (picture(), FileKind.IMAGE),
        (nest(1), FileKind.ARCHIVE),
        (b"From: a@b.example\r\nMIME-Version: 1.0\r\n\r\nHama", FileKind.MAIL),
    ],
)
def test_content_alone_says_the_kind(raw: bytes, kind: FileKind) -> None:
    """Under a name that says nothing."""
    assert inspect(raw, "upload").kind is kind


def test_only_characters_do_without_a_sandbox() -> None:
    """A page is characters; a picture called a page is not."""
    assert is_plain(b"<html><p>Hama", "a.html", "text/html")
    assert not is_plain(picture(), "a.html", "text/html")


def test_every_fault_is_told() -> None:
    """An officer who asks for a clean file should ask once."""
    both = docx(more={"word/vbaProject.bin": b"x", "word/embeddings/a.bin": b"x"})
    assert reasons(both, "a.pdf") == ["office_macros", "office_embedded", "type_mismatch"]


def test_the_limit_of_size_is_exact() -> None:
    """The largest file that is taken is taken."""
    assert inspect(b"Hama", "a.txt", largest=4).accepted
    assert not inspect(b"Hama!", "a.txt", largest=4).accepted


def test_an_object_that_is_told_twice_counts_both_times() -> None:
    """Readers differ in which they take."""
    harmless_last = pdf(b"/OpenAction 6 0 R", more=(b"<</S/URI/URI(x)>>",))
    shadowed = harmless_last + b"6 0 obj<</S/GoTo/D[3 0 R/Fit]>>endobj\n%%EOF"
    assert reasons(shadowed, "a.pdf") == ["pdf_open_action"]


def test_pixels_that_look_like_names_are_no_names() -> None:
    """What a stream holds is not read as objects, packed or not."""
    noise = zlib.compress(b"/JavaScript /Launch /AA" * 9)
    assert reasons(pdf(more=(stream(noise, b"/Filter/FlateDecode"),)), "a.pdf") == []


def test_words_of_a_string_are_no_names() -> None:
    """A report on attacks by files may say what they do."""
    titled = pdf(more=(b"<</Title(On /JS, /Launch and \\(more\\))>>",))
    assert reasons(titled, "a.pdf") == []


def test_a_string_without_end_hides_nothing() -> None:
    """An open bracket does not make the rest of the file a string."""
    assert "pdf_javascript" in reasons(pdf(more=(b"<</A(", b"<</S/JavaScript/JS(x)>>")), "a.pdf")


def test_a_page_that_acts_is_found_without_its_table() -> None:
    """Objects are found by their own marks; the table of a PDF may lie."""
    found = objects(pdf(page=PAGE).replace(b"startxref", b"startxrex"))
    assert found.numbered[3].strip().startswith(PAGE)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_heads_tell_the_size_of_each_format(kind: str) -> None:
    """The same size that a decoder sees, without one."""
    mode = "P" if kind == "GIF" else "RGB"
    head = head_of(picture(kind, mode, (41, 23)), f"image/{kind.lower()}")
    assert (head.width, head.height) == (41, 23)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_heads_tell_where_a_picture_ends(kind: str) -> None:
    """Whatever follows is no part of it."""
    raw = picture(kind, "P" if kind == "GIF" else "RGB")
    assert head_of(raw + b"more", f"image/{kind.lower()}").end == len(raw)


def test_two_archives_deep_is_allowed() -> None:
    """A post packs its days, a sector packs its posts."""
    assert reasons(nest(2), "a.zip") == []
    assert reasons(nest(3), "a.zip") == ["archive_nested"]


def test_equal_rows_are_no_bomb() -> None:
    """A small file may pack well."""
    assert reasons(zipped({"log.csv": b"4,calm\n" * 100_000}), "a.zip") == []


def test_a_type_that_browsers_give_to_any_text_is_no_claim() -> None:
    """They send text/plain for what they do not know."""
    assert inspect(b"<html><p>Hama", "a.html", "text/plain").remarks == ()

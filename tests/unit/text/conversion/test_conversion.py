"""What comes out of accepted files: words with their places, pixels without their past."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from poison_images import picture
from poison_mail import BODY, HEAD, forwarded, mail
from poison_office import docx
from poison_pdf import pdf
from poison_sample import zipped
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.intake import Extract
from trucewatch.text.conversion.convert import convert
from trucewatch.text.inspection.inspect import inspect

RUN = "<w:r><w:t>{}</w:t></w:r>"


def opened(raw: bytes, name: str = "upload") -> Extract:
    """What comes out."""
    return convert(raw, inspect(raw, name))


def told(extract: Extract) -> list[tuple[str, int, str]]:
    """Kind, number and words of each passage."""
    text = extract.text or ""
    return [(one.kind, one.number, text[one.start : one.end]) for one in extract.passages]


def test_closed_files_are_not_converted() -> None:
    """Whoever calls without looking at the verdict is stopped."""
    raw = docx(more={"word/vbaProject.bin": b"x"})
    with pytest.raises(UnreadableInput, match="quarantined"):
        opened(raw)


def test_a_document_is_read_in_its_order() -> None:
    """Paragraphs and rows of tables as they stand, each with its number."""
    cells = "".join(f"<w:tc><w:p>{RUN.format(one)}</w:p></w:tc>" for one in ("4", "Hama"))
    one, two = (f"<w:p>{RUN.format(words)}</w:p>" for words in ("One", "Two"))
    body = f"{one}<w:tbl><w:tr>{cells}</w:tr></w:tbl>{two}"
    assert told(opened(docx(body))) == [
        ("paragraph", 1, "One"),
        ("table_row", 1, "4\tHama"),
        ("paragraph", 2, "Two"),
    ]


def test_tracked_changes_are_read_as_made() -> None:
    """What was put in counts, what was struck out does not, and a remark says so."""
    put_in = f'<w:ins w:author="a">{RUN.format("3 shells")}</w:ins>'
    struck = '<w:del w:author="a"><w:r><w:delText>2 shells</w:delText></w:r></w:del>'
    raw = docx(f"<w:p>{put_in}{struck}</w:p>")
    assert opened(raw).text == "3 shells"
    assert [one.code for one in inspect(raw, "a.docx").remarks] == ["office_changes"]


def test_a_text_box_is_read_once() -> None:
    """Files hold it twice, for old readers and for new ones."""
    space = 'xmlns:m="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = RUN.format("Box")
    both = f"<m:Choice>{run}</m:Choice><m:Fallback>{run}</m:Fallback>"
    body = f"<w:p><m:AlternateContent {space}>{both}</m:AlternateContent></w:p>"
    assert opened(docx(body)).text == "Box"


def test_each_page_of_a_pdf_keeps_its_number() -> None:
    """So that a statement can be found on paper; the page is drawn, too."""
    found = opened(pdf())
    assert told(found) == [("page", 1, "Shelling in Hama")]
    assert [one.number for one in found.renditions] == [1]


def test_mail_does_not_tell_who_sent_it() -> None:
    """A source's address stays in the sealed original."""
    found = opened(HEAD + b"Subject: Hama\r\n" + BODY)
    assert told(found) == [("subject", 1, "Hama"), ("body", 1, "Shelling in Hama on Monday.")]
    assert "post4" not in (found.text or "")


def test_attachments_come_out_as_they_went_in() -> None:
    """Byte for byte, each with its name and its claimed type."""
    found = opened(mail(("photo.jpg", picture("JPEG"), "image/jpeg")))
    assert [(one.name, one.media_type) for one in found.parts] == [("photo.jpg", "image/jpeg")]
    assert found.parts[0].raw == picture("JPEG")


def test_a_forwarded_mail_is_a_part() -> None:
    """It is somebody else's word, and examined on its own."""
    found = opened(forwarded(HEAD + BODY, 1))
    assert [inspect(one.raw, one.name).kind.value for one in found.parts] == ["mail"]


def test_files_of_an_archive_keep_their_paths() -> None:
    """As names: nothing is ever written to them."""
    found = opened(zipped({"post4/a.txt": b"Hama"}))
    assert [(one.name, one.raw) for one in found.parts] == [("post4/a.txt", b"Hama")]


def test_a_rendition_is_small_and_bare() -> None:
    """No place, device, profile, comment or thumbnail; at most 1,600 pixels a side."""
    exif = Image.Exif()
    exif[0x010F] = "Maker of phones"
    exif[0x0112] = 6
    gps = exif.get_ifd(0x8825)
    gps[1] = "N"
    raw = picture("JPEG", size=(2000, 1000), exif=exif, comment=b"secret", icc_profile=b"profile")
    shown = opened(raw).renditions[0]
    with Image.open(io.BytesIO(shown.raw)) as drawn:
        assert drawn.size == (shown.width, shown.height) == (800, 1600)
        assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert dict(drawn.getexif()) == {}
    assert not any(mark in shown.raw for mark in (b"Exif", b"phones", b"secret", b"profile"))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_drawn(mode: str) -> None:
    """Scanners, phones and printers write different ones."""
    kind = "TIFF" if mode == "CMYK" else "PNG"
    assert opened(picture(kind, mode)).renditions[0].width == 40


def test_clear_pixels_stay_clear() -> None:
    """A map drawn over nothing is not turned black."""
    clear = Image.new("RGBA", (30, 30), (255, 0, 0, 0))
    written = io.BytesIO()
    clear.save(written, "PNG")
    shown = opened(written.getvalue()).renditions[0]
    with Image.open(io.BytesIO(shown.raw)) as drawn:
        assert drawn.getpixel((5, 5)) == (255, 0, 0, 0)

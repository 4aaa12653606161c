"""Files of the same formats as they come every day; nothing may be said against them."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
from PIL import Image

from poison_archives import nest
from poison_images import picture
from poison_mail import BODY, HEAD, forwarded, mail
from poison_office import docx as small_docx
from poison_office import relation
from poison_pdf import PAGE, packed, pdf, stream
from poison_sample import Sample, harmless, zipped

REPORT = "Shelling in Hama on Monday.\n"
RUSSIAN = "Обстрел города Хама произошёл в понедельник, сообщил наблюдатель. " * 5
ARABIC = "قُصفت مدينة حماة يوم الاثنين بحسب المراقب. " * 5


def harmless_files() -> list[Sample]:
    """At least forty files."""
    return [
        *_texts(),
        *_tables(),
        *_markup(),
        *_pdfs(),
        *_documents(),
        *_mails(),
        *_images(),
        *_zips(),
    ]


def _texts() -> list[Sample]:
    dated = "Date: 3 May 2016\nFrom: Post 4\nSubject: Hama\n\nShelling was heard.\n"
    return [
        harmless("report.txt", REPORT.encode(), "text/plain; charset=utf-8"),
        harmless("report", REPORT.encode(), "application/octet-stream"),
        harmless("Отчёт за май 3.05.txt", RUSSIAN.encode()),
        harmless("\u200eتقرير\u200f.txt", ARABIC.encode()),
        harmless("old.txt", RUSSIAN.encode("cp1251")),
        harmless("wide.txt", ARABIC.encode("utf-16")),
        harmless("isolates.txt", f"Post \u2067{ARABIC}\u2069 reports.\n".encode()),
        harmless("embedded.txt", f"\u202b{ARABIC}\u202c\n".encode()),
        harmless("persian.txt", "نیروها می\u200cروند و گلوله\u200cباران ادامه دارد.\n".encode()),
        harmless("written_head.txt", dated.encode()),
        harmless("notes.md", f"# Hama\n\n{REPORT}".encode(), "text/markdown"),
        harmless("about_pdf.txt", b"He sent a file %PDF and <script> tags in words.\n"),
    ]


def _tables() -> list[Sample]:
    return [
        harmless("points.csv", b"lat,lon,depth\n-36.2,+33.1,-5\n35.1,36.7,-\n"),
        harmless("semicolon.csv", b'place;words\n"Hama";"said ""no"""\n', "text/csv"),
        harmless("tabs.tsv", b"place\tnumber\nHama\t3\n"),
        harmless("arabic.csv", "المكان,العدد\nحماة,٣\n".encode("utf-8-sig")),
        harmless("phones.csv", b"post,phone\n4,+963 (11) 222-33\n"),
    ]


def _markup() -> list[Sample]:
    svg = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><style>'
        'rect{fill:url(#g)}</style><a x:href="https://mission.example/"><text>Post 4</text></a>'
        '<use x:href="#g"/><image href="data:image/png;base64,AA"/></svg>'
    )
    kml = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Hama</name></Placemark></kml>'
    )
    return [
        harmless("page.html", f"<!DOCTYPE html><h1>Hama</h1><p>{REPORT}</p>".encode(), "text/html"),
        harmless("page.htm", b"<html><head><style>p{}</style></head><p>On Monday.</p></html>"),
        harmless("map.svg", svg.encode(), "image/svg+xml"),
        harmless("places.kml", kml.encode()),
        harmless("feed.xml", f"<?xml version='1.0'?><rss><title>{REPORT}</title></rss>".encode()),
    ]


def _pdfs() -> list[Sample]:
    link = PAGE[:-2] + b"/Annots[<</Subtype/Link/A<</S/URI/URI(https://mission.example)>>>>]>>"
    go = b"<</S/GoTo/D[3 0 R/Fit]>>"
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "grey").save(written, "PDF")
    return [
        harmless("plain.pdf", pdf(), "application/pdf"),
        harmless("to_page.pdf", pdf(b"/OpenAction[3 0 R/Fit]")),
        harmless("to_page_by_action.pdf", pdf(b"/OpenAction 6 0 R", more=(go,))),
        harmless("link.pdf", pdf(page=link)),
        harmless(
            "titled.pdf",
            pdf(trailer=b"/Info 6 0 R", more=(b"<</Title(On /JavaScript and /Launch)>>",)),
        ),
        harmless("packed.pdf", pdf(more=(packed(b"<</Type/Metadata/Sound(x)>>"),))),
        harmless("form.pdf", pdf(b"/AcroForm<</Fields[]>>")),
        harmless("scan.pdf", written.getvalue()),
        harmless("raw_stream.pdf", pdf(more=(stream(b"x /JS y /Launch z"),))),
        harmless("blank_before.pdf", b"\n" + pdf()),
    ]


def _documents() -> list[Sample]:
    paper = docx.Document()
    paper.add_heading("Hama")
    paper.add_paragraph(REPORT)
    paper.add_table(2, 2).cell(0, 0).text = "Post 4"
    paper.add_picture(io.BytesIO(picture()))
    written = io.BytesIO()
    paper.save(written)
    linked = small_docx(relations=relation("hyperlink", "https://mission.example/report"))
    field = "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Hama</w:t></w:r></w:p>"
    return [
        harmless("paper.docx", written.getvalue()),
        harmless("small.docx", small_docx()),
        harmless("linked.docx", linked),
        harmless("field.docx", small_docx(field)),
        harmless("as_zip.docx", small_docx(), "application/octet-stream"),
    ]


def _mails() -> list[Sample]:
    two_forms = EmailMessage()
    two_forms["Subject"] = "حماة"
    two_forms["From"] = "Пост 4 <post4@mission.example>"
    two_forms["Message-ID"] = "<1@mission.example>"
    two_forms.set_content(ARABIC)
    two_forms.add_alternative(f"<html><p>{ARABIC}</p></html>", subtype="html")
    two_forms.set_boundary("==two==")
    cyrillic = HEAD + b"Content-Type: text/plain; charset=koi8-r\r\n\r\n" + RUSSIAN.encode("koi8-r")
    attached = mail(
        ("plain.pdf", pdf(), "application/pdf"),
        ("small.docx", small_docx(), "application/octet-stream"),
    )
    return [
        harmless("plain.eml", HEAD + b"Subject: Hama\r\n" + BODY, "message/rfc822"),
        harmless("two_forms.eml", bytes(two_forms)),
        harmless("cyrillic.eml", cyrillic),
        harmless("attached.eml", attached),
        harmless("photo.eml", mail(("photo.jpg", picture("JPEG"), "image/jpeg"))),
        harmless("forwarded.eml", forwarded(HEAD + BODY, 1)),
        harmless("forwarded_twice.eml", forwarded(HEAD + BODY, 2)),
    ]


def _images() -> list[Sample]:
    return [
        harmless("a.png", picture(), "image/png"),
        harmless("alpha.png", picture(mode="RGBA")),
        harmless("a.jpg", picture("JPEG"), "image/jpeg"),
        harmless("grey.jpeg", picture("JPEG", "L")),
        harmless("print.jpg", picture("JPEG", "CMYK")),
        harmless("progressive.jpg", picture("JPEG", progressive=True)),
        harmless("camera.jpg", picture("JPEG", size=(4000, 3000))),
        harmless("a.gif", picture("GIF", "P")),
        harmless("a.webp", picture("WEBP")),
        harmless("lossless.webp", picture("WEBP", lossless=True)),
        harmless("a.bmp", picture("BMP")),
        harmless("IMG 0001.JPG", picture("JPEG")),
    ]


def _zips() -> list[Sample]:
    return [
        harmless(
            "reports.zip", zipped({"a/report.txt": REPORT.encode(), "a/photo.jpg": picture("JPEG")})
        ),
        harmless("twofold.zip", nest(2)),
        harmless("papers.zip", zipped({"small.docx": small_docx()}, 0)),
        harmless("stored.zip", zipped({"report.txt": REPORT.encode()}, 0), "application/zip"),
    ]

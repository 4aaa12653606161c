"""PDF files that would run, start, fetch or hide something."""

from __future__ import annotations

import zlib

from poison_sample import Canary, Sample, closed, zipped

PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]"
    b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
)
WORDS = b"BT /F 12 Tf 10 100 Td (Shelling in Hama) Tj ET"


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    """A stream with its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(content), content)


def pdf(
    catalog: bytes = b"", *, page: bytes = PAGE, more: tuple[bytes, ...] = (), trailer: bytes = b""
) -> bytes:
    """A PDF of one page; `more` are its objects from 6 on."""
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        stream(WORDS),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )
    found, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    found += b"".join(b"%010d 00000 n \n" % place for place in places)
    found += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(bodies) + 1,
        trailer,
        start,
    )
    return bytes(found)


def packed(body: bytes, dictionary: bytes = b"/Filter/FlateDecode", number: int = 9) -> bytes:
    """An object stream that holds one object."""
    head = b"%d 0 " % number
    content = zlib.compress(head + body)
    return stream(content, b"/Type/ObjStm/N 1/First %d%s" % (len(head), dictionary))


def pdfs(canary: Canary) -> list[Sample]:
    """PDF files, each with one fault."""
    return [*_scripts(canary), *_acting(canary), *_holding(), *_hiding(), *_crooked()]


def _scripts(canary: Canary) -> list[Sample]:
    code = f"app.launchURL('http://{canary.address}/')".encode()
    action = b"<</S/JavaScript/JS(%s)>>" % code
    nested = PAGE[:-2] + b"/Annots[<</Subtype/Link/A<</S/URI/Next[<</S/JavaScript/JS(x)>>]>>>>]>>"
    escaped = b"<</S/J#61v#61Script/J#53(x)>>"
    return [
        closed(
            "script_open.pdf", pdf(b"/OpenAction" + action), "pdf_javascript", "pdf_open_action"
        ),
        closed(
            "script_names.pdf",
            pdf(b"/Names<</JavaScript<</Names[(a)6 0 R]>>>>", more=(action,)),
            "pdf_javascript",
        ),
        closed(
            "script_page.pdf",
            pdf(page=PAGE[:-2] + b"/AA<</O%s>>>>" % action),
            "pdf_javascript",
            "pdf_open_action",
        ),
        closed("script_nested.pdf", pdf(page=nested), "pdf_javascript"),
        closed("script_escaped.pdf", pdf(more=(escaped,)), "pdf_javascript"),
        closed("script_packed.pdf", pdf(more=(packed(action),)), "pdf_javascript"),
        closed(
            "script_packed_bare.pdf",
            pdf(more=(stream(b"9 0 " + action, b"/Type/ObjStm/N 1/First 4"),)),
            "pdf_javascript",
        ),
        closed(
            "script_stream.pdf",
            pdf(more=(b"<</S/JavaScript/JS 7 0 R>>", stream(code))),
            "pdf_javascript",
        ),
        closed(
            "script_update.pdf",
            pdf() + b"1 0 obj<</OpenAction%s>>endobj\n%%%%EOF" % action,
            "pdf_javascript",
        ),
    ]


def _acting(canary: Canary) -> list[Sample]:
    there = f"http://{canary.address}/".encode()
    launch = b"<</S/Launch/F(%s)/Win<</F(cmd.exe)>>>>" % str(canary.path).encode()
    return [
        closed("launch.pdf", pdf(b"/OpenAction" + launch), "pdf_launch", "pdf_open_action"),
        closed("launch_link.pdf", pdf(more=(launch,)), "pdf_launch"),
        closed("launch_packed.pdf", pdf(more=(packed(launch),)), "pdf_launch"),
        closed("open_site.pdf", pdf(b"/OpenAction<</S/URI/URI(%s)>>" % there), "pdf_open_action"),
        closed("open_lost.pdf", pdf(b"/OpenAction 99 0 R"), "pdf_open_action"),
        closed(
            "open_print.pdf",
            pdf(b"/OpenAction 6 0 R", more=(b"<</S/Named/N/Print>>",)),
            "pdf_open_action",
        ),
        closed(
            "close.pdf", pdf(b"/AA<</WC 6 0 R>>", more=(b"<</S/URI/URI(x)>>",)), "pdf_open_action"
        ),
        closed("submit.pdf", pdf(more=(b"<</S/SubmitForm/F(%s)>>" % there,)), "pdf_form_action"),
        closed("import.pdf", pdf(more=(b"<</S/ImportData/F(a.fdf)>>",)), "pdf_form_action"),
        closed(
            "xfa.pdf", pdf(b"/AcroForm<</XFA 6 0 R>>", more=(stream(b"<xdp/>"),)), "pdf_form_action"
        ),
        closed("remote.pdf", pdf(more=(b"<</S/GoToR/F(\\\\\\\\host\\\\a.pdf)>>",)), "pdf_remote"),
        closed("remote_within.pdf", pdf(more=(b"<</S/GoToE/T<</R/C>>>>",)), "pdf_remote"),
    ]


def _holding() -> list[Sample]:
    tree = b"/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>"
    spec = b"<</Type/Filespec/EF<</F 7 0 R>>>>"
    return [
        closed(
            "attachment.pdf",
            pdf(tree, more=(spec, stream(b"x", b"/Type/EmbeddedFile"))),
            "pdf_attachment",
        ),
        closed(
            "pinned.pdf", pdf(more=(b"<</Subtype/FileAttachment/FS 7 0 R>>",)), "pdf_attachment"
        ),
        closed("portfolio.pdf", pdf(b"/Collection<</View/T>>"), "pdf_attachment"),
        closed("media.pdf", pdf(more=(b"<</Subtype/RichMedia>>",)), "pdf_media"),
        closed("movie.pdf", pdf(more=(b"<</Subtype/Movie/Movie<<>>>>",)), "pdf_media"),
        closed("sound.pdf", pdf(more=(b"<</S/Sound/Sound 7 0 R>>",)), "pdf_media"),
        closed("rendition.pdf", pdf(more=(b"<</S/Rendition/OP 0>>",)), "pdf_media"),
        closed("solid.pdf", pdf(more=(b"<</Subtype/3D/3DD 7 0 R>>",)), "pdf_media"),
    ]


def _hiding() -> list[Sample]:
    inner = b"9 0 obj <</S/JavaScript/JS(x)>> endobj"
    twice = stream(zlib.compress(zlib.compress(b"x")), b"/Filter[/FlateDecode/FlateDecode]")
    short = stream(zlib.compress(zlib.compress(b"x")), b"/Filter[/Fl/Fl]")
    in_hex = stream(b"39203020", b"/Type/ObjStm/N 1/First 4/Filter/ASCIIHexDecode")
    broken = stream(b"no zlib", b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    return [
        closed("within_stream.pdf", pdf(more=(stream(inner),)), "pdf_hidden"),
        closed("packed_twice.pdf", pdf(more=(twice,)), "pdf_hidden"),
        closed("packed_twice_short.pdf", pdf(more=(short,)), "pdf_hidden"),
        closed("packed_hex.pdf", pdf(more=(in_hex,)), "pdf_hidden"),
        closed("packed_broken.pdf", pdf(more=(broken,)), "pdf_hidden"),
        closed(
            "locked.pdf",
            pdf(trailer=b"/Encrypt 6 0 R", more=(b"<</Filter/Standard/V 5/R 6>>",)),
            "pdf_locked",
        ),
    ]


def _crooked() -> list[Sample]:
    good = pdf()
    bomb = stream(zlib.compress(bytes(101_000_000)), b"/Filter/FlateDecode")
    kids = b"3 0 R " * 600
    many = good.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%s]/Count 600" % kids)
    return [
        closed("bomb.pdf", pdf(more=(bomb,)), "pdf_bomb"),
        closed("cut.pdf", good[: len(good) // 2], "pdf_damaged"),
        closed("only_head.pdf", b"%PDF-1.7\n%%EOF", "conversion_failed"),
        closed("pages.pdf", many, "pdf_pages"),
        closed("with_archive.pdf", good + zipped({"a.txt": b"x"}), "polyglot"),
        closed("page_before.pdf", b"<html><p>Hama</p></html>\n" + good, "polyglot"),
        closed("called.jpg", good, "type_mismatch", media_type="image/jpeg"),
        closed("called.txt", good, "type_mismatch", media_type="text/plain"),
    ]

"""Documents of Office that would run, fetch or hide something."""

from __future__ import annotations

from poison_sample import Canary, Sample, closed, zipped

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATION_KIND = "application/vnd.openxmlformats-package.relationships+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def docx(
    body: str = "<w:p><w:r><w:t>Shelling in Hama.</w:t></w:r></w:p>",
    *,
    relations: str = "",
    kind: str = MAIN,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A document of Word, as small as one can be."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        f'<Default Extension="rels" ContentType="{RELATION_KIND}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{KINDS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        f"{relations}</Relationships>",
    }
    return zipped({name: text.encode() for name, text in parts.items()} | (more or {}))


def relation(kind: str, target: str, *, external: bool = True) -> str:
    """One relationship of a document."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId9" Type="{KINDS}/{kind}" Target="{target}"{mode}/>'


def office(canary: Canary) -> list[Sample]:
    """Documents, each with one fault."""
    return [*_running(), *_fetching(canary), *_embedding(), *_crooked(canary), *_old()]


def _running() -> list[Sample]:
    enabled = "application/vnd.ms-word.document.macroEnabled.main+xml"
    run = "<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>"
    split = run.format("DDEA") + run.format("UTO c:\\\\x")
    return [
        closed("macro.docm", docx(more={"word/vbaProject.bin": OLE}), "office_macros"),
        closed("macro.docx", docx(more={"word/vbaProject.bin": OLE}), "office_macros"),
        closed("macro_case.docx", docx(more={"word/VBAPROJECT.BIN": OLE}), "office_macros"),
        closed("macro_kind.docx", docx(kind=enabled), "office_macros"),
        closed(
            "macro_renamed.docx",
            docx(relations=relation("vbaProject", "a.xml", external=False)),
            "office_macros",
        ),
        closed("dde.docx", docx(run.format("DDE cmd")), "office_dde"),
        closed("dde_split.docx", docx(split), "office_dde"),
        closed(
            "dde_simple.docx", docx('<w:p><w:fldSimple w:instr=" DDEAUTO c:"/></w:p>'), "office_dde"
        ),
    ]


def _fetching(canary: Canary) -> list[Sample]:
    there = f"http://{canary.address}/x"
    picture = f'<w:p><w:r><w:instrText>INCLUDEPICTURE "{there}"</w:instrText></w:r></w:p>'
    return [
        closed(
            "template.docx", docx(relations=relation("attachedTemplate", there)), "office_template"
        ),
        closed(
            "template_share.docx",
            docx(relations=relation("attachedTemplate", r"\\host\t.dotm")),
            "office_template",
        ),
        closed("image.docx", docx(relations=relation("image", there)), "office_external"),
        closed("frame.docx", docx(relations=relation("frame", there)), "office_external"),
        closed(
            "link_file.docx",
            docx(relations=relation("hyperlink", "file:///etc/passwd")),
            "office_external",
        ),
        closed(
            "link_script.docx",
            docx(relations=relation("hyperlink", "javascript:x()")),
            "office_external",
        ),
        closed(
            "link_share.docx", docx(relations=relation("hyperlink", r"\\host\x")), "office_external"
        ),
        closed("include.docx", docx(picture), "office_external"),
    ]


def _embedding() -> list[Sample]:
    return [
        closed("ole.docx", docx(more={"word/embeddings/oleObject1.bin": OLE}), "office_embedded"),
        closed("package.docx", docx(more={"word/embeddings/a.xlsx": docx()}), "office_embedded"),
        closed(
            "activex.docx", docx(more={"word/activeX/activeX1.xml": b"<a/>"}), "office_embedded"
        ),
        closed(
            "chunk.docx",
            docx(relations=relation("aFChunk", "a.html", external=False)),
            "office_embedded",
        ),
        closed(
            "object.docx", docx(relations=relation("oleObject", "file:///c:/x")), "office_embedded"
        ),
        closed("script.docx", docx(more={"word/run.js": b"x()"}), "office_embedded"),
    ]


def _crooked(canary: Canary) -> list[Sample]:
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{canary.path}">]><a>&b;</a>'.encode()
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    deep = b"<a>" * 5000 + b"</a>" * 5000
    whole = docx()
    return [
        closed("entity.docx", docx(more={"word/styles.xml": outside}), "xml_entities"),
        closed("laughs.docx", docx(more={"word/settings.xml": laughs}), "xml_entities"),
        closed("deep.docx", docx(more={"word/styles.xml": deep}), "xml_deep"),
        closed("broken.docx", docx(body="<w:p>"), "xml_damaged"),
        closed("bomb.docx", docx(body=" " * 60_000_000), "archive_ratio"),
        closed("slip.docx", docx(more={"../canary": b"x"}), "archive_path"),
        closed("cut.docx", whole[:-40], "archive_damaged"),
        closed("called.pdf", whole, "type_mismatch", media_type="application/pdf"),
        closed(
            "bodiless.docx",
            zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml.bak": b"<a/>"}),
            "office_damaged",
        ),
    ]


def _old() -> list[Sample]:
    macros = OLE + "_VBA_PROJECT".encode("utf-16-le") + bytes(64)
    sheet = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}
    slides = {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<a/>"}
    return [
        closed("old.doc", OLE, "format_not_read"),
        closed("old.xls", macros, "format_not_read", "office_macros"),
        closed("mail.msg", OLE, "format_not_read"),
        closed("sheet.xlsx", zipped(sheet), "format_not_read"),
        closed(
            "sheet.xlsm",
            zipped(sheet | {"xl/vbaProject.bin": OLE}),
            "format_not_read",
            "office_macros",
        ),
        closed("slides.pptx", zipped(slides), "format_not_read"),
        closed("text.rtf", rb"{\rtf1\object\objdata 0105}", "format_not_read"),
        closed(
            "text.odt",
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, 0),
            "format_not_read",
        ),
    ]

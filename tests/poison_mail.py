"""E-mails with bad heads, nests and attachments."""

from __future__ import annotations

from email.message import EmailMessage

from poison_archives import nest
from poison_office import OLE, docx
from poison_pdf import pdf
from poison_sample import Canary, Sample, closed, flagged, part, zipped

HEAD = (
    b"From: Post 4 <post4@mission.example>\r\n"
    b"Date: Mon, 2 May 2016 10:00:00 +0300\r\nMIME-Version: 1.0\r\n"
)
BODY = b"\r\nShelling in Hama on Monday.\r\n"


def mail(*attached: tuple[str, bytes, str]) -> bytes:
    """An e-mail with attachments: name, bytes and media type of each."""
    letter = EmailMessage()
    letter["From"] = "Post 4 <post4@mission.example>"
    letter["Subject"] = "Hama"
    letter.set_content("Shelling in Hama on Monday.\n")
    for name, raw, kind in attached:
        main, _, sub = kind.partition("/")
        letter.add_attachment(raw, maintype=main, subtype=sub, filename=name)
        letter.set_boundary("==boundary==")
    return bytes(letter)


def forwarded(raw: bytes, times: int) -> bytes:
    """An e-mail within e-mails."""
    for _ in range(times):
        edge = b"edge%d" % len(raw)
        kind = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % edge
        raw = b"%s%s--%s\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n--%s--\r\n" % (
            HEAD,
            kind,
            edge,
            raw,
            edge,
        )
    return raw


def mails(canary: Canary) -> list[Sample]:
    """E-mails, each with one fault."""
    return [*_heads(), *_nests(), *_attached(canary), *_flawed()]


def _heads() -> list[Sample]:
    heads = {
        "from_twice": HEAD + b"From: other@mission.example\r\n",
        "subject_twice": HEAD + b"Subject: a\r\nSubject: b\r\n",
        "null": HEAD + b"Subject: a\0b\r\n",
        "return": HEAD + b"Subject: a\rBcc: x@y.example\r\n",
        "smuggled": HEAD + b"Subject: =?utf-8?q?a=0D=0ABcc=3A_x=40y.example?=\r\n",
        "escape": HEAD + b"Subject: \x1b]0;x\x07\r\n",
        "fields": HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(400)),
        "line": HEAD + b"Subject: " + b"a" * 20_000 + b"\r\n",
        "long": HEAD + b"X: a\r\n" * 50_000,
    }
    return [closed(f"{name}.eml", head + BODY, "mail_headers") for name, head in heads.items()]


def _nests() -> list[Sample]:
    plain = HEAD + BODY
    inner = plain
    for level in range(25):
        edge = b"e%d" % level
        kind = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n' % (edge, edge)
        inner = (HEAD if level == 24 else b"") + kind + inner + b"\r\n--%s--\r\n" % edge
    part_of_many = b"--e\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 150
    many = (
        HEAD + b'Content-Type: multipart/mixed; boundary="e"\r\n\r\n' + part_of_many + b"--e--\r\n"
    )
    edgeless = HEAD + b"Content-Type: multipart/mixed\r\n" + BODY
    lost = HEAD + b'Content-Type: multipart/mixed; boundary="e"\r\n' + BODY
    locked = (
        HEAD + b'Content-Type: multipart/encrypted; boundary="e"\r\n\r\n--e\r\n\r\nx\r\n--e--\r\n'
    )
    return [
        closed("forwarded3.eml", forwarded(plain, 3), "mail_nested"),
        closed("forwarded9.eml", forwarded(plain, 9), "mail_nested"),
        closed("multiparts.eml", inner, "mail_nested"),
        closed("parts.eml", many, "mail_parts"),
        closed("edgeless.eml", edgeless, "mail_damaged"),
        closed("lost.eml", lost, "mail_damaged"),
        closed("locked.eml", locked, "mail_locked"),
        closed(
            "smime.eml", HEAD + b"Content-Type: application/pkcs7-mime\r\n" + BODY, "mail_locked"
        ),
        closed(
            "partial.eml",
            HEAD + b"Content-Type: message/partial; number=1\r\n" + BODY,
            "mail_external",
        ),
        closed(
            "elsewhere.eml",
            HEAD + b"Content-Type: message/external-body\r\n" + BODY,
            "mail_external",
        ),
        closed("called.pdf", plain, "type_mismatch", media_type="application/pdf"),
    ]


def _attached(canary: Canary) -> list[Sample]:
    script = canary.script()
    attached = {
        "program": (("tool.bin", b"\x7fELF" + bytes(60), "application/octet-stream"), "program"),
        "script": (("run.sh", script, "text/plain"), "deceptive_name"),
        "macros": (
            ("a.docx", docx(more={"word/vbaProject.bin": OLE}), "application/octet-stream"),
            "office_macros",
        ),
        "bomb": (("a.zip", zipped({"z": bytes(60_000_000)}), "application/zip"), "archive_ratio"),
        "pdf": (
            ("a.pdf", pdf(b"/OpenAction<</S/JavaScript/JS(x)>>"), "application/pdf"),
            "pdf_javascript",
        ),
        "drawing": (("a.svg", b"<svg onload='x()'/>", "image/svg+xml"), "svg_script"),
        "page": (("a.pdf", b"<html><script>x()</script>", "application/pdf"), "type_mismatch"),
        "turned": (("gpj\u202egpj.exe", b"MZ\x90\0", "image/jpeg"), "deceptive_name"),
        "old": (("a.doc", OLE, "application/msword"), "format_not_read"),
        "empty": (("a.txt", b"", "text/plain"), "empty"),
        "nested": (("a.zip", nest(3), "application/zip"), "archive_nested"),
        "deep": (("a.zip", nest(2), "application/zip"), "too_deep"),
    }
    return [part(f"with_{name}.eml", mail(one), code) for name, (one, code) in attached.items()]


def _flawed() -> list[Sample]:
    broken = HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nU2hlbGxpbmc=A\r\n"
    return [flagged("padding.eml", broken, "mail_flaws")]

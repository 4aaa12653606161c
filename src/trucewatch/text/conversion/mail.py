"""E-mails: subject and words, and each attachment as a file of its own.

Who sent it and to whom stays in the sealed original: a source's address is no part of the text
that both sides may read.
"""

from __future__ import annotations

from email.errors import HeaderParseError
from email.generator import BytesGenerator
from email.header import decode_header
from email.message import Message
from io import BytesIO

from trucewatch.domain.intake import Extract, Part
from trucewatch.text.conversion.passages import Gathered
from trucewatch.text.conversion.plain import opened as plain
from trucewatch.text.inspection.mail import Mail, parsed

_SIGNATURES = frozenset(
    f"application/{kind}" for kind in ("pkcs7-signature", "x-pkcs7-signature", "pgp-signature")
)


def opened(raw: bytes) -> Extract:
    r"""The subject, the words and the attachments of an e-mail.

    Of a body that is there twice, as text and as a page, the text is taken.

    >>> mail = b"Subject: =?utf-8?b?0KXQsNC80LA=?=\r\nMIME-Version: 1.0\r\n\r\nShelling.\r\n"
    >>> opened(mail).text
    'Хама\n\nShelling.'
    """
    root = parsed(raw)
    gathered = Gathered()
    gathered.add(decoded(str(root.get("subject", ""))), "subject", 1)
    bodies, parts = _sorted(root)
    for number, body in enumerate(bodies, 1):
        gathered.add(_words(body), "body", number)
    return gathered.extract(parts=tuple(parts))


def decoded(value: str) -> str:
    """The letters of a field with its encoded words read."""
    try:
        words = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return " ".join("".join(_letters(word, charset) for word, charset in words).split())


def _letters(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    try:
        return word.decode(charset or "utf-8", "replace")
    except LookupError:
        return word.decode("latin-1")


def _sorted(root: Mail) -> tuple[list[Mail], list[Part]]:
    """Bodies and attachments in the order of the e-mail."""
    bodies: list[Mail] = []
    parts: list[Part] = []
    waiting = [root]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            inner = [one for one in part.get_payload() if isinstance(one, Message)]
            if part.get_content_subtype() == "alternative":
                inner = _chosen(inner)
            waiting[:0] = inner
        elif part.get_content_type() in _SIGNATURES:
            continue
        elif _is_body(part):
            bodies.append(part)
        else:
            parts.append(_attachment(part))
    return bodies, parts


def _chosen(forms: list[Mail]) -> list[Mail]:
    """Of forms that say the same the plain text, else the last, which is the richest."""
    texts = [one for one in forms if one.get_content_type() == "text/plain"]
    return texts[:1] or forms[-1:]


def _is_body(part: Mail) -> bool:
    words = part.get_content_type() in {"text/plain", "text/html"}
    return words and part.get_content_disposition() != "attachment" and not part.get_filename()


def _words(part: Mail) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    if not raw.strip():
        return ""
    if part.get_content_type() == "text/html":
        return plain(raw if b"<html" in raw[:4096].lower() else b"<html>" + raw).text or ""
    charset = part.get_content_charset()
    try:
        return raw.decode(charset) if charset else plain(raw).text or ""
    except (LookupError, UnicodeDecodeError):
        return plain(raw).text or ""


def _attachment(part: Mail) -> Part:
    if part.get_content_maintype() == "message" and part.is_multipart():
        written = BytesIO()
        for inner in part.get_payload():
            if isinstance(inner, Message):
                BytesGenerator(written, mangle_from_=False).flatten(inner)
        raw = written.getvalue()
    else:
        payload = part.get_payload(decode=True)
        raw = payload if isinstance(payload, bytes) else b""
    name = decoded(part.get_filename() or "")
    return Part(name=name, media_type=part.get_content_type(), raw=raw)

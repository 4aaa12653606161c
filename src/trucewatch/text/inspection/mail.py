"""E-mails looked into: their head, how they nest, and what stands in the way of reading them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import policy
from email.errors import (
    FirstHeaderLineIsContinuationDefect,
    HeaderParseError,
    MessageError,
    MisplacedEnvelopeHeaderDefect,
    MissingHeaderBodySeparatorDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from typing import TypeAlias

from trucewatch.domain.intake import Reason
from trucewatch.text.inspection.claims import shown

Mail: TypeAlias = "Message[str, str]"
MOST_PARTS = 100
DEEPEST = 2
"""E-mails within e-mails: a report forwarded twice."""
_DEEPEST_PARTS = 20
_LONGEST_HEAD = 256_000
"""Bytes; a hop through twenty servers with signatures takes some ten thousand."""
_MOST_FIELDS = 300
_LONGEST_LINE = 10_000
_ONCE = ("from", "date", "subject", "message-id", "mime-version", "content-type", "sender", "to")
_SEPARATOR = re.compile(rb"\r?\n\r?\n|\r\r")
_FIELD = re.compile(rb"^([!-9;-~]{1,76})[ \t]*:", re.MULTILINE)
_CONTROL = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_BREAK = re.compile("[\r\n\0]")
_STRUCTURAL = (
    FirstHeaderLineIsContinuationDefect,
    MisplacedEnvelopeHeaderDefect,
    MissingHeaderBodySeparatorDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
_LOCKED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_ELSEWHERE = frozenset({"message/partial", "message/external-body"})


def parsed(raw: bytes) -> Mail:
    """The e-mail of the bytes; raises whatever the parser trips over."""
    return BytesParser(policy=policy.compat32).parsebytes(raw)


def mail(raw: bytes) -> Iterator[Reason]:
    r"""What speaks against an e-mail; its attachments are examined on their own, later.

    >>> twice = b"From: a@b.example\r\nSubject: x\r\nFrom: c@d.example\r\n\r\nHama."
    >>> [one.facts for one in mail(twice)]
    [{'what': 'from twice'}]
    """
    seen: set[tuple[str, str]] = set()
    for reason in _found(raw):
        key = (reason.code, reason.facts.get("what", ""))
        if key not in seen:
            seen.add(key)
            yield reason


def _found(raw: bytes) -> Iterator[Reason]:
    yield from _head(raw)
    try:
        root = parsed(raw)
        yield from _parts(root)
    except (
        MessageError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as err:
        # The parser of the standard library fails in many ways on what somebody made to fail it.
        yield Reason("mail_damaged", {"what": type(err).__name__})


def _head(raw: bytes) -> Iterator[Reason]:
    separator = _SEPARATOR.search(raw, 0, _LONGEST_HEAD)
    if separator is None and len(raw) >= _LONGEST_HEAD:
        yield _bad("longer than 256 kB")
        return
    head = raw[: separator.start()] if separator else raw
    fields = [name.lower().decode("ascii") for name in _FIELD.findall(head)]
    if len(fields) > _MOST_FIELDS:
        yield _bad(f"more than {_MOST_FIELDS} fields")
    if _CONTROL.search(head):
        yield _bad("control characters")
    if max(map(len, head.split(b"\n")), default=0) > _LONGEST_LINE:
        yield _bad("a line of more than 10 kB")
    for name, count in Counter(fields).items():
        if count > 1 and name in _ONCE:
            yield _bad(f"{name} twice")


def _bad(what: str) -> Reason:
    return Reason("mail_headers", {"what": what})


def _parts(root: Mail) -> Iterator[Reason]:
    waiting = [(root, 0, 0)]
    count = 0
    while waiting:
        part, letters, depth = waiting.pop()
        count += 1
        if count > MOST_PARTS:
            yield Reason("mail_parts", {"count": f"> {MOST_PARTS}", "most": str(MOST_PARTS)})
            return
        if letters > DEEPEST or depth > _DEEPEST_PARTS:
            yield Reason("mail_nested", {"most": str(DEEPEST)})
            return
        yield from _part(part)
        if part.is_multipart():
            inner = letters + (part.get_content_maintype() == "message")
            waiting += [
                (one, inner, depth + 1) for one in part.get_payload() if isinstance(one, Message)
            ]


def _part(part: Mail) -> Iterator[Reason]:
    kind = part.get_content_type()
    if kind in _LOCKED:
        yield Reason("mail_locked")
    if kind in _ELSEWHERE:
        yield Reason("mail_external", {"what": kind})
    if not part.is_multipart():
        part.get_payload(decode=True)  # flaws of the packing show only now
    for defect in part.defects:
        what = {"what": type(defect).__name__.removesuffix("Defect")}
        yield Reason("mail_damaged" if isinstance(defect, _STRUCTURAL) else "mail_flaws", what)
    for name, value in part.items():
        if _smuggles(str(value)):
            yield _bad(f"{shown(name.lower())} breaks its line")


def _smuggles(value: str) -> bool:
    """Whether an encoded word hides the end of a line, and so a field of its own."""
    if "=?" not in value:
        return False
    try:
        words = decode_header(value)
    except (HeaderParseError, ValueError):
        return True
    return any(_BREAK.search(_letters(word, charset)) for word, charset in words)


def _letters(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return ""
    try:
        return word.decode(charset or "ascii", "replace")
    except LookupError:
        return word.decode("latin-1")

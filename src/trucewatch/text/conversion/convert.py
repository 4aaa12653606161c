"""An accepted file opened: its words with their places, its picture, its parts."""

from __future__ import annotations

from importlib import import_module

from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.intake import Extract, FileKind, Verdict

_CONVERTERS = {
    FileKind.TEXT: "plain",
    FileKind.CSV: "plain",
    FileKind.HTML: "plain",
    FileKind.XML: "xml",
    FileKind.SVG: "xml",
    FileKind.PDF: "pdf",
    FileKind.DOCX: "docx",
    FileKind.MAIL: "mail",
    FileKind.IMAGE: "image",
    FileKind.ARCHIVE: "archive",
}
"""Modules beside this one; only that of the file at hand is loaded, and its libraries with it."""


def convert(raw: bytes, verdict: Verdict) -> Extract:
    """What comes out of a file.

    Args:
        raw: all of it.
        verdict: on these very bytes; it must accept them.

    Raises:
        UnreadableInput: quarantined, or of no kind that is opened.
        Exception: whatever a library of a format trips over; callers quarantine the file then.

    >>> from trucewatch.text.inspection.inspect import inspect
    >>> page = b"<html><script>x()</script><p>Shelling in Hama.</p></html>"
    >>> convert(page, inspect(page, "a.html")).text
    'Shelling in Hama.'
    """
    if not verdict.accepted:
        raise UnreadableInput("is quarantined", remedy="read the reasons")
    if verdict.kind not in _CONVERTERS:
        raise UnreadableInput("is of no kind that is opened", remedy="ask for another format")
    module = import_module(f"trucewatch.text.conversion.{_CONVERTERS[verdict.kind]}")
    extract = module.opened(raw)
    assert isinstance(extract, Extract)  # noqa: S101 - narrows the type alone
    return extract

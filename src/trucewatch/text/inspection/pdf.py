"""PDF looked into: what would run, start, fetch or hide, wherever in its objects it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.domain.intake import Reason
from trucewatch.text.inspection.pdf_objects import MOST_UNFOLDED, Objects, names, objects

_CODES = (
    ("pdf_locked", (b"Encrypt",)),
    ("pdf_javascript", (b"JavaScript", b"JS")),
    ("pdf_launch", (b"Launch",)),
    ("pdf_attachment", (b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment", b"Collection")),
    ("pdf_form_action", (b"SubmitForm", b"ImportData", b"XFA")),
    ("pdf_remote", (b"GoToR", b"GoToE")),
    ("pdf_media", (b"RichMedia", b"Rendition", b"Movie", b"Sound", b"3D", b"U3D", b"PRC")),
)
_TEXT_ONLY = frozenset({b"Sound", b"Movie", b"3D", b"Collection", b"Rendition"})
"""Plain words, which also name fonts and the like; they count as kinds alone."""
_OPENING = re.compile(rb"/(OpenAction|AA)\b\s*(<<|\[|\d{1,10}\s+\d{1,5}\s+R|/|\(|null)?")
_ACTION = re.compile(rb"/S\s*/(\w+)")
# A group of transparency may stand within reach of the action.
_HARMLESS = frozenset({b"GoTo", b"Transparency"})
_STRING = re.compile(rb"\((?:\\.|[^\\()]){0,2000}\)", re.DOTALL)
_REACH = 400
"""Bytes of an action that are looked at after its name."""


def pdf(raw: bytes) -> Iterator[Reason]:
    r"""What speaks against a PDF.

    >>> script = b"%PDF-1.4\n1 0 obj<</Kids[<</A<</S/J#61vaScript>>>>]>>endobj\n%%EOF"
    >>> [one.code for one in pdf(script)]
    ['pdf_javascript']
    """
    found = objects(raw)
    if found.bomb:
        yield Reason("pdf_bomb", {"most": str(MOST_UNFOLDED // 1_000_000)})
    if found.faults:
        yield Reason("pdf_hidden", {"what": found.faults[0]})
    if b"%%EOF" not in raw:
        yield Reason("pdf_damaged", {"what": "its end is missing"})
    there = _names(found)
    for code, words in _CODES:
        hit = next((word for word in words if word in there), None)
        if hit is not None:
            what = (
                {"what": hit.decode()}
                if code in {"pdf_form_action", "pdf_remote", "pdf_media"}
                else {}
            )
            yield Reason(code, what)
    if _opens(found):
        yield Reason("pdf_open_action")


def _names(found: Objects) -> set[bytes]:
    """Names that stand outside of strings of words; of plain words only those of an action."""
    there: set[bytes] = set()
    for text in found.texts():
        bare = _STRING.sub(b"()", text)
        there |= names(bare) - _TEXT_ONLY
        kinds = set(re.findall(rb"/(?:S|Subtype|Type)\s*/(\w+)", bare))
        there |= kinds & _TEXT_ONLY
        there |= {b"Collection"} if re.search(rb"/Collection\s*(?:<<|\d)", bare) else set()
    return there


def _opens(found: Objects) -> bool:
    """Whether something is done on opening beyond going to a page."""
    for text in found.texts():
        bare = _STRING.sub(b"()", text)
        for told in _OPENING.finditer(bare):
            if not _goes_to_page(found, told, bare):
                return True
    return False


def _goes_to_page(found: Objects, told: re.Match[bytes], text: bytes) -> bool:
    value = told[2] or b""
    if value == b"[" and told[1] == b"OpenAction":
        return True
    if value in {b"null", b"/", b"("}:
        return True
    if value == b"<<":
        return _harmless(text[told.end() : told.end() + _REACH])
    if value.endswith(b"R"):
        body = found.numbered.get(int(value.split()[0]))
        return body is not None and (body.lstrip().startswith(b"[") or _harmless(body))
    return False


def _harmless(action: bytes) -> bool:
    kinds = set(_ACTION.findall(action[:_REACH]))
    return bool(kinds) and kinds <= _HARMLESS

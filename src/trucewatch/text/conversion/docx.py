"""Word documents: paragraphs, rows of tables and notes, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from trucewatch.domain.intake import Extract
from trucewatch.text.conversion.passages import Gathered

_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_NOTES = ("footnotes", "endnotes")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def opened(raw: bytes) -> Extract:
    """The words of a document, tracked insertions made and deletions gone.

    Raises:
        Exception: whatever python-docx and lxml trip over.
    """
    document = docx.Document(BytesIO(raw))
    gathered = Gathered()
    numbers = {"paragraph": 0, "table_row": 0, "note": 0}
    for kind, words in _pieces(document.element.body):
        numbers[kind] += 1
        gathered.add(words, kind, numbers[kind])
    for words in _notes(document):
        numbers["note"] += 1
        gathered.add(words, "note", numbers["note"])
    return gathered.extract()


def _pieces(body: Any) -> Iterator[tuple[str, str]]:
    for child in body:
        if child.tag == qn("w:p"):
            yield "paragraph", _words(child)
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                cells = [_words(cell) for cell in row.iterchildren(qn("w:tc"))]
                yield "table_row", "\t".join(" ".join(cell.split()) for cell in cells)
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from _pieces(child)


def _words(element: Any) -> str:
    """The letters beneath an element; a text box stands twice in a file and is read once."""
    found: list[str] = []
    for one in element.iter(qn("w:t"), *_BREAKS):
        if any(above.tag == _FALLBACK for above in one.iterancestors()):
            continue
        found.append(_BREAKS.get(one.tag) or one.text or "")
    return "".join(found)


def _notes(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in _NOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            for note in root:
                yield _words(note)

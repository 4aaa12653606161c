"""A report, read: its document and every statement in it."""

from __future__ import annotations

import datetime as dt
import hashlib

from trucewatch.data.versions import versions
from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Statement
from trucewatch.text.models import english
from trucewatch.text.opening import open_document
from trucewatch.text.registered import name_index
from trucewatch.text.segment import sentences
from trucewatch.text.telling import Teller

LANGUAGES = frozenset({"en"})
"""Languages whose statements are found; of the others a document is made, without statements."""
_SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.POST, BlockKind.NOTE})


def read_report(
    raw: bytes, *, name: str, published: dt.date | None = None, source: str | None = None
) -> Reading:
    r"""Read one report from its bytes.

    Args:
        raw: the file as it came; any encoding.
        name: how to call it in errors, as in a path.
        published: the day of publication where it is known from elsewhere.
        source: who published it, where that is known from elsewhere.

    Returns:
        Statements in the order of the text. The same bytes give the same reading.

    Raises:
        UnreadableInput: empty, binary or undecodable bytes.

    >>> reading = read_report(b"Army shelled Hama on Monday.\\n", name="note.txt")
    >>> [(said.act, said.time.words) for said in reading.statements]
    [('shelling', 'Monday')]
    """
    document = open_document(raw, name=name, published=published, source=source)
    return Reading(
        document=document,
        statements=_numbered(document, statements_of(document)),
        versions=versions(),
    )


def statements_of(document: Document) -> list[Statement]:
    """The statements of an opened document, still without ids of their own.

    None of a document in a language that is not read yet: no word of it is understood by guessing.
    """
    if document.language not in LANGUAGES:
        return []
    parts = sentences(document)
    body = any(part.kind in _SPEAKING for part in parts)
    teller = Teller(document, name_index())
    trees = english.parse(teller.covered(part) for part in parts)
    for part, tree in zip(parts, trees, strict=True):
        teller.hear(part, tree)
    return teller.told(kinds=_SPEAKING if body else frozenset(BlockKind))


def _numbered(document: Document, found: list[Statement]) -> tuple[Statement, ...]:
    """Ids are hashes of what makes a statement that statement; twins are told apart by ordinal."""
    seen: dict[str, int] = {}
    numbered = []
    for said in found:
        chain = "|".join(speaker.actor or speaker.name for speaker in said.speakers)
        key = f"{document.sha256}:{said.span.start}:{said.span.end}:{said.act}:{chain}"
        ordinal = seen[key] = seen.get(key, -1) + 1
        digest = hashlib.sha256(f"{key}:{ordinal}".encode()).hexdigest()[:16]
        values = {name: getattr(said, name) for name in Statement.__dataclass_fields__}
        numbered.append(Statement(**{**values, "id": digest}))
    return tuple(numbered)

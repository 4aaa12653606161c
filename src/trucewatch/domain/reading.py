"""A report with all that was read from it."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.domain.document import Document
from trucewatch.domain.errors import require
from trucewatch.domain.statement import Statement, Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document and its statements in the order of the text.

    Raises:
        InvalidValue: a span does not cut out exactly its words.
    """

    document: Document
    statements: tuple[Statement, ...]
    versions: Versions

    def __post_init__(self) -> None:
        for said in self.statements:
            exact = said.span.cut(self.document.text) == said.words
            require(exact, f"the words of statement {said.id} do not stand at its span")

"""The words of XML and of drawings."""

from __future__ import annotations

from trucewatch.domain.intake import Extract
from trucewatch.text.conversion.passages import Gathered
from trucewatch.text.inspection.xml import fed

_SILENT = frozenset({"style", "script", "metadata"})


class _Words:
    """Gathers the words of each element that has some of its own."""

    def __init__(self) -> None:
        self.gathered = Gathered()
        self.number = 0
        self._open: list[str] = []
        self._words: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._end_piece()
        self._open.append(name.rpartition("}")[2].lower())

    def end(self, _name: str) -> None:
        self._end_piece()
        self._open.pop()

    def data(self, text: str) -> None:
        if not _SILENT & set(self._open):
            self._words.append(text)

    def pi(self, _target: str, _text: str | None = None) -> None:
        """Instructions hold no words."""

    def close(self) -> None:
        self._end_piece()

    def _end_piece(self) -> None:
        self.number += bool(self._words)
        self.gathered.add(" ".join("".join(self._words).split()), "element", max(self.number, 1))
        self._words = []


def opened(raw: bytes) -> Extract:
    """The words of the elements in order.

    >>> opened(b"<svg><style>a{}</style><text>Post 4</text></svg>").text
    'Post 4'
    """
    words = _Words()
    for _ in fed(raw, words):
        pass
    return words.gathered.extract()

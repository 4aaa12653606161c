"""Labels that say who speaks what follows: "QUESTION:", "MS. CARVER:", "Second caller, 19:50:"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Speaker
from trucewatch.text import lexicon

_TITLE = r"(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.? "
_LABEL = re.compile(
    rf"(?P<name>(?:{_TITLE})?[A-Z][A-Z .'’-]{{0,40}}[A-Z]|[QA]|[A-Z][a-z]+(?: [a-z]+){{0,2}}"
    rf"|{_TITLE}[A-Z][\w'’-]+)(?:,? \d{{1,2}}[:.]\d\d)?:\s+"
)
_CODE_NAME = re.compile(r"\bcode[- ]?name[ds]?:? ([A-Z][\w-]+)")


@dataclass(frozen=True, slots=True)
class Label:
    """A label with what follows it: `name` as printed, `end` where the words begin."""

    name: str
    end: int


def label_at(text: str, span: Span) -> Label | None:
    """The label that a paragraph begins with, None where its first words are no label.

    >>> label_at("MS. CARVER: No.", Span(0, 15))
    Label(name='MS. CARVER', end=12)
    >>> label_at("He said: no.", Span(0, 12)) is None
    True
    """
    match = _LABEL.match(text, span.start, span.end)
    if match is None or match.end() >= span.end:
        return None
    name = match["name"]
    if name.upper() != name and _last(name) not in _words("callers") | _words("askers"):
        titled = re.match(_TITLE, name) is not None
        return Label(name, match.end()) if titled else None
    return Label(name, match.end())


def speakers_of_blocks(
    document: Document, registered: Callable[[str], Speaker | None]
) -> dict[int, Speaker]:
    """Who speaks each block under a label; in a transcript a label holds until the next one.

    Args:
        registered: the one bearer of a bare surname, None where the registry cannot tell.
    """
    labels = {
        number: label
        for number, block in enumerate(document.blocks)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.NOTE)
        and (label := label_at(document.text, block.span)) is not None
    }
    named = {
        number: _speaker(label, document, document.blocks[number].span, registered)
        for number, label in labels.items()
    }
    lasting = sum(speaker is not None for speaker in named.values()) > 1
    found: dict[int, Speaker] = {}
    current: Speaker | None = None
    for number, block in enumerate(document.blocks):
        if number in named or block.kind is BlockKind.HEADLINE:
            current = named.get(number)
        if current is not None:
            found[number] = current
        if not lasting:
            current = None
    return found


def _speaker(
    label: Label, document: Document, block: Span, registered: Callable[[str], Speaker | None]
) -> Speaker | None:
    """Whom a label names: a code name, an asker, the bearer of a surname; else nobody."""
    said = block.cut(document.text)
    code = _CODE_NAME.search(said)
    if code is not None:
        return Speaker(code[1], None, "label", label.name)
    last = _last(label.name)
    if label.name == "Q" or last in _words("askers"):
        return Speaker("unnamed journalist", None, "label", label.name)
    if last in _words("callers"):
        return Speaker(label.name.lower(), None, "label", label.name)
    surname = re.sub(rf"^(?:{_TITLE})", "", label.name).split()[-1]
    full = re.search(rf"\b((?:[A-Z][\w'’-]+ )+)(?i:{re.escape(surname)})\b", document.text)
    bearer = registered(surname.capitalize())
    if bearer is not None:
        return bearer
    if full is not None:
        return Speaker(_plain_name(full[0]), None, "label", label.name)
    return Speaker(label.name, None, "label", label.name) if re.match(_TITLE, label.name) else None


def _plain_name(words: str) -> str:
    """A name without the titles before it."""
    titles = lexicon.words("en", "speech", "title_words")
    parts = words.split()
    while len(parts) > 2 and parts[0] in titles:
        parts.pop(0)
    return " ".join(parts)


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()


def _words(key: str) -> frozenset[str]:
    return lexicon.words("en", "speech", "labels", key)

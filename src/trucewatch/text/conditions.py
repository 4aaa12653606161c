"""Conditions that a clause sets, told by phrases or by the order of words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.domain.span import Span
from trucewatch.text import lexicon
from trucewatch.text.tree import SUBJECTS, Node, extent

_INVERTED = frozenset({"should", "were", "had"})
_STOPS = frozenset({",", ";", ".", "–", "—", '"', "”", ":"})


@dataclass(frozen=True, slots=True)
class Condition:
    """The words that set a condition: `mark` leads it, `span` is what must come first."""

    mark: Node
    span: Span


def conditions(node: Node, lang: str) -> Iterator[Condition]:
    """Conditions below a verb: "as long as they do", "in return for food", "should it rain"."""
    words = sorted(node.subtree(), key=lambda n: n.start)
    for phrase in lexicon.ordered(lang, "factuality", "condition_phrases"):
        wanted = phrase.split()
        for at in range(len(words) - len(wanted)):
            found = [n.text.lower() for n in words[at : at + len(wanted)]]
            if found == wanted:
                inside = list(_until_stop(words[at + len(wanted) :]))
                if inside:
                    yield Condition(words[at], extent(inside))
    for clause in node.all("advcl", "ccomp"):
        mark = _inverted(clause)
        if mark is not None and clause.start < node.start:
            yield Condition(mark, extent([n for n in clause.subtree() if n.rel != "punct"]))


def _until_stop(words: list[Node]) -> Iterator[Node]:
    for word in words:
        if word.text in _STOPS:
            return
        yield word


def _inverted(clause: Node) -> Node | None:
    """The auxiliary that goes before its subject: "should the raids go on"."""
    own = clause.child(*SUBJECTS)
    first = next((n for n in clause.all("aux", "auxpass")), None)
    if clause.text.lower() == "were":
        first = clause
    if own is None or first is None or first.text.lower() not in _INVERTED:
        return None
    return first if first.start < min(n.start for n in own.subtree()) else None

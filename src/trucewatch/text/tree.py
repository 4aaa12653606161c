"""A parsed sentence: nodes with heads, the same shape for every language.

Relations carry the names of the English parser (nsubj, dobj, prep, pobj, ccomp, ...); another
language's parser is adapted to them in `models`, so no rule asks which parser made a tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from trucewatch.domain.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
NOUN_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "appos"})


@dataclass(slots=True, eq=False)
class Node:
    """One token: `start` is its code point in the document, `head` its governor (or itself)."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    rel: str
    start: int
    end: int
    head: Node = field(init=False, repr=False)
    children: list[Node] = field(default_factory=list, repr=False)

    @property
    def span(self) -> Span:
        """Where the token stands in the document."""
        return Span(self.start, self.end)

    def child(self, *rels: str) -> Node | None:
        """The first child with one of these relations."""
        return next((node for node in self.children if node.rel in rels), None)

    def last(self, *rels: str) -> Node | None:
        """The last child with one of these relations: of "envoy X" two objects, the name."""
        return next((node for node in reversed(self.children) if node.rel in rels), None)

    def all(self, *rels: str) -> list[Node]:
        """Every child with one of these relations, in order."""
        return [node for node in self.children if node.rel in rels]

    def ancestors(self) -> Iterator[Node]:
        """From the governor up to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def subtree(self) -> Iterator[Node]:
        """This node and all below it, in no particular order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(node.children)

    def prepositions(self, *words: str) -> Iterator[Node]:
        """Objects of the prepositions below this node, "" meaning any preposition."""
        for prep in self.all("prep", "agent", "dative"):
            named = not words or prep.text.lower() in words
            if named:
                yield from prep.all("pobj", "pcomp")
            for further in prep.all("prep"):
                # "out of the talks": either word asks for what stands behind both.
                if named or (prep.child("pobj") is None and further.text.lower() in words):
                    yield from further.all("pobj", "pcomp")

    def with_conjuncts(self) -> list[Node]:
        """This node and everything coordinated with it, in order."""
        found = [self]
        for conjunct in self.all("conj"):
            found.extend(conjunct.with_conjuncts())
        return found

    def is_verb(self) -> bool:
        """Whether the token heads a verbal clause; a participle that modifies a noun does not."""
        return self.pos in ("VERB", "AUX") and self.rel not in (
            "amod",
            "compound",
            "aux",
            "auxpass",
        )


@dataclass(slots=True, eq=False)
class Tree:
    """One sentence in reading order; `span` is its place in the document."""

    nodes: list[Node]
    span: Span

    @property
    def root(self) -> Node:
        """The node that governs itself."""
        return next(node for node in self.nodes if node.head is node)

    def at(self, span: Span) -> list[Node]:
        """The nodes that share a code point with `span`."""
        return [node for node in self.nodes if node.start < span.end and span.start < node.end]

    def top_of(self, span: Span) -> Node | None:
        """The node of `span` whose governor lies outside it."""
        inside = self.at(span)
        for node in inside:
            if node.head is node or node.head not in inside:
                return node
        return None


def extent(nodes: Iterator[Node] | list[Node]) -> Span:
    """The smallest span that holds all nodes; at least one is needed."""
    listed = list(nodes)
    return Span(min(node.start for node in listed), max(node.end for node in listed))

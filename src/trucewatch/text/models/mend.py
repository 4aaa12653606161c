"""Attachments that the small parser is known to get wrong in news, put right.

Each rule names the pattern it mends; it changes heads and relations only, never words.
"""

from __future__ import annotations

from collections.abc import Callable

from trucewatch.text import lexicon
from trucewatch.text.tree import Node, Tree


def mend(tree: Tree, lang: str) -> Tree:
    """Apply every rule in order; the tree is changed in place and given back."""
    says = lexicon.words(lang, "speech", "says")
    rules: tuple[Callable[[Tree, frozenset[str]], None], ...] = (
        _verb_taken_for_noun,
        _noun_with_subject,
        _trailing_attribution,
        _swallowed_subject,
        _that_after_speech,
        _participle_of_speech,
    )
    for rule in rules:
        rule(tree, says)
    return tree


def _attach(node: Node, head: Node, rel: str) -> None:
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.rel = head, rel
    if head is not node:
        head.children.append(node)
        head.children.sort(key=lambda n: n.index)


def _verb_taken_for_noun(tree: Tree, says: frozenset[str]) -> None:
    """ "The document, ..., advocates for": the plural noun in apposition is the verb."""
    root = tree.root
    if root.is_verb() or root.pos not in ("NOUN", "PROPN"):
        return
    for node in root.all("appos", "conj"):
        if node.tag == "NNS" and node.lemma in says and node.child("prep", "ccomp", "dobj"):
            node.pos, node.tag = "VERB", "VBZ"
            _attach(node, node, "ROOT")
            _attach(root, node, "nsubj")
            return


def _noun_with_subject(tree: Tree, says: frozenset[str]) -> None:
    """ "Disagreements center on ...": what has a subject and no "be" is a verb."""
    del says
    for node in tree.nodes:
        if node.pos == "NOUN" and node.tag == "NN" and node.rel in ("ccomp", "ROOT"):
            below = node.child("nsubj")
            if below is not None and below.tag == "NNS" and node.child("cop", "aux", "det") is None:
                node.pos, node.tag = "VERB", "VBP"


def _trailing_attribution(tree: Tree, says: frozenset[str]) -> None:
    """ "X will meet Y, the ministry has announced": the last verb governs what goes before."""
    root = tree.root
    for node in root.all("conj", "parataxis", "dep"):
        own = node.child("nsubj")
        joined = root.child("cc")
        linked = joined is not None and joined.start > root.start and joined.end <= node.start
        if node.lemma in says and own is not None and not linked and node.index > root.index:
            after = [n for n in tree.nodes if n.index > node.index and n.rel in ("ccomp", "dobj")]
            if any(n.head is node for n in after):
                continue
            _attach(node, node, "ROOT")
            _attach(root, node, "ccomp")
            return


def _swallowed_subject(tree: Tree, says: frozenset[str]) -> None:
    """ "Acknowledging ... in Syria, X then expressed": X is the subject, not a name for Syria."""
    del says
    root = tree.root
    opening = root.child("csubj")
    if opening is None or opening.tag != "VBG" or root.child("nsubj") is not None:
        return
    inside = [n for n in opening.subtree() if n.rel == "appos" and n.pos in ("PROPN", "PRON")]
    for node in sorted(inside, key=lambda n: -n.index):
        comma = next((n for n in tree.nodes if n.text == "," and n.end <= node.start), None)
        if comma is not None:
            _attach(node, root, "nsubj")
            _attach(opening, root, "advcl")
            return


def _that_after_speech(tree: Tree, says: frozenset[str]) -> None:
    """ "said but that X held talks": what follows "that" is what was said."""
    for node in tree.nodes:
        if node.rel == "conj" and node.head.lemma in says and node.is_verb():
            mark = node.child("mark") or node.head.child("mark")
            if mark is not None and mark.text.lower() == "that" and mark.start > node.head.start:
                _attach(node, node.head, "ccomp")


def _participle_of_speech(tree: Tree, says: frozenset[str]) -> None:
    """ "X insist that Y must go, accusing Z": the one who insists accuses."""
    for node in tree.nodes:
        if node.rel != "advcl" or node.tag != "VBG" or node.lemma not in says:
            continue
        clause = node.head
        outer = clause.head
        if clause.rel == "ccomp" and outer.lemma in says and outer.start < clause.start:
            comma = any(n.text == "," and clause.end <= n.start < node.start for n in tree.nodes)
            if comma:
                _attach(node, outer, "advcl")

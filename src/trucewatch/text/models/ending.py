"""The speaker at the end of a sentence: "X said that Y left, the agency reported"."""

from __future__ import annotations

from trucewatch.text.tree import Node, Tree

_NOMINAL = ("NOUN", "PROPN", "PRON")
_NEVER = ("VERB", "CCONJ", "SCONJ", "PUNCT")
_LOOSE = ("VERB", "SCONJ", "CCONJ")

_APPOSED = 2


def say_at_end(tree: Tree, says: frozenset[str]) -> None:
    """Put the verb of speech that ends a sentence behind a comma over everything before it."""
    root = tree.root
    for verb in reversed(tree.nodes):
        if verb.lemma not in says or verb.tag not in ("VBD", "VBZ", "VBN", "VBP"):
            continue
        if verb is root or verb.index < root.index or not _ends(verb, tree):
            continue
        commas = [n for n in tree.nodes[: verb.index] if n.text == ","]
        if len(commas) > _APPOSED and commas[-1].index == verb.index - 1:
            # "..., the commission's chairman, General X, said": his name stands apart.
            commas = commas[:-_APPOSED]
        comma = commas[-1] if commas else None
        between = tree.nodes[comma.index + 1 : verb.index] if comma is not None else []
        who = _noun_phrase([n for n in between if n.text != ","])
        if who is not None and comma is not None and comma.index > root.index:
            _put_over(verb, who, root, comma)
        return


def subject_behind_object(tree: Tree, says: frozenset[str]) -> None:
    """ "They shelled X, the chairman, Y, said": X is what they shelled, the chairman says so."""
    root = tree.root
    told, taken = root.child("ccomp"), root.child("nsubj")
    if root.lemma not in says or told is None or taken is None or told.child("dobj") is not None:
        return
    speaker = taken.child("appos")
    if speaker is None or not told.index < taken.index < speaker.index < root.index:
        return
    between = tree.nodes[told.index + 1 : taken.index]
    comma = any(n.text == "," for n in tree.nodes[taken.index + 1 : speaker.index])
    if comma and all(n.head is taken and n.rel != "punct" for n in between):
        _move(speaker, root, "nsubj")
        _move(taken, told, "dobj")


def _ends(verb: Node, tree: Tree) -> bool:
    """Whether nothing but time, place and manner stands behind it."""
    behind = tree.nodes[verb.index + 1 :]
    if behind and behind[0].pos in _NOMINAL and behind[0].rel in ("dobj", "nsubj", "ccomp"):
        return False
    return not any(n.pos in (*_LOOSE, "AUX") or n.text in (",", ";", ":") for n in behind)


def _noun_phrase(between: list[Node]) -> Node | None:
    """The head of the words between the comma and the verb, None where they are no phrase."""
    if not between or any(n.pos in _NEVER or n.tag in ("WDT", "WP") for n in between):
        return None
    tops = [n for n in between if n.head not in between and n.pos in _NOMINAL]
    return tops[0] if tops else None


def _put_over(verb: Node, who: Node, root: Node, comma: Node) -> None:
    told = [n for n in verb.children if n.index < comma.index and n.rel == "ccomp"]
    for child in [*verb.children]:
        if child.index >= comma.index or child is root:
            continue
        clause = told[-1] if told else None
        if child.rel == "nsubj" and clause is not None and clause.child("dobj") is None:
            _move(child, clause, "dobj")
        else:
            _move(child, root, child.rel)
    _move(verb, verb, "ROOT")
    _move(root, verb, "ccomp")
    _move(who, verb, "nsubj")


def _move(node: Node, head: Node, rel: str) -> None:
    if node.head is not node:
        node.head.children.remove(node)
    node.head, node.rel = head, rel
    if head is not node:
        head.children.append(node)
        head.children.sort(key=lambda n: n.index)

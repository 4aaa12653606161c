"""Attachments that the small parser is known to get wrong in news, put right.

Each rule names the pattern it mends; it changes heads and relations only, never words.
"""

from __future__ import annotations

from collections.abc import Callable

from trucewatch.text import lexicon
from trucewatch.text.models.ending import say_at_end, subject_behind_object
from trucewatch.text.tree import Node, Tree


def mend(tree: Tree, lang: str) -> Tree:
    """Apply every rule in order; the tree is changed in place and given back."""
    says = lexicon.words(lang, "speech", "says")
    rules: tuple[Callable[[Tree, frozenset[str]], None], ...] = (
        _verb_taken_for_noun,
        _noun_with_subject,
        _headless_clause,
        _active_participle,
        _subject_taken_for_object,
        _apposed_attribution,
        _bracketed_attribution,
        _trailing_attribution,
        say_at_end,
        subject_behind_object,
        _apart_at_semicolon,
        _clause_before_speech,
        _clause_behind_preposition,
        _swallowed_subject,
        _that_after_speech,
        _participle_of_speech,
        _accused_of_doing,
        _preposition_of_particle,
        _infinitive_of_noun,
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


def _headless_clause(tree: Tree, says: frozenset[str]) -> None:
    """ "The envoy called on all sides": a past form with a complement is the verb of the noun."""
    del says
    root = tree.root
    if root.is_verb() or root.pos not in ("NOUN", "PROPN"):
        return
    behind = [n for n in tree.nodes if n.rel == "acl" and n.tag == "VBD" and _after_comma(n, tree)]
    for node in dict.fromkeys((*root.all("acl"), *behind)):
        finite = node.tag == "VBD" or (node.tag == "VBN" and node.child(*_COMPLEMENTS) is not None)
        if finite and node.child("agent") is None and node.start > root.start:
            _attach(node, node, "ROOT")
            node.tag = "VBD"
            _attach(root, node, "nsubj")
            for other in root.all("punct"):
                if other.start > node.start:
                    _attach(other, node, "punct")
            return


def _active_participle(tree: Tree, says: frozenset[str]) -> None:
    """ "No jet bombed the town, X said": what has an object of its own is the verb of its noun."""
    for node in tree.nodes:
        noun = node.head
        if node.rel != "acl" or node.tag not in ("VBN", "VBD") or node.child("dobj") is None:
            continue
        if noun.rel in ("dep", "ccomp") and noun.head.lemma in says and noun.start < node.start:
            above = noun.head
            _attach(node, above, "ccomp")
            _attach(noun, node, "nsubj")
            return


def _after_comma(node: Node, tree: Tree) -> bool:
    return node.index > 0 and tree.nodes[node.index - 1].text == ","


_COMPLEMENTS = ("dobj", "ccomp", "xcomp", "oprd", "acomp")


def _subject_taken_for_object(tree: Tree, says: frozenset[str]) -> None:
    """ "“...” the ministry's spokeswoman, X, said": who stands right before the verb says it."""
    root = tree.root
    told = root.child("ccomp")
    if root.lemma not in says or told is None or root.child("nsubj", "nsubjpass") is not None:
        return
    inside = [n for n in told.subtree() if n.start > told.start and n.pos in _NOMINAL]
    for node in sorted(inside, key=lambda n: (-len(list(n.subtree())), n.start)):
        words = [n for n in node.subtree() if n.rel != "punct"]
        first, last = min(n.index for n in words), max(n.index for n in words)
        between = tree.nodes[last + 1 : root.index]
        set_off = first and tree.nodes[first - 1].text in _SETTING_OFF
        if last < root.index and set_off and all(n.rel == "punct" for n in between):
            _attach(node, root, "nsubj")
            return


_NOMINAL = ("NOUN", "PROPN", "PRON")
_SETTING_OFF = frozenset({",", '"', "”", "»", "''", "—", "–"})


def _apposed_attribution(tree: Tree, says: frozenset[str]) -> None:
    """ "X have agreed ..., the two armies announced": a noun put beside another one speaks."""
    root = tree.root
    for node in tree.nodes:
        noun = node.head
        if node.rel != "acl" or node.lemma not in says or node.tag not in ("VBD", "VBN"):
            continue
        if noun.rel not in ("appos", "conj", "dobj", "pobj", "npadvmod") or node.start < root.start:
            continue
        before = min(noun.subtree(), key=lambda n: n.start)
        comma = any(n.text == "," and n.end <= before.start <= n.end + 1 for n in tree.nodes)
        if comma and noun.start > root.start and node.child("agent", "dobj", "ccomp") is None:
            _attach(noun, node, "nsubj")
            _attach(node, node, "ROOT")
            _attach(root, node, "ccomp")
            return


def _bracketed_attribution(tree: Tree, says: frozenset[str]) -> None:
    """ "Otherwise, he said, the army will go on": the verb of speech governs its sentence."""
    for node in tree.nodes:
        clause = node.head
        if node.rel != "parataxis" or node.lemma not in says or clause is node:
            continue
        if node.child("nsubj") is not None and node.child("ccomp", "dobj") is None:
            above, rel = clause.head, clause.rel
            _attach(node, node if above is clause else above, rel)
            _attach(clause, node, "ccomp")
            return


def _accused_of_doing(tree: Tree, says: frozenset[str]) -> None:
    """ "accused them of dropping bombs on X": the dropping is the deed, not a kind of bombs."""
    del says
    for node in tree.nodes:
        noun = node.head
        if node.tag != "VBG" or node.rel not in ("amod", "compound") or noun.rel != "pobj":
            continue
        prep = noun.head
        first = all(other.start >= node.start for other in noun.subtree())
        if prep.text.lower() not in ("of", "for") or not first or noun.tag not in ("NNS", "NNP"):
            continue
        if prep.head.rel != "dobj" and not prep.head.is_verb():
            continue
        _attach(node, prep, "pcomp")
        node.pos = "VERB"
        _attach(noun, node, "dobj")
        verb = prep.head if prep.head.is_verb() else prep.head.head
        for later in [*verb.all("prep", "npadvmod", "advcl")]:
            if later.start > node.start:
                _attach(later, node, later.rel)
        return


def _preposition_of_particle(tree: Tree, says: frozenset[str]) -> None:
    """ "pull back from X": the verb has the preposition, not its particle."""
    del says
    for node in tree.nodes:
        particle = node.head
        verbal = particle.rel in ("advmod", "prt") and particle.head.is_verb()
        if node.rel == "prep" and verbal and particle.lemma in _PARTICLES:
            _attach(node, particle.head, "prep")


_PARTICLES = frozenset("back away out together up down off".split())


def _apart_at_semicolon(tree: Tree, says: frozenset[str]) -> None:
    """ "He counted 12; the army counts 30": neither says what stands across the semicolon."""
    del says
    marks = [n for n in tree.nodes if n.text == ";"]
    for node in tree.nodes if marks else ():
        low, high = sorted((node.start, node.head.start))
        if node.rel == "ccomp" and any(low < mark.start < high for mark in marks):
            node.rel = "parataxis"


def _clause_before_speech(tree: Tree, says: frozenset[str]) -> None:
    """ "They will go if the war stops, X said": the condition is that of going."""
    root = tree.root
    told, who = root.child("ccomp"), root.child("nsubj")
    if root.lemma not in says or told is None or who is None or told.start > who.start:
        return
    for clause in root.all("advcl"):
        if told.start < clause.start < who.start:
            _attach(clause, told, "advcl")


def _clause_behind_preposition(tree: Tree, says: frozenset[str]) -> None:
    """ "as a truce took effect": the noun behind "as" is the subject, and "as" joins the clause."""
    del says
    for node in tree.nodes:
        if node.rel != "advcl" or node.child("nsubj", "nsubjpass", "mark") is not None:
            continue
        for prep in node.head.all("prep"):
            noun = prep.child("pobj")
            if noun is None or prep.text.lower() not in _JOINING or node.tag in ("VBG", "VB"):
                continue
            last = max(n.index for n in noun.subtree())
            between = tree.nodes[last + 1 : node.index]
            if last < node.index and all(n.rel in ("aux", "auxpass", "advmod") for n in between):
                _attach(noun, node, "nsubj")
                _attach(prep, node, "mark")
                break


_JOINING = frozenset({"as", "after", "before", "since", "until"})


def _infinitive_of_noun(tree: Tree, says: frozenset[str]) -> None:
    """ "called it a chance for them to leave": the leaving is the chance, no aim of calling."""
    del says
    for node in tree.nodes:
        if node.rel != "advcl" or node.tag != "VB" or node.child("aux") is None:
            continue
        above = node.head
        noun = above if not above.is_verb() else above.child("oprd", "attr", "dobj")
        if noun is not None and noun.lemma in _OF_INFINITIVES and noun.end <= node.start:
            _attach(node, noun, "acl")


_OF_INFINITIVES = frozenset(
    "chance opportunity possibility right plan decision need demand".split()
)

"""Whether a word is of a class that a frame asks for."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.domain.actor import ActorKind
from trucewatch.text import lexicon
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import NOUN_MODIFIERS, Node

_PRONOUNS = frozenset({"it", "this", "that"})


def is_of(node: Node | None, wanted: Iterable[str], phrases: Phrases) -> bool:
    """Whether the word, or what it carries, is of one of the classes.

    A carrier takes the class of its modifier: in "ceasefire deal" the deal is a TRUCE. IT lets
    "this" or "such an agreement" stand for the truce the report was speaking of.
    """
    if node is None:
        return False
    return any(_is(node, name, phrases) for name in wanted)


def _is(node: Node, name: str, phrases: Phrases) -> bool:
    if name == lexicon.ANYTHING:
        return True
    if name == "IT":
        return points_back(node, phrases) and (phrases.memory.truce or _truce_before(node, phrases))
    if name == "IT_HERE":
        return node.text.lower() in _PRONOUNS and _truce_before(node, phrases)
    if name == "TALKS" and node.text.lower() == "they":
        return phrases.memory.talks
    if name == "PERSON_NAME":
        return any(_is_human(n, phrases) for n in (node, *node.all("appos")))
    if name == "PARTY":
        return _is_party(node, phrases)
    if name == "PLACE_NAME":
        return _names_place(node, phrases)
    if name == "PEOPLES":
        # "thousands of Muslims", "190 jailed Maoists"
        return node.tag == "NNPS" or any(n.tag == "NNPS" for n in node.prepositions("of"))
    book = lexicon.nouns(phrases.lang)
    if name in book.compounds:
        head, modifier = book.compounds[name]
        return _listed(node, head, phrases) and any_below(node, (modifier,), phrases)
    if _listed(node, name, phrases):
        return True
    if node.lemma in _QUANTITIES:
        # "hundreds of fighters", "one of its convoys", "4 tonnes of food"
        return any(_is(of, name, phrases) for of in node.prepositions("of"))
    carries = node.lemma in book.carriers or node.text.lower() in book.carriers
    return carries and any(_listed(n, name, phrases) for n in carried(node))


def _is_human(node: Node, phrases: Phrases) -> bool:
    named = phrases.names_at(node)
    return named is not None and named.span in phrases.humans


def _names_place(node: Node, phrases: Phrases) -> bool:
    """Whether a name is no actor's, or that of a state, which is a country besides."""
    named = phrases.names_at(node)
    actor = named.actor if named is not None else None
    # "Cambodians" are people, not a place.
    if node.tag == "NNPS":
        return False
    return node.pos == "PROPN" and (actor is None or actor.kind is ActorKind.STATE)


def _is_party(node: Node, phrases: Phrases) -> bool:
    """Whether a noun names or is a party of war: a registered one, "forces", "the two sides"."""
    named = phrases.names_at(node)
    if named is not None and named.actor is not None:
        return named.actor.kind in _PARTIES
    return _listed(node, "FORCES", phrases) or _listed(node, "SIDE", phrases)


_PARTIES = frozenset(
    {
        ActorKind.STATE,
        ActorKind.GOVERNMENT,
        ActorKind.ARMED_FORCE,
        ActorKind.ARMED_GROUP,
        ActorKind.COALITION,
    }
)
_QUANTITIES = frozenset(
    "hundred thousand ten dozen score number group one two three some several many most tonne ton "
    "load box bag part all each handful shipment series cylinder canister "
    "last rest majority roof wing".split()
)


def _truce_before(node: Node, phrases: Phrases) -> bool:
    """Whether the sentence speaks of a truce before this word."""
    words = lexicon.nouns(phrases.lang).classes["TRUCE"]
    return any(n.lemma in words and n.end <= node.start for n in phrases.tree.nodes)


def points_back(node: Node, phrases: Phrases) -> bool:
    """Whether "this" or "such an agreement" stands for something said before."""
    if node.text.lower() in _PRONOUNS:
        return True
    words = lexicon.nouns(phrases.lang).classes["AGREEMENT"]
    if node.lemma not in words:
        return False
    known = any(c.text.lower() in ("such", "this", "that", "the") for c in node.children)
    # Not every statement is one of the parties together.
    return known and (node.lemma != "statement" or any(c.lemma == "joint" for c in node.children))


def _listed(node: Node, name: str, phrases: Phrases) -> bool:
    words = lexicon.nouns(phrases.lang).classes.get(name, frozenset())
    return node.lemma in words or node.text.lower() in words


def carried(node: Node) -> list[Node]:
    """Modifiers of a noun and the nouns after its "of", "for", "on" and "in"."""
    before = [child for child in node.children if child.rel in NOUN_MODIFIERS]
    before += [n for child in before for n in child.children if n.rel in NOUN_MODIFIERS]
    behind = [n for n in node.prepositions("of", "for", "on", "in", "to") if not n.is_verb()]
    behind += [n for noun in behind for n in noun.all("conj")]
    return before + behind


def any_below(node: Node, wanted: Iterable[str], phrases: Phrases) -> bool:
    """Whether some word in the phrase below (the head included) is of one of the classes."""
    names = tuple(wanted)
    return any(_listed(n, name, phrases) for n in phrase_below(node) for name in names)


def phrase_below(node: Node) -> list[Node]:
    """The words of a phrase without the clauses that hang on it."""
    found, stack = [], [node]
    while stack:
        word = stack.pop()
        found.append(word)
        stack.extend(c for c in word.children if c.rel not in ("relcl", "advcl", "ccomp"))
    return found

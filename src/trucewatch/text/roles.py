"""Who does the act and to whom, as the frame says where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.domain.statement import Mention
from trucewatch.text.acts import Told
from trucewatch.text.attribution import Chain
from trucewatch.text.clause import agent_and_object
from trucewatch.text.nounclass import carried, phrase_below
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import Node

_NOMINAL_AGENTS = ("light", "poss", "modifier", "by", "accused")
_SIMPLE_PREPOSITIONS = frozenset(
    {"with", "between", "of", "to", "against", "from", "on", "in", "by", "at", "over", "into"}
)


def agents(told: Told, chain: Chain, phrases: Phrases) -> tuple[Mention, ...]:
    """Everybody who acts, in the order the frame asks, each once; () where nobody is named."""
    if told.frame.speaker or told.frame.targets == ("addressee",):
        return ()
    where = told.frame.agents
    if where == ("subject",) and told.head is not told.verb:
        where = _NOMINAL_AGENTS
    elif where == ("subject",) and not told.head.is_verb():
        where = _NOMINAL_AGENTS
    if told.frame.reciprocal:
        where = (*where, "with", "between", "actor_object", "modifier")
    found = _merged(mention for place in where for mention in _at(place, told, chain, phrases))
    if not found and told.head.is_verb() and where[:1] == ("subject",):
        found = _merged(iter(_small_clause(told, phrases)))
    if told.frame.reciprocal and len(found) == 1 and told.verb.tag == "VBG":
        found = _merged(iter((*found, *_small_clause(told, phrases))))
    return found


def targets(told: Told, chain: Chain, phrases: Phrases) -> tuple[Mention, ...]:
    """Everybody acted upon; an actor is never the target of its own act."""
    if told.frame.reciprocal:
        places: tuple[str, ...] = tuple(p for p in told.frame.targets if p in ("against", "on"))
    else:
        places = told.frame.targets
    return _merged(mention for place in places for mention in _at(place, told, chain, phrases))


def _merged(mentions: Iterator[Mention]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.actor or mention.name, mention)
    return tuple(found.values())


def _at(place: str, told: Told, chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    """The mentions at one named place of the frame."""
    head = told.head
    if place in ("subject", "light"):
        yield from _subject(told, phrases)
    elif place == "named_subject":
        yield from (m for m in _subject(told, phrases) if m.actor is not None)
    elif place in ("object", "actor_object"):
        keep = place == "object"
        yield from phrases.actors(told.object, keep_roles=keep)
    elif place == "dative":
        for node in told.verb.all("dative"):
            yield from phrases.actors(node)
    elif place == "poss":
        for node in head.all("poss"):
            yield from phrases.actors(node, keep_roles=False)
    elif place == "modifier":
        yield from _modifiers(head, phrases)
    elif place == "of_modifier":
        for node in head.prepositions("of"):
            yield from _modifiers(node, phrases)
    elif place == "object_modifier":
        for node in (told.agent, told.object):
            yield from _modifiers(node, phrases)
    elif place == "accused":
        yield from chain.accused
    elif place == "addressee":
        yield from chain.addressees or phrases.memory.asked
    elif place == "thanked":
        yield from _thanked(head, phrases)
    elif place == "banned_in":
        yield from _banned_in(told, phrases)
    elif place in _SIMPLE_PREPOSITIONS:
        for node in (head, told.verb) if told.verb is not head else (head,):
            for noun in node.prepositions(place):
                yield from phrases.actors(noun, keep_roles=place in ("by", "against", "at", "on"))


def _subject(told: Told, phrases: Phrases) -> Iterator[Mention]:
    if told.agent is None:
        return
    if told.agent is told.object:
        return
    yield from phrases.actors(told.agent) or _made_by(told.agent, phrases)


def _made_by(node: Node, phrases: Phrases) -> tuple[Mention, ...]:
    """The maker of a document that acts: "the plan drawn up by X advocates"."""
    for below in node.subtree():
        if below.rel == "agent":
            made = below.child("pobj")
            mentions = phrases.actors(made, keep_roles=False)
            if mentions:
                return mentions
    return ()


def _modifiers(node: Node | None, phrases: Phrases) -> Iterator[Mention]:
    """Names that modify a noun: "U.S.-Russia talks", "the Saudi-led raid" left out."""
    if node is None:
        return
    for named in phrases.modifying_names(node):
        if named.actor is not None and not phrases.is_place_only(named):
            yield phrases.mention(named)


def _small_clause(told: Told, phrases: Phrases) -> tuple[Mention, ...]:
    """ "The plan sees X bring ... before beginning": X begins, though the parser says the plan."""
    for up in told.verb.ancestors():
        for clause in up.all("ccomp"):
            below = clause.child("nsubj")
            if below is not None and below.start < told.verb.start:
                mentions = phrases.actors(below, keep_roles=False)
                if mentions:
                    return mentions
    return ()


def _thanked(head: Node, phrases: Phrases) -> Iterator[Mention]:
    for up in head.ancestors():
        for noun in [n for top in (up, *up.all("acomp")) for n in top.prepositions("to")]:
            yield from phrases.actors(noun, keep_roles=False)
        if up.lemma == "thank":
            yield from phrases.actors(agent_and_object(up)[1], keep_roles=False)


def _banned_in(told: Told, phrases: Phrases) -> Iterator[Mention]:
    if told.object is None:
        return
    for node in phrase_below(told.object):
        if node.tag == "VBN":
            for noun in [*node.prepositions("in", "by"), *carried(node)]:
                yield from phrases.actors(noun, keep_roles=False)

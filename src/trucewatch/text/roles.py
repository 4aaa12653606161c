"""Who does the act and to whom, as the frame says where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from trucewatch.domain.statement import Mention
from trucewatch.text.acts import Told
from trucewatch.text.attribution import Chain
from trucewatch.text.clause import agent_and_object
from trucewatch.text.nounclass import carried, phrase_below
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import Node

_NOMINAL_AGENTS = ("light", "poss", "modifier", "by", "accused")
_ACTED_UPON = frozenset({"by", "against", "at", "on"})
_SIMPLE_PREPOSITIONS = frozenset(
    {
        "with",
        "between",
        "of",
        "to",
        "against",
        "from",
        "on",
        "in",
        "by",
        "at",
        "over",
        "into",
        "for",
    }
)


def agents(told: Told, chain: Chain, phrases: Phrases) -> tuple[Mention, ...]:
    """Everybody who acts, in the order the frame asks, each once; () where nobody is named."""
    if told.frame.speaker or told.frame.targets == ("addressee",):
        return ()
    where = told.frame.agents
    nominal = told.head is not told.verb or not told.head.is_verb()
    if where == ("subject",) and nominal:
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
    if place in _SIMPLE_PREPOSITIONS:
        yield from _behind(place, told, phrases)
    else:
        yield from _PLACES[place](told, chain, phrases)


def _behind(preposition: str, told: Told, phrases: Phrases) -> Iterator[Mention]:
    """Objects of a preposition after the act or the verb that carries it."""
    keep = preposition in _ACTED_UPON
    nodes = [
        told.head,
        told.verb,
        *([told.object] if told.object and told.frame.reciprocal else []),
    ]
    if preposition == "by" and told.governor is not None:
        # "counted 12 breaches by the rebels": the counting is not theirs.
        nodes.append(told.governor)
    for node in dict.fromkeys(nodes):
        for noun in node.prepositions(preposition):
            yield from phrases.actors(noun, keep_roles=keep)


def _checkpoint(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    """Whose checkpoint it was where something was held up."""
    for noun in told.verb.prepositions("at", "by"):
        if noun.lemma in ("checkpoint", "roadblock", "post", "crossing"):
            yield from phrases.actors(noun, keep_roles=False)


def _under_from(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    """Of "came under fire from X" it is X that fired."""
    for noun in told.verb.prepositions("under"):
        for source in [*noun.prepositions("from", "by"), *told.verb.prepositions("from", "by")]:
            yield from phrases.actors(source)


def _denier(told: Told, chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    """Who denies a part in it would be the one who did it."""
    if chain.denied is not None and told.head.head.head.lemma in _PART:
        for speaker in chain.speakers[:1]:
            yield Mention(speaker.name, speaker.actor, speaker.words, phrases.tree.span)


_PART = frozenset({"part", "role", "involvement", "hand", "responsibility"})


def _named_subject(told: Told, chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    yield from (m for m in _subject(told, chain, phrases) if m.actor is not None)


def _object(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    yield from phrases.actors(told.object)


def _actor_object(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    yield from phrases.actors(told.object, keep_roles=False)


def _dative(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    for node in told.verb.all("dative"):
        yield from phrases.actors(node)


def _owner(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    for node in told.head.all("poss"):
        yield from phrases.actors(node, keep_roles=False)


def _modifier(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    yield from _modifiers(told.head, phrases)


def _of_modifier(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    for node in told.head.prepositions("of"):
        yield from _modifiers(node, phrases)


def _object_modifier(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    for node in (told.agent, told.object):
        yield from _modifiers(node, phrases)


def _accused(_told: Told, chain: Chain, _phrases: Phrases) -> Iterator[Mention]:
    yield from chain.accused


def _addressee(_told: Told, chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    yield from chain.addressees or phrases.memory.asked


def _subject(told: Told, chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    if told.agent is None:
        return
    if told.agent is told.object:
        return
    if chain.mutual and chain.accused:
        # "accused each other of breaking it": whoever is accused broke it.
        yield from chain.accused
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
        whole = named.span.overlaps(node.span)
        if named.actor is not None and not whole and not phrases.is_place_only(named):
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


def _thanked(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    for up in told.head.ancestors():
        for noun in [n for top in (up, *up.all("acomp")) for n in top.prepositions("to")]:
            yield from phrases.actors(noun, keep_roles=False)
        if up.lemma == "thank":
            yield from phrases.actors(agent_and_object(up)[1], keep_roles=False)


def _by_below(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    """ "is listed as a terrorist group by X": the one who lists stands behind what it is."""
    for node in told.verb.subtree():
        if node.rel in ("prep", "agent") and node.text.lower() == "by":
            for noun in node.all("pobj"):
                yield from phrases.actors(noun, keep_roles=False)


def _banned_in(told: Told, _chain: Chain, phrases: Phrases) -> Iterator[Mention]:
    if told.object is None:
        return
    for node in phrase_below(told.object):
        if node.tag == "VBN":
            for noun in [*node.prepositions("in", "by"), *carried(node)]:
                yield from phrases.actors(noun, keep_roles=False)


_PLACES: Mapping[str, Callable[[Told, Chain, Phrases], Iterator[Mention]]] = {
    "subject": _subject,
    "checkpoint": _checkpoint,
    "under_from": _under_from,
    "denier": _denier,
    "light": _subject,
    "named_subject": _named_subject,
    "object": _object,
    "actor_object": _actor_object,
    "dative": _dative,
    "poss": _owner,
    "modifier": _modifier,
    "of_modifier": _of_modifier,
    "object_modifier": _object_modifier,
    "accused": _accused,
    "addressee": _addressee,
    "thanked": _thanked,
    "banned_in": _banned_in,
    "by_below": _by_below,
}

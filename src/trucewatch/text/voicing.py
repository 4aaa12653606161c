"""Whom the subject of a verb of speech stands for: a name, a voice, the maker of a document."""

from __future__ import annotations

from trucewatch.domain.statement import Mention, Speaker
from trucewatch.text import lexicon
from trucewatch.text.phrase import Phrases
from trucewatch.text.referring import definite
from trucewatch.text.tree import Node


def speakers_of(who: Node, verb: Node, phrases: Phrases) -> tuple[Speaker, ...]:
    """The speakers a subject names: joint speakers are one link, the first with the others beside.

    An artefact ("the document drawn up by ...") speaks for whoever made it; a subject that can
    neither be named nor speak gives nothing.
    """
    who = _apposed(who)
    mentions = by_name(maker(who, phrases) or who, phrases) or voice(who, phrases)
    mentions = mentions or _issued_before(who, phrases)
    if not mentions:
        return ()
    first, *others = mentions
    with_ = tuple(m.actor or m.name for m in others)
    return (Speaker(first.name, first.actor, verb.lemma, first.words, with_),)


def _apposed(who: Node) -> Node:
    """ "One of them, a farmer": what he is says more than that he is one of them."""
    beside = who.child("appos") if who.text.lower() in ("one", "another") else None
    return beside or who


def maker(who: Node, phrases: Phrases) -> Node | None:
    """Who made a document: "the plan drawn up by X", "a report of X", "X's letter"."""
    if who.lemma not in lexicon.words(phrases.lang, "speech", "artefacts"):
        return None
    for node in who.subtree():
        if node.head.lemma in _HOLDS_COPY:
            continue
        if node.rel == "agent" or (node.rel == "prep" and node.text.lower() in ("by", "from")):
            made = node.child("pobj")
            if made is not None and by_name(made, phrases):
                return made
    return next((n for n in who.all("poss", "compound", "nmod") if by_name(n, phrases)), None)


# "a report seen by the agency": it holds a copy and made none of it.
_HOLDS_COPY = frozenset("see obtain review view read".split())


def _issued_before(who: Node, phrases: Phrases) -> tuple[Mention, ...]:
    """ "The statement said": whoever spoke before issued it."""
    if who.lemma not in ("statement", "communique", "message") or not definite(who):
        return ()
    return tuple(Mention(s.name, s.actor, s.words) for s in phrases.memory.said_by[:1])


def by_name(node: Node, phrases: Phrases) -> tuple[Mention, ...]:
    """Whom a noun names, a name that no register holds included; nobody for a common noun."""
    return phrases.actors(node, keep_roles=node.pos == "PROPN")


def voice(who: Node, phrases: Phrases) -> tuple[Mention, ...]:
    """ "one unnamed U.S. official": a speaker no register holds, kept in the words of the text.

    "The head of the team, X" is X; "residents of Y" keep the words behind; whoever is there to
    speak for a body stands for it.
    """
    word = who.text.lower()
    if not {word, who.lemma} & lexicon.words(phrases.lang, "speech", "voices"):
        return ()
    bearer = phrases.bearer_behind(who)
    if bearer is not None:
        return (phrases.mention(bearer),)
    if word in lexicon.words(phrases.lang, "speech", "spokespeople"):
        for noun in (*who.prepositions("of", "for", "to"), *who.all("poss")):
            for body in phrases.actors(noun, keep_roles=False):
                return (Mention(body.name, body.actor, phrases.words(who), phrases.extent(who)),)
    owner = who.child("poss") if word == "office" else None
    for one in phrases.actors(owner, keep_roles=False):
        # "The chancellor's office" speaks for him.
        return (Mention(one.name, one.actor, phrases.words(who), phrases.extent(who)),)
    known = phrases.memory.voices.get(word)
    if known is not None and definite(who) and who.child("amod", "compound") is None:
        return (Mention(known.name, known.actor, phrases.words(who), phrases.extent(who)),)
    name = phrases.plain(who)
    for prep in who.all("prep"):
        if prep.text.lower() == "of" or (prep.text.lower() == "in" and word == "authorities"):
            whose = prep.child("pobj")
            if whose is not None:
                name = f"{name} {prep.text} {phrases.words(whose)}"
            break
    return (Mention(name, None, phrases.words(who), phrases.extent(who)),)


def outlet_of(told: Node, phrases: Phrases) -> tuple[Mention, ...]:
    """An outlet no register holds: the proper noun before "newspaper"."""
    names = [n for n in told.all("compound", "nmod", "appos") if n.pos == "PROPN"]
    return phrases.actors(names[-1]) if names else ()

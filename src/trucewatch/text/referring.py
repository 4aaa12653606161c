"""Backward references: "she", "they", "the group", "the ministry", "its troops"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.domain.actor import ActorKind
from trucewatch.domain.statement import Mention
from trucewatch.text import lexicon
from trucewatch.text.discourse import GROUPS
from trucewatch.text.naming import Named
from trucewatch.text.tree import SUBJECTS, Node

if TYPE_CHECKING:
    from trucewatch.text.phrase import Phrases

Mentions = tuple[Mention, ...]
_STATELY = frozenset("countries states powers governments militaries armies country state".split())
_ARMIES = frozenset({"armies", "militaries", "forces"})
_BODIES = frozenset("government regime administration forces army troops military".split())


def reference(node: Node, phrases: Phrases) -> Mentions | None:
    """What a pronoun or "the group" points back to; None where it is no reference."""
    word, memory = node.text.lower(), phrases.memory
    if word in _listed(phrases, "pairs") and node.rel in SUBJECTS and node.pos == "PRON":
        return _again(memory.pair, node)
    if node.pos == "PRON" or node.tag.startswith("PRP") or word == "whose":
        return pronoun(node, phrases)
    if phrases.modifying_names(node) or phrases.names_at(node) is not None:
        return None
    if word in _listed(phrases, "pairs") or (
        word in _listed(phrases, "pair_heads")
        and any(c.text.lower() in ("two", "both") for c in node.children)
    ):
        found = (memory.states if word in _STATELY else memory.pair) or _pair_here(node, phrases)
        if word in _ARMIES:
            found = memory.forces or tuple(_forces_of(mention, phrases) for mention in found)
        return _again(found, node)
    if node.child("det", "poss") is None:
        # "Caller says": a role that the log gives a name to.
        called = memory.callers.get(word)
        return _again((called,), node) if called is not None else None
    return _definite(node, phrases) if definite(node) else None


def _pair_here(node: Node, phrases: Phrases) -> Mentions:
    """Two named together earlier in the sentence, where the report has named no pair yet."""
    for other in phrases.tree.nodes:
        if other.end <= node.start and other.rel != "conj" and other.child("conj") is not None:
            found = phrases.actors(other, keep_roles=False)
            if len(found) == 2:
                return found
    return ()


def _definite(node: Node, phrases: Phrases) -> Mentions | None:
    word, memory = node.text.lower(), phrases.memory
    if word in _listed(phrases, "groups"):
        group = _group_before(node, phrases) or memory.group
        return _again((group,) if group else (), node)
    known = memory.bodies.get(word) if node.child("amod", "compound") is None else None
    if known is not None:
        return _again((known,), node)
    if word in _listed(phrases, "offices"):
        bearer = memory.titles.get(word) or (None if word == "official" else memory.person)
        return _again((bearer,), node) if bearer is not None else None
    return None


def pronoun(node: Node, phrases: Phrases) -> Mentions:
    """Whom a pronoun stands for, () where that is not to be told."""
    word, memory = node.text.lower(), phrases.memory
    if word in _listed(phrases, "pronouns", "first"):
        spoken = [Mention(s.name, s.actor, node.text, node.span) for s in phrases.speakers[:1]]
        if word in _WE and node.rel != "poss":
            # "We will impose sanctions", says the secretary of state: his state will.
            return tuple(_again_as(_office_of(m, phrases) or m, node) for m in spoken)
        return tuple(spoken)
    if word in _listed(phrases, "pronouns", "person"):
        near = _person_before(node, phrases)
        if memory.person is not None and _of_speech(node, phrases) and not _acts(near, phrases):
            # "Shots fell near the house of X, he said": whoever spoke before goes on.
            near = memory.person
        near = near or memory.person
        return _again((near,) if near else (), node)
    if word == "whose" and node.rel == "poss":
        return _again(phrases.actors(_owner_before(node), keep_roles=False), node)
    if word in ("it", "its"):
        return _again(_thing(node, phrases), node)
    if word in _listed(phrases, "pronouns", "plural"):
        return _again(_several(node, phrases), node)
    return ()


def _thing(node: Node, phrases: Phrases) -> Mentions:
    """ "it" and "its": whoever says so, else who spoke before; its own clause for "its"."""
    if node.rel == "poss":
        own = _subject_above(node)
        if own is not None and own.pos != "PRON":
            found = phrases.actors(own, keep_roles=False)
            if found:
                return found[:1]
    above = _reporting(node, phrases) or _told_before(node)
    if above is not None and above.pos != "PRON":
        said = _bodies(phrases.actors(above), phrases)[:1]
        if said or node.rel != "poss":
            return said
    if node.rel in ("nsubj", "poss") and _of_speech(node, phrases):
        return tuple(m for m in (*_said_before(phrases), *phrases.memory.subjects)
                     if not phrases.is_human(m))[:1]  # fmt: skip
    if node.rel == "poss":
        # "Its soldiers looted shops": those of the one body that the sentence before spoke of.
        return tuple(m for m in phrases.memory.subjects if not phrases.is_human(m))[:1] or (
            phrases.memory.spoken_of if len(phrases.memory.spoken_of) == 1 else ()
        )
    return ()


def _owner_before(node: Node) -> Node | None:
    """Of "NATO, whose jets bombed it" NATO: the noun that the clause of "whose" hangs on."""
    clause = next((up for up in node.ancestors() if up.rel == "relcl"), None)
    return clause.head if clause is not None else None


def _bodies(mentions: Mentions, phrases: Phrases) -> Mentions:
    """Mentions of bodies; of somebody who speaks for one, that one."""
    found = [
        phrases.memory.serves.get(mention.name) if phrases.is_human(mention) else mention
        for mention in mentions
    ]
    return tuple(mention for mention in found if mention is not None)


def _several(node: Node, phrases: Phrases) -> Mentions:
    """ "they": whoever says so, else who spoke before, else the two named together last."""
    above = _reporting(node, phrases)
    if above is not None and _is_plural(above):
        return phrases.actors(above, keep_roles=False)
    if above is None and _of_speech(node, phrases):
        said = phrases.memory.said_by[:1]
        before = [m for m in _said_before(phrases) if not phrases.is_human(m)]
        if said and (said[0].with_ or before):
            return tuple(before)
        bodies = tuple(m for m in phrases.memory.subjects if not phrases.is_human(m))
        if bodies:
            return bodies
    return phrases.memory.pair


def _said_before(phrases: Phrases) -> list[Mention]:
    return [Mention(s.name, s.actor, s.words) for s in phrases.memory.said_by[:1]]


def _of_speech(node: Node, phrases: Phrases) -> bool:
    """Whether the pronoun, or what it owns, is the subject of a verb of speech or holding."""
    top = node.head if node.rel == "poss" else node
    verb = top.head
    return top.rel in SUBJECTS and verb.lemma in phrases.speaking


def _reporting(node: Node, phrases: Phrases) -> Node | None:
    """The subject of the verb of speech above a pronoun, None where the pronoun is that."""
    for up in node.ancestors():
        if up.is_verb() and up.lemma in phrases.speaking:
            subject = up.child(*SUBJECTS)
            if subject is not None and node is not subject and node not in subject.subtree():
                return subject
    return None


def _told_before(node: Node) -> Node | None:
    """ "The army will leave, its spokesman said": the subject of what is said owns him."""
    verb = node.head.head if node.rel == "poss" else node.head
    told = verb.child("ccomp")
    return told.child(*SUBJECTS) if told is not None and told.end <= node.start else None


def _is_plural(node: Node) -> bool:
    return node.tag in ("NNS", "NNPS") or node.text.lower() == "they" or bool(node.all("conj"))


def _subject_above(node: Node) -> Node | None:
    """The nearest subject above, for "its": a subject owns nothing of itself."""
    for up in node.ancestors():
        subject = up.child("nsubj")
        if subject is not None and node not in subject.subtree():
            return subject
    return None


def _person_before(node: Node, phrases: Phrases) -> Mention | None:
    people = [
        phrases.mention(n)
        for n in phrases.named
        if n.span.end <= node.start and n.span in phrases.humans
    ]
    acting = [person for person in people if _acts(person, phrases)]
    if acting and _of_speech(node, phrases):
        return acting[-1]
    return people[-1] if people else None


def _acts(person: Mention | None, phrases: Phrases) -> bool:
    """Whether somebody is the subject of a clause of the sentence."""
    if person is None or person.span is None:
        return False
    for node in phrases.tree.at(person.span):
        top = node.head if node.rel == "appos" else node
        if top.rel in SUBJECTS:
            return True
    return False


def _group_before(node: Node, phrases: Phrases) -> Mention | None:
    groups = [
        n for n in phrases.named
        if n.span.end <= node.start and (phrases.is_body(n) or _is_group(n))
    ]  # fmt: skip
    return phrases.mention(groups[-1]) if groups else None


def _is_group(named: Named) -> bool:
    return named.actor is not None and named.actor.kind in GROUPS


def owned(node: Node, phrases: Phrases) -> Mention | None:
    """ "our units", "Azerbaijan's artillery", "the committee's office": whose they are."""
    owner = node.child("poss")
    if owner is None or node.text.lower() not in lexicon.nouns(phrases.lang).owned:
        return None
    body = _government_of(node, owner, phrases)
    if body is not None:
        return body
    for mention in phrases.actors(owner, keep_roles=False):
        served = phrases.memory.serves.get(mention.name) if phrases.is_human(mention) else mention
        if served is None and node.text.lower() in _ARMED:
            served = _office_of(mention, phrases)
        if served is not None and node.text.lower() in _ARMED:
            served = _forces_of(served, phrases)
        if served is not None:
            return Mention(served.name, served.actor, phrases.words(node), phrases.extent(node))
    return None


_WE = frozenset({"we", "us", "ourselves"})
_WHOLE_ARMY = frozenset({"army", "military"})
_ARMED = frozenset({"army", "military", "troops", "forces", "soldiers"})


def _office_of(person: Mention, phrases: Phrases) -> Mention | None:
    """The state whose office a registered person held on the day."""
    actor = phrases.index.actor(person.actor)
    for office in actor.offices if actor is not None else ():
        if phrases.day is None or office.valid.holds(phrases.day):
            state = phrases.index.actor(office.of)
            if state is not None and state.kind is ActorKind.STATE:
                return Mention(state.name, state.id, person.words)
    return None


def _forces_of(mention: Mention, phrases: Phrases) -> Mention:
    """The armed forces of a state; whoever is no state stands for its own."""
    forces = phrases.index.forces_of(mention.actor)
    return Mention(forces.name, forces.id, mention.words) if forces is not None else mention


def _government_of(node: Node, owner: Node, phrases: Phrases) -> Mention | None:
    """ "his government", of somebody who holds an office of a state."""
    if node.text.lower() not in _BODIES:
        return None
    own = owner.tag == "PRP$"
    people = pronoun(owner, phrases) if own else phrases.actors(owner, keep_roles=False)
    for mention in people if own else filter(phrases.is_human, people):
        state = phrases.memory.state_of.get(mention.name)
        body = phrases.index.government_of(mention.actor, state, phrases.day)
        if body is not None:
            return Mention(body.name, body.id, phrases.words(node), phrases.extent(node))
    return None


def alone(node: Node, phrases: Phrases) -> Mention | None:
    """ "the rebels", "government troops": the one party of that kind that the report names."""
    nouns = lexicon.nouns(phrases.lang)
    word = node.text.lower()
    kind = None
    if word in nouns.rebels and not phrases.modifying_names(node):
        kind = ActorKind.ARMED_GROUP
    elif word in nouns.governments or any(
        c.text.lower() in nouns.governments for c in node.all("compound", "amod", "nmod")
    ):
        kind = ActorKind.GOVERNMENT
    elif word in _WHOLE_ARMY and definite(node) and node.child("amod", "compound", "nmod") is None:
        kind = ActorKind.ARMED_FORCE
    actor = phrases.alone.get(kind) if kind is not None else None
    last = phrases.memory.group
    if actor is None or (
        kind is ActorKind.ARMED_GROUP and (last is None or last.actor != actor.id)
    ):
        return None
    return Mention(actor.name, actor.id, phrases.words(node), phrases.extent(node))


def definite(node: Node) -> bool:
    """Whether an article or "this" says that the thing is known."""
    return any(c.text.lower() in ("the", "this", "that", "these") for c in node.all("det"))


def _again_as(mention: Mention, node: Node) -> Mention:
    return Mention(mention.name, mention.actor, node.text, node.span)


def _again(mentions: Mentions, node: Node) -> Mentions:
    return tuple(Mention(m.name, m.actor, node.text, node.span) for m in mentions)


def _listed(phrases: Phrases, *path: str) -> frozenset[str]:
    return lexicon.words(phrases.lang, "speech", *path)

"""What later sentences may point back to, taken from each sentence in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.domain.actor import ActorKind, NameUse
from trucewatch.domain.statement import Mention, Speaker
from trucewatch.text import lexicon, referring
from trucewatch.text.discourse import GROUPS
from trucewatch.text.naming import Named
from trucewatch.text.nounclass import is_of
from trucewatch.text.phrase import Phrases, surname
from trucewatch.text.placing import Places
from trucewatch.text.tree import Node, Tree

_ACRONYM = re.compile(r"\s*\(([A-Z]{2,8})\)")
_FULL_NAME = re.compile(
    r"[A-Z][\w'’-]+(?: (?:de|al|el|von|van|bin|[A-Z][\w'’-]*\.?))* [A-Z][\w'’-]+"
)


def introduce(tree: Tree, phrases: Phrases, text: str) -> None:
    """Names the sentence introduces: people with their titles, bodies with their acronyms.

    Args:
        text: that of the document.
    """
    memory = phrases.memory
    for node in tree.nodes:
        named = phrases.names_at(node)
        if named is None or named.span in phrases.places:
            continue
        if named.actor is not None:
            _name_body(named, phrases.mention(named), phrases)
        if named.actor is None and " " in named.words:
            memory.surnames.setdefault(surname(named.words), named.words)
            if named.span in phrases.humans:
                # "Irwandi Yusuf" is Irwandi where people go by their first name.
                memory.surnames.setdefault(named.words.split()[0], named.words)
            acronym = _ACRONYM.match(text, named.span.end)
            if acronym is not None:
                memory.surnames[acronym.group(1)] = named.words
        if named.actor is None or named.actor.kind is ActorKind.PERSON:
            mention = phrases.mention(named)
            if named.actor is None and named.span in phrases.humans:
                memory.people.add(mention.name)
            _title(node, mention, phrases)
            _serves(node, mention, phrases)


def _title(node: Node, mention: Mention, phrases: Phrases) -> None:
    memory, title = phrases.memory, phrases.title_of(node)
    if not title:
        return
    memory.titles[title] = mention
    memory.titles[title.split()[-1]] = mention
    states = [n.actor for n in phrases.modifying_names(node) if n.actor is not None]
    if states and states[0].kind is ActorKind.STATE:
        memory.state_of[mention.name] = states[0].id


def _serves(node: Node, mention: Mention, phrases: Phrases) -> None:
    """For whom somebody speaks: "X, a spokesman for the rebel army", "the ministry's Y"."""
    titled = [*node.all("appos", "compound", "nmod"), *([node.head] if node.rel == "appos" else [])]
    for noun in [node, *titled]:
        behind = [n for n in noun.prepositions("for", "of", "from", "with") if not n.is_verb()]
        for named in (*phrases.modifying_names(noun), *map(phrases.names_at, (*behind, *titled))):
            body = named is not None and named.actor is not None
            if named is not None and body and named.span not in phrases.humans:
                phrases.memory.serves.setdefault(mention.name, phrases.mention(named))
        for owner in (*noun.all("poss"), *behind):
            for body_mention in referring.reference(owner, phrases) or ():
                phrases.memory.serves.setdefault(mention.name, body_mention)


def remember(
    tree: Tree,
    said: Sequence[tuple[Node, tuple[Speaker, ...]]],
    phrases: Phrases,
    places: Places,
) -> None:
    """Take note of whom and what a sentence spoke of, once its statements are told.

    Args:
        said: each verb of speech of the sentence with its speakers, nearest first.
    """
    memory = phrases.memory
    for named in phrases.named:
        _meet(named, phrases)
    bodies = [phrases.mention(n) for n in phrases.named if n.actor is not None]
    bodies = [m for m in bodies if not phrases.is_human(m)]
    memory.spoken_of = tuple({m.actor: m for m in bodies}.values())
    memory.talks = False
    memory.place = places.last() or memory.place
    for node in tree.nodes:
        _pair(node, phrases)
        _head(node, phrases)
        if node.pos == "NOUN" and is_of(node, ("TALKS",), phrases):
            memory.talks = True
        if node.pos in ("NOUN", "PROPN", "VERB") and is_of(node, ("TRUCE",), phrases):
            memory.truce = True
            memory.truce_place = places.around(node) or memory.truce_place
    if said:
        memory.said_by = said[-1][1]
        speaker = memory.said_by[0]
        if speaker.actor is None and speaker.words:
            memory.voices[speaker.words.rsplit(maxsplit=1)[-1].lower()] = Mention(
                speaker.name, None, speaker.words
            )
        if _human(speaker, phrases):
            memory.person = Mention(speaker.name, speaker.actor, speaker.words)
    subject = tree.root.child("nsubj", "nsubjpass")
    if subject is not None and subject.pos != "PRON":
        memory.subjects = phrases.actors(subject, keep_roles=False)


def _human(speaker: Speaker, phrases: Phrases) -> bool:
    """A registered person, or a name of several capitalised words that no register holds."""
    if speaker.actor is not None:
        return phrases.index.is_person(speaker.actor)
    single = speaker.words.split()[-1:] and speaker.words.split()[-1].lower() in lexicon.words(
        phrases.lang, "speech", "offices"
    )
    return bool(single) or bool(_FULL_NAME.fullmatch(speaker.name))


def _pair(node: Node, phrases: Phrases) -> None:
    """Two coordinated names, or two peoples before one noun."""
    mentions: tuple[Mention, ...] = ()
    if not phrases.named and node.child("conj") is None:
        return
    if node.rel != "conj" and node.child("conj") is not None:
        mentions = phrases.actors(node, keep_roles=False)
    elif node.pos in ("NOUN", "PROPN"):
        named = [n for n in phrases.modifying_names(node) if n.actor is not None]
        if all(n.actor.kind is ActorKind.STATE for n in named if n.actor is not None):
            mentions = tuple(phrases.mention(n) for n in named)
    if len(mentions) != 2:
        return
    actors = [phrases.index.actor(mention.actor) for mention in mentions]
    armed = all(actor is not None and actor.kind in GROUPS for actor in actors)
    if armed:
        phrases.memory.meets_forces(mentions)
    states = all(actor is not None and actor.kind is ActorKind.STATE for actor in actors)
    phrases.memory.meets_pair(mentions, states=states)


def _head(node: Node, phrases: Phrases) -> None:
    """A body told with its people's name: "the Libyan opposition" is "the opposition" after."""
    roles = lexicon.nouns(phrases.lang)
    if node.text.lower() not in roles.roles - roles.vague_roles:
        return
    if any(
        n.use is NameUse.DEMONYM or n.span.overlaps(node.span) for n in _names_of(node, phrases)
    ):
        for mention in phrases.actors(node)[:1]:
            phrases.memory.headed[node.lemma] = mention


def _names_of(node: Node, phrases: Phrases) -> list[Named]:
    direct = phrases.names_at(node)
    return [*phrases.modifying_names(node), *([direct] if direct is not None else [])]


def _name_body(named: Named, mention: Mention, phrases: Phrases) -> None:
    """By what common noun a body is known from here on: by its last word and by its kind."""
    actor = named.actor
    if actor is None or actor.kind in (ActorKind.PERSON, ActorKind.STATE):
        return
    words = {words.rsplit(maxsplit=1)[-1].lower() for words in (named.words, actor.name)}
    nouns = lexicon.nouns(phrases.lang)
    kinds = lexicon.kind_words(phrases.lang).get(str(actor.kind), frozenset())
    armed = actor.kind in (ActorKind.ARMED_FORCE, ActorKind.GOVERNMENT)
    if actor.kind is ActorKind.ARMED_FORCE and not words & _OF_STATES:
        # An air force or a navy is not what "the army" means.
        return
    for word in (words & nouns.bodies - (frozenset() if armed else _OF_STATES)) | kinds:
        phrases.memory.bodies[word] = mention


# "The army" is a state's; "Free Syrian Army" does not make it that group's.
_OF_STATES = frozenset({"army", "military", "forces", "troops", "soldiers", "government", "state"})


def _meet(named: Named, phrases: Phrases) -> None:
    actor, memory = named.actor, phrases.memory
    if actor is None:
        if named.span in phrases.humans:
            memory.person = phrases.mention(named)
        if phrases.is_body(named):
            memory.group = phrases.mention(named)
        return
    mention = phrases.mention(named)
    if actor.kind is ActorKind.PERSON:
        memory.person = mention
    elif actor.kind in GROUPS:
        memory.group = mention
    _name_body(named, mention, phrases)
    for office in actor.offices:
        if phrases.day is None or office.valid.holds(phrases.day):
            for word in office.title.lower().split():
                memory.titles[word] = mention

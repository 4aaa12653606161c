"""Noun phrases to actors: registered names first, then what the report said before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from trucewatch.domain.actor import Actor, ActorKind, NameUse
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Mention, Speaker
from trucewatch.text import lexicon, referring
from trucewatch.text.discourse import Memory
from trucewatch.text.naming import Named, NameIndex
from trucewatch.text.tree import NOUN_MODIFIERS, Node, Tree, extent

_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
# "The Houthi-run ministry" is a ministry and not the Houthis.
_RUN = re.compile(r"[-–](?:run|controlled|affiliated|linked|aligned|owned|funded|supported|held)\b")
_DROPPED = frozenset({"det", "nummod", "predet", "preconj", "punct", "case"})


@dataclass(slots=True)
class Phrases:
    """Resolves the noun phrases of one sentence.

    Args:
        named: registered names in the sentence, in order.
        memory: what the report said before; read here, written by the caller.
        speakers: who speaks the sentence, for "I" and "we"; set once attribution is known.
        places: names that only the gazetteer holds.
        humans: names of people, also of those whom no register holds.
        alone: of each kind of party the one that the report names, where it names one alone.
    """

    tree: Tree
    named: tuple[Named, ...]
    index: NameIndex
    memory: Memory
    day: dt.date | None
    lang: str = "en"
    speakers: tuple[Speaker, ...] = ()
    source: str = ""
    topics: frozenset[str] = frozenset()
    places: frozenset[Span] = frozenset()
    humans: frozenset[Span] = frozenset()
    alone: Mapping[ActorKind, Actor] = field(default_factory=dict)
    _at: dict[int, Named | None] = field(default_factory=dict, init=False, repr=False)

    def actors(self, head: Node | None, *, keep_roles: bool = True) -> tuple[Mention, ...]:
        """Everybody a phrase names, coordinated phrases included, each once.

        Args:
            head: the head noun of the phrase.
            keep_roles: whether "government forces" counts where no register holds it.
        """
        if head is None:
            return ()
        found: dict[str, Mention] = {}
        for node in head.with_conjuncts():
            for mention in self._one(node, keep_roles=keep_roles):
                found.setdefault(mention.actor or mention.name, mention)
        return tuple(found.values())

    def names_at(self, node: Node) -> Named | None:
        """The registered name that covers this word."""
        if not self._at:
            self._at = {
                word.index: named
                for named in reversed(self.named)
                for word in self.tree.nodes
                if word.start < named.span.end and named.span.start < word.end
            } or {-1: None}
        return self._at.get(node.index)

    def _one(self, node: Node, *, keep_roles: bool) -> tuple[Mention, ...]:
        back = referring.reference(node, self)
        if back is not None:
            return back
        direct = self.names_at(node)
        if direct is not None and direct.span in self.places:
            return ()
        bearer = self._bearer(node) if direct is not None else None
        if bearer is not None:
            return (self.mention(bearer),)
        if direct is not None and direct.use is not NameUse.DEMONYM:
            named = direct.actor is not None or direct.span in self.humans or self.is_body(direct)
            known = named or direct.words in self.memory.surnames
            return (self.mention(direct),) if known or keep_roles else ()
        apposed = node.child("appos")
        other = self.names_at(apposed) if apposed is not None else None
        registered = other is not None and other.actor is not None and direct is None
        if (
            other is not None
            and other.span not in self.places
            and (registered or not other.words.isupper())
        ):
            return (self.mention(other),)
        behind = self.bearer_behind(node) if direct is None else None
        if behind is not None:
            return (self.mention(behind),)
        return self._by_modifiers(node, direct, keep_roles=keep_roles)

    def bearer_behind(self, node: Node) -> Named | None:
        """ "The head of the mission, X": who is put beside what he heads is who is meant."""
        if node.text.lower() not in lexicon.words(self.lang, "speech", "voices"):
            return None
        for noun in node.prepositions("of", "for", "to", "in"):
            for below in noun.subtree():
                named = self.names_at(below) if below.rel == "appos" else None
                if named is not None and named.span in self.humans:
                    return named
        return None

    def _bearer(self, node: Node) -> Named | None:
        """ "U.N. Secretary-General Ban": who is put right behind a body's name is who is meant."""
        for apposed in node.all("appos"):
            named = self.names_at(apposed)
            if named is None or named.span not in self.humans:
                continue
            between = [n for n in self.tree.nodes if node.end <= n.start < named.span.start]
            if between and not any(n.text == "," for n in between):
                return named
        return None

    def _by_modifiers(
        self, node: Node, direct: Named | None, *, keep_roles: bool
    ) -> tuple[Mention, ...]:
        """Names before the head: "Russian Foreign Minister", "US and Russian militaries"."""
        if node.text in lexicon.nouns(self.lang).not_names:
            return ()
        known = self._office_holder(node) or self._named_kind(node) or referring.owned(node, self)
        if known is not None:
            return (known,)
        of = [m for n in node.prepositions("of") for m in referring.reference(n, self) or ()]
        if of and node.text.lower() in lexicon.nouns(self.lang).roles:
            return tuple(of)
        roles = lexicon.nouns(self.lang)
        noun = node.text.lower()
        if noun not in roles.roles | roles.instruments and direct is None:
            return ()
        peoples = [n for n in self.modifying_names(node) if n.actor is not None]
        if direct is not None:
            peoples.append(direct)
        if noun in roles.own_bodies:
            peoples = [n for n in peoples if n.actor is not None and not _of_people(n)]
        if peoples and not self._is_voice(node):
            return tuple(self.mention(named, node) for named in peoples)
        single = None if self._is_voice(node) else referring.alone(node, self)
        if single is not None:
            return (single,)
        if not keep_roles or noun in roles.vague_roles or noun not in roles.roles:
            return ()
        known = self.memory.headed.get(node.lemma) if referring.definite(node) else None
        if known is not None:
            return (Mention(known.name, known.actor, self.words(node), self.extent(node)),)
        return (Mention(self.plain(node), None, self.words(node), self.extent(node)),)

    def _named_kind(self, node: Node) -> Mention | None:
        """ "The Guardian newspaper", "Al-Nusra fighters": the name right before says who."""
        if node.text.lower() not in lexicon.nouns(self.lang).kind_nouns:
            return None
        for named in self.modifying_names(node):
            proper = named.use not in (NameUse.DEMONYM, NameUse.METONYM)
            if proper and named.span not in self.places and 0 <= node.start - named.span.end <= 1:
                return self.mention(named, node) if named.actor else self.mention(named)
        return None

    def signature(self, span: Span, words: str) -> Mention:
        """Who signs with these words: a registered name, or the holder of a named body's office."""
        named = [n for n in self.named if span.holds(n.span) and n.actor is not None]
        title = words
        for name in named:
            title = title.replace(name.words, "")
        bearer = self.memory.titles.get(title.strip().lower())
        if bearer is not None:
            return Mention(bearer.name, bearer.actor, words, span)
        bodies = [n.actor.id for n in named if n.actor is not None]
        title = title.strip().lower()
        holder = self.index.holder(title, bodies, self.day, self.topics) if title else None
        if holder is not None:
            return Mention(holder.name, holder.id, words, span)
        body = title.rsplit(maxsplit=1)[-1] if title else ""
        whole = not title or body in lexicon.nouns(self.lang).bodies
        return self.mention(named[0]) if named and whole else Mention(words, None, words, span)

    def title_of(self, node: Node) -> str:
        """The office words that stand with a person's name, in lower case, "" where none do."""
        offices = lexicon.words(self.lang, "speech", "offices")
        head = node.head if node.rel == "appos" else node
        around = [*node.children, *([head, *head.children] if head is not node else [])]
        near = sorted(
            (n for n in around if n.end <= node.start and n.rel in (*NOUN_MODIFIERS, head.rel)),
            key=lambda n: n.start,
        )
        near = sorted({m.start: m for n in near for m in _led_by(n, node)}.values(), key=_place)
        at = next((i for i, n in enumerate(near) if n.text.lower() in offices), None)
        if at is None:
            return ""
        words = [n for n in near[: at + 1] if self.names_at(n) is None]
        return " ".join(n.text.lower() for n in words)

    def is_place_only(self, named: Named) -> bool:
        """Whether a name is a capital that stands for nothing but the town here."""
        return named.use is NameUse.METONYM

    def modifying_names(self, node: Node) -> list[Named]:
        """Registered names among the modifiers of a noun and after its "of", in order."""
        if not self.named:
            return []
        below = [child for child in node.children if child.rel in NOUN_MODIFIERS]
        reach = [n for child in below for n in child.subtree() if n.end <= node.start]
        behind = [n for of in node.prepositions("of") for n in of.with_conjuncts()]
        of = [n for n in behind if self.names_at(n) is not None]
        found: list[Named] = []
        for part in sorted([*reach, *of], key=lambda n: n.start):
            if _backed(part):
                continue
            at = [n for n in self.named if n.span.overlaps(part.span) and n not in found]
            at = [n for n in at if not _RUN.match(self.source, n.span.end - self.tree.span.start)]
            found.extend(at)
        return found

    def _office_holder(self, node: Node) -> Mention | None:
        """ "the Russian foreign minister", where the register knows who that was."""
        if node.text.lower() not in lexicon.words(self.lang, "speech", "offices"):
            return None
        if node.text.lower() == "official":
            return None
        title = " ".join(
            n.text.lower()
            for n in sorted([*node.all("compound", "amod"), node], key=lambda n: n.start)
            if self.names_at(n) is None
        )
        bodies = [n.actor for n in self.modifying_names(node) if n.actor is not None]
        if not bodies:
            return None
        ids = [body.id for body in bodies]
        holder = self.index.holder(title, ids, self.day, self.topics)
        if holder is None:
            return None
        return Mention(holder.name, holder.id, self.words(node), self.extent(node))

    def is_human(self, mention: Mention) -> bool:
        """Whether a mention is of a person, registered or not."""
        if mention.actor is not None:
            return self.index.is_person(mention.actor)
        return mention.name in self.memory.people

    @property
    def speaking(self) -> frozenset[str]:
        """Lemmas of verbs that report what somebody says or holds."""
        return _speaking(self.lang)

    def mention(self, named: Named, phrase: Node | None = None) -> Mention:
        """A registered name as a mention, in its own words or those of the phrase it heads."""
        actor = named.actor
        if actor is None:
            return Mention(self._in_full(named.words), None, named.words, named.span)
        if phrase is None:
            return Mention(actor.name, actor.id, named.words, named.span)
        return Mention(actor.name, actor.id, self.words(phrase), self.extent(phrase))

    def is_body(self, named: Named) -> bool:
        """Whether an unregistered name ends like a body's: "Misrata Defence Brigade"."""
        last = self._in_full(named.words).rsplit(maxsplit=1)[-1].lower()
        return named.actor is None and last in lexicon.nouns(self.lang).bodies

    def _in_full(self, words: str) -> str:
        """A name no register holds, in its fullest form so far: "Halden" as "Peter Halden"."""
        last = surname(words)
        return self.memory.surnames.get(words) or self.memory.surnames.get(last, words)

    def _is_voice(self, node: Node) -> bool:
        """ "a Russian diplomat" speaks for himself; "the Russian military" is Russia's."""
        return node.text.lower() in _SINGLE_VOICES

    def extent(self, node: Node) -> Span:
        """The phrase without what hangs on behind its head."""
        before = [n for n in node.subtree() if n.end <= node.start and _inside_phrase(n, node)]
        return extent([*before, node])

    def words(self, node: Node) -> str:
        """The words of the phrase."""
        return self.cut(self.extent(node))

    def plain(self, node: Node) -> str:
        """The phrase without article, number and rank: "a senior U.S. aide" is "US aide"."""
        span = self.extent(node)
        ranks = lexicon.words(self.lang, "speech", "ranks")
        kept = [
            n
            for n in self.tree.at(span)
            if not (n.head is node and (n.rel in _DROPPED or n.text.lower() in ranks))
        ]
        kept = [n for n in kept if not any(_backed(up) for up in (n, *n.children))] or kept
        text = self.cut(extent(kept)) if kept else self.cut(span)
        return _DOTTED.sub(lambda found: found.group().replace(".", ""), text)

    def cut(self, span: Span) -> str:
        """The characters of the sentence at a span of the document."""
        offset = self.tree.span.start
        return self.source[span.start - offset : span.end - offset]


def surname(words: str) -> str:
    """The last word of a name without an Arabic article."""
    return re.sub(r"^(?:[Aa]l|[Ee]l)-", "", words.rsplit(maxsplit=1)[-1])


_SINGLE_VOICES = frozenset(
    "official officials source sources diplomat diplomats resident residents activist activists "
    "witness witnesses spokesman spokeswoman spokesperson commander officer general colonel "
    "minister president envoy ambassador citizen journalist soldier analyst expert".split()
)


def _inside_phrase(node: Node, head: Node) -> bool:
    """Whether the way from a word up to the head runs through modifiers only."""
    while node is not head:
        if node.rel in ("relcl", "acl", "advcl", "conj", "cc", "appos") and node.head is head:
            return False
        node = node.head
    return True


def _of_people(named: Named) -> bool:
    """Whether it is a people's or a state's name: "the Libyan rebels" are not Libya."""
    state = named.actor is not None and named.actor.kind is ActorKind.STATE
    return state or named.use is NameUse.DEMONYM


@cache
def _speaking(lang: str) -> frozenset[str]:
    lists = ("says", "holds", "denies")
    return frozenset().union(*(lexicon.words(lang, "speech", name) for name in lists))


def _led_by(word: Node, name: Node) -> list[Node]:
    """A word before a name with its own modifiers: "UN special envoy"."""
    if word is name.head and word.rel == name.rel:
        return [word]
    below = [n for n in word.subtree() if n.rel in NOUN_MODIFIERS and n.end <= word.start]
    return [*below, word]


def _place(node: Node) -> int:
    return node.start


def _backed(node: Node) -> bool:
    """ "Saudi-backed" tells of a supporter, not of the actor."""
    up = node.head
    return up.tag == "VBN" and up.rel == "amod"

"""Who says that who says: the chain of speakers over an act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from trucewatch.domain.actor import ActorKind
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Mention, Speaker
from trucewatch.text import lexicon
from trucewatch.text.acts import Told
from trucewatch.text.clause import is_passive, negation, subject
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import Node
from trucewatch.text.voicing import by_name, maker, outlet_of, speakers_of, voice

# Below a verb of speech, these lead to what was said; adverbial clauses and subjects do not.
_CONTENT = frozenset(
    {"ccomp", "xcomp", "dobj", "prep", "pobj", "pcomp", "acl", "attr", "oprd", "conj", "dep"}
)
_ABOUT = frozenset(
    {"about", "of", "on", "for", "against", "that", "to", "by", "as", "over", "at", "after"}
)
_OUTSIDE = frozenset(
    {"advcl", "nsubj", "nsubjpass", "relcl", "csubj", "parataxis", "npadvmod", "advmod"}
)


@dataclass(slots=True)
class Chain:
    """The speakers of one act, nearest first, with the verbs that carry them.

    Args:
        verbs: the verb of speech of each link, nearest first; a link without one has its cue.
        denied, unconfirmed: what those verbs do to the act.
        mutual: those who accuse one another.
        alleged: the noun by which the act is somebody's claim.
        closed: whether whoever comes further up says nothing of the act.
        aside: whether a clause between commas holds the act; it is no part of an accusation.
        spoken_from: the nearest verb of speech; factuality is asked up to it.
    """

    speakers: list[Speaker] = field(default_factory=list)
    addressees: list[Mention] = field(default_factory=list)
    cues: list[tuple[str, Span]] = field(default_factory=list)
    denied: Node | None = None
    unconfirmed: Node | None = None
    accused: tuple[Mention, ...] = ()
    mutual: tuple[Mention, ...] = ()
    alleged: Node | None = None
    closed: bool = False
    aside: bool = False
    spoken_from: Node | None = None

    def sides(self) -> list[Chain]:
        """The chain once for each of those who accuse one another, else as it is."""
        if len(self.mutual) < 2:
            return [self]
        return [
            replace(
                self,
                speakers=[Speaker(one.name, one.actor, "accuse", one.words), *self.speakers[1:]],
                accused=tuple(other for other in self.mutual if other is not one),
            )
            for one in self.mutual
        ]

    def add(self, speakers: tuple[Speaker, ...], rule: str, span: Span) -> None:
        """Append a link unless the same speaker is one already: nobody quotes himself."""
        for speaker in speakers[:1]:
            if any(_same(before, speaker) for before in self.speakers):
                continue
            self.speakers.append(speaker)
            self.cues.append((rule, span))


def _same(one: Speaker, other: Speaker) -> bool:
    """Whether both are one; "the source" is the military source of the same sentence."""
    shortened = one.actor is None and one.name.endswith(f" {other.name}")
    return (one.name == other.name or shortened) and one.actor == other.actor


def chain_of(told: Told, phrases: Phrases) -> Chain:
    """Climb from the act to the root and collect whoever is said to say it."""
    chain = Chain()
    if told.frame.speaker and told.agent is not None:
        chain.add(speakers_of(told.agent, told.verb, phrases), "speaker:demands", told.verb.span)
        chain.spoken_from = told.verb
    below = told.verb
    for up in told.verb.ancestors():
        chain.aside = chain.aside or (below.rel == "relcl" and _aside(below, phrases))
        _step(chain, below, up, phrases)
        below = up
    above = [told.head, told.verb, *told.verb.ancestors()]
    joined = [n for node in above for n in node.all("conj") if n.is_verb()]
    for node in dict.fromkeys((*above, *joined)):
        _according(chain, node, phrases)
    return chain


def _aside(relative: Node, phrases: Phrases) -> bool:
    """Whether a comma sets a relative clause, or the noun it hangs on, apart."""
    before = [n for n in relative.head.subtree() if n.end <= relative.head.start]
    starts = {n.start for n in (*relative.subtree(), *before, relative.head)}
    firsts = (min(n.start for n in relative.subtree()), min(starts))
    commas = {n.end for n in phrases.tree.nodes if n.text == ","}
    return any({first, first - 1} & commas for first in firsts)


def _step(chain: Chain, below: Node, up: Node, phrases: Phrases) -> None:
    """One step of the climb, from `below` to its governor `up`."""
    if not up.is_verb():
        if below.rel in ("acl", "relcl", "prep") and chain.spoken_from is None:
            _said_noun(chain, below, up, phrases)
        return
    if _unconfirmed(below, up, phrases):
        chain.unconfirmed = chain.spoken_from = up
    if not _is_content(below) or chain.closed:
        return
    lang, lemma = phrases.lang, up.lemma
    accuses = lemma in lexicon.words(lang, "speech", "accuses")
    asks = lemma in lexicon.words(lang, "speech", "asks")
    if not _speaks(up, phrases) or (chain.aside and (accuses or asks)):
        return
    if _in_passive(up, below):
        _said_to_be(chain, below, up, phrases)
        return
    who = _teller(up)
    if _leaves_open(up, phrases):
        chain.unconfirmed = up
    elif lemma in lexicon.words(lang, "speech", "denies") and chain.denied is None:
        chain.denied = up
    if accuses:
        _accuse(chain, up, who, phrases)
    chain.spoken_from = chain.spoken_from or up
    if who is not None:
        chain.add(speakers_of(who, up, phrases), f"speaker:{lemma}", up.span)
    printed = _by_whom(up, below) if lemma in _OF_PASSIVES and is_passive(up) else None
    if printed is not None:
        # "was quoted as saying by the agency": the agency is the next link.
        chain.add(speakers_of(printed, up, phrases), f"speaker:{lemma}", up.span)
    _addressee(chain, up, phrases)


def _leaves_open(verb: Node, phrases: Phrases) -> bool:
    """ "Did not confirm", "refused to confirm" and "neither confirmed nor denied" it."""
    confirms = lexicon.words(phrases.lang, "speech", "confirms")
    if verb.rel == "conj" and verb.head.lemma in confirms:
        return verb.lemma in lexicon.words(phrases.lang, "speech", "denies")
    refused = verb.rel == "xcomp" and verb.head.lemma in _REFUSES
    return verb.lemma in confirms and (refused or negation(verb) is not None)


_REFUSES = frozenset("refuse decline fail hesitate".split())


def _teller(verb: Node) -> Node | None:
    """The subject of a verb of speech; of "quoted X as saying" it is X who says."""
    above = verb.head.head if verb.rel == "pcomp" and verb.head.text.lower() == "as" else None
    if above is not None and above.lemma in _OF_PASSIVES and not is_passive(above):
        return above.child("dobj") or subject(verb)
    return subject(verb)


def _said_to_be(chain: Chain, below: Node, verb: Node, phrases: Phrases) -> None:
    """ "was accused by X of shelling", "is said to have left": told as a claim, of X if named."""
    if verb.lemma not in lexicon.words(phrases.lang, "speech", "passives"):
        return
    if chain.spoken_from is None:
        chain.alleged = chain.spoken_from = verb
    by = _by_whom(verb, below)
    if by is not None:
        chain.add(speakers_of(by, verb, phrases), f"speaker:{verb.lemma}", verb.span)
    if verb.lemma in lexicon.words(phrases.lang, "speech", "accuses") and not chain.accused:
        chain.accused = phrases.actors(subject(verb))


def _by_whom(verb: Node, below: Node) -> Node | None:
    """Who stands behind "by" in a passive, also where the parser hung it on what is told."""
    agent = verb.child("agent")
    if agent is not None:
        return agent.child("pobj")
    parts = [below, *(verb.prepositions("as") if verb.lemma in _OF_PASSIVES else ())]
    inside = [
        n for part in parts for n in part.subtree()
        if n.text.lower() == "by" and n.start > part.start
    ]  # fmt: skip
    found = next((n for n in inside if n.rel in ("agent", "prep")), None)
    return found.child("pobj") if found is not None and not is_passive(found.head) else None


def _speaks(verb: Node, phrases: Phrases) -> bool:
    return verb.lemma in phrases.speaking or _makes_known(verb)


def _accuse(chain: Chain, verb: Node, who: Node | None, phrases: Phrases) -> None:
    """Take down who is accused; of "each other" all who accuse are."""
    if not chain.accused:
        chain.accused = phrases.actors(verb.child("dobj"))
        if who is not None and _each_other(verb.child("dobj")):
            chain.mutual = phrases.actors(who, keep_roles=False)


def _each_other(node: Node | None) -> bool:
    """ "each other", "one another": whoever accuses is accused."""
    if node is None or node.lemma not in ("other", "another"):
        return False
    return any(c.lemma in ("each", "one") for c in node.children)


def _makes_known(verb: Node) -> bool:
    """ "made clear that", "puts the number at": verbs that speak in such company only."""
    if verb.lemma == "make":
        plain = verb.child("oprd", "acomp", "ccomp", "xcomp")
        return plain is not None and any(
            n.lemma in ("clear", "plain", "known") for n in (plain, *plain.all("advmod", "acomp"))
        )
    figure = verb.child("dobj")
    return verb.lemma == "put" and figure is not None and figure.lemma in _FIGURES


_FIGURES = frozenset({"number", "toll", "figure", "total", "count"})
_OF_PASSIVES = frozenset({"quote", "cite"})


def _said_noun(chain: Chain, below: Node, noun: Node, phrases: Phrases) -> None:
    """ "a claim by X that", "reports of": the noun tells that somebody says it, perhaps who."""
    if noun.lemma not in lexicon.words(phrases.lang, "speech", "said_nouns"):
        return
    if below.rel == "prep" and below.text.lower() != "of":
        return
    chain.alleged = chain.spoken_from = noun
    behind = [*noun.prepositions("by", "from"), *noun.all("poss")]
    for owner in behind:
        speakers = speakers_of(owner, noun, phrases)
        if speakers:
            chain.add(speakers, f"speaker:{noun.lemma}", noun.span)
            # What others do about somebody's claim is not theirs to have said.
            chain.closed = True
            return
    governor = noun.head.head if noun.head.rel == "prep" else noun.head
    if governor.is_verb() and noun.lemma in _OWN_NOUNS and noun.rel in ("dobj", "pobj"):
        who = subject(governor)
        if who is not None:
            chain.add(speakers_of(who, governor, phrases), f"speaker:{noun.lemma}", noun.span)


# Made by whoever the sentence is about: "opened the meeting with the charge that".
_OWN_NOUNS = frozenset("charge claim accusation allegation warning statement threat".split())


def _unconfirmed(below: Node, up: Node, phrases: Phrases) -> bool:
    """ "the attack could not be confirmed"."""
    confirms = up.lemma in lexicon.words(phrases.lang, "speech", "confirms")
    return confirms and below.rel == "nsubjpass" and negation(up) is not None


_SHARES = frozenset({"part", "role", "hand", "involvement", "participation", "complicity"})


def _is_content(below: Node) -> bool:
    if below.rel in _OUTSIDE:
        return False
    if below.rel == "prep":
        share = below.head.child("dobj") if below.head.is_verb() else below.head
        # The parser hangs the "in" of "denied any part in it" on either word.
        part = share is not None and share.lemma in _SHARES
        return below.text.lower() in _ABOUT or (part and below.text.lower() == "in")
    if below.rel == "conj":
        return False
    return below.rel in _CONTENT


def _in_passive(up: Node, below: Node) -> bool:
    """ "X is expected to leave": X says nothing of it; X "was quoted as saying" it."""
    if up.lemma in _OF_PASSIVES or not is_passive(up):
        return False
    return up.child("agent") is None or below.rel != "dobj"


def _addressee(chain: Chain, verb: Node, phrases: Phrases) -> None:
    """Who was told; an outlet that was told is the next link, for it is the one that printed it."""
    told = verb.child("dobj", "dative") if verb.lemma in _TELLING else None
    if told is None and verb.lemma in ("call", "appeal"):
        told = next(verb.prepositions("on", "upon", "to"), None)
    if told is None:
        return
    outlet = told.text.lower() in lexicon.nouns(phrases.lang).outlets
    if verb.lemma == "tell" and _unknown_outlet(told, phrases):
        speaker = Speaker(told.text, None, "report", told.text)
        chain.add((speaker,), "speaker:told_outlet", verb.span)
        return
    for mention in phrases.actors(told, keep_roles=False) or (
        outlet_of(told, phrases) if outlet else ()
    ):
        actor = phrases.index.actor(mention.actor)
        if outlet or (actor is not None and actor.kind is ActorKind.MEDIA):
            speaker = Speaker(mention.name, mention.actor, "report", mention.words)
            chain.add((speaker,), "speaker:told_outlet", verb.span)
        else:
            chain.addressees.append(mention)


def _unknown_outlet(told: Node, phrases: Phrases) -> bool:
    """ "Told Rappler": a name that is no person's, no body's and no place's is an outlet's."""
    named = phrases.names_at(told)
    if named is None or named.actor is not None or told.children:
        return False
    known = named.words in phrases.memory.surnames or named.span in phrases.humans | phrases.places
    return not known and not named.candidates and not phrases.is_body(named)


_TELLING = frozenset("tell inform urge ask call request order warn notify assure remind".split())


_ACCOUNTS = frozenset(
    "account word words view count reckoning estimate telling admission version opinion".split()
)


def _according(chain: Chain, node: Node, phrases: Phrases) -> None:
    """ "according to X", wherever it hangs on the clause; "citing X" stands behind a speaker."""
    for prep in node.all("prep"):
        account = prep.child("pobj") if prep.text.lower() in ("by", "in") else None
        if account is not None and account.lemma in _ACCOUNTS:
            _cited(chain, account.child("poss"), "by account", phrases)
    for child in node.children:
        if child.text.lower() == "according":
            for prep in [child, *child.all("prep")]:
                _cited(chain, prep.last("pobj"), "according to", phrases)
        if child.rel == "advcl" and child.lemma in ("cite", "quote"):
            _cited_before(chain, child, phrases)


def _cited(chain: Chain, who: Node | None, verb: str, phrases: Phrases) -> None:
    if who is None:
        return
    mentions = by_name(maker(who, phrases) or who, phrases) or voice(who, phrases)
    for mention in mentions[:1]:
        speaker = Speaker(mention.name, mention.actor, verb, mention.words)
        chain.add((speaker,), "speaker:according_to", who.span)
    for further in who.all("acl", "relcl"):
        # "according to a diplomat quoted by the paper": the paper is the next link.
        printed = further.child("agent") if further.lemma in _OF_PASSIVES else None
        if printed is not None:
            _cited(chain, printed.child("pobj"), further.lemma, phrases)


def _cited_before(chain: Chain, citing: Node, phrases: Phrases) -> None:
    """Of "the agency reported, citing an official" the official is nearer to the act."""
    cited = citing.child("dobj")
    if cited is None:
        return
    mentions = by_name(cited, phrases) or voice(cited, phrases)
    for further in cited.all("relcl"):
        # "citing the agency, which quoted an official": the last one is the nearest.
        if further.lemma in ("quote", "cite"):
            _cited_before(chain, further, phrases)
    for mention in mentions[:1]:
        speaker = Speaker(mention.name, mention.actor, citing.lemma, mention.words)
        if all(not _same(speaker, other) for other in chain.speakers):
            place = max(len(chain.speakers) - 1, 0)
            chain.speakers.insert(place, speaker)
            chain.cues.insert(place, ("speaker:cited", citing.span))


def sentence_speakers(phrases: Phrases) -> Iterator[tuple[Node, tuple[Speaker, ...]]]:
    """Each verb of speech of the sentence with who speaks, in order; for quotations around it."""
    says = lexicon.words(phrases.lang, "speech", "says")
    says |= lexicon.words(phrases.lang, "speech", "denies")
    for node in phrases.tree.nodes:
        if node.is_verb() and (node.lemma in says or _makes_known(node)):
            who = subject(node)
            if who is not None:
                speakers = speakers_of(who, node, phrases)
                if speakers:
                    yield node, speakers
        elif node.text.lower() == "according":
            for prep in [node, *node.all("prep")]:
                cited = prep.last("pobj")
                if cited is not None:
                    speakers = speakers_of(cited, node, phrases)
                    if speakers:
                        yield node, speakers

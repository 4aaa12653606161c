"""Sentences, one after the other, to statements: each part of the reading in its order."""

from __future__ import annotations

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.actor import ActorKind
from trucewatch.domain.document import BlockKind, Document
from trucewatch.domain.span import Span
from trucewatch.domain.statement import (
    Because,
    Factuality,
    Mention,
    PlaceMention,
    Speaker,
    Statement,
)
from trucewatch.text import acts, lexicon
from trucewatch.text.arming import find_weapons
from trucewatch.text.attribution import Chain, chain_of
from trucewatch.text.conditions import conditions
from trucewatch.text.counting import find_counts
from trucewatch.text.covering import Cover, NamedSentence, covers
from trucewatch.text.denying import denied, same_word, spelt_out
from trucewatch.text.discourse import Memory
from trucewatch.text.factuality import Verdict, judge, looks_ahead
from trucewatch.text.hearing import Heard, Voices
from trucewatch.text.home import (
    countries,
    home_country,
    home_state,
    parties_at_home,
    single_parties,
)
from trucewatch.text.moment import Moments
from trucewatch.text.naming import Named, NameIndex
from trucewatch.text.nounclass import points_back
from trucewatch.text.phrase import Phrases, surname
from trucewatch.text.placing import Places, find_place
from trucewatch.text.remembering import introduce, remember
from trucewatch.text.roles import agents, targets
from trucewatch.text.segment import Sentence
from trucewatch.text.timing import TimeMention
from trucewatch.text.tree import SUBJECTS, Node, Tree, extent
from trucewatch.text.words import known as is_word

_AHEAD = frozenset(
    {
        Factuality.PLANNED,
        Factuality.HOPED,
        Factuality.DEMANDED,
        Factuality.POSSIBLE,
        Factuality.CONDITIONAL,
    }
)


class Teller:
    """Turns the sentences of one document into statements.

    Args:
        document: spans of statements are code points of its text.
        index: the registry's names.
    """

    def __init__(self, document: Document, index: NameIndex) -> None:
        self._document = document
        self._index = index
        self._heard: list[Heard] = []
        self._memory = Memory()
        self._covers: dict[Span, tuple[Cover, ...]] = {}
        self._gazetteer = Gazetteer.packaged()
        self._named = index.find(document.text, document.published)
        self._voices = Voices(document, index, self._named)
        self._memory.bodies.update(self._voices.introduced())
        self._memory.callers.update(self._callers())
        self._moments = Moments(document, self._gazetteer)
        self._surnames: set[str] = set()
        self._near = countries(self._named, self._gazetteer)
        self._home: frozenset[str] = frozenset()
        self._alone = dict(single_parties(self._named))
        self._topics = frozenset(
            n.actor.name
            for n in self._named
            if n.actor is not None and n.actor.kind is ActorKind.STATE
        )

    def covered(self, sentence: Sentence) -> tuple[str, Span, tuple[Cover, ...]]:
        """A sentence as the parser is to see it: its words, place and names under covers."""
        span = sentence.span
        words = span.cut(self._document.text)
        named, lang = self._names_in(span), self._document.language
        sentence_ = NamedSentence(words, span.start, named, lang, frozenset(self._surnames))
        under = covers(sentence_, self._is_place)
        self._covers[span] = under
        people = [cover.named.words for cover in under if cover.named and cover.human]
        self._surnames |= {surname(words) for words in people}
        # Where people go by their first name that comes again; no ordinary word does.
        first = {words.split()[0] for words in people}
        self._surnames |= {name for name in first if not is_word(name.lower())}
        return words, span, under

    def _is_place(self, words: str) -> bool:
        match = find_place(self._gazetteer, words)
        return match.chosen is not None or bool(match.candidates)

    def _names_in(self, span: Span) -> tuple[Named, ...]:
        return tuple(n for n in self._named if span.overlaps(n.span))

    def hear(self, sentence: Sentence, tree: Tree) -> None:
        """Take in the next sentence of the document."""
        self._heard.append(Heard(sentence, tree))

    def told(self, kinds: frozenset[BlockKind]) -> list[Statement]:
        """Every statement of the blocks of these kinds; other blocks only give context."""
        found: dict[tuple[object, ...], Statement] = {}
        block, before = -1, self._memory.said_by
        self._home = home_country(self._covers.values(), self._gazetteer)
        state = home_state(self._named, self._home, self._gazetteer)
        at_home = parties_at_home(state, self._index, self._document.published)
        self._alone = {**at_home, **self._alone}
        if ActorKind.ARMED_FORCE in at_home:
            self._alone[ActorKind.ARMED_FORCE] = at_home[ActorKind.ARMED_FORCE]
        for at, heard in enumerate(self._heard):
            if heard.sentence.block != block:
                block, before = heard.sentence.block, self._memory.said_by
            phrases = self._phrases(heard)
            introduce(heard.tree, phrases, self._document.text)
            phrases.speakers = self._voices.first_person(heard, ())
            self._voices.listen(heard, phrases)
            if heard.sentence.kind in kinds and not _asks(heard.tree):
                phrases.speakers = self._spoken_by(at, before)
                told = self._statements(heard, phrases)
                back = denied(heard, (list(found.values()), told), phrases, phrases.speakers)
                if back is not None:
                    # "Dismissed this" denies a charge and rejects no truce besides.
                    told = [*(s for s in told if not same_word(s, back)), back]
                for said in told:
                    key = (said.words, said.act, said.speakers, said.agents)
                    found.setdefault(key, said)
            self._moments.pass_by(heard.tree)
            places = Places(phrases, self._gazetteer, self._near, self._home)
            remember(heard.tree, heard.said, phrases, places)
        kept = spelt_out(list(found.values()), self._document)
        return sorted(kept, key=lambda said: (said.span.start, said.span.end))

    def _phrases(self, heard: Heard) -> Phrases:
        under = self._covers[heard.tree.span]
        covered = tuple(cover.named for cover in under if cover.named is not None)
        rest = [
            n
            for n in self._names_in(heard.tree.span)
            if not any(c.span.overlaps(n.span) for c in covered)
        ]
        named = tuple(sorted([*covered, *rest], key=lambda n: n.span.start))
        return Phrases(
            tree=heard.tree,
            named=named,
            index=self._index,
            memory=self._memory,
            day=self._document.published,
            source=heard.tree.span.cut(self._document.text),
            topics=self._topics,
            places=frozenset(cover.span for cover in under if cover.place),
            humans=frozenset(cover.span for cover in under if cover.human),
            alone=self._alone,
        )

    def _spoken_by(self, at: int, before: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
        heard = self._heard[at]
        quoted: tuple[Speaker, ...] = ()
        if self._voices.quotes(heard.tree.span):
            quoted = self._voices.quoted_speakers(self._heard, at, before, self._listen)
        return self._voices.first_person(heard, quoted)

    def _listen(self, heard: Heard) -> None:
        self._voices.listen(heard, self._phrases(heard))

    def _callers(self) -> dict[str, Mention]:
        """Whom a log calls by a role: the label's last word stands for its bearer."""
        return {
            speaker.words.split()[-1].lower(): Mention(speaker.name, speaker.actor, speaker.words)
            for speaker in reversed(self._voices.labels.values())
            if speaker.words
        }

    def _statements(self, heard: Heard, phrases: Phrases) -> list[Statement]:
        places = Places(phrases, self._gazetteer, self._near, self._home)
        found = []
        for told in acts.find(heard.tree, phrases):
            chain = chain_of(told, phrases)
            self._voices.complete(chain, told.head, heard, phrases)
            for one in chain.sides():
                said = self._statement((told, one), heard, phrases, places)
                if said is None:
                    continue
                found.append(said)
                if told.frame.reciprocal:
                    # Whoever did something to one another are "the two" from here on.
                    self._memory.meets_pair(said.agents, states=False)
        return found

    def _statement(
        self, attributed: tuple[acts.Told, Chain], heard: Heard, phrases: Phrases, places: Places
    ) -> Statement | None:
        told, chain = attributed
        who, whom = agents(told, chain, phrases), targets(told, chain, phrases)
        act = lexicon.acts()[told.act]
        accusing = act.breach and bool(chain.speakers) and not self._own(who, chain)
        verdict = judge(told, chain, phrases, accusing=accusing or bool(chain.accused))
        if told.frame.demand and not _demanded(verdict):
            return None
        if _in_condition(told, phrases.lang):
            return None
        if _asked_for(told, verdict):
            act = lexicon.acts()[told.frame.demanded or told.act]
        span = self._span(told, heard)
        words = span.cut(self._document.text)
        said = chain.spoken_from if act.speech else None
        where = _places(told, phrases, places)
        ahead = verdict.factuality in _AHEAD and not _past_plan(told)
        moment = self._moments.of(told.head, told.verb, heard.tree, where, ahead=ahead)
        if moment is None and said is not None:
            moment = self._moments.of(said, said, heard.tree, where, ahead=False)
        if moment is None and chain.spoken_from is not None and _counts(chain.spoken_from):
            moment = self._moments.since(chain.spoken_from, heard.tree, where)
        return Statement(
            id="-",
            span=span,
            words=words,
            speakers=tuple(chain.speakers),
            addressees=tuple(chain.addressees),
            act=act.id,
            act_family=act.family,
            polarity=verdict.polarity,
            factuality=verdict.factuality,
            condition=verdict.condition.cut(self._document.text) if verdict.condition else None,
            agents=who,
            targets=_acted_upon(who, whom, chain, verdict),
            places=where,
            time=moment.time if moment else None,
            weapons=tuple(w.weapon for w in find_weapons(words)),
            counts=tuple(c.count for c in find_counts(words)),
            because=_because(told, chain, verdict, moment),
        )

    def _own(self, who: tuple[Mention, ...], chain: Chain) -> bool:
        """Whether the speaker tells of an act of his own side, which is no accusation."""
        speaker = chain.speakers[0]
        served = self._memory.serves.get(speaker.name)
        actor = speaker.actor or (served.actor if served is not None else None)
        same = any((m.actor or m.name) == (speaker.actor or speaker.name) for m in who)
        return same or any(self._index.same_side(actor, m.actor) for m in who)

    def _span(self, told: acts.Told, heard: Heard) -> Span:
        """The clause that tells the act, from its first word to its last."""
        top = told.verb
        if not top.is_verb():
            top = next((up for up in top.ancestors() if up.is_verb()), top)
        nodes = [n for n in top.subtree() if n.rel != "punct"] or [told.head]
        span = extent(nodes)
        sentence = heard.tree.span
        return Span(max(span.start, sentence.start), min(span.end, sentence.end))


def _places(told: acts.Told, phrases: Phrases, places: Places) -> tuple[PlaceMention, ...]:
    """The places of the act; of "such an agreement" that of the truce spoken of."""
    found = places.of(told.head, told.verb)
    if not found and told.governor is not None:
        found = places.beside(told.head, told.governor)
    spoken_of = phrases.memory.truce_place
    if found or spoken_of is None or told.object is None:
        return found
    if points_back(told.object, phrases) and told.object.pos == "NOUN":
        words = phrases.words(told.object)
        where = (spoken_of.lon, spoken_of.lat, spoken_of.precision, words)
        span = phrases.extent(told.object)
        return (PlaceMention(spoken_of.name, spoken_of.place, *where, span, "truce_spoken_of"),)
    return ()


def _asks(tree: Tree) -> bool:
    """Whether the sentence is a question, which tells nothing."""
    return tree.nodes[-1].text == "?" if tree.nodes else False


def _ids(mentions: tuple[Mention, ...]) -> set[str | None]:
    return {mention.actor for mention in mentions}


def _demanded(verdict: Verdict) -> bool:
    return str(verdict.factuality) in ("demanded", "conditional", "hoped")


def _asked_for(told: acts.Told, verdict: Verdict) -> bool:
    """Whether somebody asks somebody for the act, rather than saying that it must be."""
    asking = verdict.rule.rpartition(":")[2] in lexicon.words(
        "en", "factuality", "demanded", "asks"
    )
    return told.frame.demanded is not None and asking


def _acted_upon(
    who: tuple[Mention, ...], whom: tuple[Mention, ...], chain: Chain, verdict: Verdict
) -> tuple[Mention, ...]:
    """Targets; of what is demanded those too of whom it is, who else act and are no targets."""
    found = {m.actor or m.name: m for m in whom if m.actor is None or m.actor not in _ids(who)}
    if verdict.factuality is Factuality.DEMANDED:
        found.update({m.actor or m.name: m for m in chain.addressees})
    return tuple(found.values())


def _past_plan(told: acts.Told) -> bool:
    """ "They were to have left by Monday": the plan is past."""
    return any(aux.lemma == "have" for aux in told.verb.all("aux")) and any(
        aux.text.lower() == "to" for aux in told.verb.all("aux")
    )


def _counts(verb: Node) -> bool:
    return verb.lemma in lexicon.words("en", "speech", "perceives")


def _in_condition(told: acts.Told, lang: str) -> bool:
    """Whether the act is itself the condition of something else."""
    marks = lexicon.words(lang, "factuality", "conditional", "marks")
    for node in (told.verb, *told.verb.ancestors()):
        if node.rel != "advcl":
            continue
        ahead = looks_ahead(node.head, lang)
        if ahead and any(
            c.span.start <= told.head.start < c.span.end for c in conditions(node.head, lang)
        ):
            return True
        found = marks | lexicon.words(lang, "factuality", "conditional", "marks_ahead")
        words = [c.text.lower() for c in node.all("mark", "advmod")]
        if "when" in words and node.child(*SUBJECTS) is None:
            # "They fire only when attacked" tells of no attack.
            return True
        if any(word in (found if ahead else marks) for word in words):
            return True
    return False


def _because(
    told: acts.Told, chain: Chain, verdict: Verdict, moment: TimeMention | None
) -> tuple[Because, ...]:
    reasons = [Because(f"act:{told.act}", told.head.span)]
    reasons += [Because(rule, span) for rule, span in chain.cues]
    reasons.append(Because(verdict.rule, verdict.span))
    if moment is not None:
        reasons.append(Because(f"time:{moment.rule}", moment.span))
    return tuple(reasons)

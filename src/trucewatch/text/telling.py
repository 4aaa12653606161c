"""Sentences, one after the other, to statements: each part of the reading in its order."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.zones import zone_of_country
from trucewatch.domain.actor import Actor, ActorKind
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
from trucewatch.domain.time import ZoneBasis
from trucewatch.text import acts, lexicon
from trucewatch.text.arming import find_weapons
from trucewatch.text.attribution import Chain, chain_of
from trucewatch.text.counting import find_counts
from trucewatch.text.covering import Cover, NamedSentence, covers
from trucewatch.text.discourse import Memory
from trucewatch.text.factuality import Verdict, judge
from trucewatch.text.hearing import Heard, Voices
from trucewatch.text.moment import time_of
from trucewatch.text.naming import Named, NameIndex
from trucewatch.text.nounclass import points_back
from trucewatch.text.phrase import Phrases
from trucewatch.text.placing import Places
from trucewatch.text.remembering import introduce, remember
from trucewatch.text.roles import agents, targets
from trucewatch.text.segment import Sentence
from trucewatch.text.timing import Anchor, TimeMention, find_times
from trucewatch.text.tree import Tree, extent

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
        self._near = self._countries()
        self._alone = self._single_parties()
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
        under = covers(NamedSentence(words, span.start, named, lang), self._is_place)
        self._covers[span] = under
        return words, span, under

    def _is_place(self, words: str) -> bool:
        match = self._gazetteer.find(words)
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
        for at, heard in enumerate(self._heard):
            if heard.sentence.block != block:
                block, before = heard.sentence.block, self._memory.said_by
            phrases = self._phrases(heard)
            introduce(heard.tree, phrases, self._document.text)
            phrases.speakers = self._voices.first_person(heard, ())
            self._voices.listen(heard, phrases)
            if heard.sentence.kind in kinds and not _asks(heard.tree):
                phrases.speakers = self._spoken_by(at, before)
                for said in self._statements(heard, phrases):
                    key = (said.words, said.act, said.speakers, said.agents)
                    found.setdefault(key, said)
            places = Places(phrases, self._gazetteer, self._near)
            remember(heard.tree, heard.said, phrases, places)
        return sorted(found.values(), key=lambda said: (said.span.start, said.span.end))

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
        if self._voices.quote(heard.tree.span) is not None:
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
        places = Places(phrases, self._gazetteer, self._near)
        found = []
        for told in acts.find(heard.tree, phrases):
            said = self._statement(told, heard, phrases, places)
            if said is None:
                continue
            found.append(said)
            if told.frame.reciprocal:
                # Whoever did something to one another are "the two" from here on.
                self._memory.meets_pair(said.agents, states=False)
        return found

    def _statement(
        self,
        told: acts.Told,
        heard: Heard,
        phrases: Phrases,
        places: Places,
    ) -> Statement | None:
        chain = chain_of(told, phrases)
        self._voices.complete(chain, told.head, heard, phrases)
        who, whom = agents(told, chain, phrases), targets(told, chain, phrases)
        act = lexicon.acts()[told.act]
        accusing = act.breach and bool(chain.speakers) and not _own(who, chain)
        verdict = judge(told, chain, phrases, accusing=accusing or bool(chain.accused))
        if told.frame.demand and not _demanded(verdict):
            return None
        if _in_condition(told):
            return None
        span = self._span(told, heard)
        words = span.cut(self._document.text)
        said = chain.spoken_from if act.speech else None
        where = _places(told, phrases, places)
        moment = self._moment(told, heard, where, ahead=verdict.factuality in _AHEAD)
        if moment is None and said is not None:
            times = self._times(heard, where, ahead=False)
            moment = time_of(said, said, heard.tree, times)
        return Statement(
            id="-",
            span=span,
            words=words,
            speakers=tuple(chain.speakers),
            addressees=tuple(chain.addressees),
            act=told.act,
            act_family=act.family,
            polarity=verdict.polarity,
            factuality=verdict.factuality,
            condition=verdict.condition.cut(self._document.text) if verdict.condition else None,
            agents=who,
            targets=tuple(m for m in whom if m.actor is None or m.actor not in _ids(who)),
            places=where,
            time=moment.time if moment else None,
            weapons=tuple(w.weapon for w in find_weapons(words)),
            counts=tuple(c.count for c in find_counts(words)),
            because=_because(told, chain, verdict, moment),
        )

    def _moment(
        self, told: acts.Told, heard: Heard, where: tuple[PlaceMention, ...], *, ahead: bool
    ) -> TimeMention | None:
        times = self._times(heard, where, ahead=ahead)
        return time_of(told.head, told.verb, heard.tree, times)

    def _times(
        self, heard: Heard, where: tuple[PlaceMention, ...], *, ahead: bool
    ) -> tuple[TimeMention, ...]:
        """Time words of the sentence, on the clock of the act's place, else of the dateline."""
        zone, basis = self._clock(where)
        anchor = Anchor(self._document.published, zone, basis, past=not ahead)
        words, start = heard.tree.span.cut(self._document.text), heard.tree.span.start
        return tuple(
            replace(found, span=Span(start + found.span.start, start + found.span.end))
            for found in find_times(words, anchor=anchor)
        )

    def _clock(self, where: tuple[PlaceMention, ...]) -> tuple[str, ZoneBasis]:
        dateline = self._document.dateline
        told = [(mention.place, ZoneBasis.PLACE) for mention in where]
        told.append((dateline.place if dateline else None, ZoneBasis.DATELINE))
        for place, basis in told:
            if place is not None:
                zone = zone_of_country(self._gazetteer.get(place).country)
                if zone is not None:
                    return zone, basis
        return "UTC", ZoneBasis.ASSUMED

    def _span(self, told: acts.Told, heard: Heard) -> Span:
        """The clause that tells the act, from its first word to its last."""
        top = told.verb
        if not top.is_verb():
            top = next((up for up in top.ancestors() if up.is_verb()), top)
        nodes = [n for n in top.subtree() if n.rel != "punct"] or [told.head]
        span = extent(nodes)
        sentence = heard.tree.span
        return Span(max(span.start, sentence.start), min(span.end, sentence.end))

    def _single_parties(self) -> dict[ActorKind, Actor]:
        """Of each kind of party the one that the document names, where it names one alone."""
        found: dict[ActorKind, dict[str, Actor]] = {}
        for named in self._named:
            if named.actor is not None:
                found.setdefault(named.actor.kind, {})[named.actor.id] = named.actor
        return {kind: next(iter(of.values())) for kind, of in found.items() if len(of) == 1}

    def _countries(self) -> frozenset[str]:
        found = set()
        for named in self._named:
            if named.actor is not None and named.actor.kind is ActorKind.STATE:
                place = self._gazetteer.find(named.actor.name).chosen
                if place is not None and place.country:
                    found.add(place.country)
        return frozenset(found)


def _places(told: acts.Told, phrases: Phrases, places: Places) -> tuple[PlaceMention, ...]:
    """The places of the act; of "such an agreement" that of the truce spoken of."""
    found = places.of(told.head, told.verb)
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


def _own(who: tuple[Mention, ...], chain: Chain) -> bool:
    """Whether the speaker tells of his own act, which is no accusation."""
    speaker = chain.speakers[0]
    return any((m.actor or m.name) == (speaker.actor or speaker.name) for m in who)


def _demanded(verdict: Verdict) -> bool:
    return str(verdict.factuality) in ("demanded", "conditional", "hoped")


def _in_condition(told: acts.Told) -> bool:
    """Whether the act is itself the condition of something else."""
    marks = lexicon.words("en", "factuality", "conditional", "marks")
    for node in (told.verb, *told.verb.ancestors()):
        if node.rel == "advcl" and any(c.text.lower() in marks for c in node.all("mark", "advmod")):
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

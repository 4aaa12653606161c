"""Whether an act is told as real, wished, planned, possible or denied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.domain.span import Span
from trucewatch.domain.statement import Factuality, Polarity
from trucewatch.text import lexicon
from trucewatch.text.acts import Told
from trucewatch.text.attribution import Chain
from trucewatch.text.clause import is_passive, negation, particle_lemma, up_to, yet_to
from trucewatch.text.conditions import conditions
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import SUBJECTS, Node, extent


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the words hold the act, and the word that decided."""

    factuality: Factuality
    polarity: Polarity
    rule: str
    span: Span
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    factuality: Factuality
    rule: str
    node: Node
    condition: Span | None = None
    wish: bool = False


def judge(told: Told, chain: Chain, phrases: Phrases, *, accusing: bool) -> Verdict:
    """The strongest cue between the act and the root decides.

    Args:
        accusing: whether somebody says that somebody else did what terms may forbid.
    """
    if told.frame.factuality is not None:
        fixed = Factuality(told.frame.factuality)
        polarity = Polarity.AFFIRMED
        if fixed is Factuality.DENIED:
            # "ruled out talks", but "did not rule out talks"
            open_ = negation(told.head) is not None
            fixed = Factuality.POSSIBLE if open_ else fixed
            polarity = Polarity.AFFIRMED if open_ else Polarity.NEGATED
        return Verdict(fixed, polarity, f"factuality:frame:{told.act}", told.head.span)
    cues = list(_cues(told, chain, phrases))
    if not cues:
        return _bare(told, chain, phrases.lang, accusing=accusing)
    best = min(cues, key=lambda cue: _rank(cue, phrases.lang))
    negative = best.factuality is Factuality.DENIED
    polarity = Polarity.NEGATED if negative else Polarity.AFFIRMED
    return Verdict(best.factuality, polarity, best.rule, best.node.span, best.condition)


def _bare(told: Told, chain: Chain, lang: str, *, accusing: bool) -> Verdict:
    perceived = chain.spoken_from
    if perceived is not None and perceived.lemma in lexicon.words(lang, "speech", "perceives"):
        # Who saw, heard or counted it blames nobody by saying so.
        rule = f"factuality:perceived:{perceived.lemma}"
        return Verdict(Factuality.HAPPENED, Polarity.AFFIRMED, rule, perceived.span)
    if accusing:
        rule = "factuality:accusation"
        return Verdict(Factuality.ALLEGED, Polarity.AFFIRMED, rule, told.head.span)
    return Verdict(
        Factuality.HAPPENED, Polarity.AFFIRMED, "factuality:told_as_fact", told.head.span
    )


def _rank(cue: _Cue, lang: str) -> int:
    order = lexicon.ordered(lang, "factuality", "order")
    name = "alleged_wish" if cue.wish else str(cue.factuality)
    return order.index(name) if name in order else len(order)


def _cues(told: Told, chain: Chain, phrases: Phrases) -> Iterator[_Cue]:
    lang = phrases.lang
    for node in _scope(told, chain):
        if node.is_verb() or node is told.head:
            yield from _condition(node, lang)
            yield from _auxiliaries(node, told, lang)
            yield from _adverbs(node, lang)
        yield from _governing_word(node, told, lang)
    if chain.spoken_from not in (None, told.verb) and not _apart(told, chain.spoken_from):
        yield from _governing_word(chain.spoken_from, told, lang)
        yield from _adverbs(chain.spoken_from, lang)
    if chain.alleged is not None:
        yield _Cue(Factuality.ALLEGED, f"factuality:{chain.alleged.lemma}", chain.alleged)
    if chain.denied is not None:
        yield _Cue(Factuality.DENIED, f"factuality:{chain.denied.lemma}", chain.denied)
    if chain.unconfirmed is not None:
        yield _Cue(Factuality.NOT_CONFIRMED, "factuality:not_confirmed", chain.unconfirmed)


def _scope(told: Told, chain: Chain) -> Iterator[Node]:
    """The act and what governs it, up to the verb of speech.

    A noun that is mere circumstance leaves its verb's mood alone, and so does a coordinated
    clause with a subject or auxiliary of its own.
    """
    yield told.head
    if told.verb is not told.head:
        yield told.verb
    below = told.verb
    for up in told.verb.ancestors():
        if below.rel in ("agent", "relcl") or _describes(below):
            return
        if not told.verb.is_verb() and below.rel == "prep" and below.text.lower() in _BESIDE:
            # "agreed after ten hours of talks": the talks are no part of what was agreed.
            return
        if below.rel in SUBJECTS:
            if _happens(up, told):
                yield up
            return
        if below.rel == "advcl" and below.child("mark") is not None and below.child(*SUBJECTS):
            # "while a convoy arrived": another clause's mood is not its own.
            return
        if below.rel == "conj" and below.child("aux", "auxpass", *SUBJECTS) is not None:
            return
        if up is chain.spoken_from:
            return
        yield up
        below = up


def _apart(told: Told, speech: Node) -> bool:
    """Whether the act is told beside what was said: "urged all to keep the truce, which began"."""
    return any(node.rel == "relcl" or _describes(node) for node in up_to(told.verb, speech))


def _describes(clause: Node) -> bool:
    """A participle after its noun; of "wants the talks held" it is what is wanted."""
    if clause.rel != "acl" or clause.tag != "VBN":
        return False
    return not (clause.head.rel == "dobj" and clause.head.head.lemma in _WANTING)


_WANTING = frozenset({"want", "like", "need", "see"})


def _happens(verb: Node, told: Told) -> bool:
    """Whether the verb says of its subject that it comes about: "the swap has not begun"."""
    return told.head is told.verb and not told.head.is_verb() and verb.lemma in _HAPPENING | _SET


_BESIDE = frozenset({"after", "during", "following", "since", "despite", "amid", "before"})
_ANNOUNCING = frozenset({"announce", "declare"})
_SET = frozenset("plan schedule expect set slate postpone be".split())
_HAPPENING = frozenset(
    "begin start happen occur continue resume go follow fail sign hold call take".split()
)


def _condition(node: Node, lang: str) -> Iterator[_Cue]:
    marks = lexicon.words(lang, "factuality", "conditional", "marks")
    ahead = looks_ahead(node, lang)
    if ahead:
        marks |= lexicon.words(lang, "factuality", "conditional", "marks_ahead")
    for clause in (*node.all("advcl"), *(c for c in node.all("conj") if c.child("mark"))):
        mark = next((c for c in clause.all("mark", "advmod") if c.text.lower() in marks), None)
        if mark is not None:
            inside = [n for n in clause.subtree() if n.start > mark.start]
            yield _Cue(Factuality.CONDITIONAL, "factuality:condition", mark, extent(inside))
    for found in conditions(node, lang) if ahead else ():
        yield _Cue(Factuality.CONDITIONAL, "factuality:condition", found.mark, found.span)
    for adverb in node.all("advmod"):
        if ahead and adverb.text.lower() == "otherwise":
            yield _Cue(Factuality.CONDITIONAL, "factuality:otherwise", adverb, adverb.span)
    for prep in node.all("prep"):
        words = lexicon.words(lang, "factuality", "conditional", "prepositions")
        if prep.text.lower() in words and (ahead or _impossible(node)):
            inside = [n for n in prep.subtree() if n is not prep]
            if inside:
                yield _Cue(Factuality.CONDITIONAL, "factuality:without", prep, extent(inside))


def _impossible(node: Node) -> bool:
    """ "No peace without talks", "impossible without talks": a condition, not a circumstance."""
    predicate = node.child("acomp")
    hopeless = predicate is not None and predicate.lemma in _HOPELESS
    return hopeless or negation(node) is not None


_HOPELESS = frozenset({"impossible", "unthinkable", "unlikely", "inconceivable"})


def looks_ahead(node: Node, lang: str) -> bool:
    """Whether a clause tells of what is not yet, so that "once" and "without" set conditions."""
    modals = {"to"}
    for name in ("demanded", "possible", "planned"):
        modals |= lexicon.words(lang, "factuality", name, "modals")
    if any(aux.text.lower() in modals for aux in node.all("aux", "auxpass")):
        return True
    return node.lemma in lexicon.words(lang, "factuality", "planned", "verbs")


def _auxiliaries(node: Node, told: Told, lang: str) -> Iterator[_Cue]:
    for aux in node.all("aux", "auxpass"):
        word = aux.text.lower()
        for name in ("demanded", "possible", "planned"):
            if word in lexicon.words(lang, "factuality", name, "modals"):
                yield _Cue(Factuality(name), f"factuality:{name}:{word}", aux)
    performed = node.lemma in lexicon.words(lang, "factuality", "performed")
    if _present(node) and node is told.verb and not (performed or lexicon.acts()[told.act].breach):
        yield _Cue(Factuality.ONGOING, "factuality:present", node)
    progressive = node.tag == "VBG" and any(a.lemma == "be" for a in node.all("aux"))
    if progressive and node.lemma == "go" and node.child("xcomp") is not None:
        yield _Cue(Factuality.PLANNED, "factuality:planned:going_to", node)
    elif progressive and node.head.lemma in _ANNOUNCING and node.rel == "ccomp":
        # "announced that it was leaving": it goes with the words.
        yield _Cue(Factuality.PLANNED, "factuality:planned:announced", node)
    elif progressive:
        yield _Cue(Factuality.ONGOING, "factuality:progressive", node)
    if not told.refused and yet_to(node):
        yield _Cue(Factuality.DENIED, "factuality:yet_to", node)
    if not told.refused and not told.frame.whatever:
        negative = negation(node)
        if negative is not None:
            yield _Cue(Factuality.DENIED, "factuality:negation", negative)


def _present(node: Node) -> bool:
    perfect = any(aux.lemma == "have" for aux in node.all("aux"))
    return node.tag in ("VBP", "VBZ") and not perfect


def _adverbs(node: Node, lang: str) -> Iterator[_Cue]:
    for child in node.all("advmod"):
        for name in ("alleged", "possible", "ongoing"):
            if child.text.lower() in lexicon.words(lang, "factuality", name, "adverbs"):
                yield _Cue(Factuality(name), f"factuality:{name}:{child.text.lower()}", child)
    for child in node.all("amod"):
        if child.text.lower() in lexicon.words(lang, "factuality", "ongoing", "adjectives"):
            yield _Cue(Factuality.ONGOING, f"factuality:ongoing:{child.text.lower()}", child)


def _governing_word(node: Node, told: Told, lang: str) -> Iterator[_Cue]:
    """Verbs, nouns and adjectives above the act: "hope that", "a possibility to", "refused to"."""
    if node in (told.head, told.verb):
        yield from _infinitive_of_plan(node)
        if node is not told.head:
            yield from _governing_verb(node, told, lang)
        return
    lemma = node.lemma
    yield from _predicate(node, lang)
    yield from _held_open(node, lang)
    if lemma in lexicon.words(lang, "factuality", "denied", "adjectives"):
        yield _Cue(Factuality.DENIED, f"factuality:{lemma}", node)
    for name in ("hoped", "demanded", "possible", "planned"):
        if node.pos == "NOUN" and lemma in lexicon.words(lang, "factuality", name, "nouns"):
            yield _Cue(Factuality(name), f"factuality:{name}:{lemma}", node)
    if lemma in lexicon.words(lang, "factuality", "hoped", "verbs"):
        yield _Cue(Factuality.HOPED, f"factuality:hoped:{lemma}", node)
    for name in ("hoped", "possible", "planned"):
        if lemma in lexicon.words(lang, "factuality", name, "adjectives"):
            yield _Cue(Factuality(name), f"factuality:{name}:{lemma}", node)
    yield from _governing_verb(node, told, lang)


def _predicate(node: Node, lang: str) -> Iterator[_Cue]:
    """ "It is possible that", "expressed hope that", "the release is a precondition"."""
    if not node.is_verb():
        return
    for word in node.all("acomp", "attr", "dobj", "oprd"):
        for name in ("hoped", "possible", "planned"):
            listed = lexicon.words(lang, "factuality", name, "adjectives")
            if word.rel in ("acomp", "oprd") and word.lemma in listed:
                yield _Cue(Factuality(name), f"factuality:{name}:{word.lemma}", word)
        if word.lemma in lexicon.words(lang, "factuality", "hoped", "nouns"):
            yield _Cue(Factuality.HOPED, f"factuality:hoped:{word.lemma}", word)
        demanded = lexicon.words(lang, "factuality", "demanded", "nouns")
        if word.rel == "attr" and word.lemma in demanded:
            yield _Cue(Factuality.DEMANDED, f"factuality:demanded:{word.lemma}", word)


def _held_open(node: Node, lang: str) -> Iterator[_Cue]:
    """ "Could not confirm that", "not possible to verify whether", "no evidence that"."""
    verbs = lexicon.words(lang, "factuality", "not_confirmed", "verbs")
    if node.is_verb() and node.lemma in verbs:
        above = node.head
        negated = [n for n in (node, above, above.head) if _turned_down(n)]
        if negated and (node.rel in ("xcomp", "ccomp", "ROOT", "conj") or negation(node)):
            yield _Cue(Factuality.NOT_CONFIRMED, f"factuality:unconfirmed:{node.lemma}", node)
    nouns = lexicon.words(lang, "factuality", "not_confirmed", "nouns")
    for word in [node, *(node.all("attr", "dobj", *SUBJECTS) if node.is_verb() else ())]:
        if word.lemma in nouns and negation(word) is not None:
            yield _Cue(Factuality.NOT_CONFIRMED, f"factuality:unconfirmed:{word.lemma}", word)


def _turned_down(node: Node) -> bool:
    unable = node.lemma in ("unable", "impossible") or any(
        n.lemma in ("unable", "impossible") for n in node.all("acomp")
    )
    neither = any(n.lemma == "neither" for n in node.children)
    return unable or neither or (node.is_verb() and negation(node) is not None)


def _asked(node: Node, told: Told) -> bool:
    """Whether somebody is told, or wanted, to do it."""
    if node.lemma not in ("tell", "want", "have", "need"):
        return False
    above = [told.verb, *told.verb.ancestors()]
    told_to = [n for n in node.all("xcomp", "ccomp") if any(n is one for one in above)]
    to = any(aux.text.lower() == "to" for n in told_to for aux in n.all("aux"))
    if node.lemma == "tell":
        return to
    if node.lemma == "want":
        wanted = node.child("dobj")
        if wanted is not None and any(told.verb is n for n in wanted.all("acl")):
            return True
        return any(n.child(*SUBJECTS) is not None for n in told_to)
    return to and node.child("advmod") is None


def _governing_verb(node: Node, told: Told, lang: str) -> Iterator[_Cue]:
    if not node.is_verb() or node.rel == "prep":
        return
    lemma = node.lemma
    longer = {particle_lemma(node), *(f"{lemma} {prep.text.lower()}" for prep in node.all("prep"))}
    demanding = lexicon.words(lang, "factuality", "demanded", "verbs")
    if (lemma in demanding and not _asserts(node, told)) or longer & lexicon.words(
        lang, "factuality", "demanded", "particle_verbs"
    ):
        yield _Cue(Factuality.DEMANDED, f"factuality:demanded:{lemma}", node)
    bare = particle_lemma(node) == lemma
    bare = bare and (lemma != "set" or is_passive(node) or node.tag == "VBN")
    planned = bare and lemma in lexicon.words(lang, "factuality", "planned", "verbs")
    if planned and not _settled(node, told):
        yield _Cue(Factuality.PLANNED, f"factuality:planned:{lemma}", node)
    if lemma in lexicon.words(lang, "factuality", "ongoing", "verbs") and told.verb.is_verb():
        yield _Cue(Factuality.ONGOING, f"factuality:ongoing:{lemma}", node)
    yield from _weighing_verb(node, told, lang)
    if (
        lemma in lexicon.words(lang, "factuality", "denied", "verbs_of_failure")
        and not told.refused
    ):
        yield _Cue(Factuality.DENIED, f"factuality:{lemma}", node)
    if lemma in _ANNOUNCING and told.head.rel == "dobj" and not told.head.is_verb():
        yield _Cue(Factuality.PLANNED, f"factuality:planned:{lemma}", node)


def _weighing_verb(node: Node, told: Told, lang: str) -> Iterator[_Cue]:
    """Verbs by which somebody rules out, weighs, is said to do or is wanted to do the act."""
    lemma = node.lemma
    if particle_lemma(node) in lexicon.words(lang, "factuality", "denied", "phrases"):
        open_ = negation(node) is not None
        kind = Factuality.POSSIBLE if open_ else Factuality.DENIED
        if not (told.verb is node and not open_):
            yield _Cue(kind, f"factuality:{particle_lemma(node)}", node)
    if lemma in lexicon.words(lang, "factuality", "possible", "verbs"):
        yield _Cue(Factuality.POSSIBLE, f"factuality:possible:{lemma}", node)
    if is_passive(node) and lemma in lexicon.words(lang, "factuality", "alleged", "passives"):
        yield _Cue(Factuality.ALLEGED, f"factuality:alleged:{lemma}", node)
    if _asked(node, told):
        yield _Cue(Factuality.DEMANDED, f"factuality:demanded:{lemma}", node)
    elif lemma == "commit" and any(node.prepositions("to")):
        yield _Cue(Factuality.PLANNED, "factuality:planned:commit", node)
    elif lemma in lexicon.words(lang, "factuality", "wish"):
        yield _Cue(Factuality.ALLEGED, f"factuality:wish:{lemma}", node, wish=True)


def _asserts(node: Node, told: Told) -> bool:
    """ "Insisted that it had left" demands nothing, and who orders a truce declares it."""
    if node.lemma == "order":
        return node.child("dobj") is told.head and not told.head.is_verb()
    clause = node.child("ccomp")
    if node.lemma != "insist" or clause is None:
        return False
    return clause.tag in ("VBD", "VBZ", "VBP") or any(
        aux.tag in ("VBD", "VBZ", "VBP", "MD") for aux in clause.all("aux", "auxpass")
    )


def _settled(node: Node, told: Told) -> bool:
    """ "They agreed to extend the truce": agreeing is what extends it."""
    return node.lemma == "agree" and told.act in ("extend_truce", "announce_truce")


def _infinitive_of_plan(node: Node) -> Iterator[_Cue]:
    """ "is to be announced": a bare infinitive after "be" is a plan."""
    to = next((aux for aux in node.all("aux") if aux.text.lower() == "to"), None)
    if to is not None and node.head.lemma == "be" and node.rel == "xcomp":
        yield _Cue(Factuality.PLANNED, "factuality:planned:to", to)

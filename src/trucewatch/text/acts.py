"""Acts in a parsed sentence, by the frames of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from trucewatch.text import lexicon
from trucewatch.text.clause import (
    LIGHT,
    agent_and_object,
    negation,
    particle_lemma,
    yet_to,
)
from trucewatch.text.fitting import arguments_fit, complement_fits, named_as, prep_objects
from trucewatch.text.lexicon import Frame
from trucewatch.text.nounclass import any_below, carried, is_of
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import SUBJECTS, Node, Tree

_PINNING = ("by", "against", "between", "in", "on", "of", "near", "at")
_REFUSING = frozenset("refuse decline reject fail".split())
_FAILING = frozenset("fail refuse decline neglect omit".split())
_INDEFINITE = frozenset({"any", "such", "other", "further", "every", "each", "all"})
_UNKNOWN = frozenset({"any", "every", "whichever", "whatever", "no", "anyone", "everyone", "those"})


@dataclass(slots=True)
class Told:
    """An act found in the words.

    Args:
        head: the word that tells it; `verb` the light verb that carries a noun, else the head.
        agent, object: the arguments as they stand; resolved by the caller.
        governor: the verb that a noun is an argument of; it may hold the place of the act.
        refused: whether the frame's negated act was told.
    """

    frame: Frame
    act: str
    head: Node
    verb: Node
    agent: Node | None
    object: Node | None
    refused: bool = False
    consumed: list[Node] = field(default_factory=list)
    governor: Node | None = None


@cache
def _by_trigger(lang: str) -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    found: dict[tuple[str, str], list[Frame]] = {}
    for frame in lexicon.frames(lang):
        for verb in frame.verbs:
            found.setdefault(("verb", verb), []).append(frame)
        for noun in frame.nouns:
            found.setdefault(("noun", noun), []).append(frame)
        if frame.copula:
            found.setdefault(("verb", "be"), []).append(frame)
    return {key: tuple(frames) for key, frames in found.items()}


def find(tree: Tree, phrases: Phrases) -> list[Told]:
    """Every act of the sentence in the order of its words; an argument tells no act of its own."""
    found: list[Told] = []
    taken: set[int] = set()
    ordered = sorted(tree.nodes, key=lambda n: (not n.is_verb(), n.index))
    for node in ordered:
        if node.index in taken:
            continue
        for told in _finest(list(_told_at(node, phrases))):
            found.append(told)
            taken.update(n.index for n in told.consumed)
    kept = [told for told in found if told.head.index not in taken or told.head.is_verb()]
    return sorted(_apart(kept), key=lambda told: told.head.index)


def _apart(found: list[Told]) -> list[Told]:
    """What is told for itself: people wounded in an attack belong to the attack."""
    return [
        told
        for told in found
        if not (
            told.head.lemma in _HURTING
            and told.head.rel in ("advcl", "conj")
            and any(told.head.head is other.head for other in found)
        )
    ]


_HURTING = frozenset({"wound", "injure", "hurt"})


def _told_at(node: Node, phrases: Phrases) -> Iterator[Told]:
    kind = "verb" if node.is_verb() else "noun"
    table = _by_trigger(phrases.lang)
    lemma = node.lemma
    keys = [(kind, lemma)] if kind == "noun" else [*_verb_keys(node), (kind, lemma)]
    if kind == "verb" and _of_nothing_known(node):
        return
    if kind == "noun" and node.pos not in ("NOUN", "PROPN") and node.tag not in ("VBG", "NN"):
        return
    done = False
    seen: set[str] = set()
    for key in dict.fromkeys(keys):
        for frame in table.get(key, ()):
            if (done and not (frame.mentions or frame.besides)) or frame.act in seen:
                continue
            told = (
                _verbal(frame, node, phrases, key[1])
                if kind == "verb"
                else _nominal(frame, node, phrases)
            )
            if told is not None:
                seen.add(frame.act)
                done = done or not frame.besides
                yield told


def _finest(found: list[Told]) -> list[Told]:
    """Where a word tells what was used, the plainer act of that family is told no more."""
    named = {told.frame.family for told in found if told.frame.mentions}
    return [told for told in found if told.frame.mentions or told.frame.family not in named]


def _of_nothing_known(verb: Node) -> bool:
    """ "any town that keeps the truce" tells of no town that does."""
    if verb.rel != "relcl":
        return False
    noun = verb.head
    return noun.text.lower() in _UNKNOWN or any(
        c.text.lower() in _UNKNOWN for c in noun.all("det", "amod")
    )


def _verb_keys(verb: Node) -> list[tuple[str, str]]:
    """The verb with its particle and with each preposition, as in "call for"."""
    particle = particle_lemma(verb)
    found = [particle]
    for prep in verb.all("prep"):
        word = prep.text.lower()
        found += [f"{particle} {word}", f"{verb.lemma} {word}"]
        found += [f"{verb.lemma} {word} {further.text.lower()}" for further in prep.all("prep")]
    # The longest says most: "withdraw from" before "withdraw".
    return [("verb", key) for key in sorted(found, key=lambda key: -key.count(" "))]


def _verbal(frame: Frame, verb: Node, phrases: Phrases, key: str) -> Told | None:
    if frame.copula != (verb.lemma == "be") and not (frame.verbs and verb.lemma in frame.verbs):
        return None
    agent, below = agent_and_object(verb)
    if frame.bare and verb.child("dobj") is not None:
        return None
    if below is None and " " in key:
        # "backed out of the truce": what stands behind the preposition is what was left.
        below = next(verb.prepositions(key.rpartition(" ")[2]), None)
    if frame.complement and not frame.copula:
        below = named_as(verb, frame, phrases) or below
    if frame.copula:
        return _copular(frame, verb, agent, phrases)
    if frame.finite and not _finite(verb):
        return None
    if not arguments_fit(frame, verb, (agent, below), phrases):
        return None
    if frame.complement and not complement_fits(frame, verb, phrases):
        return None
    consumed = [n for n in (below, *prep_objects(frame, verb, phrases)) if n is not None]
    consumed = [n for top in consumed for n in (top, *carried(top))]
    if frame.complement and not frame.object:
        consumed += verb.all("xcomp")
    if "either" in _asked(frame) and is_of(agent, frame.either, phrases) and agent is not None:
        consumed.append(agent)
    if frame.undone and not _left_undone(verb):
        return None
    act, refused = _negated_act(frame, verb)
    return Told(frame, act, verb, verb, agent, below, refused, consumed)


def _finite(verb: Node) -> bool:
    return verb.rel != "acl" and (verb.tag != "VB" or verb.child("aux") is not None)


def _left_undone(verb: Node) -> bool:
    """Whether it was not done: negated, failed, refused, or "yet to" be done."""
    above = verb.head if verb.rel in ("xcomp", "ccomp") else None
    failed = above is not None and above.lemma in _FAILING
    return failed or negation(verb) is not None or yet_to(verb)


def _asked(frame: Frame) -> set[str]:
    return {name for name in ("object", "subject", "either") if getattr(frame, name)}


def _copular(frame: Frame, verb: Node, subject: Node | None, phrases: Phrases) -> Told | None:
    predicate = verb.child("attr", "acomp", "oprd") or _adjective(verb)
    if predicate is None or subject is None:
        return None
    if frame.subject and not is_of(subject, frame.subject, phrases):
        return None
    if frame.predicate and predicate.lemma not in frame.predicate:
        return None
    if frame.predicate_class and not any_below(predicate, frame.predicate_class, phrases):
        return None
    if frame.complement and not any_below(predicate, frame.complement, phrases):
        return None
    words = {n.lemma for n in predicate.subtree()}
    if frame.needs_word and not words & set(frame.needs_word):
        return None
    return Told(frame, frame.act, verb, verb, subject, predicate, consumed=[predicate])


def _adjective(verb: Node) -> Node | None:
    """The prepositional predicate of "is in the balance", or the adverb of "is over"."""
    over = next((n for n in verb.all("advmod") if n.lemma == "over"), None)
    return over or next(
        (prep for prep in verb.all("prep") if prep.text.lower() in ("in", "under")), None
    )


def _nominal(frame: Frame, noun: Node, phrases: Phrases) -> Told | None:
    under = carried(noun)
    if frame.without and any(is_of(n, frame.without, phrases) for n in under):
        return None
    for wanted in frame.modifiers:
        if not any(is_of(n, (wanted,), phrases) for n in under):
            return None
    if frame.mentions and not any(
        any_below(n, frame.mentions, phrases)
        for n in (*noun.prepositions("of"), *noun.all("appos"))
    ):
        return None
    if frame.thanks_only and not _thanked(noun):
        return None
    governor = _governor(noun)
    if frame.governed:
        governor = next(
            (g for g in _governors(noun) if g.lemma in frame.governed or _exists(g)), None
        )
        if governor is None:
            return None
    if frame.counted and not _counted(noun, governor):
        return None
    if frame.measured and not _measured(noun):
        return None
    if frame.specific and not _specific(noun, governor, phrases):
        return None
    indefinite = any(c.text.lower() in _INDEFINITE for c in noun.all("det", "predet"))
    if indefinite and not (
        governor is not None and (_exists(governor) or governor.lemma in _DENYING)
    ):
        return None
    carrying = governor if noun.rel in ("dobj", "nsubj", "nsubjpass", "attr", "pobj") else None
    light = governor if governor is not None and governor.lemma in LIGHT else None
    hangs = governor is not None and governor.head is noun
    told_by = governor if frame.governed and (noun.rel in SUBJECTS or hangs) else None
    verb = light or told_by or noun
    agent = agent_and_object(light)[0] if light is not None else None
    return Told(frame, frame.act, noun, verb, agent, None, consumed=[], governor=carrying)


def _counted(noun: Node, governor: Node | None) -> bool:
    """ "counted 31 violations", "puts the number of breaches at 31"."""
    none = noun.child("det")
    if noun.child("nummod") is not None or (none is not None and none.lemma == "no"):
        return governor is not None
    above = noun.head.head if noun.rel == "pobj" else noun
    return above.lemma in ("number", "total", "toll") and above is not noun


def _measured(noun: Node) -> bool:
    """ "Ten hours of talks", but not "the next round of talks"."""
    measure = noun.head.head
    told = noun.rel == "pobj" and measure.lemma in _MEASURES
    return told and measure.child("nummod") is not None


_MEASURES = frozenset({"hour", "day", "week", "month", "round", "minute", "night"})


def _governor(noun: Node) -> Node | None:
    """The verb whose object or subject the noun is; an accusation reaches through its "of"."""
    up = noun.head
    if noun.rel in ("pobj", "pcomp") and up.rel in ("prep", "agent") and up.head is not up:
        up = up.head
    if up.lemma in _MEASURES and noun.rel == "pobj" and up.head is not up:
        # "three days of fighting have killed": it is the fighting that killed
        up = up.head
    if up.lemma in _SAID and up.rel in ("dobj", "pobj") and noun.rel == "pobj":
        # "denied allegations of breaches"
        up = up.head
    while noun.rel == "conj" and up.head is not up:
        noun, up = up, up.head
        if noun.rel in ("pobj", "pcomp") and up.rel == "prep":
            up = up.head
    if up.is_verb():
        return up
    return next(iter(_below(noun)), None)


_SAID = frozenset({"allegation", "claim", "report", "accusation", "charge"})


def _governors(noun: Node) -> list[Node]:
    """The verb above a noun and those that hang on it: "elections that they prepare"."""
    above = _governor(noun)
    return [*([above] if above is not None else []), *_below(noun)]


def _below(noun: Node) -> list[Node]:
    return [n for n in noun.all("acl", "relcl") if n.tag.startswith("VB")]


_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute"})


def _unfelt(verb: Node) -> bool:
    """ "Does not feel bound": the negation stands above."""
    felt = verb.rel in ("acomp", "oprd", "xcomp", "ccomp") and verb.head.lemma in (
        "feel",
        "consider",
    )
    return felt and negation(verb.head) is not None


def _exists(verb: Node) -> bool:
    """ "There was no clash" tells of one, or of none."""
    return verb.lemma == "be" and verb.child("expl") is not None


def _specific(noun: Node, governor: Node | None, phrases: Phrases) -> bool:
    """Whether a noun as general as "attack" tells of one happening, by a name beside it."""
    if governor is not None and governor.lemma in lexicon.words(
        phrases.lang, "factuality", "unreal"
    ):
        return False
    behind = list(noun.prepositions(*_PINNING))
    named = [
        n for n in (*carried(noun), *behind) if n.pos == "PROPN" or phrases.names_at(n) is not None
    ]
    if governor is not None and _exists(governor):
        return True
    return bool(named or (governor is not None and governor.lemma in LIGHT and behind))


def _thanked(noun: Node) -> bool:
    above = [n for up in noun.ancestors() for n in (up, *up.all("acomp"))]
    return any(n.lemma in ("grateful", "thank", "thankful", "appreciate") for n in above)


def _negated_act(frame: Frame, verb: Node) -> tuple[str, bool]:
    if frame.undone:
        return frame.act, True
    governor = verb.head if verb.rel == "xcomp" else None
    refused = governor is not None and governor.lemma in _REFUSING
    if frame.refused and governor is not None and refused and governor.lemma != "fail":
        return frame.refused, True
    if frame.negated is None:
        return frame.act, False
    if refused or negation(verb) is not None or _unfelt(verb):
        return frame.negated, True
    return frame.act, False

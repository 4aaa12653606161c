"""Whether the arguments of a verb are those that a frame asks for."""

from __future__ import annotations

from trucewatch.text.clause import is_passive
from trucewatch.text.lexicon import Frame
from trucewatch.text.nounclass import any_below, carried, is_of
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import Node


def named_as(verb: Node, frame: Frame, phrases: Phrases) -> Node | None:
    """Of two objects the first: "took five soldiers prisoner", "called the group terrorists"."""
    last = verb.child("dobj")
    if last is None or not any_below(last, frame.complement, phrases):
        return None
    given = verb.child("dative")
    if given is not None and given.pos != "ADP":
        return given
    return next((n for n in last.all("compound", "nmod") if n.tag in ("NNS", "NNPS")), None)


def arguments_fit(
    frame: Frame, verb: Node, arguments: tuple[Node | None, Node | None], phrases: Phrases
) -> bool:
    """Whether subject, object, prepositions and words below are of the classes asked for.

    Args:
        arguments: who acts and what is acted upon, active and passive alike.
    """
    agent, below = arguments
    subject = below if is_passive(verb) and agent is None else agent
    if frame.subject and not any(is_of(n, frame.subject, phrases) for n in _meant(subject, verb)):
        return False
    if frame.infinitive and verb.child("xcomp") is None:
        return False
    if frame.either and not (
        is_of(agent, frame.either, phrases) or is_of(below, frame.either, phrases)
    ):
        return False
    by_object = not frame.object or any(
        is_of(n, frame.object, phrases) for n in (below.with_conjuncts() if below else ())
    )
    by_prep = bool(frame.prep) and bool(prep_objects(frame, verb, phrases))
    fits = (by_object or by_prep) if frame.object and frame.prep else by_object
    if frame.prep and not frame.object and not by_prep:
        return False
    if frame.without and below is not None and any_below(below, frame.without, phrases):
        return False
    if frame.mentions:
        under = [n for n in (below, *verb.prepositions(*_MENTIONING)) if n]
        under += verb.all("dative", *(("ccomp",) if frame.complement else ()))
        fits = fits and any(any_below(n, frame.mentions, phrases) for n in under)
    return fits


_MENTIONING = ("for", "of", "to", "on", "with", "inside", "within", "beyond")


def _meant(subject: Node | None, verb: Node) -> list[Node]:
    """The subject with its conjuncts; of "a truce in X, which began" the truce too."""
    if subject is None:
        return []
    found = subject.with_conjuncts()
    if verb.rel == "relcl" and subject is verb.head:
        for up in subject.ancestors():
            noun = up.child("dobj") if up.is_verb() else up
            if noun is not None and noun.pos == "NOUN":
                return [*found, noun]
    return found


def prep_objects(frame: Frame, verb: Node, phrases: Phrases) -> list[Node]:
    """What stands behind the prepositions of the frame and is of the classes it asks for."""
    return [
        noun
        for word, classes in frame.prep.items()
        for noun in _behind(verb, word)
        if is_of(noun, classes, phrases)
        or (
            "GROUND_OPERATION" in classes and any(is_of(n, classes, phrases) for n in carried(noun))
        )
    ]


def _behind(verb: Node, word: str) -> list[Node]:
    """Objects of a preposition; of "was fired upon" the one who was."""
    found = list(verb.prepositions(word, *(("upon",) if word == "on" else ())))
    stranded = [
        prep
        for prep in verb.all("prep")
        if prep.text.lower() in (word, "upon") and prep.child("pobj", "pcomp") is None
    ]
    below = verb.child("nsubjpass")
    if not found and stranded and below is not None and word in ("on", "at"):
        found = [below]
    return found


def complement_fits(frame: Frame, verb: Node, phrases: Phrases) -> bool:
    """Whether what is said of the object or subject holds a word of the classes asked for."""
    tops = [prep for prep in verb.all("prep") if prep.text.lower() == "as"]
    tops += [noun for noun in verb.prepositions("at") if noun.rel == "pobj"]
    tops += verb.all("oprd", "attr", "acomp", "xcomp", "ccomp")
    tops += [n for n in verb.all("advmod", "prt") if n.start > verb.start]
    found = verb.child("dobj")
    if found is not None:
        if named_as(verb, frame, phrases) is not None or found.tag == "JJ":
            tops.append(found)
        tops += [prep for prep in found.all("prep") if prep.text.lower() == "as"]
    return any(any_below(top, frame.complement, phrases) for top in tops)

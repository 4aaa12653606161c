"""Denials that point back: "Damascus rejected the charge", "Nothing of the kind happened"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.domain.document import Document
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Because, Factuality, Polarity, Speaker, Statement
from trucewatch.text import lexicon
from trucewatch.text.clause import subject
from trucewatch.text.hearing import Heard
from trucewatch.text.phrase import Phrases
from trucewatch.text.tree import Node
from trucewatch.text.voicing import speakers_of

_CONTENT = ("ccomp", "xcomp", "pcomp")
_POINTING = frozenset({"it", "this", "that"})
_CALLS = frozenset({"call", "brand", "describe"})
# "Denied any involvement" says of nothing else that one took no part in it.
_PART = frozenset({"involvement", "responsibility", "wrongdoing"})
_CHARGES = frozenset(
    "charge accusation allegation claim report account assertion version story suggestion".split()
)
_FALSE = frozenset(
    "false baseless untrue lie lies fabrication groundless unfounded nonsense absurd ridiculous "
    "propaganda fabricated invented invention slander fiction preposterous wrong".split()
)


def denied(
    heard: Heard,
    told: tuple[Sequence[Statement], Sequence[Statement]],
    phrases: Phrases,
    speakers: tuple[Speaker, ...],
) -> Statement | None:
    """The act told last by somebody else, as a sentence that only points back to it denies it.

    Args:
        told: every statement of the sentences before, in order, and those of this one, which
            only a clause that hangs on the charge can mean: "a charge that X rejected".
        speakers: whose words the sentence is, where it is quoted.
    """
    for node in heard.tree.nodes:
        if not node.is_verb() and node.lemma != "nothing":
            continue
        denier = _denier(node, phrases) or (speakers if _nothing_of_the_kind(node) else ())
        if not denier:
            continue
        before, here = told
        about = _meant([*before, *here] if _of_charge(node) else before, denier)
        if about is None:
            return None
        span = _clause(node)
        return replace(
            about,
            span=span,
            words=phrases.cut(span),
            speakers=denier[:1],
            addressees=(),
            polarity=Polarity.NEGATED,
            factuality=Factuality.DENIED,
            counts=(),
            weapons=(),
            because=(Because(_BACK, node.span), Because(f"act:{about.act}", span)),
        )
    return None


def same_word(said: Statement, back: Statement) -> bool:
    """Whether a statement is told by the very word that points back."""
    return any(reason.span == back.because[0].span for reason in said.because[:1])


def spelt_out(told: list[Statement], document: Document) -> list[Statement]:
    """Without denials that only point back where their paragraph then says what is denied."""
    return [
        said
        for said in told
        if said.because[0].rule != _BACK
        or not any(_spells_out(other, said, document) for other in told)
    ]


def _spells_out(other: Statement, said: Statement, document: Document) -> bool:
    denial = other.factuality is Factuality.DENIED and other.because[0].rule != _BACK
    if not denial or other.act_family != said.act_family or other.span.start <= said.span.start:
        return False
    return any(b.span.holds(said.span) and b.span.holds(other.span) for b in document.blocks)


_BACK = "denial:points_back"


def _meant(told: Sequence[Statement], denier: tuple[Speaker, ...]) -> Statement | None:
    """Of what was said last by somebody else that which names who did it, else the last."""
    charges = [said for said in told if _deniable(said, denier)]
    if not charges:
        return None
    last = charges[-1].speakers[-1]
    same = [said for said in charges[-_TOGETHER:] if said.speakers[-1].name == last.name]
    return next((said for said in reversed(same) if said.agents), charges[-1])


_TOGETHER = 3


def _denier(verb: Node, phrases: Phrases) -> tuple[Speaker, ...]:
    """Who denies, where the verb denies something said before and not something told here."""
    lemma = verb.lemma
    denies = lemma in lexicon.words(phrases.lang, "speech", "denies")
    if not denies and lemma not in _CALLS:
        return ()
    below = verb.child("dobj")
    if _of_charge(verb):
        who = verb.child("nsubj")
        spoken = denies or _false(verb)
        return speakers_of(who, verb, phrases) if who is not None and spoken else ()
    if not verb.is_verb() or below is None or verb.child(*_CONTENT[:2]) is not None:
        return ()
    calls = lemma in _CALLS and _false(verb)
    if not (denies or calls) or not _points_back(below):
        return ()
    who = subject(verb)
    return speakers_of(who, verb, phrases) if who is not None else ()


def _of_charge(verb: Node) -> bool:
    """Whether its clause hangs on the charge: "an accusation which Ankara calls absurd"."""
    behind = verb.rel == "relcl" or (verb.rel in ("acl", "ccomp") and verb.child("dobj") is None)
    return behind and verb.head.lemma in _CHARGES


def _false(verb: Node) -> bool:
    return any(n.lemma in _FALSE for n in verb.subtree())


def _points_back(node: Node) -> bool:
    if node.text.lower() in _POINTING:
        return True
    if node.lemma in _PART:
        return node.child("prep") is None
    named = node.lemma in _CHARGES
    definite = any(
        c.text.lower() in ("the", "this", "that", "these", "those", "such") for c in node.children
    )
    return named and definite and node.child("acl", "relcl", "ccomp") is None


def _nothing_of_the_kind(node: Node) -> bool:
    """Whether it is the subject of "nothing of the kind happened"."""
    nothing = node.text.lower() == "nothing" and node.head.is_verb()
    return nothing and any(n.lemma in ("kind", "sort") for n in node.prepositions("of"))


def _deniable(said: Statement, denier: tuple[Speaker, ...]) -> bool:
    """Whether it is somebody else's word that a thing was done."""
    who = {speaker.actor or speaker.name for speaker in said.speakers}
    told = said.factuality in (Factuality.ALLEGED, Factuality.HAPPENED, Factuality.ONGOING)
    return told and bool(who) and (denier[0].actor or denier[0].name) not in who


def _clause(node: Node) -> Span:
    top = node if node.is_verb() else node.head
    nodes = [n for n in top.subtree() if n.rel != "punct"]
    return Span(min(n.start for n in nodes), max(n.end for n in nodes))

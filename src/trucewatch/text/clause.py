"""Who stands where in a clause: subjects, objects, negation, and the verbs that govern it."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.text.tree import SUBJECTS, Node

# Down these relations a verb shares the subject of the verb above it.
_SHARES_SUBJECT = frozenset({"xcomp", "conj", "advcl", "acl", "pcomp", "ccomp", "dep"})
_WITHOUT_SUBJECT = frozenset({"VB", "VBG", "VBN"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis"})
_RELATIVE = frozenset({"which", "who", "that", "whom", "whose", "where"})
LIGHT = frozenset(
    "hold conduct carry launch stage make mount perform undertake begin start continue resume open "
    "commit deliver wage impose lift introduce step lead order execute".split()
)


def particle_lemma(verb: Node) -> str:
    """The lemma with its particle, as in "call off"; the bare lemma where there is none."""
    particle = verb.child("prt")
    if particle is None:
        particle = next((n for n in verb.all("advmod") if n.lemma in _PARTICLES), None)
    return f"{verb.lemma} {particle.lemma}" if particle is not None else verb.lemma


_PARTICLES = frozenset(
    "out off up down back away over forward aside for on together aground".split()
)


def is_passive(verb: Node) -> bool:
    """Whether the clause is in the passive voice, or is a participle after a noun."""
    if verb.child("nsubjpass", "auxpass") is not None:
        return True
    # "Signed in May, the truce": so is one before the clause.
    return verb.tag == "VBN" and (
        verb.rel == "acl" or (verb.rel == "advcl" and verb.child("aux", "mark", "dobj") is None)
    )


def subject(verb: Node) -> Node | None:
    """The grammatical subject, taken over from the governing verb where the clause has none."""
    node: Node | None = verb
    for _ in range(6):
        if node is None:
            return None
        own = _own_subject(node)
        if own is not None:
            return _antecedent(own, node)
        node = _shared(node)
        if node is not None and node.rel in ("acomp", "oprd") and node.head.is_verb():
            # "They are ready to go": the adjective says no more of who goes.
            node = node.head
        if node is not None and not node.is_verb():
            return node
    return None


def _own_subject(verb: Node) -> Node | None:
    """The nearest subject before the verb: of two clauses run together each has its own."""
    found = verb.all(*SUBJECTS)
    before = [node for node in found if node.start < verb.start]
    return before[-1] if before else next(iter(found), None)


def _antecedent(own: Node, verb: Node) -> Node:
    """A relative pronoun stands for the noun its clause hangs on."""
    if own.text.lower() in _RELATIVE and verb.rel == "relcl":
        return verb.head
    cleft = verb.child("attr") if own.text.lower() == "it" and verb.lemma == "be" else None
    if cleft is not None and cleft.child("relcl") is not None:
        return cleft
    named = verb.head.child("attr") if verb.rel == "ccomp" and verb.head.lemma == "be" else None
    if named is not None and own.text.lower() in _RELATIVE:
        # "It was the army that shelled the town."
        return named
    return own


def _shared(verb: Node) -> Node | None:
    """Where a clause without subject finds it: the noun it modifies, or the verb above."""
    if verb.head is verb:
        return None
    if verb.rel == "acl":
        return verb.head if verb.tag == "VBG" else _holder(verb.head)
    if verb.rel == "pcomp":
        return _beside_preposition(verb)
    if verb.rel in _SHARES_SUBJECT and (verb.tag in _WITHOUT_SUBJECT or verb.rel == "conj"):
        return _controller(verb)
    return None


def _beside_preposition(verb: Node) -> Node | None:
    """Of "accuse X of going" and "keep X from going" the goer is X."""
    governor = next((up for up in verb.ancestors() if up.is_verb()), None)
    if governor is None or verb.head.head not in (governor, governor.child("dobj")):
        return governor
    below = governor.child("dobj")
    controls = verb.head.text.lower() in ("of", "from", "for") and below is not None
    return below if controls and below is not None and below.start < verb.start else governor


def _controller(verb: Node) -> Node:
    """Of "urge X to go" and "call on X to go" the goer is X; else the subject above goes on."""
    if verb.rel == "xcomp" and verb.head.is_verb():
        asked = verb.head.child("dobj")
        if asked is None and verb.head.lemma in ("call", "appeal", "prevail"):
            asked = next(verb.head.prepositions("on", "upon", "to", "for"), None)
        if asked is not None and any(n.text.lower() == "to" for n in verb.all("aux")):
            return asked
    return verb.head


def _holder(noun: Node) -> Node | None:
    """Whose "right to withdraw" or "decision to leave" it is."""
    owner = noun.child("poss")
    if owner is not None:
        return owner
    return next((up for up in noun.ancestors() if up.is_verb()), None)


def agent_and_object(verb: Node) -> tuple[Node | None, Node | None]:
    """Who does it and to what, active and passive alike."""
    if is_passive(verb):
        by = next((n for prep in verb.all("agent") for n in prep.all("pobj")), None)
        below = verb.child("nsubjpass", "csubjpass")
        if below is None:
            below = verb.head if verb.rel == "acl" else subject(verb)
        elif below.text.lower() in _RELATIVE and verb.rel == "relcl":
            below = verb.head
        return by, below
    return subject(verb), direct_object(verb)


def direct_object(verb: Node) -> Node | None:
    """The object of an active verb, through a coordinated verb's shared object."""
    found = verb.child("dobj", "oprd")
    if found is not None and found.rel == "dobj":
        return _object_antecedent(found, verb)
    before = verb.head.child("dobj") if verb.rel == "conj" and verb.head.rel == "relcl" else None
    if before is not None and before.text.lower() in _RELATIVE:
        # "the plan, which they discussed and approved"
        return _object_antecedent(before, verb.head)
    shared = next((n.child("dobj") for n in verb.all("conj") if n.is_verb()), None)
    if shared is not None and verb.child("prep", "xcomp", "ccomp") is None:
        return shared
    beside = next((n for prt in verb.all("prt") for n in prt.all("pobj")), None)
    if beside is not None:
        # "called off the truce": the particle is no preposition, whatever the parser says.
        return beside
    small = verb.child("ccomp") if verb.lemma in _LETTING else None
    if small is not None and small.child("nsubj") is not None:
        return small.child("nsubj")
    if verb.rel == "relcl" and verb.child("nsubj") is not None:
        relative = verb.child("nsubj")
        if relative is not None and relative.text.lower() not in _RELATIVE:
            return verb.head
    # "see Russia bring": the small clause's subject is no object of the verb above.
    return None


_LETTING = frozenset({"let", "allow", "permit", "force", "make", "help", "order", "tell"})


def _object_antecedent(found: Node, verb: Node) -> Node:
    if found.text.lower() in _RELATIVE and verb.rel == "relcl":
        return verb.head
    return found


def clause_of(node: Node) -> Node:
    """The verb of the innermost clause that holds this node (the node itself if it is one)."""
    if node.is_verb():
        return node
    return next((up for up in node.ancestors() if up.is_verb()), node)


def up_to(node: Node, top: Node | None) -> Iterator[Node]:
    """The node and its ancestors, `top` left out; to the root where `top` is None."""
    if node is top:
        return
    yield node
    for up in node.ancestors():
        if up is top:
            return
        yield up


def negation(node: Node) -> Node | None:
    """The negative word that stands at this verb or noun, or at an argument of the verb.

    "No shell has fallen", "made no raids", "nobody left" and "not one shot was fired" are all
    negated; "no later than" is not.
    """
    for child in node.children:
        if child.rel == "neg" or child.lemma in ("never", "neither", "nor", "hardly"):
            return child
        if child.lemma == "no" and child.rel in ("det", "neg", "advmod"):
            return child
        if child.text.lower() == "longer" and any(n.lemma == "no" for n in child.children):
            return child
    if not node.is_verb():
        return None
    for noun in node.prepositions("at", "under", "in", "on"):
        found = noun.child("det", "neg")
        if noun.text.lower() in _NOBODY or (
            noun.lemma == "one" and found is not None and found.lemma == "no"
        ):
            return noun
        if noun.lemma in _OCCASIONS and found is not None and found.lemma == "no":
            return found
    for argument in node.all(*SUBJECTS, "dobj", "attr"):
        found = _negated_argument(argument)
        if found is not None:
            return found
    return None


def yet_to(verb: Node) -> bool:
    """Whether it "has yet to" be done."""
    above = verb.head
    waiting = verb.rel == "xcomp" and above.lemma in ("have", "be")
    return waiting and any(n.lemma == "yet" for n in above.all("advmod"))


def _negated_argument(noun: Node) -> Node | None:
    if noun.text.lower() in _NOBODY:
        return noun
    for child in noun.children:
        if child.text.lower() in ("no", "neither") and child.end <= noun.start:
            return child
        single = child.rel in ("nummod", "det") and child.lemma in ("one", "a", "single")
        if (child.rel in ("neg", "preconj") and child.lemma == "not") or (
            single and any(n.lemma == "not" for n in child.children)
        ):
            return child
    return None


_OCCASIONS = frozenset({"point", "time", "moment", "circumstance", "way", "case"})
_NOBODY = frozenset({"nobody", "none", "nothing"})

"""When an act was, from the time words of its clause."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.text.clause import clause_of
from trucewatch.text.timing import TimeMention
from trucewatch.text.tree import Node, Tree

_ADVERBIAL = frozenset({"advcl", "acl", "xcomp", "pcomp", "conj", "prep"})


def time_of(
    head: Node, verb: Node, tree: Tree, mentions: Iterable[TimeMention]
) -> TimeMention | None:
    """The time words of the act's own clause, else of the clause it is an adverbial of."""
    timed: dict[int, TimeMention] = {}
    for mention in mentions:
        if mention.role not in ("when", "deadline", "since", "until"):
            continue
        top = tree.top_of(mention.span)
        if top is not None:
            timed.setdefault(clause_of(_lift(top)).index, mention)
    clause = clause_of(verb)
    for node in _clauses(head, clause):
        if node.index in timed:
            return timed[node.index]
    return None


def _lift(top: Node) -> Node:
    return top.head if top.rel in ("advmod", "npadvmod", "prep") and not top.is_verb() else top


def _clauses(head: Node, clause: Node) -> list[Node]:
    """The act's clause and those it shares its moment with, nearest first."""
    found = [head, clause]
    while clause.head is not clause and clause.rel in _ADVERBIAL:
        clause = clause_of(clause.head)
        if clause in found:
            break
        found.append(clause)
    return found

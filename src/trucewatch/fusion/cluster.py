"""Accounts to clusters of one happening each, whatever the order in which they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from trucewatch.domain.decision import Decision, DecisionKind, Overriding
from trucewatch.domain.link import Link
from trucewatch.fusion.account import Account
from trucewatch.fusion.compare import NEARLY, Holders, compared, weighed
from trucewatch.fusion.constraints import NONE, Constraints
from trucewatch.fusion.standing import Standing


@dataclass(frozen=True, slots=True)
class Clusters:
    """A partition of accounts with its reasons.

    Args:
        members: ids of each cluster, in order; clusters by their first id.
        links: the links that hold clusters together, heaviest first.
        near_misses: of each two clusters that were nearly one the heaviest link, heaviest first.
        overridings: where a person joined what comparison left apart, or held apart what it would
            have joined or nearly joined; in the order of the decisions.
    """

    members: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    near_misses: tuple[Link, ...]
    overridings: tuple[Overriding, ...] = ()


def clustered(
    accounts: Iterable[Account], places: Holders, asked: Constraints = NONE
) -> Clusters:
    """The clusters of accounts; equal for every order in which they are given.

    Args:
        asked: what people decided; it outranks what comparison says.
    """
    standing = Standing(places, asked)
    standing.add(accounts)
    return clusters_of(standing)


def clusters_of(standing: Standing) -> Clusters:
    """The clusters that stand, with their reasons."""
    parts = list(dict.fromkeys(standing.parts.values()))
    used = (pair for part in parts for pair in part.grouped.used)
    cluster = {
        one: members
        for part in parts
        for members in part.grouped.clusters
        for one in members
    }
    return Clusters(
        members=tuple(sorted(standing.members())),
        links=_links(standing, used),
        near_misses=_links(standing, _missed(standing, cluster)),
        overridings=tuple(_overridings(standing, cluster)),
    )


Cluster = dict[str, tuple[str, ...]]
"""The compared accounts of a cluster by each of them."""


def _links(standing: Standing, pairs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(sorted((_link(standing, *pair) for pair in pairs), key=_heaviest))


def _link(standing: Standing, one: str, other: str) -> Link:
    return compared(standing.accounts[one], standing.accounts[other], standing.places)


def _heaviest(link: Link) -> tuple[int, str, str]:
    return -link.weight, link.one, link.other


def _missed(standing: Standing, cluster: Cluster) -> Iterator[tuple[str, str]]:
    """The heaviest pair of each two clusters; what a person holds apart was not missed."""
    best: dict[tuple[str, str], tuple[int, str, str]] = {}
    for one, others in standing.near.items():
        for other, weight in others.items():
            if weight < NEARLY or other < one or cluster[one] is cluster[other]:
                continue
            first, second = sorted((cluster[one][0], cluster[other][0]))
            found = -weight, one, other
            best[first, second] = min(best.get((first, second), found), found)
    decided = _apart(standing, cluster)
    yield from ((one, other) for pair, (_, one, other) in best.items() if pair not in decided)


def _apart(standing: Standing, cluster: Cluster) -> set[tuple[str, str]]:
    """Clusters that people hold apart, by their firsts."""
    roots = {
        standing.asked.root_of(one): cluster[standing.head(one)][0]
        for members in standing.asked.together.values()
        for one in members
        if one in standing.accounts
    }
    found = set()
    for one, others in standing.asked.apart.items():
        for other in others:
            ends = [
                roots.get(end) or cluster[standing.head(end)][0]
                for end in (one, other)
                if end in roots or end in standing.accounts
            ]
            if len(ends) == 2:
                found.add((min(ends), max(ends)))
    return found


def _overridings(standing: Standing, cluster: Cluster) -> Iterator[Overriding]:
    for decision in standing.asked.standing:
        split = decision.kind is DecisionKind.SPLIT
        pairs = _held_apart if split else _held_together
        for one, other in pairs(standing, cluster, decision):
            yield Overriding(
                decision=decision.id,
                kind=decision.kind,
                by=decision.by,
                at=decision.at,
                reason=decision.reason,
                link=_link(standing, one, other),
            )


Pairs = Iterator[tuple[str, str]]


def _held_together(standing: Standing, cluster: Cluster, decision: Decision) -> Pairs:
    """Between any two groups of one cluster that comparison alone leaves apart, a pair."""
    heads = _heads(standing, decision.statements)
    groups: dict[tuple[str, ...], dict[tuple[str, ...], list[str]]] = {}
    for head in heads:
        own = next(one for one in standing.parts[head].grouped.compared if head in one)
        groups.setdefault(cluster[head], {}).setdefault(own, []).append(head)
    for found in groups.values():
        first, *others = found.values()
        yield from (_heaviest_pair(standing, first, other) for other in others)


def _held_apart(standing: Standing, cluster: Cluster, decision: Decision) -> Pairs:
    """Of each two sides the heaviest pair, where comparison would nearly have joined them."""
    sides = (_heads(standing, side.statements) for side in decision.sides)
    for ours, theirs in combinations([side for side in sides if side], 2):
        one, other = _heaviest_pair(standing, ours, theirs)
        if cluster[one] is not cluster[other] and _weight(standing, one, other) >= NEARLY:
            yield one, other


def _heads(standing: Standing, statements: Iterable[str]) -> list[str]:
    told = (one for one in statements if one in standing.accounts)
    return sorted({standing.head(one) for one in told})


def _heaviest_pair(
    standing: Standing, ours: Iterable[str], theirs: Iterable[str]
) -> tuple[str, str]:
    pairs = ((one, other) for one in ours for other in theirs)
    return min(pairs, key=lambda pair: (-_weight(standing, *pair), pair))


def _weight(standing: Standing, one: str, other: str) -> int:
    return weighed(standing.accounts[one], standing.accounts[other], standing.places)

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
from trucewatch.fusion.grouping import Cluster
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


def clustered(accounts: Iterable[Account], places: Holders, asked: Constraints = NONE) -> Clusters:
    """The clusters of accounts; equal for every order in which they are given.

    Args:
        asked: what people decided; it outranks what comparison says.
    """
    standing = Standing(places, asked)
    standing.add(accounts)
    return clusters_of(standing)


def clusters_of(standing: Standing) -> Clusters:
    """The clusters that stand, with their reasons."""
    clusters = list(dict.fromkeys(standing.clusters.values()))
    joined = ((one, other) for cluster in clusters for _, one, other in cluster.joins)
    return Clusters(
        members=tuple(sorted(cluster.members for cluster in clusters)),
        links=_links(standing, joined),
        near_misses=_links(standing, _missed(standing)),
        overridings=tuple(_overridings(standing)),
    )


def _links(standing: Standing, pairs: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(sorted((_link(standing, *pair) for pair in pairs), key=_heaviest))


def _link(standing: Standing, one: str, other: str) -> Link:
    return compared(standing.accounts[one], standing.accounts[other], standing.places)


def _heaviest(link: Link) -> tuple[int, str, str]:
    return -link.weight, link.one, link.other


def _missed(standing: Standing) -> Iterator[tuple[str, str]]:
    """The heaviest pair of each two clusters; what a person holds apart was not missed."""
    best: dict[tuple[str, str], tuple[int, str, str]] = {}
    clusters = standing.clusters
    for one, others in standing.near.items():
        for other, weight in others.items():
            if weight is None or weight < NEARLY or other < one or clusters[one] is clusters[other]:
                continue
            first, second = sorted((clusters[one].members[0], clusters[other].members[0]))
            found = -weight, one, other
            best[first, second] = min(best.get((first, second), found), found)
    decided = _apart(standing)
    yield from ((one, other) for pair, (_, one, other) in best.items() if pair not in decided)


def _apart(standing: Standing) -> set[tuple[str, str]]:
    """Clusters that people hold apart, by their first members."""
    asked, found = standing.asked, set()
    for one, others in asked.apart.items():
        for other in others:
            ends = [_first(standing, asked.together.get(root, (root,))) for root in (one, other)]
            if ends[0] is not None and ends[1] is not None:
                found.add((min(ends[0], ends[1]), max(ends[0], ends[1])))
    return found


def _first(standing: Standing, together: Iterable[str]) -> str | None:
    """The first member of the cluster in which those that are together stand."""
    told = (one for one in together if one in standing.accounts)
    return next((standing.cluster(one).members[0] for one in told), None)


def _overridings(standing: Standing) -> Iterator[Overriding]:
    for decision in standing.asked.standing:
        split = decision.kind is DecisionKind.SPLIT
        for one, other in (_held_apart if split else _held_together)(standing, decision):
            yield Overriding(
                decision=decision.id,
                kind=decision.kind,
                by=decision.by,
                at=decision.at,
                reason=decision.reason,
                link=_link(standing, one, other),
            )


def _held_together(standing: Standing, decision: Decision) -> Iterator[tuple[str, str]]:
    """Between any two groups of one cluster that links alone leave apart, a pair."""
    groups: dict[Cluster, dict[tuple[str, ...], list[str]]] = {}
    for head in _heads(standing, decision.statements):
        cluster = standing.clusters[head]
        own = next(group for group in cluster.groups if head in group)
        groups.setdefault(cluster, {}).setdefault(own, []).append(head)
    for found in groups.values():
        first, *others = found.values()
        yield from (_heaviest_pair(standing, first, other) for other in others)


def _held_apart(standing: Standing, decision: Decision) -> Iterator[tuple[str, str]]:
    """Of each two sides the heaviest pair, where links would nearly have joined them."""
    sides = (_heads(standing, side.statements) for side in decision.sides)
    for ours, theirs in combinations([side for side in sides if side], 2):
        one, other = _heaviest_pair(standing, ours, theirs)
        apart = standing.clusters[one] is not standing.clusters[other]
        if apart and _weight(standing, one, other) >= NEARLY:
            yield one, other


def _heads(standing: Standing, statements: Iterable[str]) -> list[str]:
    return sorted({standing.head(one) for one in statements if one in standing.accounts})


def _heaviest_pair(
    standing: Standing, ours: Iterable[str], theirs: Iterable[str]
) -> tuple[str, str]:
    pairs = ((one, other) for one in ours for other in theirs)
    return min(pairs, key=lambda pair: (-_weight(standing, *pair), pair))


def _weight(standing: Standing, one: str, other: str) -> int:
    return weighed(standing.accounts[one], standing.accounts[other], standing.places)

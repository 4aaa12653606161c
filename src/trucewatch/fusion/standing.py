"""Clusters that stand and are kept up as accounts arrive, are taken back, or are decided on."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from trucewatch.fusion.account import Account
from trucewatch.fusion.blocks import WINDOW, Block, Key, Rank, comparable, keys, rank, window_of
from trucewatch.fusion.compare import Holders, weighed, weighed_if_near
from trucewatch.fusion.constraints import NONE, Constraints
from trucewatch.fusion.grouping import Cluster, grouped
from trucewatch.fusion.near import Near

Members = tuple[str, ...]
"""Ids of the accounts of one cluster, in order."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an arrival did to the partition.

    Args:
        gone: clusters that are no more: split, merged, or with other members now.
        made: clusters that are new; both in order.
    """

    gone: tuple[Members, ...]
    made: tuple[Members, ...]


class Standing:
    """The partition of a set of accounts that grows.

    At every moment it is the one that all accounts at hand would give if they came at once, in
    any order. What hangs together with an arrival is grouped anew, and nothing else can change.

    Accounts that tell the very same stand in one stack and are compared as one, by that with the
    lowest id. Those that name no place or no time are the very same only in the same words, and
    whoever a person held apart from others stands alone.

    Args:
        asked: what people decided.
        window: how far apart in a block two accounts may stand to be compared.
    """

    def __init__(self, places: Holders, asked: Constraints = NONE, *, window: int = WINDOW) -> None:
        self.places: Holders = _Remembered(places)
        self.asked = asked
        self.accounts: dict[str, Account] = {}
        self.clusters: dict[str, Cluster] = {}
        self._stacks: dict[object, list[str]] = {}
        self._stack_of: dict[str, list[str]] = {}
        heads = self._heads = dict[str, Account]()
        held = self.places
        # No method of its own: a circle of references would outlive what is no longer used.
        self.near = Near(lambda one, other: weighed(heads[one], heads[other], held))
        self._blocks: dict[Key, Block] = {}
        self._window = window

    def add(self, accounts: Iterable[Account]) -> Change:
        """Take accounts in; one whose id is known takes the place of the one before."""
        arrived = {one.id: one for one in accounts}
        turned = _Turned()
        self._take_out((one for one in arrived if one in self.accounts), turned)
        self._put_in(arrived.values(), turned)
        return self._settle(turned)

    def remove(self, ids: Iterable[str]) -> Change:
        """Take accounts back; ids that are not known are passed over."""
        turned = _Turned()
        self._take_out((one for one in dict.fromkeys(ids) if one in self.accounts), turned)
        return self._settle(turned)

    def decide(self, asked: Constraints) -> Change:
        """Follow these decisions of people from now on, and no others."""
        changed = (one for one in self.asked.differing(asked) if one in self.accounts)
        concerned = [self.accounts[one] for one in changed]
        turned = _Turned()
        self._take_out((one.id for one in concerned), turned)
        self.asked = asked
        self._put_in(concerned, turned)
        return self._settle(turned)

    def members(self) -> Iterator[Members]:
        """The clusters, in no order."""
        for cluster in dict.fromkeys(self.clusters.values()):
            yield cluster.members

    def cluster(self, statement: str) -> Cluster:
        """The cluster in which an account stands."""
        return self.clusters[self.head(statement)]

    def head(self, statement: str) -> str:
        """The account by which one is compared."""
        return self._stack_of[statement][0]

    def _take_out(self, ids: Iterable[str], turned: _Turned) -> None:
        for one in ids:
            stack = self._stack_of.pop(one)
            turned.stack(self._told(self.accounts.pop(one)), stack)
            del stack[bisect_left(stack, one)]
            turned.out.add(one)

    def _put_in(self, accounts: Iterable[Account], turned: _Turned) -> None:
        for one in accounts:
            told = self._told(one)
            stack = self._stacks.setdefault(told, [])
            turned.stack(told, stack)
            insort(stack, one.id)
            self._stack_of[one.id] = stack
            self.accounts[one.id] = one

    def _told(self, one: Account) -> object:
        """What accounts of one stack have in common."""
        told = one.place, one.point, one.start, one.end, one.act, one.initiators, one.targets
        vague = one.place is None or one.start is None
        words = (one.said, one.text) if vague else ()
        alone = one.id if self.asked.apart_from(one.id) else ""
        return *told, one.figures, *words, alone

    def _settle(self, turned: _Turned) -> Change:
        """Let the heads of stacks follow, then group anew what hangs on them."""
        before = {old for old, _ in turned.heads.values() if old is not None}
        after = {stack[0] for _, stack in turned.heads.values() if stack}
        gone, new = (before - after) | (before & turned.out), after - (before - turned.out)
        for key, (_, stack) in turned.heads.items():
            if not stack:
                self._stacks.pop(key, None)
        for head in sorted(gone):
            self._retire(head, turned)
        turned.new = new
        self._enter(sorted(new), turned)
        turned.dirty |= after
        return self._regroup(turned)

    def _retire(self, head: str, turned: _Turned) -> None:
        if head in self.clusters:
            self._dissolve(self.clusters[head], turned)
        old = self._heads.pop(head)
        for other in self.near.pop(head):
            del self.near[other][head]
        for key in keys(old):
            block = self._blocks[key]
            for one, other in block.remove(rank(old)):
                if one in self._heads and other in self._heads:
                    self._meet(key, one, (other,), turned)
            if not block:
                del self._blocks[key]

    def _enter(self, heads: Iterable[str], turned: _Turned) -> None:
        fresh: dict[Key, list[Rank]] = defaultdict(list)
        for head in heads:
            account = self._heads[head] = self.accounts[head]
            self.near[head] = {}
            at = rank(account)
            for key in keys(account):
                fresh[key].append(at)
        for key, arrived in fresh.items():
            block = self._blocks.get(key)
            if block is None:
                block = self._blocks[key] = Block(window_of(key, self._window))
                for one, close in block.fill(arrived):
                    self._meet(key, one, close, turned)
                continue
            for new in arrived:
                close, parted = block.insert(new)
                self._meet(key, new[-1], close, turned)
                for pair in parted:
                    self._lose(*pair, turned)

    def _meet(self, key: Key, one: str, others: Iterable[str], turned: _Turned) -> None:
        """One stands within reach of others in a block."""
        mine, near = self._heads[one], self.near[one]
        for other in others:
            if other in near:
                continue
            theirs = self._heads[other]
            if not comparable(key, mine, theirs):
                continue
            near[other] = self.near[other][one] = weighed_if_near(mine, theirs, self.places)
            if one not in turned.new and other not in turned.new:
                turned.dirty.update((one, other))

    def _lose(self, one: str, other: str, turned: _Turned) -> None:
        """Two no longer stand within reach of one another in a block, maybe in another."""
        if other not in self.near[one]:
            return
        mine, theirs = self._heads[one], self._heads[other]
        if any(
            comparable(key, mine, theirs) and self._blocks[key].near(rank(mine), rank(theirs))
            for key in set(keys(mine)) & set(keys(theirs))
            if key in self._blocks
        ):
            return
        del self.near[one][other], self.near[other][one]
        turned.dirty |= {one, other}

    def _regroup(self, turned: _Turned) -> Change:
        """Group anew what was touched, and whatever would be joined with it."""
        touched = self._clusters_of(turned.dirty)
        while True:
            for cluster in touched:
                self._dissolve(cluster, turned)
            heads = sorted(head for head in turned.dirty if head in self._heads)
            stacks = {head: self._stack_of[head] for head in heads}
            made, touched = grouped(stacks, self.near, self.asked, self.clusters)
            if not touched:
                break
        self.clusters.update((head, cluster) for cluster in made for head in cluster.heads)
        old, new = set(turned.dissolved), {cluster.members for cluster in made}
        return Change(gone=tuple(sorted(old - new)), made=tuple(sorted(new - old)))

    def _clusters_of(self, heads: Iterable[str]) -> set[Cluster]:
        """Clusters of heads and of all that people hold together with them."""
        asked, concerned = self.asked, set(heads)
        for head in list(concerned) if asked.together else ():
            for one in self._stack_of[head] if head in self._heads else ():
                together = asked.together.get(asked.root_of(one), ())
                concerned.update(self.head(other) for other in together if other in self._stack_of)
        return {self.clusters[head] for head in concerned if head in self.clusters}

    def _dissolve(self, cluster: Cluster, turned: _Turned) -> None:
        turned.dissolved.append(cluster.members)
        for head in cluster.heads:
            del self.clusters[head]
        turned.dirty.update(cluster.heads)


class _Turned:
    """What one arrival has turned over so far.

    Args:
        heads: the head before and the stack now, by what the stack tells.
        out: accounts that were taken out, maybe to be put in again.
        dirty: heads that have to be grouped anew.
        new: heads that are being entered.
        dissolved: members of clusters that are no more.
    """

    def __init__(self) -> None:
        self.heads: dict[object, tuple[str | None, list[str]]] = {}
        self.out: set[str] = set()
        self.dirty: set[str] = set()
        self.new: set[str] = set()
        self.dissolved: list[Members] = []

    def stack(self, told: object, stack: list[str]) -> None:
        """A stack is about to change."""
        self.heads.setdefault(told, (stack[0] if stack else None, stack))


class _Remembered:
    """A gazetteer that is asked of each two places once."""

    def __init__(self, places: Holders) -> None:
        self.within = lru_cache(maxsize=1 << 20)(places.within)

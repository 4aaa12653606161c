"""In which order accounts came, as far as days and namings tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from trucewatch.fusion.account import Account
from trucewatch.fusion.shingles import shared

_LOOKED_AT = 20
"""Accounts of one outlet and day that are held against one that names it."""


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """By day of publication, undated ones first; of one day, whoever is named before who names it.

    Days alone do not tell which of two reports of one day was first; that one names the other
    does. Where they name each other, those that name their source come first, then by id.
    """
    listed = sorted(accounts, key=lambda one: (_day(one), not one.named, one.id))
    found: list[Account] = []
    for _, group in groupby(listed, key=_day):
        found += _named_first(list(group))
    return found


def _day(one: Account) -> int:
    return one.arrived.toordinal() if one.arrived else 0


def _named_first(listed: Sequence[Account]) -> list[Account]:
    by_source: dict[str, list[Account]] = defaultdict(list)
    for each in listed:
        if each.source is not None and len(by_source[each.source]) < _LOOKED_AT:
            by_source[each.source].append(each)
    done: dict[str, Account] = {}
    for first in listed:
        waiting: dict[str, Account] = {}
        one: Account | None = first
        # Whatever waits for itself to be told stands in a circle and is told in the given order.
        while one is not None and one.id not in done and one.id not in waiting:
            waiting[one.id] = one
            one = _that_it_names(one, by_source)
        for each in reversed(waiting.values()):
            done[each.id] = each
    return list(done.values())


def _that_it_names(one: Account, by_source: Mapping[str, Sequence[Account]]) -> Account | None:
    """The account of the nearest outlet that it names, the one most alike."""
    for name in one.named:
        told = by_source.get(name, ()) if name != one.source else ()
        if told:
            return max(told, key=lambda other: shared(one.text, other.text))
    return None

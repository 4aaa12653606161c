"""Dates of the registers that can bear on an actor: lists, offices and relations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from trucewatch.data.registry import Registry
from trucewatch.domain.actor import Validity
from trucewatch.domain.time import UTC


class Dates:
    """All registers' dates that can bear on an actor."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._near: dict[str, frozenset[str]] = {}
        self._listed: dict[str, list[tuple[str, Validity]]] = {}
        for entry in registry.designations:
            self._listed.setdefault(entry.target, []).append((entry.list, entry.valid))

    def near(self, actor: str) -> frozenset[str]:
        """The actor, whom it acts for at any time, whom those relate to and whom these act for."""
        found = self._near.get(actor)
        if found is None:
            own = self._acting(actor)
            found = frozenset(own)
            for one in filter(None, map(self.registry.actors.get, own)):
                for relation in one.relations:
                    found |= self._acting(relation.other)
            self._near[actor] = found
        return found

    def _acting(self, actor: str) -> frozenset[str]:
        chain = {actor}
        known = self.registry.actors.get(actor)
        for office in known.offices if known else ():
            chain |= {body for body in (office.body, office.of) if body}
        for one in tuple(chain):
            chain |= {holder.id for holder in self.registry.organ_of(one)}
        return frozenset(chain)

    def of(self, actor: str, lists: frozenset[str]) -> Iterator[dt.datetime]:
        """Every midnight at which something on file for them begins or ends."""
        for name in self.near(actor):
            known = self.registry.actors.get(name)
            if known is not None:
                held = [one.valid for one in known.offices]
                for valid in (*held, *(one.valid for one in known.relations)):
                    yield from _midnights(valid)
            for listed, valid in self._listed.get(name, ()):
                if listed in lists:
                    yield from _midnights(valid)


def _midnights(valid: Validity) -> Iterator[dt.datetime]:
    for day in (valid.start, valid.end):
        if day is not None:
            yield dt.datetime.combine(day, dt.time(), UTC)

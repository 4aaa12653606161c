"""How each account comes to know what it tells: there, a party to it, or from others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.data.fusion_words import listed
from trucewatch.domain.credibility import Consideration
from trucewatch.domain.lineage import Chain, Lineage
from trucewatch.domain.statement import Statement
from trucewatch.fusion.known import Groups
from trucewatch.fusion.voices import was_there


def access(said: Sequence[Statement], line: Lineage, groups: Groups) -> tuple[Consideration, ...]:
    """For each account whose own words or register entry tell it, in order of ids.

    Whether it was there is by its own account; a rule reads what it says of itself and no more.
    """
    chains = {one.statement: one for one in line.chains}
    own = {one.statement for one in line.came_back}
    parties = _Parties.of(said, groups)
    found = (
        _of_one(one, chains[one.id], parties)
        for one in sorted(said, key=lambda each: each.id)
        if one.id not in own
    )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Parties:
    """Bodies that are told as doing it and as suffering it, by any account."""

    doers: frozenset[str]
    harmed: frozenset[str]
    groups: Groups

    @classmethod
    def of(cls, said: Sequence[Statement], groups: Groups) -> _Parties:
        doers = (groups.group_of(m.actor or m.name)[0] for one in said for m in one.agents)
        harmed = (groups.group_of(m.actor or m.name)[0] for one in said for m in one.targets)
        return cls(frozenset(doers), frozenset(harmed), groups)


def _of_one(one: Statement, chain: Chain, parties: _Parties) -> Consideration:
    rule = next(_rules(one, chain, parties), "access.not_told")
    voice = chain.voices[0] if chain.voices else None
    who = (voice.actor or voice.name) if voice else chain.source or chain.report
    speaker = one.speakers[0] if one.speakers else None
    words = (speaker.words,) if speaker and speaker.words else ()
    return Consideration(rule=rule, facts={"who": who}, statements=(one.id,), words=words)


def _rules(one: Statement, chain: Chain, parties: _Parties) -> Iterator[str]:
    """The rules that fit, those that tell most of the speaker's stake first."""
    voice = chain.voices[0] if chain.voices else None
    name = (voice.actor or voice.name) if voice else chain.source
    body = parties.groups.group_of(name)[0] if name else None
    if body in parties.harmed:
        yield "access.harmed_party"
    if body in parties.doers:
        yield "access.accused_party"
    if voice is None:
        return
    verb = one.speakers[0].verb if one.speakers else ""
    if was_there(voice) or verb in listed("access", "seen"):
        yield "access.there"
    if voice.publisher:
        yield "access.second_hand"

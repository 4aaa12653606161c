"""What the centre knows beside the reports: sources, its own bulletins, judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.registry import Registry
from trucewatch.data.sources import Sources
from trucewatch.domain.actor import NameUse
from trucewatch.domain.credibility import Judgement
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.reading import Reading
from trucewatch.fusion.account import Account, accounts_of
from trucewatch.fusion.known import Known, OwnBulletin
from trucewatch.fusion.names import Names
from trucewatch.fusion.shingles import bag, shingles
from trucewatch.fusion.spelling import odd_spellings
from trucewatch.fusion.translations import Told, Twins, translations

_SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "ru": re.compile(r"[\u0400-\u04ff]")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is laid beside the readings.

    Args:
        bulletins: texts that the centre published itself, by name.
        own_names: registry ids and names by which reports call the centre.
        judgements: of all delegations.
        sources: who counts as one with whom.
    """

    bulletins: Mapping[str, str] = field(default_factory=dict)
    own_names: frozenset[str] = frozenset()
    judgements: tuple[Judgement, ...] = ()
    sources: Sources = field(default_factory=Sources.packaged)


def known_of(readings: Sequence[Reading], beside: Background) -> Known:
    """What tracing the accounts of these readings goes by."""
    twins = _twins(readings, beside.bulletins)
    own = beside.bulletins.keys()
    return Known(
        groups=beside.sources,
        own=tuple(
            OwnBulletin(name, shingles(text), bag(text)) for name, text in beside.bulletins.items()
        ),
        own_names=beside.own_names,
        spellings=odd_spellings(readings, _registered),
        twins={(one.one, one.other): _told(one) for one in twins if not {one.one, one.other} & own},
        own_twins=dict(_own_twins(twins, own)),
    )


def told_by(readings: Iterable[Reading], sources: Sources) -> tuple[Account, ...]:
    """Every account of the readings, with publishers by the id that they have on file."""
    return tuple(accounts_of(readings, sources.id_of))


def names_in(readings: Iterable[Reading]) -> Names:
    """Finds registered names in every language: actors, and places of the countries concerned."""
    places = Gazetteer.packaged()
    ids = {one.place for reading in readings for said in reading.statements for one in said.places}
    countries = {places.get(one).country for one in ids if one is not None and _on_file(one)}
    actors = (
        (name.text, actor.id)
        for actor in Registry.packaged().actors.values()
        for name in actor.names
        if name.use in {NameUse.NAME, NameUse.ACRONYM, NameUse.ALIAS}
    )
    return Names([*actors, *places.named_forms(frozenset(countries))])


def _twins(readings: Sequence[Reading], bulletins: Mapping[str, str]) -> tuple[Twins, ...]:
    """Translations among reports and bulletins; names are looked up where languages differ."""
    texts = [Told(one.document.name, one.document.language, one.document.text) for one in readings]
    texts += [Told(name, _language(text), text) for name, text in bulletins.items()]
    if len({one.language for one in texts}) < 2:
        return ()
    return translations(texts, names_in(readings))


def _own_twins(twins: Iterable[Twins], own: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    ours = frozenset(own)
    for one in twins:
        for bulletin, report in ((one.one, one.other), (one.other, one.one)):
            if bulletin in ours and report not in ours:
                yield report, (bulletin, _told(one))


def _told(twins: Twins) -> str:
    """What two reports share, in words: names by the name that is on file."""
    return ", ".join(_name(value) if kind == "name" else value for kind, value in twins.marks)


def _name(name_id: str) -> str:
    return Gazetteer.packaged().get(name_id).name if ":" in name_id else _actor(name_id)


def _actor(name_id: str) -> str:
    return Registry.packaged().name_of(name_id)


def _language(text: str) -> str:
    """By its script alone: enough to tell a bulletin from a report that translates it."""
    letters = sum(map(str.isalpha, text))
    return next(
        (lang for lang, one in _SCRIPTS.items() if 2 * len(one.findall(text)) > letters), "en"
    )


def _registered(name_id: str) -> frozenset[str]:
    """Every spelling that the registry or the gazetteer has of an id."""
    actor = Registry.packaged().actors.get(name_id)
    if actor is not None:
        return frozenset(name.text for name in actor.names)
    if not _on_file(name_id):
        return frozenset()
    return frozenset(name.text for name in Gazetteer.packaged().get(name_id).names)


def _on_file(place_id: str) -> bool:
    try:
        Gazetteer.packaged().get(place_id)
    except UnknownName:
        return False
    return True

"""Readings to incidents: which statements tell of one happening, on how many origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.domain.decision import Decision
from trucewatch.domain.fusion import Fused, Fusion
from trucewatch.domain.identity import Identity
from trucewatch.domain.incident import Incident
from trucewatch.domain.link import Link
from trucewatch.domain.reading import Reading
from trucewatch.domain.statement import Factuality, Mention, PlaceMention, Statement, Weapon
from trucewatch.domain.time import TimeRange
from trucewatch.fusion.account import Account
from trucewatch.fusion.casualties import casualties
from trucewatch.fusion.cluster import clustered
from trucewatch.fusion.compare import Holders, is_general
from trucewatch.fusion.comparison import accounts_compared
from trucewatch.fusion.constraints import constraints, fates_among
from trucewatch.fusion.count_words import is_count_only
from trucewatch.fusion.credibility import credibility
from trucewatch.fusion.identity import carried_over
from trucewatch.fusion.known import Known
from trucewatch.fusion.lineage import lineage
from trucewatch.pipeline.bulk import garbage_waits
from trucewatch.pipeline.incidents import accuses, breach_acts, incident_id
from trucewatch.pipeline.known import Background, known_of, told_by

_DENYING = frozenset({Factuality.DENIED, Factuality.NOT_CONFIRMED})


@garbage_waits()
def fuse(
    readings: Iterable[Reading],
    *,
    places: Holders | None = None,
    beside: Background | None = None,
    decisions: Iterable[Decision] = (),
    previous: Iterable[Identity] = (),
) -> Fusion:
    """The incidents that readings tell of; the same for every order in which they come.

    Statements that deny an act are accounts of it too; without anybody who alleges it they make
    no incident.

    Args:
        places: None takes the packaged gazetteer.
        beside: bulletins, judgements and sources; None is the packaged sources alone.
        decisions: what people decided; it outranks the comparison.
        previous: the names of an earlier run, as its `Fusion.identities()` gives them.
    """
    listed = tuple(readings)
    told = {said.id: said for reading in listed for said in reading.statements if _tells(said)}
    beside, held = beside or Background(), places or Gazetteer.packaged()
    accounts = {one.id: one for one in told_by(listed, beside.sources) if one.id in told}
    asked = constraints(decisions)
    found = clustered(accounts.values(), held, asked)
    outlets = frozenset(one.source for one in accounts.values() if one.source)
    weigh = _Weighing(accounts, outlets, known_of(listed, beside), held, beside)
    of = {member: number for number, members in enumerate(found.members) for member in members}
    links: dict[int, list[Link]] = {}
    for link in found.links:
        links.setdefault(of[link.one], []).append(link)
    made = (
        weigh.fused([told[one] for one in members], links.get(number, ()))
        for number, members in enumerate(found.members)
        if any(accuses(told[one]) for one in members)
    )
    incidents, gone = named(tuple(made), previous)
    return Fusion(
        incidents=incidents,
        near_misses=found.near_misses,
        overridings=found.overridings,
        decisions=fates_among(asked, accounts),
        gone=gone,
    )


def named(
    made: Sequence[Fused], previous: Iterable[Identity]
) -> tuple[tuple[Fused, ...], tuple[Identity, ...]]:
    """Incidents by the names that they had before, in the order of their ids, and names gone."""
    whole = [one.identity() for one in made]
    fresh = {one.statements[0]: one.id for one in whole}
    carried = carried_over([one.statements for one in whole], previous, fresh)
    called = (
        replace(
            one,
            incident=replace(one.incident, id=name.id),
            aliases=name.aliases,
            split_from=name.split_from,
        )
        for one, name in zip(made, carried.identities, strict=True)
    )
    return tuple(sorted(called, key=lambda one: one.incident.id)), carried.gone


def _tells(said: Statement) -> bool:
    """Whether it is an account of one happening; a number of them is for `counts` to tell."""
    if is_count_only(said):
        return False
    return accuses(said) or (said.act in breach_acts() and said.factuality in _DENYING)


@dataclass(frozen=True, slots=True)
class _Weighing:
    """Makes an incident out of the statements of one happening, and weighs them."""

    accounts: Mapping[str, Account]
    outlets: frozenset[str]
    known: Known
    places: Holders
    beside: Background

    def fused(self, said: Sequence[Statement], links: Sequence[Link]) -> Fused:
        accusing = [one for one in said if accuses(one)]
        denials = [one for one in said if not accuses(one)]
        denied = tuple(sorted(one.id for one in denials))
        accounts = [self.accounts[one.id] for one in said]
        line = lineage(accounts, self.outlets, self.known, denials=frozenset(denied))
        harmed = casualties(accusing, line)
        compared = accounts_compared(accusing, line, self.places, denied=denied)
        return Fused(
            incident=_incident(accusing, independent=line.independent),
            denials=denied,
            lineage=line,
            links=tuple(links),
            comparison=compared,
            casualties=harmed,
            credibility=credibility(
                accusing,
                denials,
                (line, compared, harmed),
                groups=self.known.groups,
                judgements=self.beside.judgements,
            ),
        )


def _incident(accusing: Sequence[Statement], *, independent: int) -> Incident:
    """What the accounts agree on most exactly; who is said to have done it by any of them."""
    first = min(accusing, key=lambda one: one.id)
    act, family = _act(accusing)
    return Incident(
        id=incident_id(one.id for one in accusing),
        statements=tuple(sorted(one.id for one in accusing)),
        act=act,
        act_family=family,
        provisional=independent < 2,
        accusers=first.speakers,
        initiators=_mentions(m for one in accusing for m in one.agents),
        targets=_mentions(m for one in accusing for m in one.targets),
        places=_places(accusing),
        time=_time(accusing),
        weapons=_weapons(m for one in accusing for m in one.weapons),
        words=first.words,
    )


def _act(accusing: Sequence[Statement]) -> tuple[str, str]:
    """The act told most often; of equally many the finer one, then by name."""
    told = Counter((one.act, one.act_family) for one in accusing)
    finer = [pair for pair in told if not is_general(pair[0])]
    return min(finer or list(told), key=lambda pair: (-told[pair], pair))


def _mentions(told: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each of them once by whom it names, in a fixed order."""
    found: dict[str, Mention] = {}
    for one in told:
        found.setdefault(one.actor or one.name, one)
    return tuple(found[key] for key in sorted(found))


def _weapons(told: Iterable[Weapon]) -> tuple[Weapon, ...]:
    found: dict[str, Weapon] = {}
    for one in told:
        found.setdefault(one.weapon, one)
    return tuple(found[key] for key in sorted(found))


_FINEST = ("exact", "<=1km", "<=25km", "admin3", "admin2", "admin1", "zone", "country", "unknown")


def _places(accusing: Sequence[Statement]) -> tuple[PlaceMention, ...]:
    """The places of the account that tells them most exactly."""
    told = [one.places for one in accusing if one.places]
    ranked = sorted(told, key=lambda places: (_FINEST.index(places[0].precision), str(places)))
    return ranked[0] if ranked else ()


def _time(accusing: Sequence[Statement]) -> TimeRange | None:
    """The time of the account that tells it most exactly."""
    told = [one.time for one in accusing if one.time is not None]
    closed = [one for one in told if one.hours() is not None]
    ranked = sorted(closed or told, key=lambda time: (time.hours() or 0.0, str(time)))
    return ranked[0] if ranked else None

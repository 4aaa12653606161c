"""Two agreements held against one another: what the second adds, drops and changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from trucewatch.assess.clause_pairs import clause_pairs, same_zones, zone_pairs
from trucewatch.assess.diff_items import Item, Pair, accounts, compared, instant, paired_by_key
from trucewatch.assess.known import as_known
from trucewatch.assess.readings import readings_of
from trucewatch.assess.stood import as_stood
from trucewatch.assess.window import at_instant, force
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.amendment import Amendment
from trucewatch.domain.membership import Exclusion, Membership
from trucewatch.domain.terms_diff import Difference, DiffKind, Part, TermsDiff

Known = tuple[dt.datetime | None, dt.datetime | None]


def diff(
    one: Agreement,
    other: Agreement,
    *,
    at: dt.datetime | None = None,
    known_at: Known = (None, None),
) -> TermsDiff:
    """What differs between two agreements, part by part.

    Parties are matched by actor, zones and clauses of one agreement by id. Those of two different
    agreements are matched by what they say, since their ids and numbers mean nothing to one
    another: main zone with main zone, a clause with the one that shares most of its modality,
    acts, duty and bearers.

    Args:
        at: compare what stood at that instant alone, and how surely each was in force.
        known_at: for each of the two, leave out what could not have been known then. Where
            nobody could have known of one of them, that is the one difference told.
    """
    then, later = as_known(one, known_at[0]), as_known(other, known_at[1])
    told: tuple[Difference, ...] = ()
    if then is not None and later is not None:
        stood = (then, later) if at is None else (as_stood(then, at), as_stood(later, at))
        told = tuple(_differences(stood, at, known_at))
    elif (then is None) != (later is None):
        key, change = (one.id, DiffKind.DROPPED) if then else (other.id, DiffKind.ADDED)
        sides = ("announced",) if then else (), ("announced",) if later else ()
        told = (
            Difference(part=Part.KNOWN, change=change, key=key, before=sides[0], after=sides[1]),
        )
    return TermsDiff(
        one=one.id,
        other=other.id,
        differences=told,
        at=at,
        known_at_one=known_at[0],
        known_at_other=known_at[1],
    )


def _differences(
    both: tuple[Agreement, Agreement], at: dt.datetime | None, known_at: Known
) -> Iterator[Difference]:
    times = [[*_times(terms), *_held(terms, at, known_at[n])] for n, terms in enumerate(both)]
    one, other = both
    parts: dict[Part, Sequence[Pair]] = {
        Part.KIND: paired_by_key(_kind(one), _kind(other)),
        Part.TIMES: paired_by_key(*times),
        Part.TERM: paired_by_key(_term(one), _term(other)),
        Part.AMENDMENTS: paired_by_key(_amendments(one), _amendments(other)),
        Part.PARTIES: _parties(one.members, other.members),
        Part.GUARANTORS: paired_by_key(_keepers(one), _keepers(other)),
        Part.EXCLUSIONS: paired_by_key(_exclusions(one), _exclusions(other)),
        Part.ZONES: zone_pairs(one, other),
        Part.CLAUSES: clause_pairs(one, other, same_zones(one, other)),
    }
    for part, pairs in parts.items():
        yield from compared(part, pairs)


def _field(key: str, *values: str) -> Item:
    return Item(key, {"": tuple(one for one in values if one)})


def _kind(terms: Agreement) -> list[Item]:
    parent = (terms.parent,) if terms.parent else ()
    return [
        _field("kind", terms.kind),
        _field("stage", terms.stage),
        _field("publicity", terms.publicity),
        _field("conflict", terms.conflict),
        _field("parent", *parent),
        _field("supersedes", *terms.supersedes),
        _field("amends", *terms.amends),
    ]


def _times(terms: Agreement) -> list[Item]:
    return [
        _field("announced", *accounts(terms.announced)),
        _field("signed", *accounts(terms.signed)),
        _field("starts", *accounts(terms.window.starts)),
        _field("ends", *accounts(terms.window.ends)),
    ]


def _held(terms: Agreement, at: dt.datetime | None, known_at: dt.datetime | None) -> list[Item]:
    """How surely it was in force at an instant, by each reading."""
    if at is None:
        return []
    found = []
    for reading in readings_of(terms):
        certainty = force(terms, reading, known_at=known_at).during(at_instant(at))
        facets = {"in_force": (str(certainty),)}
        found.append(Item(f"in_force {reading.name}", facets, (str(certainty),)))
    return found


def _term(terms: Agreement) -> list[Item]:
    return [_field("term", terms.term), _field("renewal", terms.renewal)]


def _amendments(terms: Agreement) -> list[Item]:
    return [Item(one.id, _changes(one), (one.kind, *_effect(one))) for one in terms.amendments]


def _effect(one: Amendment) -> tuple[str, ...]:
    return accounts(one.window.starts if one.window is not None else one.effective)


def _changes(one: Amendment) -> dict[str, tuple[str, ...]]:
    return {
        "kind": (one.kind,),
        "starts": _effect(one),
        "ends": accounts(one.window.ends) if one.window is not None else (),
        "announced": accounts(one.announced),
        "summary": (one.summary,) if one.summary else (),
    }


def _parties(ones: Sequence[Membership], others: Sequence[Membership]) -> tuple[Pair, ...]:
    """By actor; of several entries for one, those of the same side and status first."""
    left = list(enumerate(others))
    matched: dict[int, Membership] = {}
    for alike in (_role, _actor):
        for place, one in enumerate(ones):
            if place not in matched:
                found = next((pair for pair in left if alike(pair[1]) == alike(one)), None)
                if found is not None:
                    left.remove(found)
                    matched[place] = found[1]
    pairs: list[Pair] = [
        (_party(one), _party(matched[place]) if place in matched else None)
        for place, one in enumerate(ones)
    ]
    return (*pairs, *((None, _party(one)) for _, one in left))


def _role(one: Membership) -> tuple[str, ...]:
    return one.actor, one.side, one.status


def _actor(one: Membership) -> tuple[str, ...]:
    return (one.actor,)


def _party(one: Membership) -> Item:
    facets = {
        "side": (one.side,),
        "status": (one.status,),
        "channel": (one.channel,) if one.channel else (),
        "listed_by": one.listed_by,
        "attested_by": one.attested_by,
        "from": instant(one.start),
        "to": instant(one.end),
        "through": tuple(map(str, one.through)),
    }
    return Item(one.actor, facets, (one.side, one.status))


def _keepers(terms: Agreement) -> list[Item]:
    return [
        _field("guarantors", *terms.guarantors),
        _field("co_chairs", *terms.co_chairs),
        _field("facilitators", *terms.facilitators),
        _field("opt_in", "yes" if terms.opt_in else "no"),
        _field("unlisted_kinds", *terms.unlisted_kinds),
    ]


def _exclusions(terms: Agreement) -> list[Item]:
    return [_exclusion(one) for one in terms.exclusions]


def _exclusion(one: Exclusion) -> Item:
    facets = {"from": instant(one.start), "to": instant(one.end)}
    return Item(one.actor or one.list or "", facets)

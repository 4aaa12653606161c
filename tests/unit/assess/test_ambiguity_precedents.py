"""What other agreements did: for each code one that did it, one that did not, one apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from truce_world import CITED, REGISTRY, UN_LIST, FakePlaces, clause, instant, member, moment
from truce_world import truce as made_up
from truce_world import zone as land
from trucewatch.assess.ambiguity import ambiguities
from trucewatch.domain.agreement import Agreement, AgreementClass, Publicity, TermBasis, TextVersion
from trucewatch.domain.ambiguity import AmbiguityCode
from trucewatch.domain.clause import Clause, ClauseText, DutyKind, Modality
from trucewatch.domain.membership import Exclusion
from trucewatch.domain.moment import TimeFact, Window
from trucewatch.domain.place import LonLat
from trucewatch.domain.zone import Band, ControlArea, Shape, Zone


def truce(**more: Any) -> Agreement:
    """The made-up truce without its exclusions, members on common ground, told with its start."""
    plain: dict[str, Any] = {
        "memberships": (member("north", "northern"), member("south", "southern")),
        "exclusions": (),
        "announced": (),
    }
    return made_up(**{**plain, **more})


def having(*clauses: Clause, **more: Any) -> Agreement:
    """The truce with these clauses."""
    return truce(clauses=clauses, **more)


def shall(duty: DutyKind, **more: Any) -> Clause:
    """A duty to do something."""
    return clause("do", modality=Modality.SHALL, duty=duty, acts=(), **more)


def excluding(*who: str, **more: Any) -> Agreement:
    """The truce without these actors."""
    return truce(exclusions=tuple(Exclusion(citation=CITED, actor=one) for one in who), **more)


def starting(*facts: TimeFact, ends: tuple[TimeFact, ...] = (), **more: Any) -> Agreement:
    """The truce with these starts and ends."""
    return truce(window=Window(starts=facts, ends=ends), **more)


def in_texts(*told: ClauseText) -> Agreement:
    """The truce with one clause in languages."""
    return having(clause("fire", summary="No fire.", texts=told))


def versions(*authentic: bool | None) -> Agreement:
    """The truce in as many languages."""
    langs = ("en", "ar", "ru")
    return truce(
        texts=tuple(
            TextVersion(lang=lang, citation=CITED, authentic=one)
            for lang, one in zip(langs, authentic, strict=False)
        )
    )


def in_zone(zone: Zone, *clauses: Clause, **more: Any) -> Agreement:
    """The truce in another zone."""
    return truce(zones=(zone,), zone=zone.id, clauses=clauses or (clause("fire"),), **more)


START, END = moment(instant(1)), moment(instant(20))
LINE = Shape(lines=((LonLat.of(0, 1), LonLat.of(2, 1)),))
BY_LINE = Zone(
    id="all", name="l", places=(), shape=LINE, citation=CITED, bands=(Band(weapons=(), within_m=9),)
)
OF_TANKS = replace(BY_LINE, bands=(Band(weapons=("tank",), within_m=9),))
MORTARS = shall(DutyKind.WITHDRAW, weapons=("mortar",), zone="all")
TANKS = replace(MORTARS, weapons=("tank",))
HELD = land("t:land", except_held_by=("wolves",))
DRAWN = (ControlArea(holder="wolves", citation=CITED, places=("t:ford",)),)
DUE = (moment(instant(9)),)
BEFORE = (moment(instant(1, month=2)),)
MONITOR, RELEASE = shall(DutyKind.MONITOR), shall(DutyKind.RELEASE)
PROCEDURE = having(kind=AgreementClass.PROCEDURE)
ARABIC = ClauseText("ar", "لا إطلاق نار")
FURTHER = replace(ARABIC, differs="more")


@dataclass(frozen=True)
class Case:
    """Terms in which a code is found, and others.

    Args:
        did, did_not: they can be compared.
        apart: it cannot be; None where all can.
    """

    terms: Agreement
    did: Agreement
    did_not: Agreement
    apart: Agreement | None = None


CASES = {
    "undefined_term": Case(
        having(clause("fire", undefined=("area",))),
        having(clause("fire", undefined=("Area", "line"))),
        having(clause("fire", undefined=("line",))),
    ),
    "no_zone_for_place.line_unknown": Case(in_zone(land()), truce(), in_zone(land())),
    "no_zone_for_place.held_undrawn": Case(
        in_zone(HELD), in_zone(HELD, controls=DRAWN), in_zone(HELD), truce()
    ),
    "no_zone_for_place.point_alone": Case(in_zone(land("t:island")), in_zone(BY_LINE), truce()),
    "no_zone_for_place.duty_without_zone": Case(
        having(shall(DutyKind.SEPARATE)),
        having(shall(DutyKind.SEPARATE, zone="all")),
        having(shall(DutyKind.WITHDRAW)),
        truce(),
    ),
    "zone_reach_unclear": Case(
        in_zone(land("t:north", outer=("t:land",))),
        truce(),
        in_zone(land("t:north", outer=("t:land",))),
    ),
    "weapons_without_distance": Case(
        in_zone(OF_TANKS, MORTARS),
        in_zone(BY_LINE, MORTARS),
        in_zone(OF_TANKS, replace(MORTARS, weapons=("tank", "mortar"))),
        in_zone(OF_TANKS, replace(MORTARS, weapons=())),
    ),
    "no_end_no_renewal": Case(truce(), starting(START, ends=(END,)), truce(), PROCEDURE),
    "start_contested.accounts": Case(
        starting(START, END), starting(START, END, ends=(moment(instant(25)),)), truce()
    ),
    "end_contested.accounts": Case(
        starting(START, ends=(END, moment(instant(25)))),
        starting(START, ends=(END, moment(instant(25)))),
        starting(START, END, ends=(moment(instant(25)),)),
        starting(START, END),
    ),
    "announced_after_start.surely": Case(
        truce(announced=(END,)), truce(announced=(END,)), truce(announced=BEFORE), truce()
    ),
    "deadline_before_effect": Case(
        having(replace(RELEASE, deadline=BEFORE)),
        having(replace(RELEASE, deadline=DUE)),
        having(replace(RELEASE, deadline=BEFORE)),
        truce(),
    ),
    "deadline_missing": Case(
        having(RELEASE),
        having(replace(RELEASE, id="a"), replace(RELEASE, deadline=DUE)),
        having(RELEASE),
        having(shall(DutyKind.DELIVER, deadline=DUE)),
    ),
    "opt_in_without_deadline": Case(
        truce(), having(shall(DutyKind.NOTIFY, deadline=DUE)), truce(), truce(opt_in=False)
    ),
    "overlapping_exclusions.by_name": Case(
        excluding("north"), excluding("wolves"), excluding("wolves", "south"), truce()
    ),
    "overlapping_exclusions.twice": Case(
        truce(
            exclusions=(
                Exclusion(citation=CITED, actor="ravens"),
                Exclusion(citation=CITED, list=UN_LIST),
            )
        ),
        made_up(),
        excluding("wolves"),
        truce(),
    ),
    "membership_disputed": Case(
        made_up(exclusions=()), made_up(), truce(), truce(co_chairs=(), opt_in=False)
    ),
    "duty_without_bearer": Case(
        having(clause("a", bearers=())), truce(), having(clause("a"), clause("b", bearers=()))
    ),
    "duty_nobody_joined.owes": Case(
        having(clause("a", bearers=("far",))),
        having(clause("a", bearers=("northern", "parties", "east"))),
        having(clause("a", bearers=("northern", "far"))),
    ),
    "clause_disputed.asserted": Case(
        having(clause("a", asserted_by=("east",))),
        having(clause("a", contested_by=("east",)), clause("b")),
        truce(),
    ),
    "acts_not_covered": Case(
        having(clause("a", acts=("mines",))), truce(), having(clause("a", acts=())), PROCEDURE
    ),
    "no_self_defence_rule": Case(
        truce(),
        having(clause("a"), clause("b", modality=Modality.EXCUSE)),
        truce(),
        having(clause("b", modality=Modality.EXCUSE)),
    ),
    "no_monitor": Case(truce(), having(MONITOR), truce(), PROCEDURE),
    "counting_rule_missing": Case(
        truce(),
        having(clause("a", counting_rule="each_shot"), clause("b")),
        truce(),
        having(MONITOR),
    ),
    "languages_differ.told": Case(
        in_texts(FURTHER), in_texts(FURTHER, ClauseText("ru", "Огонь")), in_texts(ARABIC), truce()
    ),
    "languages_differ.none_authentic": Case(
        versions(None, False), versions(False, True), versions(None, None), versions(True)
    ),
    "languages_differ.untold": Case(
        having(clause("a", texts=(ARABIC,)), clause("b")),
        in_texts(ARABIC),
        having(clause("a", texts=(ARABIC,)), clause("b")),
        truce(),
    ),
    "publicity_restricted.partial": Case(
        truce(publicity=Publicity.PARTIAL), truce(), truce(publicity=Publicity.RESTRICTED)
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_others_did_is_told_of_those_that_can_be_compared(case: Case) -> None:
    """One of two did it; one that never had the question is left out of the count."""
    others = [replace(case.did, id="did"), replace(case.did_not, id="did-not")]
    others += [replace(case.apart, id="apart")] if case.apart else []
    wanted = next(code for code, one in CASES.items() if one is case)
    found = ambiguities(case.terms, others, REGISTRY, FakePlaces())
    (one, *_) = [each for each in found if each.sentence == wanted]
    assert (one.others.did, one.others.of, one.others.examples) == (1, 2, ("did",))


def test_every_code_is_among_the_cases() -> None:
    """A code without a case would be compared unseen."""
    assert {one.partition(".")[0] for one in CASES} == set(AmbiguityCode)


@pytest.mark.parametrize("term", [TermBasis.OPEN, TermBasis.CONDITIONAL])
def test_terms_open_by_their_text_are_compared_alike(term: TermBasis) -> None:
    """Open or conditional, the question is whether others name an end."""
    ended = starting(START, ends=(END,), id="ended")
    found = ambiguities(truce(term=term), [ended], REGISTRY, FakePlaces())
    one = next(each for each in found if each.code == "no_end_no_renewal")
    assert (one.variant, one.others.examples) == (term.value, ("ended",))

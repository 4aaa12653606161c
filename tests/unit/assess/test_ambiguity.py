"""What terms leave open, one code after the other, and what other terms did there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from truce_world import (
    CITED,
    REGISTRY,
    UN_LIST,
    FakePlaces,
    clause,
    instant,
    member,
    moment,
    truce,
    zone,
)
from trucewatch.assess.ambiguity import ambiguities
from trucewatch.domain.actor import ActorKind, RelationKind
from trucewatch.domain.agreement import Agreement, AgreementClass, Publicity, TermBasis, TextVersion
from trucewatch.domain.ambiguity import Ambiguity
from trucewatch.domain.amendment import Amendment, AmendmentKind
from trucewatch.domain.clause import ClauseText, DutyKind, Modality
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.membership import Exclusion, MembershipStatus
from trucewatch.domain.moment import Window
from trucewatch.domain.place import LonLat
from trucewatch.domain.zone import Band, ControlArea, Shape, Zone

MARCH = Window(starts=(moment(instant(1)),), ends=(moment(instant(1, month=4)),))


def found(terms: Agreement, *others: Agreement) -> tuple[Ambiguity, ...]:
    """Every ambiguity of terms of the made-up world."""
    return ambiguities(terms, others, REGISTRY, FakePlaces())


def told(terms: Agreement, code: str) -> list[tuple[str, str, str]]:
    """Severity, subject and variant of every ambiguity of one code."""
    return [
        (one.severity.value, one.about, one.variant) for one in found(terms) if one.code == code
    ]


def shall(name: str, duty: DutyKind, **more: Any) -> Any:
    """A duty to do something."""
    return clause(name, modality=Modality.SHALL, duty=duty, acts=(), **more)


def with_zone(one: Zone, **more: Any) -> Agreement:
    """The truce in another zone."""
    return truce(zones=(one,), zone=one.id, **more)


def near_line(*bands: Band, within_m: int = 0) -> Zone:
    """Both sides of a line."""
    corners = (LonLat.of(0, 1), LonLat.of(2, 1))
    shape = Shape(lines=(corners,), within_m=within_m)
    return Zone(id="line", name="the line", places=(), shape=shape, bands=bands, citation=CITED)


def test_a_word_the_text_does_not_define_is_told() -> None:
    """Once for its clause, however many words there are."""
    terms = truce(clauses=(clause("fire", undefined=("area", "heavy weapons")),))
    assert told(terms, "undefined_term") == [("unclear", "fire", "")]


@pytest.mark.parametrize(
    ("by", "variant"),
    [
        ({"asserted_by": ("east",)}, "asserted"),
        ({"contested_by": ("west",)}, "denied"),
        ({"asserted_by": ("east",), "contested_by": ("west",)}, "both"),
    ],
)
def test_a_clause_that_is_one_reading_of_the_text_is_unclear(
    by: dict[str, Any], variant: str
) -> None:
    """Some read it in the text, some deny it."""
    terms = truce(clauses=(clause("fire", **by),))
    assert told(terms, "clause_disputed") == [("unclear", "fire", variant)]


def test_a_zone_without_places_and_line_is_a_gap() -> None:
    """Nobody can say whether anything happened in it."""
    assert told(with_zone(zone()), "no_zone_for_place") == [("gap", "all", "line_unknown")]


def test_territory_cut_out_and_not_drawn_is_a_gap() -> None:
    """The founding dispute: where the excluded groups stood."""
    terms = with_zone(zone("t:land", except_held_by=("wolves",)))
    assert told(terms, "no_zone_for_place") == [("gap", "all", "held_undrawn")]


def test_territory_cut_out_and_drawn_is_none() -> None:
    """Somebody said where it is."""
    area = ControlArea(holder="wolves", citation=CITED, places=("t:ford",))
    terms = with_zone(zone("t:land", except_held_by=("wolves",)), controls=(area,))
    assert told(terms, "no_zone_for_place") == []


def test_a_place_known_as_a_point_alone_is_unclear() -> None:
    """Where a village ends is for the text to say."""
    assert told(with_zone(zone("t:island")), "no_zone_for_place") == [
        ("unclear", "all", "point_alone")
    ]


def test_a_withdrawal_without_a_zone_is_unclear() -> None:
    """From where is not said."""
    terms = truce(clauses=(shall("move", DutyKind.WITHDRAW),))
    assert told(terms, "no_zone_for_place") == [("unclear", "move", "duty_without_zone")]


def test_a_zone_that_may_reach_further_is_unclear() -> None:
    """City or province: the accounts do not say."""
    terms = with_zone(zone("t:north", outer=("t:land",)))
    assert told(terms, "zone_reach_unclear") == [("unclear", "all", "")]


def test_a_zone_without_a_line_is_told_once() -> None:
    """That it may reach further says nothing more."""
    terms = with_zone(zone(outer=("t:land",), known=False))
    assert told(terms, "zone_reach_unclear") == []


def test_weapons_without_a_band_of_theirs_are_a_gap() -> None:
    """Tanks have a distance, mortars have none."""
    line = near_line(Band(weapons=("tank",), within_m=15_000))
    move = shall("move", DutyKind.WITHDRAW, zone="line", weapons=("tank", "mortar"))
    terms = truce(zones=(zone("t:land"), line), clauses=(move,))
    assert told(terms, "weapons_without_distance") == [("gap", "move", "")]


@pytest.mark.parametrize("line", [near_line(within_m=500), near_line(Band(weapons=(), within_m=9))])
def test_one_distance_for_all_weapons_is_enough(line: Zone) -> None:
    """A band without weapons is for any."""
    move = shall("move", DutyKind.WITHDRAW, zone="line", weapons=("tank",))
    terms = truce(zones=(zone("t:land"), line), clauses=(move,))
    assert told(terms, "weapons_without_distance") == []


def test_weapons_that_leave_an_area_are_unclear() -> None:
    """Out of the north is some distance, though perhaps a metre."""
    move = shall("move", DutyKind.WITHDRAW, zone="all", weapons=("tank",))
    assert told(truce(clauses=(move,)), "weapons_without_distance") == [("unclear", "move", "area")]


def test_terms_without_end_and_renewal_have_a_gap() -> None:
    """The truce names neither."""
    assert told(truce(), "no_end_no_renewal") == [("gap", "", "")]


@pytest.mark.parametrize(
    "more", [{"window": MARCH}, {"renewal": "by consent"}, {"term": TermBasis.RENEWABLE}]
)
def test_an_end_or_a_renewal_closes_the_gap(more: dict[str, Any]) -> None:
    """Either is enough."""
    assert told(truce(**more), "no_end_no_renewal") == []


def test_terms_that_say_they_are_open_are_noted_alone() -> None:
    """An open term is a choice and no oversight."""
    assert told(truce(term=TermBasis.OPEN), "no_end_no_renewal") == [("note", "", "open")]


def test_two_accounts_of_the_start_are_unclear() -> None:
    """East says the first, West the second."""
    window = Window(starts=(moment(instant(1), "east"), moment(instant(2), "west")))
    assert told(truce(window=window), "start_contested") == [("unclear", "", "accounts")]


def test_a_termination_that_is_denied_is_a_contested_end() -> None:
    """It is told of the amendment."""
    over = Amendment(
        id="over",
        kind=AmendmentKind.TERMINATE,
        citation=CITED,
        effective=(moment(instant(9), "west", contested_by=("east",)),),
    )
    assert told(truce(amendments=(over,)), "end_contested") == [("unclear", "over", "denied")]


def test_an_announcement_after_the_start_is_unclear() -> None:
    """Who fired before it could not know."""
    terms = truce(announced=(moment(instant(2)),))
    assert told(terms, "announced_after_start") == [("unclear", "", "surely")]


def test_an_announcement_on_the_day_of_the_start_is_noted() -> None:
    """The hour is not told, so it may have been after."""
    terms = truce(announced=(moment(instant(1), until=instant(2)),))
    assert told(terms, "announced_after_start") == [("note", "", "possibly")]


def test_a_day_that_is_told_alone_is_shown_as_a_day() -> None:
    """Midnight would be an hour that nobody told."""
    terms = truce(announced=(moment(instant(1), "east", until=instant(2)),))
    one = next(one for one in found(terms) if one.code == "announced_after_start")
    assert one.facts["announced"] == "2020-03-01 east"


def test_an_announcement_at_the_very_start_is_none() -> None:
    """Both at the same instant."""
    assert told(truce(announced=(moment(instant(1)),)), "announced_after_start") == []


@pytest.mark.parametrize("duty", [DutyKind.WITHDRAW, DutyKind.RELEASE, DutyKind.DELIVER])
def test_a_thing_to_be_done_once_needs_a_deadline(duty: DutyKind) -> None:
    """Without one it is never late."""
    assert told(truce(clauses=(shall("do", duty),)), "deadline_missing") == [("gap", "do", "")]


def test_a_deadline_that_is_not_known_is_none() -> None:
    """`at: unknown` says that nobody told it."""
    do = shall("do", DutyKind.RELEASE, deadline=(moment(None),))
    assert told(truce(clauses=(do,)), "deadline_missing") == [("gap", "do", "")]


def test_a_deadline_before_the_effect_is_a_gap() -> None:
    """It would be missed before it bound anybody."""
    do = shall("do", DutyKind.RELEASE, deadline=(moment(instant(20, month=2)),))
    assert told(truce(clauses=(do,)), "deadline_before_effect") == [("gap", "do", "")]


def test_a_deadline_between_two_asserted_starts_is_none_before() -> None:
    """By one account the clause binds already."""
    window = Window(starts=(moment(instant(1), "east"), moment(instant(9), "west")))
    do = shall("do", DutyKind.RELEASE, deadline=(moment(instant(5)),))
    assert told(truce(clauses=(do,), window=window), "deadline_before_effect") == []


def test_a_clause_with_its_own_window_may_be_due_before() -> None:
    """Talks on withdrawal were to begin before the truce did."""
    early = Window(starts=(moment(instant(1, month=2)),))
    do = shall("do", DutyKind.RELEASE, deadline=(moment(instant(20, month=2)),), window=early)
    assert told(truce(clauses=(do,)), "deadline_before_effect") == []


def test_acceptance_may_be_due_before_the_effect() -> None:
    """A duty to notify, with its deadline, is how acceptance is written."""
    accept = shall("accept", DutyKind.NOTIFY, deadline=(moment(instant(29, 12, month=2)),))
    terms = truce(clauses=(accept,))
    assert told(terms, "deadline_before_effect") == []
    assert told(terms, "opt_in_without_deadline") == []


def test_opting_in_without_a_deadline_is_unclear() -> None:
    """A group could join after it was accused."""
    assert told(truce(), "opt_in_without_deadline") == [("unclear", "", "")]
    assert told(truce(opt_in=False), "opt_in_without_deadline") == []


def test_a_party_excluded_by_name_is_a_gap() -> None:
    """It is bound and outlawed by one text."""
    terms = truce(memberships=(member("wolves", "southern"),))
    assert told(terms, "overlapping_exclusions")[0] == ("gap", "wolves", "by_name")


def test_a_party_that_one_keeper_wants_listed_is_unclear() -> None:
    """West proposed Front for the list that is excluded."""
    assert told(truce(), "overlapping_exclusions") == [("unclear", "front", "proposed")]


def test_a_listed_party_is_told_by_its_list() -> None:
    """Ravens stand on the list from June on; the truce has no end."""
    terms = truce(memberships=(member("ravens", "southern"),))
    assert told(terms, "overlapping_exclusions") == [("unclear", "ravens", "part_of_time")]


def test_a_list_that_began_after_the_end_overlaps_nothing() -> None:
    """The truce was over in April."""
    terms = truce(memberships=(member("ravens", "southern"),), window=MARCH)
    assert told(terms, "overlapping_exclusions") == []


def test_a_party_that_left_before_its_exclusion_overlaps_nothing() -> None:
    """It was bound until the 5th and left out from the 6th on."""
    terms = truce(
        memberships=(member("wolves", "southern", end=instant(5)),),
        exclusions=(Exclusion(citation=CITED, actor="wolves", start=instant(6)),),
    )
    assert told(terms, "overlapping_exclusions") == []


def test_somebody_excluded_and_reached_through_a_party_is_unclear() -> None:
    """Band belongs to Front, whose membership reaches its members."""
    front = member("front", "southern", through=(RelationKind.MEMBER_OF,))
    out = (Exclusion(citation=CITED, actor="band"),)
    terms = truce(memberships=(front,), exclusions=out)
    assert told(terms, "overlapping_exclusions") == [("unclear", "band", "reached")]


def test_excluded_by_name_and_by_list_is_noted() -> None:
    """Leaving the list would change nothing."""
    by_name = Exclusion(citation=CITED, actor="ravens")
    out = (by_name, Exclusion(citation=CITED, list=UN_LIST))
    assert ("note", "ravens", "twice") in told(truce(exclusions=out), "overlapping_exclusions")


def test_a_proposal_for_a_list_is_no_entry_on_it() -> None:
    """Front is excluded by name, and only proposed for the list that is excluded too."""
    out = (Exclusion(citation=CITED, actor="front"), Exclusion(citation=CITED, list=UN_LIST))
    terms = truce(memberships=(member("north", "northern"),), exclusions=out)
    assert told(terms, "overlapping_exclusions") == []


def test_a_party_on_one_list_alone_is_disputed() -> None:
    """East lists Front, West does not."""
    one = next(one for one in found(truce()) if one.code == "membership_disputed")
    assert (one.about, one.facts["keepers_all"]) == ("front", "west")


def test_a_party_on_every_list_is_not_disputed() -> None:
    """Nor is one that is common ground."""
    both = member("front", "southern", listed_by=("west", "east"))
    assert told(truce(memberships=(both, member("north", "n"))), "membership_disputed") == []


def test_a_duty_that_nobody_owes_is_a_gap() -> None:
    """The text names no bearer."""
    terms = truce(clauses=(clause("fire", bearers=()),))
    assert told(terms, "duty_without_bearer") == [("gap", "fire", "")]


def test_a_permission_needs_no_bearer() -> None:
    """It cannot be failed."""
    terms = truce(clauses=(clause("fire", bearers=(), modality=Modality.EXCUSE),))
    assert told(terms, "duty_without_bearer") == []


def test_a_side_that_nobody_joined_owes_nothing() -> None:
    """Farland is on record as no party, and alone on its side."""
    record = member("farland", "far", MembershipStatus.NOT_DECLARED)
    terms = truce(
        memberships=(member("north", "northern"), record),
        clauses=(clause("fire", bearers=("far",), beneficiaries=("far", "northern")),),
    )
    assert told(terms, "duty_nobody_joined") == [
        ("gap", "fire", "owes"),
        ("unclear", "fire", "protects"),
    ]


def test_sides_and_actors_that_are_there_owe_their_duties() -> None:
    """A side that somebody joined, every party, and an actor by its name."""
    terms = truce(clauses=(clause("fire", bearers=("northern", "parties", "farland")),))
    assert told(terms, "duty_nobody_joined") == []


def test_unpublished_lists_leave_it_open_who_joined() -> None:
    """Somebody may be on that side without an entry."""
    terms = truce(
        clauses=(clause("fire", bearers=("far",)),), unlisted_kinds=(ActorKind.ARMED_GROUP,)
    )
    assert told(terms, "duty_nobody_joined") == [("unclear", "fire", "owes")]


def test_fire_that_no_clause_forbids_is_a_gap() -> None:
    """For other families it is a note."""
    terms = truce(clauses=(clause("aid", acts=("deny_aid_access",)),))
    rows = told(terms, "acts_not_covered")
    assert ("gap", "fire", "") in rows
    assert ("note", "mines", "") in rows
    assert "aid" not in {about for _, about, _ in rows}


def test_sectoral_terms_need_not_speak_of_fire() -> None:
    """A truce on energy or at sea is narrow by design."""
    narrow = truce(kind=AgreementClass.SECTORAL, clauses=())
    assert ("note", "fire", "") in told(narrow, "acts_not_covered")


def test_a_procedure_is_not_asked_for_duties_in_the_field() -> None:
    """It says how a centre works."""
    rules = truce(kind=AgreementClass.PROCEDURE, clauses=())
    codes = {str(one.code) for one in found(rules)}
    assert not codes & {"acts_not_covered", "no_monitor", "no_end_no_renewal"}


def test_terms_without_a_rule_of_self_defence_are_unclear() -> None:
    """An excuse, or an exemption by that name, settles it."""
    fire = clause("fire")
    excuse = clause("self", modality=Modality.EXCUSE)
    exempt = clause("self", modality=Modality.EXEMPT, acts=("self_defence",))
    rows = [told(truce(clauses=one), "no_self_defence_rule") for one in ([fire], [fire, excuse])]
    assert rows == [[("unclear", "", "")], []]
    assert told(truce(clauses=(fire, exempt)), "no_self_defence_rule") == []


def test_terms_without_a_monitor_are_unclear() -> None:
    """A duty to monitor, or acts of oversight, name one."""
    assert told(truce(), "no_monitor") == [("unclear", "", "")]
    assert told(truce(clauses=(shall("watch", DutyKind.MONITOR),)), "no_monitor") == []
    assert told(truce(clauses=(clause("w", acts=("deny_monitor_access",)),)), "no_monitor") == []


def test_a_ban_on_fire_without_a_counting_rule_is_noted() -> None:
    """Each shot, or each exchange: the same night is ninety or five."""
    assert told(truce(), "counting_rule_missing") == [("note", "fire", "")]
    counted = clause("fire", counting_rule="each_shot")
    assert told(truce(clauses=(counted,)), "counting_rule_missing") == []


def texts(summary: str, **by_lang: str) -> Agreement:
    """The truce with one clause in several languages."""
    told_in = tuple(ClauseText(lang, text) for lang, text in by_lang.items())
    return truce(clauses=(clause("fire", summary=summary, texts=told_in),))


def test_numbers_that_differ_between_languages_are_unclear() -> None:
    """Fifteen kilometres in English, thirteen in Arabic digits."""
    terms = texts("15 km back by 18:00", ar="١٣ كم قبل ١٨:٠٠")
    assert told(terms, "languages_differ") == [("unclear", "fire", "numbers")]


def test_a_number_that_one_language_leaves_out_is_unclear() -> None:
    """Five kilometres in Russian, no distance in English."""
    terms = texts("Heavy weapons are withdrawn.", ru="Отводятся на 5 км.")
    assert told(terms, "languages_differ") == [("unclear", "fire", "numbers")]


@pytest.mark.parametrize(
    ("summary", "lang", "text"),
    [
        ("15 km back by 18:00", "ar", "١٥ كم قبل ١٨:٠٠"),
        ("2 hours", "ar", "ساعتين"),
        ("two hours", "ru", "два часа"),
        ("2 hours", "ru", "двух часов"),
        ("1,000 m and 2.5 km", "ru", "1000 м и 2,5 км"),
        ("no figure", "ru", "без чисел"),
    ],
)
def test_one_number_in_two_scripts_is_one(summary: str, lang: str, text: str) -> None:
    """Digits of another script, small numbers in words, and other signs are no difference."""
    assert told(texts(summary, **{lang: text}), "languages_differ") == []


def test_a_told_difference_is_unclear() -> None:
    """The file says in which point a version differs."""
    text = ClauseText("ar", "لا إطلاق نار", differs="speaks of heavy weapons alone")
    terms = truce(clauses=(clause("fire", texts=(text,)),))
    assert told(terms, "languages_differ") == [("unclear", "fire", "told")]


def test_a_clause_in_fewer_languages_than_others_is_noted() -> None:
    """One of two clauses has no Arabic text."""
    text = (ClauseText("ar", "لا إطلاق نار"),)
    terms = truce(clauses=(clause("fire", texts=text), clause("more")))
    assert told(terms, "languages_differ") == [("note", "more", "untold")]


@pytest.mark.parametrize(("authentic", "expected"), [(None, 1), (False, 1), (True, 0)])
def test_several_languages_need_one_that_binds(authentic: bool | None, expected: int) -> None:
    """None named is unclear."""
    versions = tuple(
        TextVersion(lang=lang, citation=CITED, authentic=authentic) for lang in ("en", "ar")
    )
    assert len(told(truce(texts=versions), "languages_differ")) == expected


@pytest.mark.parametrize(
    ("publicity", "severity"), [(Publicity.PARTIAL, "note"), (Publicity.RESTRICTED, "unclear")]
)
def test_a_text_that_is_not_public_is_told(publicity: Publicity, severity: str) -> None:
    """What nobody can read nobody can check."""
    terms = truce(publicity=publicity)
    assert told(terms, "publicity_restricted") == [(severity, "", publicity.value)]


def test_gaps_stand_before_what_is_unclear_and_that_before_notes() -> None:
    """So that a mediator reads the worst first."""
    order = [one.severity.value for one in found(truce())]
    assert order == sorted(order, key=["gap", "unclear", "note"].index)


def test_what_others_did_is_counted_with_examples() -> None:
    """Those of the same kind first; the terms themselves never count."""
    other = truce(id="local", kind=AgreementClass.LOCAL_TRUCE, window=MARCH)
    same = truce(id="same", window=MARCH)
    without = truce(id="without")
    one = next(
        one
        for one in found(truce(), truce(), other, same, without)
        if one.code == "no_end_no_renewal"
    )
    assert (one.others.did, one.others.of, one.others.examples) == (2, 3, ("same", "local"))


@pytest.mark.parametrize("entry", ["no_monitor", "deadline_missing do", "deadline_missing"])
def test_a_known_ambiguity_is_told_as_known(entry: str) -> None:
    """By its code for all of them, or by code and id for one."""
    terms = truce(ambiguities=(entry,), clauses=(shall("do", DutyKind.RELEASE),))
    known = {str(one.code) for one in found(terms) if one.known}
    assert known == {entry.split(maxsplit=1)[0]}


def test_another_id_makes_nothing_known() -> None:
    """A new clause with the old fault is new."""
    terms = truce(ambiguities=("deadline_missing done",), clauses=(shall("do", DutyKind.RELEASE),))
    assert not any(one.known for one in found(terms))


def test_more_agreements_cannot_have_done_it_than_there_are() -> None:
    """A precedent is a part of a whole."""
    one = found(truce())[0]
    with pytest.raises(InvalidValue, match="cannot be"):
        replace(one.others, did=2, of=1)

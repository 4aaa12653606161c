"""Registers: what is packaged stays, what people put on top has versions, sides stand apart."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest
from django.test import override_settings

from trucewatch.data.registry import Registry
from trucewatch.domain.access import Person, Role, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.place import PlacePrecision
from trucewatch.domain.source import Reliability
from trucewatch.service import places as search
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.registers import (
    conflicts,
    designations,
    memberships,
    parties,
    place_lists,
    places,
    sources,
    terms,
)
from trucewatch.service.registers.edits import Given, Origin
from trucewatch.storage.documents import versions
from trucewatch.storage.refusals import StaleVersion

OFFICER = Person("p-1", Role.DUTY_OFFICER)
ANALYST = Person("p-2", Role.ANALYST)
OF_A = Person("p-3", Role.DELEGATION_OFFICER, Side.A)
OF_B = Person("p-4", Role.DELEGATION_OFFICER, Side.B)
SPOKEN = {"a": "united-states", "b": "russia"}
PACKAGED = "free-syrian-army"
ON_FILE = {"source": "minutes of 3 May", "grade": "R"}


def given(reason: str = "letter of 3 May", follows: int = 0, **entry: Any) -> Given:
    """What a form holds."""
    return Given(entry=entry, reason=reason, key=secrets.token_hex(8), follows=follows)


def party(name: str = "Valley Watch") -> Given:
    """An armed group that no register has."""
    names = [{"text": name, "lang": "en"}, {"text": "حرس الوادي", "lang": "ar"}]
    return given(kind="armed_group", names=names, source="letter of 3 May")


def mill(**more: Any) -> Given:
    """A place that no list has."""
    names = [{"text": "Zamarud Mill", "lang": "en"}, {"text": "طاحونة الزمرد", "lang": "ar"}]
    centre = {"lon_e7": 369000000, "lat_e7": 348000000}
    entry = {"kind": "site", "country": "SY", "source": "patrol", "centre": centre}
    return given(names=names, **{**entry, "radius_m": 300, **more})


def test_a_party_made_here_stands_beside_the_packaged_ones(centre: Centre) -> None:
    """With its names; the packaged ones are all there."""
    made = parties.add(centre, OFFICER, party())
    found = parties.get(made)
    assert (found.origin, found.value.name_in("ar")) == (Origin.SITE, "حرس الوادي")
    assert len(parties.parties()) == len(Registry.packaged().actors) + 1


def test_an_edit_of_a_packaged_party_is_a_version_on_top(centre: Centre) -> None:
    """The packaged entry is untouched, the rest of it stays in the edit, and both are versions."""
    names = [{"text": "FSA of the North", "lang": "en"}]
    parties.correct(centre, ANALYST, PACKAGED, given(names=names))
    parties.correct(centre, ANALYST, PACKAGED, given("a slip", 1, source="another letter"))
    found = parties.get(PACKAGED)
    assert (found.origin, found.value.name, found.follows) == (Origin.ON_TOP, "FSA of the North", 2)
    assert found.value.kind is Registry.packaged().get(PACKAGED).kind
    assert found.version
    assert len(versions("party", found.version.subject)) == 2


def test_who_saw_an_older_version_is_told(centre: Centre) -> None:
    """Two people correct at once: the second one looks again."""
    parties.correct(centre, ANALYST, PACKAGED, given(source="first"))
    with pytest.raises(StaleVersion):
        parties.correct(centre, OFFICER, PACKAGED, given(source="second"))


def test_an_entry_says_why(centre: Centre) -> None:
    """No reason, no entry."""
    with pytest.raises(InvalidValue, match="reason"):
        parties.add(centre, OFFICER, replace(party(), reason=" "))


@pytest.mark.parametrize("person", [OF_A, OF_B], ids=["a", "b"])
def test_delegations_read_the_register_of_parties_and_do_not_write_it(
    centre: Centre, person: Person
) -> None:
    """Either of them alike."""
    with pytest.raises(Denied):
        parties.add(centre, person, party())


def test_a_membership_recorded_here_binds_from_then_on(centre: Centre) -> None:
    """Its own dates, channel and attestation stand beside what the file of the terms holds."""
    told: dict[str, Any] = {
        "actor": PACKAGED,
        "side": "opposition",
        "status": "declared",
        "citation": ON_FILE,
        "channel": "united-states",
        "attested_by": ["united-states"],
        "start": "2016-03-01T00:00:00Z",
    }
    memberships.enter(centre, ANALYST, "syria-2016-02-22", given(**told))
    before = terms.terms().get("syria-2016-02-22").memberships
    after = next(one for one in terms.binding() if one.id == "syria-2016-02-22").memberships
    assert len(after) == len(before) + 1
    assert after[-1].attested_by == ("united-states",)


def test_a_membership_of_somebody_unknown_is_refused(centre: Centre) -> None:
    """A misspelt party would bind nobody, and nobody would notice."""
    told: dict[str, Any] = {
        "actor": "atlantis",
        "side": "x",
        "status": "declared",
        "citation": ON_FILE,
    }
    with pytest.raises(NotThere):
        memberships.enter(centre, ANALYST, "syria-2016-02-22", given(**told))


def designation(asserter: str, status: str) -> Given:
    """An entry of an asserter's list."""
    told: dict[str, Any] = {
        "target": PACKAGED,
        "list": "of the centre",
        "source": "note",
        "grade": "R",
    }
    return given(**told, status=status, asserter=asserter)


@override_settings(ASSERTERS=SPOKEN)
@pytest.mark.parametrize(
    ("person", "own", "other"),
    [(OF_A, "united-states", "russia"), (OF_B, "russia", "united-states")],
    ids=["a", "b"],
)
def test_a_delegation_designates_for_its_own_asserter_alone(
    centre: Centre, person: Person, own: str, other: str
) -> None:
    """Swap the sides and only names change."""
    designations.enter(centre, person, designation(own, "moderate"))
    with pytest.raises(Denied):
        designations.enter(centre, person, designation(other, "terrorist"))


def test_a_delegation_whose_asserter_is_not_known_designates_nobody(centre: Centre) -> None:
    """The centre has to say for whom it speaks first."""
    with pytest.raises(Denied):
        designations.enter(centre, OF_A, designation("united-states", "moderate"))


@override_settings(ASSERTERS=SPOKEN)
def test_two_asserters_who_differ_stand_side_by_side(centre: Centre) -> None:
    """Neither entry changes the other."""
    designations.enter(centre, OF_A, designation("united-states", "moderate"))
    designations.enter(centre, OF_B, designation("russia", "terrorist"))
    made = [one.designation for one in designations.designations() if one.version]
    assert [(one.asserter, one.status) for one in made] == [
        ("united-states", "moderate"),
        ("russia", "terrorist"),
    ]


@override_settings(ASSERTERS=SPOKEN)
def test_nobody_turns_the_entry_of_one_asserter_into_one_of_another(centre: Centre) -> None:
    """Not even under its own name."""
    made = designations.enter(centre, OF_A, designation("united-states", "moderate"))
    with pytest.raises(NotThere):
        designations.enter(
            centre, OF_B, replace(designation("russia", "x"), follows=1), subject=made
        )


def test_a_place_made_by_hand_is_found_by_the_hotline(centre: Centre) -> None:
    """In another script than the one it was typed in."""
    made = places.add(centre, OFFICER, mill())
    found = search.find("طاحونة الزمرد").candidates[0]
    assert (found.id, found.precision) == (made, PlacePrecision.WITHIN_1KM)


def test_an_edit_of_a_listed_place_is_found_once_and_by_its_own_id(centre: Centre) -> None:
    """A spelling that callers use leads to the entry of the list."""
    names = [{"text": "Harbanifse", "lang": "en"}, {"text": "Qaryat Zumurrud", "lang": "en"}]
    places.correct(centre, OFFICER, "ocha:C3040", given(names=names))
    found = [one.id for one in search.find("Qaryat Zumurrud").candidates]
    assert found.count("ocha:C3040") == 1
    assert search.get("ocha:C3040").precision is not PlacePrecision.UNKNOWN


def test_a_drawn_outline_is_kept_and_a_broken_one_refused(centre: Centre) -> None:
    """A ring that crosses itself has no inside."""
    square = '{"type":"Polygon","coordinates":[[[36,34],[37,34],[37,35],[36,35],[36,34]]]}'
    bow = '{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}'
    made = places.add(centre, OFFICER, mill(centre=None, radius_m=None, outline=square))
    assert len(places.rings_of(places.get(made))[0]) == 5
    with pytest.raises(InvalidValue, match="crosses itself"):
        places.add(centre, OFFICER, mill(outline=bow))


def test_an_outline_drawn_here_survives_the_correction_of_a_name(centre: Centre) -> None:
    """What a correction does not name stays."""
    square = '{"type":"Polygon","coordinates":[[[36,34],[37,34],[37,35],[36,35],[36,34]]]}'
    made = places.add(centre, OFFICER, mill(outline=square))
    names = [{"text": "The mill", "lang": "en"}]
    places.correct(centre, OFFICER, made, given(follows=1, names=names))
    assert len(places.rings_of(places.get(made))[0]) == 5


LIST = (
    b"name,name_ar,kind,lon,lat,radius_m,country,parent\n"
    b"North Post,\xd9\x85\xd8\xae\xd9\x81\xd8\xb1,site,36.9,34.8,200,SY,ocha:SY05\n"
    b"Lost,,site,36.9,134.8,200,SY,\n"
    b"Odd,,castle,36.9,34.8,200,SY,\n"
    b",,site,36.9,34.8,200,SY,\n"
)


def test_a_list_tells_each_bad_row_before_anything_is_recorded(centre: Centre) -> None:
    """Row, fault and remedy; good rows are recorded once, however often they are sent."""
    rows = place_lists.rows_of(LIST)
    assert [(one.line, bool(one.fault)) for one in rows] == [
        (2, False),
        (3, True),
        (4, True),
        (5, True),
    ]
    first = place_lists.take_in(centre, OFFICER, rows, reason="list of posts", key="k-9")
    again = place_lists.take_in(centre, OFFICER, rows, reason="list of posts", key="k-9")
    assert (len(first), first) == (1, again)


def test_the_columns_of_geonames_are_known() -> None:
    """Without a header; what the lists have already is told."""
    row = "170063\tHalab\tHalab\tAleppo,Halep\t36.20\t37.16\tP\tPPLA\tSY\t" + "\t" * 5 + "1602264"
    new = row.replace("170063", "99999999")
    found = place_lists.rows_of(f"{row}{chr(9) * 4}\n{new}{chr(9) * 4}\n".encode())
    assert "on the lists already" in str(found[0].fault)
    assert found[1].entry["kind"] == "city"
    assert found[1].entry["population"] == 1602264


def test_each_side_judges_a_source_in_its_own_name_and_old_judgements_stay(centre: Centre) -> None:
    """Three judgements of two sides; the earlier one of a side is kept and marked as such."""
    topic: dict[str, Any] = {"topic": "fire"}
    sources.judge(centre, OF_A, "sana", Reliability.D, given=given("one side", **topic))
    sources.judge(centre, OF_A, "sana", Reliability.C, given=given("got better", 1, **topic))
    sources.judge(centre, OF_B, "sana", Reliability.B, given=given("ours", **topic))
    found = [
        (one.side, one.judgement.reliability, one.current) for one in sources.judgements_on("sana")
    ]
    assert found == [
        (Side.B, Reliability.B, True),
        (Side.A, Reliability.C, True),
        (Side.A, Reliability.D, False),
    ]
    assert [one.reliability for one in sources.judgements()] == [Reliability.C, Reliability.B]


def test_a_source_made_here_is_who_reports_name(centre: Centre) -> None:
    """And it counts as one with its group."""
    names = [{"text": "The Orontes Daily", "lang": "en"}]
    entry: dict[str, Any] = {"kind": "newspaper", "names": names, "independence_group": "sana"}
    made = sources.add(centre, OFFICER, given(**entry))
    known = sources.known()
    assert (known.id_of("The Orontes Daily"), known.group_of(made)[0]) == (made, "sana")


def test_an_edit_that_a_release_overtook_is_listed_and_settled(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the release changed is named; kept on top, it is no conflict any more."""
    parties.correct(centre, ANALYST, PACKAGED, given(names=[{"text": "Ours", "lang": "en"}]))
    assert not list(conflicts.conflicts())
    newer = replace(Registry.packaged().get(PACKAGED), source="the next release")
    release = {"party": ("party.correct", lambda _: newer)}
    monkeypatch.setattr(conflicts, "PACKAGED", release)
    (found,) = conflicts.conflicts()
    assert (found.id, found.changed) == (PACKAGED, ["source"])
    subject = found.version.subject
    conflicts.settle(centre, ANALYST, subject, keep=True, reason="looked at it", key="k-1")
    assert not list(conflicts.conflicts())
    assert parties.get(PACKAGED).value.name == "Ours"


def test_an_edit_can_be_taken_back_for_the_packaged_entry(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was edited stays on record."""
    parties.correct(centre, ANALYST, PACKAGED, given(names=[{"text": "Ours", "lang": "en"}]))
    newer = replace(Registry.packaged().get(PACKAGED), source="the next release")
    monkeypatch.setattr(conflicts, "PACKAGED", {"party": ("party.correct", lambda _: newer)})
    (found,) = conflicts.conflicts()
    subject = found.version.subject
    conflicts.settle(centre, ANALYST, subject, keep=False, reason="theirs is right", key="k-1")
    assert parties.get(PACKAGED).origin is Origin.PACKAGED
    assert len(versions("party", subject)) == 2

"""Drafts, published terms and coverage: what binds is published, what is not known stays so."""

from __future__ import annotations

import datetime as dt
import secrets

import pytest

from trucewatch.data.agreement_files import Agreements
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.coverage import Coverage, CoverageKind
from trucewatch.domain.errors import InvalidValue, UnknownName
from trucewatch.service import reports
from trucewatch.service.centre import Centre
from trucewatch.service.gathering import gather
from trucewatch.service.refusals import Denied
from trucewatch.service.registers import agreements, coverage, terms
from trucewatch.service.registers.coverage import Seen
from trucewatch.service.registers.edits import Given
from trucewatch.storage.documents import content, newest, versions
from trucewatch.storage.refusals import StaleVersion

ANALYST = Person("p-2", Role.ANALYST)
FACILITATOR = Person("p-5", Role.FACILITATOR, stepped_up=True)
HEAD_A = Person("p-3", Role.DELEGATION_HEAD, Side.A, stepped_up=True)
CALM = "syria-aleppo-calm-2016-05"
DRAFT = """\
id: hama-quiet
names: [{text: Quiet days in Hama, lang: en}]
kind: local_truce
clock: Asia/Damascus
sources:
  letter: {text: "letter of 1 May 2016", grade: R}
window:
  starts: [{at: "2016-05-01T00:00 Asia/Damascus", source: letter}]
  ends: [{at: "2016-05-06T00:00 Asia/Damascus", source: letter}]
zone: hama
zones: [{id: hama, name: Hama, places: ["ocha:SY05"], source: letter}]
memberships: [{actor: syria-government, side: government, status: declared, source: letter}]
clauses:
- {id: c1, number: "1", modality: shall_not, bearers: [parties], acts: [fire], source: letter,
   summary: "No fire."}
"""


def key() -> str:
    """A fresh idempotency key."""
    return secrets.token_hex(8)


def publish(centre: Centre, text: str) -> str:
    """Drafted by an analyst, published by the facilitator."""
    made = agreements.draft(centre, ANALYST, text, key=key())
    return agreements.publish(
        centre, FACILITATOR, made, reason="agreed on 1 May", follows=1, key=key()
    )


def test_a_draft_is_kept_with_its_errors_and_has_versions(centre: Centre) -> None:
    """Whoever saw an older one is told."""
    made = agreements.draft(centre, ANALYST, "id: x", key=key())
    agreements.draft(centre, ANALYST, DRAFT, key=key(), subject=made, follows=1)
    assert [content(one)["title"] for one in versions("draft_agreement", made)] == [
        "x",
        "hama-quiet",
    ]
    with pytest.raises(StaleVersion):
        agreements.draft(centre, ANALYST, "id: y", key=key(), subject=made, follows=1)


def test_a_draft_with_an_error_is_not_published(centre: Centre) -> None:
    """The line says where it is, and what to do."""
    wrong = DRAFT.replace("syria-government", "syria-governmnt")
    with pytest.raises(InvalidValue, match=r"line 12.*syria-government"):
        publish(centre, wrong)
    assert "hama-quiet" not in terms.terms().by_id


def test_a_draft_that_repeats_parts_of_itself_is_refused() -> None:
    """Ten lines could stand for a billion."""
    with pytest.raises(InvalidValue, match="repeat"):
        agreements.lint("id: &a x\nnames: [*a, *a]\n")


@pytest.mark.parametrize("person", [ANALYST, HEAD_A, Person("p-5", Role.FACILITATOR)])
def test_the_facilitator_alone_publishes_and_after_proving_it_again(
    centre: Centre, person: Person
) -> None:
    """Nobody else, whoever wrote the draft."""
    made = agreements.draft(centre, ANALYST, DRAFT, key=key())
    with pytest.raises(Denied):
        agreements.publish(centre, person, made, reason="x", follows=1, key=key())


def test_published_terms_are_what_incidents_are_held_against(centre: Centre) -> None:
    """From the next run on."""
    publish(centre, DRAFT)
    raw = b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n"
    report = reports.receive(centre, MACHINE, raw, reports.Arrival(), key=key())
    reports.read(centre, MACHINE, report)
    gather(centre, MACHINE)
    (found,) = newest("assessment")
    results = {one["agreement"]: one["result"] for one in content(found)["findings"]}
    assert results["hama-quiet"] == "possible_violation"
    assert "syria-2016-02-22" in results


def test_published_terms_of_a_packaged_id_are_a_version_on_top(centre: Centre) -> None:
    """The packaged text stays; the record says what it was made on."""
    text = agreements.text_of(CALM).replace('May 2016", lang: en', 'as corrected", lang: en')
    publish(centre, text)
    assert terms.terms().get(CALM).name == "Regime of calm in Aleppo, as corrected"
    assert Agreements.packaged().get(CALM).name == "Regime of calm in Aleppo, May 2016"
    assert content(terms.published()[CALM])["on"]["id"] == CALM
    assert len(terms.terms()) == len(Agreements.packaged())


DAY = dt.datetime(2016, 5, 3, tzinfo=dt.UTC)


def watched(kind: CoverageKind, start: int, end: int, counted: int | None = None) -> Coverage:
    """Coverage of one place between two days."""
    return Coverage(
        place="ocha:SY05",
        kind=kind,
        observer="monitors",
        start=DAY + dt.timedelta(days=start),
        end=DAY + dt.timedelta(days=end),
        counted=counted,
    )


def test_a_day_without_a_record_is_no_data_and_never_zero() -> None:
    """Watched and nothing seen, watched and not yet told, kept out, unknown: four things."""
    held = [
        watched(CoverageKind.POST, 0, 1, counted=0),
        watched(CoverageKind.PATROL, 1, 2),
        watched(CoverageKind.RESTRICTION, 2, 3),
    ]
    days = list(coverage.strip(held, DAY.date(), DAY.date() + dt.timedelta(days=3)))
    assert [one.seen for one in days] == [
        Seen.COUNTED,
        Seen.WATCHED,
        Seen.RESTRICTED,
        Seen.NO_DATA,
    ]
    assert days[0].counts == (0,)


def test_figures_of_two_observers_are_never_added_up() -> None:
    """They may have seen the same."""
    held = [watched(CoverageKind.POST, 0, 1, 4), watched(CoverageKind.CAMERA, 0, 1, 3)]
    (day,) = coverage.strip(held, DAY.date(), DAY.date())
    assert day.counts == (4, 3)


def test_coverage_is_of_a_place_that_is_known(centre: Centre) -> None:
    """And each correction is a version."""
    entry = {
        "place": "ocha:SY05",
        "kind": "post",
        "observer": "monitors",
        "start": "2016-05-03T00:00:00Z",
    }
    given = Given(entry=entry, reason="duty roster", key=key())
    made = coverage.enter(centre, ANALYST, given)
    mended = Given(entry={**entry, "counted": 2}, reason="told since", key=key(), follows=1)
    coverage.enter(centre, ANALYST, mended, subject=made)
    (found,) = coverage.recorded()
    assert (found.coverage.counted, found.version.version) == (2, 2)
    lost = Given(entry={**entry, "place": "ocha:X"}, reason="roster", key=key())
    with pytest.raises(UnknownName):
        coverage.enter(centre, ANALYST, lost)

"""Calls on record, filed and assessed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pyrage
import pytest

from hotline_calls import CALLED_AT, key, told
from trucewatch.domain.access import Audience, Person, Role, Side
from trucewatch.pipeline.assess import assess
from trucewatch.service import alike, call_filing, callers, calls
from trucewatch.service.call_told import Callback
from trucewatch.service.callers import Caller
from trucewatch.service.centre import Centre
from trucewatch.service.duty_board import board
from trucewatch.service.incident_body import incident_of
from trucewatch.service.refusals import Denied
from trucewatch.storage.documents import content, newest, versions
from trucewatch.storage.evidence_keys import Identity

OFFICER = Person("p-officer", Role.DUTY_OFFICER)
DELEGATE = Person("p-a", Role.DELEGATION_OFFICER, Side.A)


def test_a_call_is_on_record_with_what_was_understood(centre: Centre) -> None:
    """Place, time and words stand beside what they were taken to mean."""
    logged = calls.log(centre, OFFICER, told(), key=key())
    body = content(calls.get(logged.subject))
    assert body["place"]["place"] == "ocha:C3040"
    assert body["place"]["words"] == "Hirbnafsah"
    assert body["time"]["start"] == "2016-05-25T08:30:00Z"


def test_a_delegation_logs_no_calls(centre: Centre) -> None:
    """The hotline is the centre's own."""
    with pytest.raises(Denied):
        calls.log(centre, DELEGATE, told(), key=key())


def test_the_same_form_sent_twice_is_one_call(centre: Centre, source_key: Identity) -> None:
    """A bad line sends again; the particulars are sealed anew each time and still it is one."""
    del source_key
    mine, form = key(), told()
    sealed = [callers.seal(centre.home, Caller("Ann Other")) for _ in range(2)]
    first, again = (calls.log(centre, OFFICER, form, key=mine, sealed=one) for one in sealed)
    assert (again.subject, again.number, again.repeated) == (first.subject, first.number, True)
    assert newest("caller").count() == newest("call").count() == 1


def test_a_caller_that_arrived_without_its_call_is_not_sealed_twice(
    centre: Centre, source_key: Identity
) -> None:
    """The machine stopped between the two entries; sent again, the call comes to the caller."""
    del source_key
    mine, form = key(), told()
    first, again = (callers.seal(centre.home, Caller("Ann Other")) for _ in range(2))
    calls._keep_caller(centre, OFFICER, code_name=form.code_name, sealed=first, key=mine)
    calls.log(centre, OFFICER, form, key=mine, sealed=again)
    [row] = newest("caller")
    assert (row.version, newest("call").count()) == (1, 1)


def test_a_caller_is_for_source_protection_alone(centre: Centre, source_key: Identity) -> None:
    """The document has the code name and ciphertext, and nobody else sees even that."""
    form = told()
    sealed = callers.seal(centre.home, Caller("Ann Other", "+000 111", "after dark"))
    calls.log(centre, OFFICER, form, key=key(), sealed=sealed)
    [row] = newest("caller", [Audience.SOURCES])
    assert newest("caller", [Audience.SHARED]).count() == 0
    opened = json.loads(pyrage.decrypt(callers.age_file(row.body), [source_key]))
    assert opened == {"name": "Ann Other", "phone": "+000 111", "reach": "after dark"}


def test_what_is_sealed_has_one_length(centre: Centre, source_key: Identity) -> None:
    """The length of ciphertext would tell who has a long name."""
    named = (Caller("A"), Caller("ا" * callers.LONGEST, "+" * callers.LONGEST))
    texts = (callers.ciphertext(callers.seal(centre.home, one)) for one in named)
    opened = [pyrage.decrypt(callers.age_file({"sealed": one}), [source_key]) for one in texts]
    assert len(opened[0]) == len(opened[1]) == callers.ROOM


def test_a_caller_who_calls_again_keeps_the_code_name(centre: Centre, source_key: Identity) -> None:
    """New particulars are a new version under the same name."""
    del source_key
    form = told()
    for name in ("Ann", "Ann, other number"):
        sealed = callers.seal(centre.home, Caller(name))
        calls.log(centre, OFFICER, form, key=key(), sealed=sealed)
    [row] = newest("caller")
    assert row.version == 2


def test_a_filed_call_is_a_provisional_incident_of_one_source(centre: Centre) -> None:
    """It rests on one statement, claimed by the code name; who did it stays unknown."""
    form = told()
    logged = calls.log(centre, OFFICER, form, key=key())
    filed = call_filing.file(centre, OFFICER, calls.get(logged.subject), key=key())
    [row] = newest("incident")
    incident = incident_of(content(row))
    assert content(row)["status"] == "single_source"
    assert (incident.id, incident.provisional, incident.initiators) == (filed.incident, True, ())
    assert [one.name for one in incident.accusers] == [form.code_name]
    assert [one.subject for one in newest("statement")] == list(incident.statements)


def test_hearsay_keeps_who_says_that_who_says(centre: Centre) -> None:
    """The one who told the caller stands nearest to the claim."""
    form = told(knows="told", told_by="his cousin")
    logged = calls.log(centre, OFFICER, form, key=key())
    call_filing.file(centre, OFFICER, calls.get(logged.subject), key=key())
    [row] = newest("incident")
    names = [one["name"] for one in content(row)["accusers"]]
    assert names == ["his cousin", form.code_name]


def test_a_filed_call_is_assessed_as_assess_would(centre: Centre) -> None:
    """The stored findings are those of the library on the same incident."""
    logged = calls.log(centre, OFFICER, told(), key=key())
    filed = call_filing.file(centre, OFFICER, calls.get(logged.subject), key=key())
    [stored] = newest("assessment")
    [row] = newest("incident")
    again = assess([incident_of(content(row))]).findings
    assert content(stored)["incident"] == filed.incident
    assert filed.findings == again != ()


def test_filing_again_makes_nothing_new(centre: Centre) -> None:
    """The second answer of a bad line is the first one."""
    logged, mine = calls.log(centre, OFFICER, told(), key=key()), key()
    first = call_filing.file(centre, OFFICER, calls.get(logged.subject), key=mine)
    again = call_filing.file(centre, OFFICER, calls.get(logged.subject), key=mine)
    assert (first.incident, first.assessment) == (again.incident, again.assessment)
    assert newest("incident").count() == 1
    assert len(versions("call", logged.subject)) == 2


def test_a_correction_keeps_what_was_said_before(centre: Centre) -> None:
    """A version beside the old one; caller and state stay."""
    form = told()
    logged = calls.log(centre, OFFICER, form, key=key())
    better = replace(form, when="about 3:40")
    calls.correct(centre, OFFICER, calls.get(logged.subject), better, key=key())
    words = [content(one)["time"]["words"] for one in versions("call", logged.subject)]
    assert words == ["an hour ago", "about 3:40"]


def test_callbacks_come_longest_overdue_first_and_end_when_done(centre: Centre) -> None:
    """What has no time waits behind what has one."""
    for due in (None, CALLED_AT, CALLED_AT - dt.timedelta(hours=2)):
        callback = Callback(words="later", due=due, line="telephone")
        calls.log(centre, OFFICER, told(callback=callback), key=key())
    waiting = board(centre).callbacks
    dues = [one.due for one in waiting]
    assert dues == [CALLED_AT - dt.timedelta(hours=2), CALLED_AT, None]
    calls.call_back(centre, OFFICER, waiting[0].call, note="says all is quiet", key=key())
    assert [one.due for one in board(centre).callbacks] == [CALLED_AT, None]


def test_the_same_ground_hour_and_act_is_likely_the_same(centre: Centre) -> None:
    """Another spelling of the village and another act of the same family change nothing."""
    calls.log(centre, OFFICER, told(), key=key())
    other = told(where="حربنفسه", act="rocket_fire", when="قبل ساعة").document()
    [found] = alike.alike(centre, alike.happening_of(other))
    assert found.same == ("place", "time", "act")


@pytest.mark.parametrize("differs", [{"when": "yesterday"}, {"act": "detention"}])
def test_what_differs_is_not_taken_for_the_same(centre: Centre, differs: dict[str, str]) -> None:
    """A time or an act that is told and differs speaks against it."""
    calls.log(centre, OFFICER, told(), key=key())
    other = told(**differs).document()
    assert alike.alike(centre, alike.happening_of(other)) == []

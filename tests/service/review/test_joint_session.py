"""A joint session on the record: wording together, signing one version, minutes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connections

from position_world import CASE, FACILITATOR, HEADS, OFFICERS, sets_key, signer_of
from session_world import (
    FINDING,
    NO,
    WORDS,
    YES,
    A,
    B,
    agree,
    called,
    note,
    opened,
    room,
    seen_of,
    shown_case,
    signer,
    signs,
)
from trucewatch.domain.access import Person, Role
from trucewatch.domain.case import CaseState, Outcome
from trucewatch.domain.determination import minutes_id
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.session import ItemState
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.statement_note import parse_statement, sign_statement
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review import determinations, findings, minutes, sessions
from trucewatch.service.review.sessions import case_of
from trucewatch.service.review.signatures import keep, signatures
from trucewatch.storage.documents import versions
from trucewatch.storage.sight import see_everything


def test_the_agenda_holds_cases_that_were_shown(centre: Centre) -> None:
    """Called twice under one key it is one session."""
    shown_case(centre)
    id_ = called(centre)
    assert [one.case for one in sessions.get(FACILITATOR, id_).session.agenda] == [CASE]
    assert called(centre) == id_
    assert len(sessions.all_of(FACILITATOR)) == 1


def test_a_case_that_is_heard_stands_on_the_next_agenda_too(centre: Centre) -> None:
    """What one session does not end, the next goes on with."""
    opened(centre)
    id_ = called(centre, key="session-2")
    assert [one.case for one in sessions.get(FACILITATOR, id_).session.agenda] == [CASE]


def test_only_the_facilitator_calls(centre: Centre) -> None:
    """A delegation cannot convene the other."""
    shown_case(centre)
    with pytest.raises(Denied):
        sessions.call(centre, HEADS[A], centre.clock(), key="k")


def test_a_case_that_is_taken_up_is_in_session(centre: Centre) -> None:
    """On the board of cases too."""
    opened(centre)
    assert case_of(CASE).state is CaseState.IN_SESSION


def test_both_signatures_determine_the_case(centre: Centre) -> None:
    """The first alone does not; the second does, and the case and the agenda say so."""
    id_ = opened(centre)
    agree(centre, id_)
    assert not signs(centre, HEADS[A])
    assert case_of(CASE).state is CaseState.IN_SESSION
    assert signs(centre, HEADS[B])
    made = determinations.determination_of(CASE, 1)
    assert made is not None
    assert [*made.signed] == ["a", "b"]
    case = case_of(CASE)
    assert (case.state, case.outcome) == (CaseState.DETERMINED, Outcome.JOINTLY_CONFIRMED)
    item = sessions.get(FACILITATOR, id_).session.item(CASE)
    assert item is not None
    assert item.state is ItemState.DETERMINED


def test_a_signature_holds_for_one_version_alone(centre: Centre) -> None:
    """What is worded afterwards has to be signed anew by both."""
    id_ = opened(centre)
    agree(centre, id_)
    signs(centre, HEADS[A])
    findings.conclude(room(centre, id_, FACILITATOR), Outcome.UNVERIFIABLE)
    assert not signs(centre, HEADS[B])
    assert determinations.determination_of(CASE, 1) is None


def test_whose_key_was_replaced_signs_anew(centre: Centre) -> None:
    """Offline nobody could tell that the key before was still theirs when it signed."""
    id_ = opened(centre)
    agree(centre, id_)
    signs(centre, HEADS[A])
    fresh = signer_of(A, "next")
    sets_key(centre, HEADS[A], fresh, key="next", by=signer(HEADS[A]))
    assert not signs(centre, HEADS[B])
    version, _ = findings.finding_of(FINDING)
    wanted = determinations.statement_of(centre, HEADS[A], FINDING, version)
    words = sign_statement(wanted, fresh).decode()
    assert determinations.sign(centre, HEADS[A], FINDING, version, note=words)
    made = determinations.determination_of(CASE, 1)
    assert made is not None
    assert made.notes[0] == words


def test_nobody_signs_a_version_that_is_not_the_newest(centre: Centre) -> None:
    """The text on their screen is not what the other side sees."""
    id_ = opened(centre)
    agree(centre, id_)
    version, _ = findings.finding_of(FINDING)
    wanted = determinations.statement_of(centre, HEADS[A], FINDING, version)
    findings.conclude(room(centre, id_, FACILITATOR), Outcome.UNVERIFIABLE)
    with pytest.raises(NotLawful, match="changed after you saw it"):
        determinations.sign(centre, HEADS[A], FINDING, version, note=note(wanted, HEADS[A]))


def test_a_note_over_another_version_is_refused(centre: Centre) -> None:
    """Though the right key signed it."""
    id_ = opened(centre)
    agree(centre, id_)
    version, _ = findings.finding_of(FINDING)
    wanted = determinations.statement_of(centre, HEADS[A], FINDING, version)
    findings.conclude(room(centre, id_, FACILITATOR), Outcome.UNVERIFIABLE)
    with pytest.raises(NotLawful, match="another text"):
        determinations.sign(centre, HEADS[A], FINDING, version + 1, note=note(wanted, HEADS[A]))


def test_one_side_cannot_sign_with_the_note_of_the_other(centre: Centre) -> None:
    """Each key signs for its own side."""
    id_ = opened(centre)
    agree(centre, id_)
    version, _ = findings.finding_of(FINDING)
    theirs = note(determinations.statement_of(centre, HEADS[A], FINDING, version), HEADS[A])
    with pytest.raises(InvalidValue):
        determinations.sign(centre, HEADS[B], FINDING, version, note=theirs)


def test_an_officer_does_not_sign(centre: Centre) -> None:
    """The head does, after proving themselves once more."""
    id_ = opened(centre)
    agree(centre, id_)
    for who in (OFFICERS[A], Person(HEADS[A].id, Role.DELEGATION_HEAD, A)):
        with pytest.raises(Denied):
            determinations.sign(centre, who, FINDING, 1, note="note")


def test_a_disputed_finding_keeps_both_texts(centre: Centre) -> None:
    """The objection and the text of each side stand in what both sign."""
    id_ = opened(centre)
    agree(centre, id_, Outcome.DISPUTED)
    line = findings.finding_of(FINDING)[1].lines[0].id
    findings.answer(room(centre, id_, OFFICERS[B]), line, seen_of(line), NO)
    findings.account(room(centre, id_, OFFICERS[A]), "Three shells fell.")
    with pytest.raises(NotLawful, match="Delegation B has none"):
        signs(centre, HEADS[A])
    findings.account(room(centre, id_, OFFICERS[B]), "None fell from our side.")
    signs(centre, HEADS[A])
    signs(centre, HEADS[B])
    made = determinations.determination_of(CASE, 1)
    assert made is not None
    for words in (WORDS, NO.words, "Three shells fell.", "None fell from our side."):
        assert f"| {words}" in made.text
    assert case_of(CASE).outcome is Outcome.DISPUTED


def test_whoever_did_not_join_words_nothing(centre: Centre) -> None:
    """The minutes say who was there."""
    id_ = opened(centre)
    stranger = Person("late", Role.DELEGATION_OFFICER, A)
    with pytest.raises(NotLawful, match="not joined"):
        findings.add(room(centre, id_, stranger), WORDS, key="k")


def test_answers_of_both_at_once_are_both_kept(centre: Centre) -> None:
    """Neither is told that the other was faster."""
    id_ = opened(centre)
    lines = [
        findings.add(room(centre, id_, OFFICERS[A]), f"Line {n}.", key=f"k{n}") for n in "1234"
    ]
    ready, refused = threading.Barrier(2), list[Refusal]()

    def answers(person: Person) -> None:
        see_everything()
        ready.wait()
        try:
            for line in lines:
                findings.answer(room(centre, id_, person), line, seen_of(line), YES)
        except Refusal as err:
            refused.append(err)
        finally:
            connections.close_all()

    both = [threading.Thread(target=answers, args=(OFFICERS[side],)) for side in (A, B)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert refused == []
    assert findings.finding_of(FINDING)[1].agreed


def test_what_a_bad_line_sends_twice_is_done_once(centre: Centre) -> None:
    """The same proposal under the same key is one line and one version."""
    id_ = opened(centre)
    for _ in range(2):
        findings.add(room(centre, id_, OFFICERS[A]), WORDS, key="same")
    assert len(versions("finding", FINDING)) == 1


def test_a_cut_between_signature_and_determination_is_mended(centre: Centre) -> None:
    """The worker finishes what was signed."""
    id_ = opened(centre)
    agree(centre, id_)
    signs(centre, HEADS[A])
    version, _ = findings.finding_of(FINDING)
    wanted = determinations.statement_of(centre, HEADS[B], FINDING, version)
    signed = note(wanted, HEADS[B])
    keep(centre, HEADS[B], "finding.sign", wanted, note=signed, grounds=(id_, {}))
    assert case_of(CASE).state is CaseState.IN_SESSION
    assert determinations.determine_all_due(centre) == 1
    assert case_of(CASE).state is CaseState.DETERMINED


def test_minutes_are_made_corrected_and_signed_by_all(centre: Centre) -> None:
    """A correction makes another version, which is signed anew."""
    id_ = opened(centre)
    agree(centre, id_)
    signs(centre, HEADS[A])
    signs(centre, HEADS[B])
    sessions.close(centre, FACILITATOR, id_, language="en")
    version, made = minutes.get(id_)
    assert any("Determined: jointly confirmed" in one for one in made.lines)
    people = (*HEADS.values(), FACILITATOR)

    def sign(person: Person, version: int) -> None:
        wanted = minutes.statement_of(centre, person, id_, version)
        minutes.sign(centre, person, id_, version, note=note(wanted, person))

    sign(HEADS[A], version)
    minutes.correct(centre, OFFICERS[B], id_, 2, words="Opened ten minutes later.")
    for one in people:
        sign(one, version + 1)
    assert sorted(signatures(minutes_id(id_), version + 1)) == ["a", "b", "facilitator"]
    with pytest.raises(NotLawful, match="signed by all"):
        minutes.correct(centre, OFFICERS[A], id_, 1, words="Late.")


def test_signing_against_rewording_ends_in_a_lawful_state(centre: Centre) -> None:
    """Whatever comes first, a determination is of one version that both signed, word for word."""
    id_ = opened(centre)
    agree(centre, id_)
    ready = threading.Barrier(3)

    def signing(person: Person) -> None:
        signs(centre, person)

    def rewording(person: Person) -> None:
        findings.conclude(room(centre, id_, person), Outcome.UNVERIFIABLE)

    def at_once(act: Callable[[Person], None], person: Person) -> None:
        see_everything()
        ready.wait()
        try:
            with suppress(NotLawful):
                act(person)
        finally:
            connections.close_all()

    acts = [(signing, HEADS[A]), (signing, HEADS[B]), (rewording, FACILITATOR)]
    threads = [threading.Thread(target=at_once, args=one) for one in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    made = determinations.determination_of(CASE, 1)
    if made is None:
        assert case_of(CASE).state is CaseState.IN_SESSION
        return
    texts = {parse_statement(parse_note(one.encode()).text).words for one in made.notes}
    assert texts == {made.text}
    assert case_of(CASE).outcome is made.outcome

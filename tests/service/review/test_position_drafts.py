"""Drafts are of one delegation alone, and what is stored of them tells nothing."""

from __future__ import annotations

import pytest

from access_world import people
from position_world import CASE, CONFIRMS, FACILITATOR, HEADS, OFFICERS, REJECTS, open_case
from trucewatch.domain.access import Side
from trucewatch.domain.case import CaseState
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.position import LONGEST, Said, Stance
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review.position_drafts import (
    comment,
    comments_of,
    draft,
    drafts_of,
    newest_draft,
)
from trucewatch.service.review.rounds import Round
from trucewatch.storage.models import Entry, PositionComment, PositionDraft
from trucewatch.storage.refusals import StaleVersion

A, B = Side.A, Side.B


@pytest.fixture
def round_(centre: Centre) -> Round:
    """A round that hears positions."""
    return open_case(centre)


def test_versions_stand_with_their_authors_the_newest_first(centre: Centre, round_: Round) -> None:
    """Colleagues write on together."""
    draft(centre, OFFICERS[A], round_, REJECTS, follows=0)
    draft(centre, HEADS[A], round_, CONFIRMS, follows=1)
    found = [(one.version, one.author, one.said) for one in drafts_of(centre, HEADS[A], round_)]
    assert found == [(2, "head-a", CONFIRMS), (1, "officer-a", REJECTS)]
    newest = newest_draft(centre, OFFICERS[A], round_)
    assert newest is not None
    assert newest.version == 2


def test_the_slower_one_is_told(centre: Centre, round_: Round) -> None:
    """Nobody writes over a colleague."""
    draft(centre, OFFICERS[A], round_, REJECTS, follows=0)
    with pytest.raises(StaleVersion):
        draft(centre, HEADS[A], round_, CONFIRMS, follows=0)


def test_nobody_else_has_any_draft_or_comment(centre: Centre, round_: Round) -> None:
    """Asked as everybody there is."""
    draft(centre, OFFICERS[A], round_, REJECTS, follows=0)
    comment(centre, HEADS[A], round_, "too soft", version=1)
    for person in people():
        sees = bool(drafts_of(centre, person, round_)), bool(comments_of(centre, person, round_))
        assert sees == ((True, True) if person.side is A else (False, False))


def test_delegations_alone_draft(centre: Centre, round_: Round) -> None:
    """The facilitator has no position."""
    with pytest.raises(Denied):
        draft(centre, FACILITATOR, round_, REJECTS, follows=0)
    with pytest.raises(Denied):
        comment(centre, FACILITATOR, round_, "x", version=1)


def test_nothing_of_a_draft_enters_the_ledger(centre: Centre, round_: Round) -> None:
    """Not even that there is one."""
    before = Entry.objects.count()
    draft(centre, OFFICERS[A], round_, REJECTS, follows=0)
    comment(centre, HEADS[A], round_, "too soft", version=1)
    assert Entry.objects.count() == before


def test_what_is_stored_has_one_size_and_no_words(centre: Centre, round_: Round) -> None:
    """Whoever takes a copy of the database learns how many versions there are."""
    longest = Said(Stance.CONFIRM, "x" * LONGEST)
    for version, said in enumerate((REJECTS, Said(Stance.DEFER, ""), longest)):
        draft(centre, OFFICERS[A], round_, said, follows=version)
        comment(centre, HEADS[A], round_, "word" * (1 + 450 * version), version=version + 1)
    for table in (PositionDraft, PositionComment):
        kept = [bytes(row.sealed) for row in table.objects.all()]
        assert len({len(one) for one in kept}) == 1
        assert not [one for one in kept if b"guns" in one or b"word" in one or b"xxxx" in one]


def test_a_comment_names_a_version_that_is_there(centre: Centre, round_: Round) -> None:
    """And says something."""
    draft(centre, OFFICERS[A], round_, REJECTS, follows=0)
    for words, version in (("", 1), ("x" * 4001, 1), ("x", 2)):
        with pytest.raises(InvalidValue):
            comment(centre, HEADS[A], round_, words, version=version)
    comment(centre, HEADS[A], round_, " one\r\ntwo ", version=1)
    assert [one.words for one in comments_of(centre, HEADS[A], round_)] == ["one\ntwo"]


def test_a_closed_case_is_drafted_for_no_more(centre: Centre) -> None:
    """It is lawful to prepare early, and no more once it is decided."""
    early = open_case(centre, state=CaseState.OPENED)
    draft(centre, OFFICERS[A], early, REJECTS, follows=0)
    closed = open_case(centre, "case-2", state=CaseState.CLOSED)
    with pytest.raises(NotLawful):
        draft(centre, OFFICERS[A], closed, REJECTS, follows=0)
    assert early.id == CASE

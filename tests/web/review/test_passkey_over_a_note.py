"""A passkey may answer over the note that is filed: it shows which person signed for the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from access_world import NOON
from position_world import CASE, CONFIRMS, HEADS, REJECTS, Clock, at_clock, open_case, signed
from position_world import NOON as HEARD
from soft_authenticator import HOST, ORIGIN, SoftAuthenticator
from trucewatch.domain.access import Role, Side
from trucewatch.service import passkeys
from trucewatch.service.centre import Centre
from trucewatch.service.passkeys import Party, PasskeyRefused
from trucewatch.service.review.passkey_assertions import challenge_of, credentials_of, taken
from trucewatch.service.review.positions import SignedPosition, file
from trucewatch.storage.people.models import Account

PARTY = Party(HOST, ORIGIN)
A = Side.A


@pytest.fixture
def head(account: Callable[..., Account]) -> Account:
    """The head of delegation A."""
    return account(Role.DELEGATION_HEAD, A)


def enrolled(account: Account) -> SoftAuthenticator:
    """A passkey of that account."""
    device = SoftAuthenticator(account.id, counter=4)
    options, pending = passkeys.ask_new(PARTY, account, NOON)
    passkeys.keep_new(PARTY, account, pending, device.make(options), label="key", now=NOON)
    return device


def answered(device: SoftAuthenticator, note: str, **lies: Any) -> dict[str, Any]:
    """What the browser sends for a note."""
    return device.answer({"publicKey": {"challenge": challenge_of(note)}}, **lies)


def test_the_answer_is_kept_with_the_position(centre: Centre, head: Account) -> None:
    """With all that somebody needs who attests the site and the device."""
    timed = at_clock(centre, Clock())
    open_case(timed)
    device, given = enrolled(head), signed(A, REJECTS)
    made = taken(PARTY, head, given.note, answered(device, given.note), now=NOON)
    assert credentials_of(head) == [made.credential]
    round_ = file(timed, HEADS[A], CASE, SignedPosition(given.note, given.opened, made), key="k")
    found = round_.newest(A)
    assert found is not None
    assert found.position.assertion == made
    assert found.position.filed_at == HEARD


def test_an_answer_over_another_note_is_refused(head: Account) -> None:
    """The challenge is the SHA-256 of the very note."""
    device = enrolled(head)
    answer = answered(device, signed(A, CONFIRMS).note)
    with pytest.raises(PasskeyRefused):
        taken(PARTY, head, signed(A, REJECTS).note, answer, now=NOON)


def test_the_passkey_of_somebody_else_is_refused(
    head: Account, account: Callable[..., Account]
) -> None:
    """Not even of a colleague of the same side."""
    colleague = account(Role.DELEGATION_OFFICER, A)
    note = signed(A, REJECTS).note
    with pytest.raises(PasskeyRefused):
        taken(PARTY, head, note, answered(enrolled(colleague), note), now=NOON)


@pytest.mark.parametrize("lies", [{"flags": 1}, {"origin": "https://evil.example"}])
def test_an_answer_without_proof_of_the_person_is_refused(
    head: Account, lies: dict[str, Any]
) -> None:
    """Nor one that was given to another site."""
    note = signed(A, REJECTS).note
    with pytest.raises(PasskeyRefused):
        taken(PARTY, head, note, answered(enrolled(head), note, **lies), now=NOON)

"""What is no answer of one of our passkeys to our challenge opens nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from access_world import NOON
from soft_authenticator import ATTESTED, HOST, ORIGIN, PRESENT, VERIFIED, SoftAuthenticator
from trucewatch.domain.access import Role, Side
from trucewatch.service import passkeys
from trucewatch.service.passkeys import Party, PasskeyCopied, PasskeyRefused, Pending
from trucewatch.storage.people.models import Account, Passkey

PARTY = Party(HOST, ORIGIN)
LATER = NOON + dt.timedelta(seconds=30)
OTHER_KEY = ec.generate_private_key(ec.SECP256R1())


def secs(seconds: float) -> dt.datetime:
    """So long after noon."""
    return NOON + dt.timedelta(seconds=seconds)


@pytest.fixture
def officer(account: Callable[..., Account]) -> Account:
    """Who signs in."""
    return account(Role.DUTY_OFFICER)


@pytest.fixture
def other(account: Callable[..., Account]) -> Account:
    """Somebody else."""
    return account(Role.DELEGATION_HEAD, Side.B)


def enrolled(account: Account) -> SoftAuthenticator:
    """A passkey of that account."""
    device = SoftAuthenticator(account.id, counter=4)
    options, pending = passkeys.ask_new(PARTY, account, NOON)
    passkeys.keep_new(PARTY, account, pending, device.make(options), label="key", now=LATER)
    return device


def opens(device: SoftAuthenticator, account: Account | None, **lies: Any) -> Passkey:
    """Ask and answer, with those lies."""
    purpose = "again" if account else "in"
    options, pending = passkeys.ask(PARTY, purpose, account, NOON)
    return passkeys.check(PARTY, purpose, pending, device.answer(options, **lies), now=LATER)


def test_an_honest_answer_opens(officer: Account) -> None:
    """As a way in by itself, and as a second proof; the count is kept."""
    device = enrolled(officer)
    assert opens(device, None).account == officer
    assert opens(device, officer).account == officer
    assert officer.passkeys.get().counter == 6


@pytest.mark.parametrize(
    "lies",
    [
        {"origin": "http://centre.example"},
        {"origin": "https://centre.example:444"},
        {"origin": "https://centre.example.evil.example"},
        {"origin": "https://login.centre.example"},
        {"origin": ""},
        {"host": "evil.example"},
        {"challenge": "AAAA"},
        {"challenge": ""},
        {"type": "webauthn.create"},
        {"type": "payment.get"},
        {"cross_origin": True},
        {"flags": VERIFIED},
        {"flags": PRESENT},
        {"flags": 0},
        {"key": OTHER_KEY},
        {"signed": b"something else"},
        {"credential": b"a passkey that nobody has"},
        {"handle": "somebody-else"},
        {"counter": 4},
        {"counter": 1},
        {"counter": 0},
    ],
    ids=lambda lies: "-".join(f"{key}={value}"[:40] for key, value in lies.items()),
)
@pytest.mark.parametrize("known", [True, False], ids=["again", "in"])
def test_a_lie_opens_nothing(officer: Account, lies: dict[str, Any], known: bool) -> None:
    """Whoever is asked for, and whoever comes."""
    device = enrolled(officer)
    with pytest.raises(PasskeyRefused):
        opens(device, officer if known else None, **lies)


def test_a_passkey_that_does_not_say_whose_it_is_is_no_way_in(officer: Account) -> None:
    """Without a name asked for, the handle is the only word on who comes."""
    device = enrolled(officer)
    with pytest.raises(PasskeyRefused):
        opens(device, None, handle=None)
    assert opens(device, officer, handle=None)


def test_a_copy_is_seen_and_bars_the_passkey(officer: Account) -> None:
    """Once a count did not rise, neither the copy nor the original opens anything."""
    device = enrolled(officer)
    opens(device, None)
    with pytest.raises(PasskeyCopied):
        opens(device, None, counter=2)
    with pytest.raises(PasskeyRefused):
        opens(device, None, counter=90)
    assert officer.passkeys.get().cloned_at == LATER
    assert officer.has_second_proof


def test_an_authenticator_that_never_counts_is_taken(officer: Account) -> None:
    """Passkeys that are kept in step between devices say 0 always."""
    device = SoftAuthenticator(officer.id)
    options, pending = passkeys.ask_new(PARTY, officer, NOON)
    passkeys.keep_new(PARTY, officer, pending, device.make(options), label="", now=LATER)
    for _ in range(2):
        assert opens(device, None, counter=0).counter == 0


def test_the_passkey_of_another_is_not_ones_own(officer: Account, other: Account) -> None:
    """The answer is honest, and is that of somebody who was not asked."""
    enrolled(officer)
    with pytest.raises(PasskeyRefused):
        opens(enrolled(other), officer)


def test_a_dismissed_person_is_not_let_in(officer: Account) -> None:
    """Their passkey still answers; nobody listens."""
    device = enrolled(officer)
    Account.objects.update(is_active=False)
    with pytest.raises(PasskeyRefused):
        opens(device, None)


@pytest.mark.parametrize("after_s", [passkeys.GOOD_FOR_S + 1, -1])
def test_a_challenge_is_good_for_minutes(officer: Account, after_s: float) -> None:
    """Neither later, nor by a clock that was put back."""
    device = enrolled(officer)
    options, pending = passkeys.ask(PARTY, "in", None, NOON)
    with pytest.raises(PasskeyRefused):
        passkeys.check(PARTY, "in", pending, device.answer(options), now=secs(after_s))


@pytest.mark.parametrize("made_for", ["in", "second", "add", ""])
def test_a_challenge_is_good_for_one_purpose(officer: Account, made_for: str) -> None:
    """What was asked for signing in proves nothing once more."""
    device = enrolled(officer)
    options, pending = passkeys.ask(PARTY, made_for, officer, NOON)
    with pytest.raises(PasskeyRefused):
        passkeys.check(PARTY, "again", pending, device.answer(options), now=LATER)


@pytest.mark.parametrize("pending", [None, {}])
def test_an_answer_without_a_challenge_is_none(officer: Account, pending: Pending | None) -> None:
    """A challenge that was taken is not there a second time."""
    device = enrolled(officer)
    options, _ = passkeys.ask(PARTY, "in", None, NOON)
    with pytest.raises(PasskeyRefused):
        passkeys.check(PARTY, "in", pending, device.answer(options), now=LATER)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"rawId": None},
        {"rawId": "AAAA", "response": {}},
        {"rawId": "AAAA", "response": "x"},
        {"rawId": "!", "id": "!", "type": "public-key", "response": {"clientDataJSON": "e30"}},
        {"rawId": 5, "id": [], "type": "x", "response": {"signature": "", "clientDataJSON": "8J8"}},
    ],
    ids=range(6),
)
def test_what_is_no_answer_is_refused_like_a_wrong_one(answer: dict[str, Any]) -> None:
    """No bytes of a stranger make the program fail."""
    _, pending = passkeys.ask(PARTY, "in", None, NOON)
    with pytest.raises(PasskeyRefused):
        passkeys.check(PARTY, "in", pending, answer, now=LATER)


@pytest.mark.parametrize(
    "lies",
    [
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"challenge": "AAAA"},
        {"type": "webauthn.get"},
        {"cross_origin": True},
        {"flags": PRESENT | ATTESTED},
        {"flags": VERIFIED | ATTESTED},
    ],
    ids=lambda lies: "-".join(f"{key}={value}" for key, value in lies.items()),
)
def test_a_new_passkey_has_to_be_an_answer_too(officer: Account, lies: dict[str, Any]) -> None:
    """Nobody plants a key of theirs in the account of another."""
    options, pending = passkeys.ask_new(PARTY, officer, NOON)
    made = SoftAuthenticator(officer.id).make(options, **lies)
    with pytest.raises(PasskeyRefused):
        passkeys.keep_new(PARTY, officer, pending, made, label="", now=LATER)
    assert not officer.passkeys.exists()


def test_a_passkey_belongs_to_one_account(officer: Account, other: Account) -> None:
    """The same key cannot be added to a second one, nor asked for by one and added by another."""
    device = enrolled(officer)
    options, pending = passkeys.ask_new(PARTY, other, NOON)
    with pytest.raises(PasskeyRefused):
        passkeys.keep_new(PARTY, other, pending, device.make(options), label="", now=LATER)
    with pytest.raises(PasskeyRefused):
        passkeys.keep_new(
            PARTY, officer, pending, SoftAuthenticator("x").make(options), label="", now=LATER
        )


def test_nobody_has_passkeys_without_end(officer: Account) -> None:
    """Each is a way in that has to be looked after."""
    for _ in range(passkeys.MOST):
        enrolled(officer)
    with pytest.raises(PasskeyRefused):
        passkeys.ask_new(PARTY, officer, NOON)

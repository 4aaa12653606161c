"""A code is good for one person, for a minute and a half, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from access_world import NOON
from trucewatch.domain.access import Role, Side
from trucewatch.service import codes, signing_in
from trucewatch.service.signing_in import Caller
from trucewatch.service.throttle import TooOften
from trucewatch.storage.people.models import Account, CodeApp

CALLER = Caller("somewhere")
HALF_MINUTE = dt.timedelta(seconds=codes.STEP_S)
LATER = NOON + 10 * HALF_MINUTE


@pytest.fixture
def officer(account: Callable[..., Account]) -> Account:
    """Who has an app."""
    return account(Role.DUTY_OFFICER)


@pytest.fixture
def secret(officer: Account) -> bytes:
    """What their app was given at noon."""
    made = codes.new_secret()
    codes.enrol(officer, made, codes.code_at(made, NOON), NOON)
    return made


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_phone_may_be_half_a_minute_off(officer: Account, secret: bytes, steps: int) -> None:
    """Either way."""
    codes.check(officer, codes.code_at(secret, LATER + steps * HALF_MINUTE), LATER)


@pytest.mark.parametrize("steps", [-10, -3, -2, 2, 3, 10])
def test_an_older_or_newer_code_is_not_taken(officer: Account, secret: bytes, steps: int) -> None:
    """Written down yesterday, or foretold for tomorrow."""
    with pytest.raises(codes.WrongCode):
        codes.check(officer, codes.code_at(secret, LATER + steps * HALF_MINUTE), LATER)


@pytest.mark.parametrize("text", ["", "000", "abcdef", "1234567", "٠٠٠٠٠٠", "-00001", "0" * 400])
def test_what_is_no_code_is_not_taken(officer: Account, secret: bytes, text: str) -> None:
    """And nothing of it makes the program fail."""
    del secret
    with pytest.raises(codes.WrongCode):
        codes.check(officer, text, LATER)


def test_a_code_is_taken_once(officer: Account, secret: bytes) -> None:
    """Whoever looked over a shoulder comes too late, and so does the code before it."""
    code = codes.code_at(secret, LATER)
    codes.check(officer, code, LATER)
    for again in (code, codes.code_at(secret, LATER - HALF_MINUTE)):
        with pytest.raises(codes.WrongCode):
            codes.check(officer, again, LATER)


def test_the_code_that_added_the_app_is_used_up(officer: Account, secret: bytes) -> None:
    """It was shown on the page where the app was added."""
    with pytest.raises(codes.WrongCode):
        codes.check(officer, codes.code_at(secret, NOON), NOON)


def test_the_code_of_another_is_not_ones_own(
    officer: Account, secret: bytes, account: Callable[..., Account]
) -> None:
    """Each app has a secret of its own; an account without an app takes none."""
    other = account(Role.FACILITATOR)
    with pytest.raises(codes.WrongCode):
        codes.check(other, codes.code_at(secret, LATER), LATER)
    mine = codes.new_secret()
    codes.enrol(other, mine, codes.code_at(mine, NOON), NOON)
    with pytest.raises(codes.WrongCode):
        codes.check(officer, codes.code_at(mine, LATER), LATER)


def test_a_secret_moved_to_another_row_does_not_open(
    officer: Account, secret: bytes, account: Callable[..., Account]
) -> None:
    """Whoever can write to the database cannot give somebody the app of another."""
    other = account(Role.DELEGATION_HEAD, Side.A)
    sealed = CodeApp.objects.get(account=officer).sealed
    CodeApp.objects.create(account=other, sealed=sealed, made_at=NOON)
    with pytest.raises(codes.WrongCode, match="cannot be opened"):
        codes.check(other, codes.code_at(secret, LATER), LATER)


def test_the_database_does_not_hold_the_secret(officer: Account, secret: bytes) -> None:
    """A dump of it makes no codes."""
    assert secret not in bytes(CodeApp.objects.get(account=officer).sealed)


def test_guessing_ends_before_it_finds(officer: Account, secret: bytes) -> None:
    """After five tries not even the right one is looked at; a minute later it is."""
    for _ in range(5):
        with pytest.raises(codes.WrongCode):
            signing_in.by_code(officer, "000000", CALLER, LATER)
    right = codes.code_at(secret, LATER)
    with pytest.raises(TooOften) as refused:
        signing_in.by_code(officer, right, CALLER, LATER)
    assert refused.value.wait_s == 60
    minute = LATER + dt.timedelta(seconds=60)
    signing_in.by_code(officer, codes.code_at(secret, minute), CALLER, minute)

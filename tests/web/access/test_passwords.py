"""How a password is kept."""

from __future__ import annotations

from collections.abc import Callable

from trucewatch.domain.access import Role
from trucewatch.storage.people.models import Account


def test_a_stolen_hash_costs_much_for_each_guess(account: Callable[..., Account]) -> None:
    """Argon2id over 100 MiB of memory, twice, in eight lanes, which tests elsewhere do without."""
    kept = account(Role.ANALYST).password
    assert kept.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")

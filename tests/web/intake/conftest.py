"""Programs that hand reports in over HTTP."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trucewatch.domain.access import Role
from trucewatch.service.tokens import make
from trucewatch.storage.people.models import Account
from trucewatch.web.sitting import now


@pytest.fixture
def token(account: Callable[..., Account]) -> str:
    """A token of a duty officer, who has just proved themselves."""
    person = account(Role.DUTY_OFFICER).person(stepped_up=True)
    return make(person, "a test", ["report", "read"], days=1, now=now())

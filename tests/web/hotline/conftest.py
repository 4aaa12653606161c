"""A hotline at work: keys of those who look after sources, and officers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyrage import x25519

from trucewatch.domain.access import Role
from trucewatch.service.centre import Centre
from trucewatch.service.places import warm
from trucewatch.storage.caller_keys import admit
from trucewatch.storage.evidence_keys import Identity
from trucewatch.storage.people.models import Account


@pytest.fixture(scope="session", autouse=True)
def warmed() -> None:
    """The places are read once for all tests, as a server does when it starts."""
    warm()


@pytest.fixture
def source_key(centre: Centre) -> Identity:
    """The private key of somebody who looks after sources, whose public half was admitted."""
    identity = x25519.Identity.generate()
    admit(centre.home, str(identity.to_public()))
    return identity


@pytest.fixture
def officer(account: Callable[..., Account]) -> Account:
    """A duty officer who works in English."""
    return account(Role.DUTY_OFFICER)

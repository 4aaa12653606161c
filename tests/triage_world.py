"""What tests of triage share: three short reports, and where an incident stands."""

from __future__ import annotations

from trucewatch.domain.access import Person, Role
from trucewatch.storage.documents import newest_of

OFFICER = Person("p-1", Role.DUTY_OFFICER)
RAW = (
    b"Army artillery shelled Hama on 3 May 2016, a local official told reporters.\n",
    b"A drone struck a clinic in Homs on 9 May 2016, doctors said.\n",
    b"Gunmen shot at a convoy near Idlib on 12 May 2016, a driver said.\n",
)


def status(subject: str) -> str:
    """Where an incident stands."""
    stands = newest_of(subject)
    assert stands is not None
    return str((stands.body or {})["status"])


def place(subject: str) -> str:
    """The name of the place of an incident, as its report has it."""
    stands = newest_of(subject)
    assert stands is not None
    return str((stands.body or {})["places"][0]["words"])

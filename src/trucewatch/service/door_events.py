"""What happened at the door, for the person themselves and for the operator."""

from __future__ import annotations

import datetime as dt

from trucewatch.storage.people.models import Account, DoorEvent

KINDS = (
    "signed_in",
    "signed_out",
    "refused",
    "proof_refused",
    "proved_again",
    "passkey_added",
    "passkey_removed",
    "passkey_copied",
    "codes_added",
    "codes_removed",
    "password_changed",
    "ended_everywhere",
    "invited",
    "enrolled",
    "token_made",
    "token_ended",
)


def note_event(what: str, account: Account | None, now: dt.datetime, origin: str = "") -> None:
    """Keep it.

    Args:
        what: one of `KINDS`.
        account: None where a name was given that nobody has.
        origin: as `throttle.hashed` makes it of an address.
    """
    if what not in KINDS:
        raise ValueError(what)
    DoorEvent.objects.create(account=account, what=what, at=now, origin=origin)

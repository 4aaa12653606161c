"""A person's passkey over the note that they sign for their side: who did it, beside for whom."""

from __future__ import annotations

import datetime as dt
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from trucewatch.domain.position import Assertion
from trucewatch.service import passkeys
from trucewatch.storage.people.models import Account

PURPOSE = "sign"


def challenge_of(note: str) -> str:
    """The challenge of a note: its SHA-256 in base64url; the salt in it makes it good once.

    >>> challenge_of("x")[:8]
    'LXEWQrcm'
    """
    return _base64url(sha256(note.encode()).digest())


def taken(
    party: passkeys.Party,
    account: Account,
    note: str,
    answer: Mapping[str, Any],
    *,
    now: dt.datetime,
) -> Assertion:
    """The assertion, once it is seen to be that of a passkey of this account over this note.

    Args:
        answer: the browser's, as JSON.

    Raises:
        PasskeyRefused, PasskeyCopied: it is not.
    """
    asked = {"challenge": challenge_of(note), "purpose": PURPOSE, "account": account.id}
    pending = {**asked, "at": now.timestamp()}
    passkey = passkeys.check(party, PURPOSE, pending, answer, now=now)
    response = answer["response"]
    return Assertion(
        credential=_base64url(bytes(passkey.credential)),
        client_data=str(response["clientDataJSON"]),
        authenticator_data=str(response["authenticatorData"]),
        signature=str(response["signature"]),
        public=_base64url(bytes(passkey.public)),
    )


def credentials_of(account: Account) -> list[str]:
    """Ids of the account's passkeys, as the page's script asks for them."""
    return [_base64url(bytes(one.credential)) for one in account.passkeys.all()]


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")

"""Passkeys: challenges that are good once, for one purpose, for some minutes, and their answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from trucewatch.domain.errors import Refusal
from trucewatch.storage.people.models import Account, Passkey

GOOD_FOR_S = 5 * 60
"""How long a challenge waits for its answer."""
MOST = 10
"""Passkeys of one person."""
Pending = dict[str, Any]


class PasskeyRefused(Refusal):
    """The answer is not that of one of our passkeys to this challenge."""

    code = "passkey_refused"


class PasskeyCopied(PasskeyRefused):
    """Its count did not rise: somebody has a copy. `passkey` is barred from now on."""

    code = "passkey_copied"

    def __init__(self, passkey: Passkey) -> None:
        self.passkey = passkey
        super().__init__("the passkey's count did not rise", remedy="use another way in")


@dataclass(frozen=True)
class Party:
    """For whom passkeys answer.

    Args:
        host: name under which the site is asked for, without its port.
        origin: of its pages, as `https://centre.example`.
    """

    host: str
    origin: str

    def server(self) -> Fido2Server:
        """What checks answers; the origin has to be ours to the letter."""
        return Fido2Server(
            PublicKeyCredentialRpEntity(id=self.host, name="Trucewatch"),
            attestation=AttestationConveyancePreference.NONE,
            verify_origin=lambda origin: origin == self.origin,
        )


def ask_new(party: Party, account: Account, now: dt.datetime) -> tuple[dict[str, Any], Pending]:
    """What the browser needs to make a passkey, and what has to be kept for its answer.

    Raises:
        PasskeyRefused: the account has as many as it may have.
    """
    known = [_data(one) for one in account.passkeys.all()]
    if len(known) >= MOST:
        raise PasskeyRefused("no more passkeys", remedy="remove one that is not used")
    user = PublicKeyCredentialUserEntity(
        id=account.id.encode(), name=account.username, display_name=account.name
    )
    options, state = party.server().register_begin(
        user,
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), _pending(state, "add", account.id, now)


def keep_new(
    party: Party, account: Account, pending: Pending | None, answer: Mapping[str, Any], **facts: Any
) -> Passkey:
    """Keep the passkey that the browser made.

    Args:
        pending: what `ask_new` gave to keep; None where nothing was.
        answer: the browser's, as JSON.
        facts: `label`, `now`.

    Raises:
        PasskeyRefused: it is no answer to what was asked, or the passkey is known already.
    """
    state = _answering(pending, "add", account.id, facts["now"])
    try:
        told = RegistrationResponse.from_dict(answer)
        _same_site(told.response.client_data)
        made = party.server().register_complete(state, told)
    except REFUSED as err:
        raise PasskeyRefused(f"no new passkey: {err}") from err
    data = made.credential_data
    if data is None or Passkey.objects.filter(credential=data.credential_id).exists():
        raise PasskeyRefused("this passkey is known already")
    return Passkey.objects.create(
        account=account,
        credential=data.credential_id,
        public=bytes(data),
        counter=made.counter,
        label=str(facts["label"]).strip()[:60] or "passkey",
        made_at=facts["now"],
    )


def ask(
    party: Party, purpose: str, account: Account | None, now: dt.datetime
) -> tuple[dict[str, Any], Pending]:
    """What the browser needs to answer with a passkey.

    Args:
        purpose: what the answer will be good for: `in`, `second` or `again`.
        account: None where the passkey shall say whose it is.
    """
    known = None if account is None else [_data(one) for one in account.passkeys.all()]
    options, state = party.server().authenticate_begin(
        known, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), _pending(state, purpose, account.id if account else "", now)


def check(
    party: Party,
    purpose: str,
    pending: Pending | None,
    answer: Mapping[str, Any],
    *,
    now: dt.datetime,
) -> Passkey:
    """Whose passkey answered.

    Raises:
        PasskeyCopied: it is ours, and somebody has a copy of it.
        PasskeyRefused: anything else; why is for our log, not for whoever asks.
    """
    wanted = (pending or {}).get("account", "")
    state = _answering(pending, purpose, wanted, now)
    try:
        told = AuthenticationResponse.from_dict(answer)
        _same_site(told.response.client_data)
        found = Passkey.objects.select_related("account").filter(credential=told.raw_id).first()
        if found is None:
            raise PasskeyRefused("no such passkey")
        _belongs(found, wanted, told.response.user_handle)
        party.server().authenticate_complete(state, [_data(found)], told)
    except REFUSED as err:
        raise PasskeyRefused(f"not taken: {err}") from err
    _count(found, told.response.authenticator_data.counter, now)
    return found


def _belongs(passkey: Passkey, wanted: str, handle: bytes | None) -> None:
    """The passkey is of the account that was asked, and says so itself where it says anything."""
    owner = passkey.account
    said = handle.decode("ascii", "replace") if handle else ""
    if wanted and owner.id != wanted:
        raise PasskeyRefused("the passkey of somebody else")
    if said != owner.id and (said or not wanted):
        raise PasskeyRefused("the passkey says that it is somebody else's")
    if passkey.cloned_at is not None or not owner.is_active:
        raise PasskeyRefused("the passkey is barred")


def _count(passkey: Passkey, counter: int, now: dt.datetime) -> None:
    """Raise the count; authenticators that do not count say 0 always."""
    rows = Passkey.objects.filter(id=passkey.id, cloned_at=None)
    if counter == 0 and rows.filter(counter=0).update(used_at=now):
        return
    if not rows.filter(counter__lt=counter).update(counter=counter, used_at=now):
        rows.update(cloned_at=now)
        raise PasskeyCopied(passkey)


def _pending(state: Mapping[str, Any], purpose: str, account: str, now: dt.datetime) -> Pending:
    named = {"purpose": purpose, "account": account, "at": now.timestamp()}
    return {"challenge": state["challenge"], **named}


def _answering(
    pending: Pending | None, purpose: str, account: str, now: dt.datetime
) -> dict[str, Any]:
    """The state for the library, of a challenge that was made for this and is young enough."""
    if not pending or (pending["purpose"], pending["account"]) != (purpose, account):
        raise PasskeyRefused("nothing was asked")
    if not 0 <= now.timestamp() - pending["at"] <= GOOD_FOR_S:
        raise PasskeyRefused("the challenge is too old")
    required = UserVerificationRequirement.REQUIRED
    return {"challenge": pending["challenge"], "user_verification": required}


def _same_site(client_data: Any) -> None:
    if client_data.cross_origin:
        raise PasskeyRefused("answered from within a page of another site")


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.public))


REFUSED = (ValueError, TypeError, KeyError, AttributeError, AssertionError, IndexError)
"""What the library says of bytes that are no answer."""

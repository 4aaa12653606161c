"""Six digits that change every half minute (RFC 6238), each good once."""

from __future__ import annotations

import datetime as dt
import secrets
from base64 import b32encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings

from trucewatch.domain.errors import Refusal
from trucewatch.storage.people.models import Account, CodeApp

DIGITS, STEP_S, SECRET_BYTES, NONCE_BYTES = 6, 30, 20, 12
EITHER_WAY = 1
"""Half minutes by which a phone's clock may be off."""


class WrongCode(Refusal):
    """It is not the code of now, or it was used."""

    code = "wrong_code"


def new_secret() -> bytes:
    """160 random bits, as RFC 4226 asks."""
    return secrets.token_bytes(SECRET_BYTES)


def address(secret: bytes, account: Account, centre: str) -> str:
    """What an app reads from a square of dots."""
    return _totp(secret).get_provisioning_uri(account.username, centre)


def spelled(secret: bytes) -> str:
    """The secret for whoever types it in: groups of four letters and digits."""
    text = b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def code_at(secret: bytes, at: dt.datetime) -> str:
    """The code of that instant."""
    return _totp(secret).generate(int(at.timestamp())).decode()


def enrol(account: Account, secret: bytes, code: str, now: dt.datetime) -> None:
    """Take this secret instead of the one before, once a code shows that an app has it.

    Raises:
        WrongCode: it does not.
    """
    step = _step_of(secret, code, now)
    facts = {"sealed": seal(secret, account.id), "last_step": step, "made_at": now}
    CodeApp.objects.update_or_create(account=account, defaults=facts)


def check(account: Account, code: str, now: dt.datetime) -> None:
    """Take a code, once.

    Raises:
        WrongCode: it is not the code of now, it or a later one was taken, or there is no app.
    """
    app = CodeApp.objects.filter(account=account).first()
    if app is None:
        raise WrongCode("no app makes codes for this account")
    step = _step_of(unseal(bytes(app.sealed), account.id), code, now)
    # One statement both asks and writes: of two who send the same code at once, one is taken.
    later = CodeApp.objects.filter(account=account, last_step__lt=step)
    if not later.update(last_step=step):
        raise WrongCode("this code was used")


def seal(secret: bytes, account: str) -> bytes:
    """The secret as it is stored; it opens for this account's row alone."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(_key()).encrypt(nonce, secret, _place(account))


def unseal(sealed: bytes, account: str) -> bytes:
    """The secret again.

    Raises:
        WrongCode: it was sealed for another row or with another key of the centre.
    """
    try:
        return AESGCM(_key()).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(account))
    except InvalidTag as err:
        remedy = "bring keys/session.key back, or have two people recover the account"
        raise WrongCode("the secret cannot be opened", remedy=remedy) from err


def _step_of(secret: bytes, code: str, now: dt.datetime) -> int:
    """The half minute whose code it is."""
    today = int(now.timestamp()) // STEP_S
    fitting = None
    for step in range(today - EITHER_WAY, today + EITHER_WAY + 1):
        made = _totp(secret).generate(step * STEP_S)
        if secrets.compare_digest(made, code.encode()):
            fitting = step
    if fitting is None:
        raise WrongCode("not the code of now")
    return fitting


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what apps read: several ignore any other name in the address.
    return TOTP(secret, DIGITS, SHA1(), STEP_S)  # noqa: S303


def _key() -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"trucewatch code apps 1")
    return made.derive(settings.SECRET_KEY.encode())


def _place(account: str) -> bytes:
    """Table, row, column and version of the key: bytes moved elsewhere do not open."""
    return f"people_codeapp|{account}|sealed|1".encode()

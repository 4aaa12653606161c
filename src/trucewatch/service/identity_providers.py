"""A delegation's own sign-in (OpenID Connect): off unless a file names it, for its own staff alone.

The file that TRUCEWATCH_PROVIDERS names says who may come in that way, one by one: the provider
vouches for a person, and never makes one. Whoever has a second proof here is asked for it all the
same, and so is everybody who signs or publishes; what a delegation's provider can be made to say
is therefore no more than a password of its own staff.
"""

from __future__ import annotations

import hashlib
import secrets
import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jwt
from django.conf import settings

from trucewatch.domain.access import Side
from trucewatch.domain.errors import InvalidValue, Refusal, UnreadableInput
from trucewatch.service.outward import ask_json
from trucewatch.storage.people.models import Account

ALGORITHMS = ("ES256", "ES384", "EdDSA", "RS256", "PS256")
"""Signatures of others, and never `none` or one that is made with the shared secret."""
LEEWAY_S = 60


class NotTaken(Refusal):
    """What the provider says is not taken; why is for our log, not for whoever asks."""

    code = "not_taken"


@dataclass(frozen=True)
class Provider:
    """The sign-in of one delegation.

    Args:
        id: in addresses; of a-z, 0-9 and -.
        name: on the button.
        side: whose staff it vouches for; a or b.
        issuer: its address, as its tokens say it.
        client: as which it knows this centre.
        secret: what the centre proves that with.
        staff: username here, by the `sub` of its tokens.
    """

    id: str
    name: str
    side: Side
    issuer: str
    client: str
    secret: str = field(repr=False)
    staff: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Journey:
    """What has to be the same when somebody comes back from the provider."""

    provider: str
    state: str
    nonce: str
    verifier: str


def providers() -> tuple[Provider, ...]:
    """Those that the file of the settings names; none where there is no such file."""
    path = settings.PROVIDERS
    return _read(str(path), Path(path).stat().st_mtime_ns) if path else ()


def provider(named: str) -> Provider | None:
    """The one of that id."""
    return next((one for one in providers() if one.id == named), None)


def set_out(to: Provider, back: str) -> tuple[str, Journey]:
    """Where the browser goes to sign in there, and what to keep until it is back.

    Args:
        back: our address that the provider sends it to.

    Raises:
        NotTaken: the provider does not answer, or says that it is somebody else.
    """
    journey = Journey(to.id, *(secrets.token_urlsafe(32) for _ in range(3)))
    challenge = hashlib.sha256(journey.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": to.client,
        "redirect_uri": back,
        "state": journey.state,
        "nonce": journey.nonce,
        "code_challenge": urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return f"{_described(to)['authorization_endpoint']}?{urlencode(asked)}", journey


def come_back(to: Provider, journey: Journey, told: Mapping[str, str], back: str) -> Account:
    """Whose account it is that the provider vouches for.

    Args:
        told: the query that the browser brought.

    Raises:
        NotTaken: another journey, another provider, a token that does not hold, or somebody who is
            not of this delegation's staff.
    """
    state = told.get("state", "")
    if journey.provider != to.id or not secrets.compare_digest(journey.state, state):
        raise NotTaken("back from another journey")
    if "code" not in told or told.get("iss", to.issuer) != to.issuer:
        raise NotTaken(f"no code: {told.get('error', '')[:60]}")
    described = _described(to)
    answer = _ask(
        described["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "code": told["code"],
            "redirect_uri": back,
            "client_id": to.client,
            "client_secret": to.secret,
            "code_verifier": journey.verifier,
        },
    )
    claims = _claims(to, str(answer.get("id_token", "")), _ask(described["jwks_uri"]))
    if not secrets.compare_digest(str(claims.get("nonce", "")), journey.nonce):
        raise NotTaken("a token of another journey")
    found = Account.objects.filter(
        username=to.staff.get(str(claims["sub"]), ""), side=to.side.value, is_active=True
    ).first()
    if found is None:
        raise NotTaken("nobody of this delegation's staff")
    return found


def _claims(to: Provider, token: str, keys: Mapping[str, Any]) -> dict[str, Any]:
    """What the token says, once its signature, issuer, audience and time hold."""
    try:
        named = jwt.get_unverified_header(token).get("kid")
        fitting = [one for one in jwt.PyJWKSet.from_dict(dict(keys)).keys if one.key_id == named]
        if not fitting:
            raise NotTaken("signed with a key that the provider does not show")
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=list(ALGORITHMS),
            audience=to.client,
            issuer=to.issuer,
            leeway=LEEWAY_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
    except (jwt.PyJWTError, ValueError, KeyError, TypeError) as err:
        raise NotTaken(f"the token does not hold: {err}") from err
    if claims.get("azp", to.client) != to.client:
        raise NotTaken("a token for somebody else")
    return claims


def _described(to: Provider) -> dict[str, Any]:
    found = _ask(f"{to.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != to.issuer:
        raise NotTaken("the provider says that it is another one")
    return found


def _ask(address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    try:
        return ask_json(address, form)
    except (OSError, ValueError, TypeError) as err:
        raise NotTaken(f"the provider did not answer: {err}") from err


@lru_cache(maxsize=1)
def _read(path: str, changed_ns: int) -> tuple[Provider, ...]:
    del changed_ns  # a part of the key alone: a file that changed is read again
    try:
        told = tomllib.loads(Path(path).read_text("utf-8"))
        found = tuple(_provider(one, Path(path).parent) for one in told.get("provider", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as err:
        remedy = "see docs/how-to/sign-in.md for its form"
        raise UnreadableInput(f"cannot be read: {err!r}", where=path, remedy=remedy) from err
    if len({one.id for one in found}) < len(found) or len({one.side for one in found}) < len(found):
        raise UnreadableInput("two of one delegation or of one id", where=path)
    return found


def _provider(told: Mapping[str, Any], beside: Path) -> Provider:
    side, issuer = Side(told["side"]), str(told["issuer"])
    local = issuer.startswith(("http://127.0.0.1:", "http://localhost:"))
    if side is Side.NEUTRAL or not (issuer.startswith("https://") or local):
        raise InvalidValue("side is a or b, issuer an address of https")
    secret = (beside / str(told["secret_file"])).read_text("utf-8").strip()
    staff = {str(key): str(value) for key, value in told["staff"].items()}
    return Provider(told["id"], told["name"], side, issuer, told["client"], secret, staff)

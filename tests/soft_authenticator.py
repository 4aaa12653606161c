"""An authenticator without a device, honest unless a test has it lie."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

HOST, ORIGIN = "centre.example", "https://centre.example"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftAuthenticator:
    """One passkey of one user.

    Args:
        handle: the user it says it belongs to.
        counter: of its last answer.
    """

    handle: str
    counter: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def make(self, options: dict[str, Any], **lies: Any) -> dict[str, Any]:
        """The answer to a request for a new passkey."""
        client = _client("webauthn.create", options, lies)
        spelled: Any = ES256
        public = spelled.from_cryptography_key(self.key.public_key())
        data = AuthenticatorData.create(
            _host(lies),
            lies.get("flags", PRESENT | VERIFIED | ATTESTED),
            self.counter,
            AttestedCredentialData.create(Aaguid.NONE, self.credential, public),
        )
        made = AttestationObject.create("none", data, {})
        return self._told({"attestationObject": websafe_encode(bytes(made))}, client)

    def answer(self, options: dict[str, Any], **lies: Any) -> dict[str, Any]:
        """The answer to a challenge; it counts one up."""
        self.counter = lies.get("counter", self.counter + 1)
        client = _client("webauthn.get", options, lies)
        data = AuthenticatorData.create(
            _host(lies), lies.get("flags", PRESENT | VERIFIED), self.counter
        )
        signed = bytes(data) + hashlib.sha256(client).digest()
        key = lies.get("key", self.key)
        signature = key.sign(lies.get("signed", signed), ec.ECDSA(SHA256()))
        handle = lies.get("handle", self.handle)
        said = {
            "authenticatorData": websafe_encode(bytes(data)),
            "signature": websafe_encode(signature),
        }
        if handle is not None:
            said["userHandle"] = websafe_encode(handle.encode())
        return self._told(said, client, lies.get("credential", self.credential))

    def _told(
        self, said: dict[str, str], client: bytes, credential: bytes | None = None
    ) -> dict[str, Any]:
        named = websafe_encode(credential or self.credential)
        return {
            "id": named,
            "rawId": named,
            "type": "public-key",
            "clientExtensionResults": {},
            "response": {**said, "clientDataJSON": websafe_encode(client)},
        }


def _host(lies: dict[str, Any]) -> bytes:
    return hashlib.sha256(str(lies.get("host", HOST)).encode()).digest()


def _client(kind: str, options: dict[str, Any], lies: dict[str, Any]) -> bytes:
    told = {
        "type": lies.get("type", kind),
        "challenge": lies.get("challenge", options["publicKey"]["challenge"]),
        "origin": lies.get("origin", ORIGIN),
        "crossOrigin": lies.get("cross_origin", False),
    }
    return json.dumps(told).encode()

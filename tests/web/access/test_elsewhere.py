"""Signing in at one's own delegation: what a provider may say, and what is not taken from it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client, override_settings

from access_world import NOON
from trucewatch.domain.access import Role, Side
from trucewatch.service import codes, identity_providers
from trucewatch.storage.people.models import Account, CodeApp

GO, BACK = "/sign/in/with/ministry", "/sign/in/with/ministry/back"
SECRET = "shared between two machines"  # noqa: S105 - of a provider that ends with the test


@dataclass
class FakeProvider:
    """What the provider of a delegation answers, honest unless a test has it lie."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    lies: dict[str, Any] = field(default_factory=dict)
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> dict[str, Any]:
        """One of its three documents."""
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.lies.get("described_as", self.address),
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
            }
        if path == "/keys":
            shown = jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
            return {"keys": [{**shown, "kid": "1", "use": "sig", "alg": "ES256"}]}
        return {"id_token": self.token()}

    def token(self) -> str:
        """What it vouches for."""
        key, algorithm = self.lies.get("key", (self.key, "ES256"))
        headers = {"kid": self.lies.get("kid", "1")}
        return jwt.encode(self.claims, key, algorithm=algorithm, headers=headers)


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeProvider]:
    """A provider on this machine, and a file that names it for delegation A."""
    made = FakeProvider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(made.answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "secret").write_text(SECRET, "utf-8")
    at = tmp_path / "providers.toml"
    at.write_text(
        f'[[provider]]\nid = "ministry"\nname = "the ministry"\nside = "a"\n'
        f'issuer = "{made.address}"\nclient = "centre"\nsecret_file = "secret"\n'
        '[provider.staff]\n"sub-1" = "delegation_officer-a-en"\n'
        '"sub-2" = "delegation_officer-b-en"\n'
        '"sub-3" = "nobody"\n',
        "utf-8",
    )
    with override_settings(PROVIDERS=str(at)):
        yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def officer(account: Callable[..., Account]) -> Account:
    """Of delegation A; one of B is there too."""
    account(Role.DELEGATION_OFFICER, Side.B)
    return account(Role.DELEGATION_OFFICER, Side.A)


def journey(fake: FakeProvider, client: Client, **claims: Any) -> Any:
    """There and back; `claims` stand over what an honest provider says."""
    asked = parse_qs(urlsplit(client.get(f"{GO}?next=/here").headers["Location"]).query)
    now = int(time.time())
    honest = {
        "iss": fake.address,
        "aud": "centre",
        "sub": "sub-1",
        "iat": now,
        "exp": now + 300,
        "nonce": asked["nonce"][0],
    }
    fake.claims = {key: value for key, value in {**honest, **claims}.items() if value is not None}
    return client.get(BACK, {"code": "c", "state": fake.lies.get("state", asked["state"][0])})


def browser() -> Client:
    """Somebody's."""
    return Client(SERVER_NAME="localhost")


def inside(client: Client) -> bool:
    """Whether it gets a page for those who work here."""
    return client.get("/").status_code == 200


def test_a_delegation_vouches_for_its_own(fake: FakeProvider, officer: Account) -> None:
    """And one goes on to the page that was asked for, from a page of ours."""
    client = browser()
    answer = journey(fake, client)
    assert b'content="0;url=/here"' in answer.content
    assert client.session["_auth_user_id"] == officer.id
    assert inside(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "sub-2"},
        {"sub": "sub-3"},
        {"sub": "sub-9"},
        {"sub": None},
        {"iss": "https://other.example"},
        {"aud": "another centre"},
        {"aud": ["centre", "x"], "azp": "x"},
        {"exp": 1},
        {"exp": None},
        {"nonce": "x"},
        {"nonce": None},
        {"iat": None},
    ],
    ids=lambda claims: "-".join(f"{key}={value}" for key, value in claims.items()),
)
def test_a_token_that_does_not_hold_lets_nobody_in(
    fake: FakeProvider, officer: Account, claims: dict[str, Any]
) -> None:
    """Of another side, of nobody, for another, too old, of another journey."""
    client = browser()
    answer = journey(fake, client, **claims)
    assert answer.status_code == 403
    assert not inside(client)
    del officer


@pytest.mark.parametrize(
    "lies",
    [
        {"key": (ec.generate_private_key(ec.SECP256R1()), "ES256")},
        {"key": (None, "none")},
        {"key": (SECRET.ljust(32), "HS256")},
        {"kid": "2"},
        {"state": "of another journey"},
    ],
    ids=["other-key", "no-signature", "shared-secret", "unknown-key", "state"],
)
def test_what_is_not_signed_by_the_provider_lets_nobody_in(
    fake: FakeProvider, officer: Account, lies: dict[str, Any]
) -> None:
    """With another key, with none, with the secret that both know."""
    client = browser()
    fake.lies = lies
    assert journey(fake, client).status_code == 403
    assert not inside(client)
    del officer


def test_a_provider_that_says_it_is_another_is_not_gone_to(
    fake: FakeProvider, officer: Account
) -> None:
    """Its addresses would be somebody else's."""
    fake.lies = {"described_as": "https://other.example"}
    assert browser().get(GO).status_code == 403
    del officer


def test_coming_back_without_having_gone_lets_nobody_in(
    fake: FakeProvider, officer: Account
) -> None:
    """A link that somebody sends cannot sign in the one who follows it."""
    journey(fake, browser())
    client = browser()
    assert client.get(BACK, {"code": "c", "state": "s"}).status_code == 403
    assert not inside(client)
    del officer


def test_a_second_proof_is_asked_for_all_the_same(fake: FakeProvider, officer: Account) -> None:
    """A provider that was made to say something opens no account that has more than a password."""
    sealed = codes.seal(codes.new_secret(), officer.id)
    CodeApp.objects.create(account=officer, sealed=sealed, made_at=NOON)
    client = browser()
    answer = journey(fake, client)
    assert b"/sign/in/second?next=" in answer.content
    assert not inside(client)


def test_without_a_file_nobody_is_asked(fake: FakeProvider) -> None:
    """No button, no address, no request."""
    with override_settings(PROVIDERS=""):
        assert identity_providers.providers() == ()
        assert browser().get(GO).status_code == 404
        assert b"the ministry" not in browser().get("/sign/in").content
    assert b"the ministry" in browser().get("/sign/in").content
    assert fake.asked == []


@pytest.mark.parametrize(
    "line", ['side = "neutral"', 'issuer = "http://elsewhere.example"', "nonsense", "client = 5x"]
)
def test_a_file_that_is_wrong_is_refused(fake: FakeProvider, tmp_path: Path, line: str) -> None:
    """With its name, before anybody is sent anywhere."""
    at = tmp_path / "other.toml"
    text = (tmp_path / "providers.toml").read_text("utf-8")
    key = line.split(" ", maxsplit=1)[0]
    kept = [one for one in text.splitlines() if not one.startswith(key)]
    at.write_text("\n".join([kept[0], line, *kept[1:]]), "utf-8")
    with override_settings(PROVIDERS=str(at)), pytest.raises(Exception, match=r"other\.toml"):
        identity_providers.providers()
    del fake

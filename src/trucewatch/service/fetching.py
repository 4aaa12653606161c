"""Asking machines of others for a file, at addresses that people name: nothing inside is reached.

A name is resolved once and every answer must be a public address; the connection goes to that very
address, so that a name which changes its answer gains nothing. Each redirect is looked at anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

from trucewatch.domain.errors import Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service.failing import failing

MOST_HOPS = 3
LARGEST = 5_000_000
"""Bytes; the largest feeds of publishers have some hundred thousand."""
PATIENCE_S = 20.0
"""For all hops together."""
CHUNK = 65_536
ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1"
REDIRECTS = (301, 302, 303, 307, 308)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
EMBEDDING = tuple(
    ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "::/96")
)
"""IPv6 networks whose addresses lead to an IPv4 one that they carry: NAT64, 6to4, compatible."""


class NotFetched(Refusal):
    """It was not fetched: not allowed, or nobody answered as they should."""

    code = "not_fetched"


@dataclass(frozen=True)
class Fetched:
    """A file from elsewhere.

    Args:
        address: where it was in the end.
        media_type: as the server says, "" where it says nothing.
    """

    raw: bytes
    address: str
    media_type: str


def addresses(host: str, port: int) -> list[str]:
    """Every address of a name, as this machine resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and carries none that is not.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    >>> is_public("64:ff9b::7f00:1"), is_public("224.0.0.1"), is_public("fe80::1%eth0")
    (False, False, False)
    """
    try:
        found: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (
        found.ipv4_mapped or found.teredo or any(found in one for one in EMBEDDING)
    ):
        return False
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback
    )


def fetch(address: str, resolve: Resolve = addresses) -> Fetched:
    """The file at an address.

    Args:
        address: http or https, without a name or password in it.
        resolve: addresses of a name.

    Raises:
        NotFetched: it leads inside, it is too long or too slow, or the answer is no success.
    """
    ends = time.monotonic() + PATIENCE_S
    for _ in range(MOST_HOPS + 1):
        found = _hop(address, resolve, ends)
        if isinstance(found, Fetched):
            return found
        address = found
    raise NotFetched(
        Sentence("more than {most} redirects", most=MOST_HOPS),
        remedy="name where it leads in the end",
    )


def _hop(address: str, resolve: Resolve, ends: float) -> Fetched | str:
    """The file, or where it is said to be instead."""
    parts, port = _parts(address)
    host = parts.hostname or ""
    pinned = _pinned(host, port, resolve)
    connection = _Pinned(host, port, pinned, secure=parts.scheme == "https", ends=ends)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    told = {"Accept": ACCEPT, "Accept-Encoding": "identity", "User-Agent": "trucewatch"}
    try:
        connection.request("GET", path, headers=told)
        answer = connection.getresponse()
        if answer.status in REDIRECTS:
            return urljoin(address, answer.getheader("Location") or "")
        if answer.status != http.client.OK:
            raise NotFetched(Sentence("the answer is {status}", status=answer.status), where=host)
        media_type = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        return Fetched(_body(connection, answer, ends), address, media_type)
    except (OSError, http.client.HTTPException, ValueError) as err:
        raise NotFetched(failing(err), where=host) from err
    finally:
        connection.close()


def _parts(address: str) -> tuple[SplitResult, int]:
    """The address in parts, and its port."""
    if not address.isascii() or any(one.isspace() or one in "\\\x00" for one in address):
        raise NotFetched("the address holds signs that no address has", remedy="write it anew")
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as err:
        raise NotFetched("the address cannot be read", remedy="copy it from a browser") from err
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotFetched("the address is none of http or https")
    if parts.username is not None or parts.password is not None:
        raise NotFetched("the address holds a name or password", remedy="leave it out")
    return parts, port


def _pinned(host: str, port: int, resolve: Resolve) -> str:
    """The one address that will be connected to."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as err:
        raise NotFetched("the name leads nowhere", where=host) from err
    inside = [one for one in found if not is_public(one)]
    if not found or (inside and host.lower() not in settings.FEED_HOSTS):
        remedy = Sentence("the operator may allow the host in TRUCEWATCH_FEED_HOSTS")
        raise NotFetched("the address is not one of the public internet", remedy=remedy)
    return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, whatever the name says by now."""

    def __init__(self, host: str, port: int, pinned: str, *, secure: bool, ends: float) -> None:
        super().__init__(host, port)
        self._pinned, self._secure, self._ends = pinned, secure, ends
        self.default_port = 443 if secure else 80

    def connect(self) -> None:
        """Connect, with TLS where the address asks for it; the certificate is that of the name."""
        self.sock = socket.create_connection((self._pinned, self.port), left(self._ends))
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _body(connection: _Pinned, answer: http.client.HTTPResponse, ends: float) -> bytes:
    """All of it within size and time; a server that drips is left."""
    got = bytearray()
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(left(ends))
        else:
            left(ends)
        piece = answer.read1(CHUNK)
        if not piece:
            return bytes(got)
        got += piece
        if len(got) > LARGEST:
            raise NotFetched(
                Sentence("the answer has more than {most} MB", most=LARGEST // 1000000)
            )


def left(ends: float) -> float:
    """Seconds that are left."""
    remains = ends - time.monotonic()
    if remains <= 0:
        raise NotFetched(Sentence("it took more than {seconds:g} seconds", seconds=PATIENCE_S))
    return remains

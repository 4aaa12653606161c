"""Feeds: each new item is a report once; and no address that somebody types in leads inside."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from trucewatch.domain.access import MACHINE, Person, Role
from trucewatch.domain.errors import InvalidValue
from trucewatch.service import feeds
from trucewatch.service.centre import Centre
from trucewatch.service.fetching import LARGEST, NotFetched, fetch
from trucewatch.service.kept_refusals import read_refusal
from trucewatch.service.working import Worker
from trucewatch.storage.documents import newest
from trucewatch.storage.models import FeedState

OFFICER = Person("p-duty", Role.DUTY_OFFICER)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><guid>a-1</guid><title>Shelling</title><link>https://wire.example/1</link>
<pubDate>Tue, 03 May 2016 10:00:00 GMT</pubDate>
<description>Army shelled Hama on 3 May 2016, officials said.</description></item>{}
</channel></rss>"""
SECOND = """<item><guid>a-2</guid><title>Fire</title><description>&lt;p&gt;Rebels fired
mortars at Aleppo.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>"""


class Publisher:
    """A server on this machine that answers as it is told, and counts who comes."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        outer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                status, headers, body = outer.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def tells(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer so; the address of it."""
        self.answers[path] = (status, headers, body)
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """One that runs."""
    made = Publisher()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator lets feeds be fetched from this machine."""
    monkeypatch.setattr(settings, "FEED_HOSTS", frozenset({"127.0.0.1"}))


def named(centre: Centre, address: str, key: str = "k") -> str:
    """A feed that is on record."""
    told = {"address": address, "source": "Wire", "minutes": "15"}
    return feeds.add(centre, OFFICER, told, key=key)


@pytest.mark.usefixtures("allowed")
def test_each_item_becomes_a_report_once(centre: Centre, publisher: Publisher) -> None:
    """With publisher, day and address; what came before is known by its id."""
    feed = named(centre, publisher.tells("/rss", RSS.format("").encode()))
    assert len(feeds.poll(centre, MACHINE, feed).new) == 1
    (first,) = newest("report")
    told = {name: first.body[name] for name in ("source", "published", "link", "feed", "channel")}
    assert told == {
        "source": "Wire",
        "published": "2016-05-03",
        "link": "https://wire.example/1",
        "feed": feed,
        "channel": "feed",
    }
    publisher.tells("/rss", RSS.format(SECOND).encode())
    again = feeds.poll(centre, MACHINE, feed)
    assert (len(again.new), again.known) == (1, 1)
    assert newest("report").count() == 2


@pytest.mark.usefixtures("allowed")
def test_the_worker_asks_when_it_is_time(centre: Centre, publisher: Publisher) -> None:
    """At once, then not before the interval has passed; and reads what came."""
    named(centre, publisher.tells("/rss", RSS.format(SECOND).encode()))
    worker = Worker(centre)
    worker.turn()
    worker.turn()
    assert publisher.asked == ["/rss"]
    assert {one.body["state"] for one in newest("report")} == {"read"}
    assert newest("statement").exists() or newest("reading").count() == 2


@pytest.mark.usefixtures("allowed")
def test_trouble_is_kept_with_the_feed_and_stops_nothing(
    centre: Centre, publisher: Publisher
) -> None:
    """A feed that is none, and one that has gone."""
    for number, path in enumerate(("/page", "/gone")):
        status = 200 if path == "/page" else 410
        address = publisher.tells(path, b"<html><body>Hello</body></html>", status)
        feed = named(centre, address, key=f"k{number}")
        found = feeds.poll(centre, MACHINE, feed)
        assert found.trouble == FeedState.objects.get(feed=feed).trouble != ""


@pytest.mark.usefixtures("allowed")
def test_trouble_is_kept_as_what_it_is_made_of(centre: Centre, publisher: Publisher) -> None:
    """Until the feed answers again."""
    feed = named(centre, publisher.tells("/gone", b"", 410))
    feeds.poll(centre, MACHINE, feed)
    kept = FeedState.objects.get(feed=feed).refused or {}
    assert kept["what"] == {"pattern": "the answer is {status}", "facts": {"status": 410}}
    assert str(read_refusal(kept)) == FeedState.objects.get(feed=feed).trouble
    publisher.tells("/gone", RSS.format("").encode())
    feeds.poll(centre, MACHINE, feed)
    assert FeedState.objects.get(feed=feed).refused is None


@pytest.mark.usefixtures("allowed")
def test_a_host_without_secure_connections_is_told_so(publisher: Publisher) -> None:
    """A publisher that speaks plain HTTP where TLS was asked for."""
    address = publisher.tells("/rss", b"<rss/>").replace("http:", "https:")
    with pytest.raises(NotFetched) as refused:
        fetch(address)
    assert str(refused.value) == "127.0.0.1: no secure connection comes about"


@pytest.mark.parametrize("address", ["ftp://wire.example/rss", "file:///etc/passwd", "wire", ""])
def test_a_feed_has_an_address_of_the_web(centre: Centre, address: str) -> None:
    """Anything else is refused when it is named."""
    with pytest.raises(InvalidValue):
        named(centre, address)


LOOPBACK = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
    "017700000001", "0x7f.1", "127.0.0.1.", "localhost", "LOCALHOST", "localhost.",
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]", f"{0}.0.0.0", "0", "127.255.255.254",
    "127.0.0.2", "[::ffff:0:127.0.0.1]", "[fe80::1]", "[fe80::1%25lo]", "[2001:0:7f00:1::]",
    "[fc00::1]", "[fd00::1]", "[ff02::1]", "10.0.0.1", "172.16.0.1", "192.168.0.1",
    "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.0.1", "[100::1]",
    "[2001:db8::1]", "①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1", "%31%32%37.0.0.1",
)  # fmt: skip
FORMS = (
    *(f"http://{host}:{{port}}/rss" for host in LOOPBACK),
    "http://user@127.0.0.1:{port}/rss",
    "http://user:word@localhost:{port}/rss",
    "http://wire.example@127.0.0.1:{port}/rss",
    "http://127.0.0.1:{port}#@wire.example/rss",
    "http://wire.example\\@127.0.0.1:{port}/rss",
    "http://127.0.0.1:{port}\\@wire.example/",
    "http://127.0.0.1 :{port}/rss",
    "http://127.0.0.1\t:{port}/rss",
    "http://127.0.0.1:{port}/rss\r\nHost: wire.example",
    "http:127.0.0.1:{port}/rss",
    "http:///127.0.0.1:{port}/rss",
    "//127.0.0.1:{port}/rss",
    "HTTP://LocalHost:{port}/rss",
    "https://127.0.0.1:{port}/rss",
    "gopher://127.0.0.1:{port}/_GET",
    "ftp://127.0.0.1:{port}/rss",
    "file:///etc/passwd",
    "dict://127.0.0.1:{port}/info",
    "data:text/xml,<rss/>",
    "jar:http://127.0.0.1:{port}/!/",
    "http://127.0.0.1:99999999/",
    "http://[::1/rss",
    "http://",
    "",
)


@pytest.fixture
def canary(publisher: Publisher) -> Iterator[list[int]]:
    """Listens on every loopback address, IPv4 and IPv6, at the publisher's port; who came."""
    came: list[int] = []
    listening = socket.socket(socket.AF_INET6)
    listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listening.bind(("::1", publisher.port))
    listening.listen()
    listening.settimeout(0.1)
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            try:
                listening.accept()[0].close()
                came.append(1)
            except TimeoutError:
                continue

    thread = threading.Thread(target=watch)
    thread.start()
    yield came
    stop.set()
    thread.join()
    listening.close()


def test_no_form_of_an_address_leads_inside(
    publisher: Publisher, canary: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is refused, and nobody is connected to at all."""
    tried: list[object] = []

    def connect(address: object, *_: object, **__: object) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("trucewatch.service.fetching.socket.create_connection", connect)
    publisher.tells("/rss", RSS.format("").encode())
    assert len(FORMS) >= 60
    for form in FORMS:
        with pytest.raises(NotFetched):
            fetch(form.format(port=publisher.port))
    assert tried == []
    assert publisher.asked == []
    assert canary == []


@pytest.mark.usefixtures("allowed")
def test_the_canary_would_hear_a_fetch(publisher: Publisher) -> None:
    """Where the host is allowed the same address is fetched."""
    assert fetch(publisher.tells("/rss", b"<rss/>")).raw == b"<rss/>"
    assert publisher.asked == ["/rss"]


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    "inside", ["http://localhost:{port}/rss", "http://[::1]:{port}/rss", "http://2130706433/"]
)
def test_a_redirect_is_looked_at_anew(publisher: Publisher, canary: list[int], inside: str) -> None:
    """A host that is allowed sends nobody to one that is not."""
    start = publisher.tells("/go", status=302, Location=inside.format(port=publisher.port))
    with pytest.raises(NotFetched):
        fetch(start)
    assert publisher.asked == ["/go"]
    assert canary == []


@pytest.mark.usefixtures("allowed")
def test_redirects_end_after_three(publisher: Publisher) -> None:
    """Three are followed, a fourth is not."""
    for number in range(5):
        publisher.tells(f"/{number}", status=301, Location=f"/{number + 1}")
    publisher.tells("/5", b"<rss/>")
    with pytest.raises(NotFetched, match="redirects"):
        fetch(f"http://127.0.0.1:{publisher.port}/0")
    assert publisher.asked == ["/0", "/1", "/2", "/3"]
    assert fetch(f"http://127.0.0.1:{publisher.port}/2").raw == b"<rss/>"


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked once, and the connection goes to what was looked at."""
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    tried: list[object] = []

    def resolve(_host: str, _port: int) -> Sequence[str]:
        return answers.pop(0)

    def connect(address: object, *_: object, **__: object) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("trucewatch.service.fetching.socket.create_connection", connect)
    with pytest.raises(NotFetched):
        fetch("http://rebinding.example/", resolve)
    assert tried == [("93.184.215.14", 80)]


def test_one_address_inside_among_many_is_enough() -> None:
    """A name with a public and a private address is refused."""
    with pytest.raises(NotFetched, match="public internet"):
        fetch("http://both.example/", lambda *_: ["93.184.215.14", "10.0.0.1"])


@pytest.mark.usefixtures("allowed")
def test_an_answer_without_end_is_left(publisher: Publisher) -> None:
    """What is longer than the largest feeds is no feed."""
    with pytest.raises(NotFetched, match="MB"):
        fetch(publisher.tells("/big", b"x" * (LARGEST + 1)))

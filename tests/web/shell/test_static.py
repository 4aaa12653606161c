"""The site's own files reach the browser small and whole."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse

from trucewatch.web.headers import POLICY
from web_world import Site

MAP = "/static/vendor/maplibre-gl/maplibre-gl.mjs"


def fetched(site: Site, **headers: str) -> tuple[HTTPResponse, bytes]:
    """The map's script as the site sends it, its body unread by any browser."""
    asking = HTTPConnection(site.address.removeprefix("http://"))
    asking.request("GET", MAP, headers=headers)
    answer = asking.getresponse()
    body = answer.read()
    asking.close()
    return answer, body


def test_scripts_are_sent_compressed(site: Site) -> None:
    """The map's script would take minutes over a bad line."""
    answer, body = fetched(site, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(body) < 400_000


def test_modules_are_sent_as_scripts(site: Site) -> None:
    """A browser runs no module of another kind; and the policy goes with it."""
    answer, _ = fetched(site)
    assert answer.headers.get_content_type() == "text/javascript"
    assert answer.headers["Content-Security-Policy"] == POLICY

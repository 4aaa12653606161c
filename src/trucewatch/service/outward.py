"""Asking another machine for JSON, at an address that a file of the operator names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

PATIENCE_S = 10
LARGEST = 256 * 1024
"""Bytes of an answer; a set of keys has a few thousand."""


class _Nowhere(HTTPRedirectHandler):
    """Whoever is asked answers, and sends nobody elsewhere."""

    def redirect_request(self, *args: Any, **named: Any) -> None:
        del args, named


def ask_json(address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object at an address.

    Args:
        address: https, or http on this machine.
        form: sent by POST where it is given.

    Raises:
        OSError: nobody answers in time, or the answer is no success.
        ValueError, TypeError: it is no JSON object, or too long.
    """
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError("no address of https")
    data = urlencode(form).encode() if form is not None else None
    request = Request(address, data, {"Accept": "application/json"})  # noqa: S310 - checked above
    with build_opener(_Nowhere, ProxyHandler()).open(request, timeout=PATIENCE_S) as answer:
        raw = answer.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise ValueError("the answer is too long")
    told = json.loads(raw)
    if not isinstance(told, dict):
        raise TypeError("no JSON object")
    return told

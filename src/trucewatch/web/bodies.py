"""How much is taken in at once, bounded before anything of it is parsed.

What is sent is held in memory until it is sealed, so that no bare copy lies on a disk. What the
public form holds is bounded by itself: a flood there takes no memory from the rest.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
MB = 1 << 20
PUBLIC, REST = "public", "rest"
MOST = {PUBLIC: 16 * MB, REST: 24 * MB}
"""Bytes of one request: three files of 5 MB with their form; a file of 20 MB with its form."""
ALL = {PUBLIC: 96 * MB, REST: 480 * MB}
"""Bytes of all requests that are being received or answered."""
TOLD = (
    "This is more than can be taken at once. Send it in smaller parts, or try again later.",
    "Это больше, чем можно принять за один раз. Отправьте по частям или попробуйте позже.",
    "هذا أكثر مما يمكن استلامه دفعة واحدة. أرسله على أجزاء أو حاول لاحقًا.",
)


class TooMuch(Exception):
    """More than is taken; the status says whether of one request or of all."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


class Bodies:
    """Lets through what is within bounds, and answers 413 or 503 to the rest."""

    def __init__(self, app: App) -> None:
        self._app, self._held = app, Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer of the site."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        kind = PUBLIC if scope["path"].startswith("/report/") else REST
        got = 0

        async def bounded() -> Mapping[str, Any]:
            nonlocal got
            message = await receive()
            size = len(message.get("body", b""))
            got += size
            self._held[kind] += size
            self._check(kind, got)
            return message

        try:
            self._check(kind, _announced(scope))
            await self._app(scope, bounded, send)
        except TooMuch as much:
            await _refuse(scope, send, much.status)
        finally:
            self._held[kind] -= got

    def _check(self, kind: str, size: int) -> None:
        if size > MOST[kind]:
            raise TooMuch(413)
        if self._held[kind] > ALL[kind]:
            raise TooMuch(503)


def _announced(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    is_api = scope["path"].startswith("/api/")
    told = {"code": "too_large", "what": "more than is taken", "remedy": TOLD[0]}
    body = (json.dumps(told) if is_api else "\n".join(TOLD)).encode()
    kind = b"application/json" if is_api else b"text/plain; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    headers += [(b"connection", b"close"), (b"retry-after", b"5")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

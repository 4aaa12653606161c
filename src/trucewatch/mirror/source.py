"""Where a log is read from: a folder, as on a USB stick, or an address; nothing read is trusted."""

from __future__ import annotations

import errno
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from trucewatch.ledger.note import LONGEST as LONGEST_NOTE
from trucewatch.ledger.refusals import DataMissing, LedgerRefusal
from trucewatch.ledger.tiles import LENGTH_BYTES, LONGEST_ENTRY, WIDTH, unbundle
from trucewatch.ledger.tree import HASH_BYTES

LONGEST_BUNDLE = WIDTH * (LENGTH_BYTES + LONGEST_ENTRY)
PATIENCE_S = 30
"""How long an address may be silent; a line of 64 kbit/s brings 240 kB in that time."""
GONE = frozenset({404, 410})


class Unreachable(LedgerRefusal):
    """The source does not answer now; nothing is said about the log."""

    code = "unreachable"
    exit_code = 1


class Source(Protocol):
    """Gives files of a log by their path in it."""

    def read(self, path: str, most: int = LONGEST_BUNDLE) -> bytes:
        """The bytes of a file.

        Raises:
            DataMissing: it is not there, or is longer than `most` bytes.
            Unreachable: the source as a whole does not answer.
        """


class FolderSource:
    """A log in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __str__(self) -> str:
        return str(self.root)

    def read(self, path: str, most: int = LONGEST_BUNDLE) -> bytes:
        """The bytes of a file; see `Source`."""
        place = self.root / path
        try:
            with place.open("rb") as stream:
                return _bounded(stream.read(most + 1), most, str(place))
        except OSError as err:
            if err.errno in {errno.ENOENT, errno.ENOTDIR, errno.EISDIR}:
                raise DataMissing("file is not there", where=str(place)) from err
            what = f"cannot be read: {(err.strerror or str(err)).lower()}"
            raise Unreachable(what, where=str(place), remedy="check the medium") from err


class WebSource:
    """A log under an address that ends in a slash; no other kind of address is ever followed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener = OpenerDirector()
        for handler in (
            ProxyHandler(),
            HTTPHandler(),
            HTTPSHandler(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)

    def __str__(self) -> str:
        return self.address

    def read(self, path: str, most: int = LONGEST_BUNDLE) -> bytes:
        """The bytes of a file; see `Source`."""
        return self.ask(self.address + path, None, most)

    def ask(self, address: str, body: bytes | None, most: int) -> bytes:
        """What an address answers; with a body it is sent there by POST.

        Raises:
            DataMissing, Unreachable: as `Source.read`.
        """
        try:
            with self._opener.open(_Asked(address, body), timeout=PATIENCE_S) as answer:
                length = answer.headers.get("Content-Length", "")
                data = _bounded(answer.read(most + 1), most, address)
        except HTTPError as err:
            if err.code in GONE and body is None:
                raise DataMissing("file is not there", where=address) from err
            raise Unreachable(f"answers {err.code} {err.reason}", where=address) from err
        except (URLError, OSError, HTTPException, ValueError) as err:
            why = getattr(err, "reason", None) or err
            raise _silent(address, str(why) or type(err).__name__) from err
        if length.isdecimal() and int(length) != len(data):
            raise _silent(address, f"{len(data)} of {length} bytes came")
        return data


class _Asked(Request):
    """A request that says who asks and what it carries."""

    def __init__(self, address: str, body: bytes | None) -> None:
        content = {"Content-Type": "text/plain; charset=utf-8"} if body is not None else {}
        super().__init__(address, body, {"User-Agent": "tw-mirror", **content})


def source_of(text: str) -> FolderSource | WebSource:
    """The source that somebody wrote: `https://…`, `http://…` or a folder.

    Raises:
        DataMissing: no such folder.

    >>> str(source_of("https://centre.example/ledger"))
    'https://centre.example/ledger/'
    """
    if urlsplit(text).scheme in {"http", "https"}:
        return WebSource(text.rstrip("/") + "/")
    folder = Path(text)
    if not folder.is_dir():
        remedy = "name a folder that holds a log, or an address that begins with https://"
        raise DataMissing("no folder is here", where=text, remedy=remedy)
    return FolderSource(folder)


def note_in(source: Source, path: str) -> bytes:
    """A note of the log."""
    return source.read(path, LONGEST_NOTE)


def hashes_in(source: Source, path: str) -> bytes:
    """A tile; where a partial one is gone, the same hashes from the full one."""
    full, _, width = path.partition(".p/")
    try:
        return source.read(path, WIDTH * HASH_BYTES)
    except DataMissing:
        if not width:
            raise
        return source.read(full, WIDTH * HASH_BYTES)[: int(width) * HASH_BYTES]


def entries_in(source: Source, path: str) -> list[bytes]:
    """The entries of a bundle; where a partial one is gone, the same from the full one.

    Raises:
        DataMissing, Malformed, Unreachable: they are not there.
    """
    full, _, width = path.partition(".p/")
    try:
        return unbundle(source.read(path), int(width or WIDTH))
    except DataMissing:
        if not width:
            raise
        return unbundle(source.read(full), WIDTH)[: int(width)]


def _bounded(data: bytes, most: int, where: str) -> bytes:
    if len(data) > most:
        raise DataMissing(f"file is longer than the {most} bytes it can have", where=where)
    return data


def _silent(address: str, why: str) -> Unreachable:
    remedy = "try again later, or bring the log by folder"
    return Unreachable(f"does not answer: {why}", where=address, remedy=remedy)

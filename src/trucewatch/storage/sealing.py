"""Evidence encrypted on its way in and decrypted on its way out, as a stream, in the age format.

Each file has a data key of its own, which stands in its head, wrapped to the evidence keys of the
centre; `age -d -i KEY FILE` opens it without this program. Intake needs public keys alone. The same
bytes twice make two files that have nothing in common.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, BinaryIO

import pyrage

from trucewatch.domain.errors import Refusal
from trucewatch.storage.evidence import LARGEST, EvidenceFolder, Measured, Sink, Stored
from trucewatch.storage.evidence_keys import Identity, Recipient
from trucewatch.storage.refusals import EvidenceDamaged, EvidenceSealed

AHEAD = 16
"""Pieces of 64 KiB that wait between the one who decrypts and the one who reads: 1 MiB."""
LOOK_S = 0.05


@dataclass(frozen=True)
class Sealed:
    """A file of the store and what is in it.

    Args:
        stored: hash and size of the ciphertext; the hash is its name.
        content: hash and size of the bytes as they came; the hash confirms who sent them.
    """

    stored: Stored
    content: Stored


def seal(
    folder: EvidenceFolder,
    stream: BinaryIO,
    recipients: Sequence[Recipient],
    *,
    largest: int = LARGEST,
) -> Sealed:
    """Encrypt all of `stream` into a new file of the store.

    Args:
        folder: the store; no plaintext touches its disk.
        stream: read from where it stands.
        recipients: each of them can open it; at least one.
        largest: bytes of plaintext; one more is refused, and nothing of it stays.

    Raises:
        DiskRefused: too large, or the disk is full or failing; the store is as it was.
    """
    measured = Measured(stream, largest)

    def fill(sink: Sink) -> None:
        source, target = _Carried(measured), _Carried(sink)
        try:
            pyrage.encrypt_io(source, target, list(recipients))
        except pyrage.EncryptError as err:
            raise (source.failure or target.failure or err) from None

    stored = folder.keep(fill)
    return Sealed(stored, measured.seen)


def unseal(
    folder: EvidenceFolder, sealed: Sealed, identities: Sequence[Identity]
) -> Generator[bytes, None, None]:
    """The bytes of a file as they once came, in order.

    The ciphertext is hashed whole before the first byte is given. Each piece of 64 KiB is
    authentic when it is given; that it is the right file, and all of it, is known at its end.

    Args:
        folder: the store.
        sealed: what the custody record says of the file.
        identities: private keys; one of them has to fit.

    Raises:
        EvidenceDamaged: the file is missing, altered, cut, or another one than is on record. The
            last piece is then never given: whoever keeps what came before has to throw it away.
        EvidenceSealed: none of the keys opens it.
    """
    name, running, held = sealed.stored.sha256, sha256(), b""
    with (
        folder.whole(name) as file,
        closing(_pieces(file, identities, where=str(folder.path(name)))) as pieces,
    ):
        for piece in pieces:
            if held:
                yield held
            running.update(piece)
            held = piece
    if running.hexdigest() != sealed.content.sha256:
        what = "holds another content than is on record"
        remedy = "tell those who keep the custody record; bring the file back from a mirror"
        raise EvidenceDamaged(what, where=str(folder.path(name)), remedy=remedy)
    if held:
        yield held


class _Carried:
    """One end of a stream; pyrage makes every exception one of its own, so the first is kept."""

    def __init__(self, end: Any) -> None:
        self._end = end
        self.failure: BaseException | None = None

    def read(self, size: int) -> Any:
        return self._through(self._end.read, size)

    def write(self, data: bytes) -> Any:
        return self._through(self._end.write, data)

    def flush(self) -> None:
        """Whoever made the sink flushes it, when all is written."""

    def _through(self, call: Any, given: Any) -> Any:
        try:
            return call(given)
        except BaseException as failure:
            self.failure = failure
            raise


class _Left(Exception):
    """Nobody reads on."""


@dataclass
class _Passage:
    """Between the thread that decrypts, which pushes, and the one who reads, which pulls."""

    pieces: queue.Queue[bytes | None] = field(default_factory=lambda: queue.Queue(AHEAD))
    left: threading.Event = field(default_factory=threading.Event)
    whole: bool = False
    failure: Exception | None = None

    def write(self, data: bytes) -> int:
        if self.left.is_set():
            raise _Left
        self.pieces.put(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def run(self, file: BinaryIO, identities: list[Identity]) -> None:
        try:
            pyrage.decrypt_io(file, self, identities)
            self.whole = True
        except (pyrage.DecryptError, OSError, _Left) as failure:
            self.failure = failure
        finally:
            # Whatever happened: the one who reads must not wait for ever.
            self.pieces.put(None)


def _pieces(
    file: BinaryIO, identities: Sequence[Identity], where: str
) -> Generator[bytes, None, None]:
    passage = _Passage()
    thread = threading.Thread(
        target=passage.run, args=(file, list(identities)), name="unsealing", daemon=True
    )
    thread.start()
    try:
        while (piece := passage.pieces.get()) is not None:
            yield piece
    finally:
        passage.left.set()
        while thread.is_alive():
            with suppress(queue.Empty):
                passage.pieces.get_nowait()
            thread.join(LOOK_S)
    if not passage.whole:
        raise _told(passage.failure, where) from passage.failure


def _told(failure: Exception | None, where: str) -> Refusal:
    if isinstance(failure, pyrage.DecryptError) and "No matching keys" in str(failure):
        remedy = "bring the key that its custody record names under sealed_to"
        return EvidenceSealed("no evidence key that is here opens it", where=where, remedy=remedy)
    remedy = "bring the file back from a mirror or a backup; sha256sum tells the right one"
    return EvidenceDamaged("cannot be decrypted to its end", where=where, remedy=remedy)

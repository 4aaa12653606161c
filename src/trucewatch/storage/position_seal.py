"""Sealing what a delegation must keep from the other until the reveal: one size, whatever is in it.

The key lies in the folder of the guard: outside the database, outside the home, in no backup. It
keeps out whoever takes a copy of those. It does not keep out whoever administers the host where
the centre runs, since the centre itself has to open what it reveals; a delegation that must exclude
them keeps its text itself (mode `kept_by_side`).

Ciphertext is age's, behind its length and filled up, because age adds a line of random length.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import stat
from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage
from pyrage import x25519

from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.storage.disk import PRIVATE, make_folders, replace
from trucewatch.storage.evidence_keys import Identity
from trucewatch.storage.home import Home

LENGTH_BYTES = 4
HEAD_ROOM = 1024
"""age's own head, its tags and its line of random length: 213 to 378 bytes were seen."""
POSITION_BYTES = 28 * 1024
"""Room for the longest position with its salt and its place in JSON."""
COMMENT_BYTES = 16 * 1024
"""Room for 4,000 characters of any script, as a comment on a draft has at most."""
KEY = "positions.key"


def key_path(home: Home) -> Path:
    """Where the private key lies."""
    return home.guard_folder / KEY


def seal(home: Home, plain: bytes, room: int = POSITION_BYTES) -> bytes:
    """The ciphertext; its size depends on `room` alone.

    Args:
        home: whose key; it is made where there is none yet.
        plain: at most `room` bytes.
        room: bytes that the plaintext is filled up to.

    Raises:
        InvalidValue: it does not fit.
        Refusal: the key cannot be used.
    """
    if len(plain) > room:
        raise InvalidValue(f"{len(plain)} bytes to seal; the limit is {room}", remedy="shorten it")
    to = _newest(home).to_public()
    return _filled(pyrage.encrypt(_filled(plain, room), [to]), room + HEAD_ROOM)


def unseal(home: Home, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        Refusal: the key is not here, or it is not the one that this was sealed to, or it was
            changed.
    """
    path = key_path(home)
    if not path.exists():
        raise _not_here(path)
    try:
        return _emptied(pyrage.decrypt(_emptied(sealed), _identities(path)))
    except (pyrage.DecryptError, InvalidValue) as err:
        what = "what was sealed does not open: another key, or it was changed"
        remedy = "bring back the key that lay here when it was filed"
        raise Refusal(what, where=str(path), remedy=remedy) from err


def opaque(home: Home, *parts: str) -> str:
    """An id that these parts always give here, and that nobody without the key can guess.

    A clash of two such ids in a table tells of the race of two colleagues, and nothing to others.
    """
    key = str(_newest(home)).encode()
    digest = hmac.digest(key, "\n".join(parts).encode(), "sha256")
    return b32encode(digest[:16]).decode().rstrip("=").lower()


def _filled(data: bytes, room: int) -> bytes:
    return len(data).to_bytes(LENGTH_BYTES, "big") + data.ljust(room, b"\0")


def _emptied(data: bytes) -> bytes:
    size = int.from_bytes(data[:LENGTH_BYTES], "big")
    if size > len(data) - LENGTH_BYTES:
        raise InvalidValue("shorter than it says")
    return data[LENGTH_BYTES : LENGTH_BYTES + size]


def _newest(home: Home) -> Identity:
    """The first key of the file, which is made by whoever is first to seal."""
    path = key_path(home)
    if not path.exists():
        with _locked(home.guard_folder):
            if not path.exists():
                fresh = x25519.Identity.generate()
                replace(path, f"{fresh}\n".encode(), mode=PRIVATE)
    return _identities(path)[0]


def _identities(path: Path) -> list[Identity]:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        lines = path.read_text("ascii").splitlines()
    except OSError as err:
        raise _not_here(path) from err
    if mode & 0o077:
        what = f"others than its owner may use the key of positions (mode {mode:o})"
        raise Refusal(what, where=str(path), remedy=f"chmod 600 {path}")
    try:
        return [x25519.Identity.from_str(one) for one in lines if one and not one.startswith("#")]
    except pyrage.IdentityError as err:
        raise Refusal("is no key of positions", where=str(path), remedy="bring it back") from err


def _not_here(path: Path) -> Refusal:
    what = "the key that positions are sealed with is not here"
    return Refusal(what, where=str(path), remedy="bring it from where its copy is kept")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    make_folders(folder)
    handle = os.open(folder / f"{KEY}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

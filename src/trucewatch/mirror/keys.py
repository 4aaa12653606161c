"""Keys in files: `NAME.key` is private and under a passphrase, `NAME.pub` beside it is public."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.key_file import IV_BYTES, SALT_BYTES, is_bare, sealed, unsealed
from trucewatch.ledger.keys import Signer, VerifierKey, parse_key
from trucewatch.mirror.durable import OPEN, PRIVATE, make_folders, replace, sync_folder, write

Ask = Callable[[], bytes]
LONGEST = 65_536


def make_key(path: Path, name: str, kind: int, passphrase: bytes) -> Signer:
    """A fresh key, its private half at `path` and its public half beside it.

    Args:
        path: `….key`; refused where anything is there.
        name: of the key; of a log its origin.
        kind: 0x01 signs notes, 0x04 cosigns checkpoints.
        passphrase: at least 15 characters.

    Raises:
        Refusal: a file is there already, or the passphrase is too short.
    """
    signer = Signer(name, kind, Ed25519PrivateKey.generate())
    data = sealed(signer, passphrase, secrets.token_bytes(SALT_BYTES + IV_BYTES))
    public = public_path(path)
    for one in (path, public):
        if one.exists():
            raise Refusal("a key is here already", where=str(one), remedy="choose another name")
    make_folders(path.absolute().parent)
    write(path, data, mode=PRIVATE)
    write(public, f"{signer.key}\n".encode(), mode=OPEN)
    sync_folder(path.absolute().parent)
    return signer


def seal_again(path: Path, signer: Signer, passphrase: bytes) -> None:
    """Put the private key under another passphrase."""
    fresh = secrets.token_bytes(SALT_BYTES + IV_BYTES)
    replace(path, sealed(signer, passphrase, fresh), mode=PRIVATE)


def read_signer(path: Path, ask: Ask) -> Signer:
    """The signer at `path`.

    Args:
        path: the private half.
        ask: gives the passphrase; called only where the file has one.

    Raises:
        Refusal: a file is not there or is none; PassphraseRefused: as it says.
    """
    public = read_public(public_path(path))
    data = _bytes_at(path)
    return unsealed(data, public, b"" if is_bare(data) else ask())


def read_public(path: Path) -> VerifierKey:
    """The key in `….pub`.

    Raises:
        Refusal: no such file, or no key in it.
    """
    try:
        return parse_key(_bytes_at(path).decode("ascii").strip())
    except UnicodeDecodeError as err:
        raise Refusal("is no public key", where=str(path)) from err


def passphrase_in(path: Path) -> bytes:
    """The first line of a file, as a passphrase."""
    return _bytes_at(path).split(b"\n", 1)[0].rstrip(b"\r")


def public_path(path: Path) -> Path:
    """Where the public half of a key stands."""
    return path.with_suffix(".pub")


def _bytes_at(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LONGEST)
    except OSError as err:
        what = f"cannot be read: {(err.strerror or str(err)).lower()}"
        raise Refusal(what, where=str(path), remedy="name the file of a key") from err

"""The evidence keys of a centre: public ones in the home, private ones in a file of their own.

Both files are as `age-keygen` writes them: one key a line, `#` begins a remark. The first private
key is the newest; older ones stay, since what was sealed to them stays as it is.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyrage import IdentityError, RecipientError, x25519

from trucewatch.domain.errors import Refusal
from trucewatch.storage.disk import OPEN, PRIVATE, replace

if TYPE_CHECKING:
    from trucewatch.storage.home import Home

Identity: TypeAlias = Any
"""A private key; pyrage has no types of its own."""
Recipient: TypeAlias = Any
"""A public key."""
MAKE = "make one with: trucewatch record evidence-key --rotate"


def recipients(home: Home) -> list[Recipient]:
    """Whom new evidence is sealed to.

    Raises:
        Refusal: nobody; or a line is no key.
    """
    path = home.evidence_recipients
    found = _read(path, x25519.Recipient.from_str, "begins with age1")
    if not found:
        raise Refusal("no evidence key is here to seal with", where=str(path), remedy=MAKE)
    return found


def identities(home: Home) -> list[Identity]:
    """The private keys that are here, newest first.

    Raises:
        Refusal: none is here, others may read the file, or a line is no key.
    """
    path = home.evidence_key
    if path.exists() and (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077:
        what = f"others than its owner may use the private evidence key (mode {mode:o})"
        raise Refusal(what, where=str(path), remedy=f"chmod 600 {path}")
    found = _read(path, x25519.Identity.from_str, "begins with AGE-SECRET-KEY-1")
    if not found:
        remedy = "bring it from where it is kept, or name its place in TRUCEWATCH_EVIDENCE_KEY"
        raise Refusal("the private evidence key is not here", where=str(path), remedy=remedy)
    return found


def rotate(home: Home) -> str:
    """Make a fresh key for all evidence that comes from now on; what is there stays as it is.

    A public key whose private half is kept elsewhere stays in use.
    The private key is on its disk before the public one is in use, so nothing is ever sealed to a
    key that nobody has.

    Returns:
        The public key.

    Raises:
        Refusal: the private key's place is inside the home, or the one in use is not here or
            cannot be read.
        OSError: the disk refused; the old key is still the one in use, or the new one is.
    """
    path = home.evidence_key
    require_outside(home)
    begun = path.exists() or home.evidence_recipients.exists()
    older = identities(home) if begun else []
    ours = {str(one.to_public()) for one in older}
    fresh = x25519.Identity.generate()
    public = str(fresh.to_public())
    elsewhere = [key for key in _public_keys(home) if key not in ours]
    replace(path, _lines(fresh, *older), mode=PRIVATE)
    replace(home.evidence_recipients, _lines(public, *elsewhere), mode=OPEN)
    return public


def require_outside(home: Home) -> None:
    """Refuse a place of the private key that every copy of the home would take along.

    Raises:
        Refusal: it is inside the home.
    """
    path = home.evidence_key
    if path.resolve().is_relative_to(home.root.resolve()):
        what = "the private evidence key would lie in the home, and in every copy of it"
        remedy = "name a place outside of it in TRUCEWATCH_EVIDENCE_KEY"
        raise Refusal(what, where=str(path), remedy=remedy)


def _public_keys(home: Home) -> list[str]:
    path = home.evidence_recipients
    return [str(one) for one in _read(path, x25519.Recipient.from_str, "begins with age1")]


def _lines(*keys: object) -> bytes:
    return "".join(f"{key}\n" for key in keys).encode()


def _read(path: Path, parse: Callable[[str], Any], form: str) -> list[Any]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.append(parse(line.strip()))
        except (IdentityError, RecipientError) as err:
            # The line itself is not shown: it may be a private key with one wrong letter.
            what = "is no evidence key"
            raise Refusal(what, where=f"{path}:{number}", remedy=f"a key {form}") from err
    return found

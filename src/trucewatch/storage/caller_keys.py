"""The public keys that callers' particulars are sealed to; the private halves are never here.

`keys/handlers.pub` in the home holds one X25519 key of age a line, `#` begins a remark. Each of
those who look after sources has a key of their own, kept off this machine.
"""

from __future__ import annotations

from pathlib import Path

from pyrage import RecipientError, x25519

from trucewatch.domain.errors import Refusal
from trucewatch.storage.disk import OPEN, replace
from trucewatch.storage.evidence_keys import Recipient
from trucewatch.storage.home import Home


def path_in(home: Home) -> Path:
    """The file of the public keys."""
    return home.root / "keys" / "handlers.pub"


def recipients(home: Home) -> list[Recipient]:
    """Whom callers' particulars are sealed to; empty where nobody was admitted yet.

    Raises:
        Refusal: a line is no key.
    """
    return [_key(line, f"{path_in(home)}:{number}") for number, line in _lines(home)]


def admit(home: Home, public: str) -> int:
    """Seal to one more key from now on; what is sealed already stays as it is.

    Returns:
        How many keys there are now.

    Raises:
        Refusal: it is no public key.
    """
    key = str(_key(public.strip(), "the key given"))
    known = [line for _, line in _lines(home)]
    if key not in known:
        known.append(key)
        replace(path_in(home), "".join(f"{one}\n" for one in known).encode(), mode=OPEN)
    return len(known)


def fresh() -> tuple[str, str]:
    """A new pair: the private half, to be carried away, and the public one."""
    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def _lines(home: Home) -> list[tuple[int, str]]:
    try:
        text = path_in(home).read_text("utf-8")
    except FileNotFoundError:
        return []
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _key(line: str, where: str) -> Recipient:
    try:
        return x25519.Recipient.from_str(line)
    except RecipientError as err:
        # The line is not shown: somebody may have put a private key there.
        remedy = "a public key begins with age1; make one with: trucewatch keys handler"
        raise Refusal("is no public key", where=where, remedy=remedy) from err

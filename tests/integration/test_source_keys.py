"""Keys of those who look after sources: made, admitted, used to open a caller."""

from __future__ import annotations

import stat
from pathlib import Path

import pyrage
from pyrage import x25519

from program import trucewatch


def test_a_key_is_private_and_its_public_half_beside_it(tmp_path: Path) -> None:
    """Only its owner may read the private one."""
    out = tmp_path / "ann.key"
    told = trucewatch("keys", "handler", "-o", str(out))
    assert told.code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert (tmp_path / "ann.pub").read_text().strip() == told.text.strip()


def test_a_key_opens_what_was_sealed_to_it(tmp_path: Path) -> None:
    """Off the centre's machines, with nothing but the two files."""
    out, sealed = tmp_path / "ann.key", tmp_path / "K7-MARTEN.age"
    trucewatch("keys", "handler", "-o", str(out))
    to = x25519.Recipient.from_str((tmp_path / "ann.pub").read_text().strip())
    sealed.write_bytes(pyrage.encrypt(b'{"name": "Ann"}   ', [to]))
    told = trucewatch("keys", "open-caller", str(sealed), "--key", str(out))
    assert told.text == "name: Ann\n"


def test_another_key_is_told_that_it_does_not_fit(tmp_path: Path) -> None:
    """In one line, with the remedy."""
    for name in ("ann", "ben"):
        trucewatch("keys", "handler", "-o", str(tmp_path / f"{name}.key"))
    to = x25519.Recipient.from_str((tmp_path / "ann.pub").read_text().strip())
    sealed = tmp_path / "x.age"
    sealed.write_bytes(pyrage.encrypt(b"{}", [to]))
    ben = str(tmp_path / "ben.key")
    told = trucewatch("keys", "open-caller", str(sealed), "--key", ben)
    assert told.code == 2
    assert "does not open it" in told.err

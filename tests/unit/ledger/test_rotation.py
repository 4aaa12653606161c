"""A key that hands over to the next, as an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger_world import ORIGIN, WITNESSES, entry, seeded
from trucewatch.ledger.entry import decode, encode
from trucewatch.ledger.keys import COSIGNATURE, NOTE, Signer
from trucewatch.ledger.refusals import Malformed, SignatureRefused
from trucewatch.ledger.rotation import Rotation, rotation_entry, rotation_in

OLD = WITNESSES["delegation-a"]
NEW = Signer.from_seed(OLD.name, COSIGNATURE, bytes(31) + b"\x07")
MADE = rotation_entry(OLD, NEW, origin=ORIGIN, actor="p-7")
TAKEN_IN = replace(MADE, seq=9, ts="2026-03-01T00:00:09Z")


def test_a_rotation_holds_at_the_place_the_recorder_gives_it() -> None:
    """The signatures are over what was meant, not over when it was taken in."""
    told = rotation_in(decode(encode(TAKEN_IN)), ORIGIN)
    assert told == Rotation(9, OLD.key, NEW.key)


def test_other_entries_are_no_rotations() -> None:
    """None, and no refusal."""
    assert rotation_in(entry(3), ORIGIN) is None


@pytest.mark.parametrize("left", [0, 1])
def test_both_keys_have_to_sign(left: int) -> None:
    """The old one alone could name a key that nobody holds; the new one alone is anybody."""
    with pytest.raises(SignatureRefused, match="did not sign its rotation"):
        rotation_in(replace(TAKEN_IN, sig=[MADE.sig[left]]), ORIGIN)


def test_a_rotation_of_another_ledger_is_refused() -> None:
    """It was meant for that one."""
    with pytest.raises(SignatureRefused):
        rotation_in(TAKEN_IN, "trucewatch/seaside/ledger-1")


def test_a_rotation_to_a_key_put_in_afterwards_is_refused() -> None:
    """Neither signature is over it."""
    thief = Signer.from_seed(OLD.name, COSIGNATURE, bytes(31) + b"\x08")
    forged = replace(TAKEN_IN, payload_public={"old": str(OLD.key), "new": str(thief.key)})
    with pytest.raises(SignatureRefused):
        rotation_in(forged, ORIGIN)


@pytest.mark.parametrize(
    "other", [seeded("b.example/witness", COSIGNATURE), seeded(OLD.name, NOTE), OLD]
)
def test_a_key_hands_over_to_another_of_its_name_and_role(other: Signer) -> None:
    """Not to another side, another role, or itself."""
    with pytest.raises(Malformed, match="cannot hand over"):
        rotation_entry(OLD, other, origin=ORIGIN, actor="p-7")


def test_a_rotation_of_no_keys_is_refused_with_its_place() -> None:
    """Whoever reads the log finds the entry."""
    with pytest.raises(Malformed, match="entry 9"):
        rotation_in(replace(TAKEN_IN, payload_public={"old": 7}), ORIGIN)

"""A key that hands over to the next, as an entry."""

from __future__ import annotations

import pytest

from ledger_world import ORIGIN, WITNESSES, entry, seeded
from trucewatch.ledger.entry import Entry, decode, encode
from trucewatch.ledger.keys import COSIGNATURE, NOTE, Signer
from trucewatch.ledger.refusals import Malformed, SignatureRefused
from trucewatch.ledger.rotation import ROTATED, Rotation, rotation_in, rotation_payload

OLD = WITNESSES["delegation-a"]
NEW = Signer.from_seed(OLD.name, COSIGNATURE, bytes(31) + b"\x07")
PAYLOAD = rotation_payload(OLD, NEW, ORIGIN)


def told(**changed: object) -> Entry:
    """The entry of the rotation, with other members where told."""
    return entry(9, type=ROTATED, payload_public={**PAYLOAD, **changed})


def test_a_rotation_comes_back_from_its_entry() -> None:
    """With the place where the recorder put it."""
    assert rotation_in(decode(encode(told())), ORIGIN) == Rotation(9, OLD.key, NEW.key)


def test_other_entries_are_no_rotations() -> None:
    """None, and no refusal."""
    assert rotation_in(entry(3), ORIGIN) is None


@pytest.mark.parametrize(
    ("lacking", "other"), [("old_signature", "new_signature"), ("new_signature", "old_signature")]
)
def test_both_keys_have_to_sign(lacking: str, other: str) -> None:
    """The old one alone could name a key that nobody holds; the new one alone is anybody."""
    with pytest.raises(SignatureRefused):
        rotation_in(told(**{lacking: PAYLOAD[other]}), ORIGIN)


def test_a_rotation_of_another_ledger_is_refused() -> None:
    """It was meant for that one."""
    with pytest.raises(SignatureRefused):
        rotation_in(told(), "trucewatch/seaside/ledger-1")


def test_a_rotation_to_a_key_put_in_afterwards_is_refused() -> None:
    """The old key did not sign for it."""
    thief = Signer.from_seed(OLD.name, COSIGNATURE, bytes(31) + b"\x08")
    with pytest.raises(SignatureRefused):
        rotation_in(told(new=str(thief.key)), ORIGIN)


@pytest.mark.parametrize(
    "other", [seeded("b.example/witness", COSIGNATURE), seeded(OLD.name, NOTE), OLD]
)
def test_a_key_hands_over_to_another_of_its_name_and_role(other: Signer) -> None:
    """Not to another side, another role, or itself."""
    with pytest.raises(Malformed, match="cannot hand over"):
        rotation_payload(OLD, other, ORIGIN)


@pytest.mark.parametrize("changed", [{"old": 7}, {"more": 1}, {"old_signature": "x"}])
def test_a_rotation_of_another_form_is_refused_with_its_place(changed: dict[str, object]) -> None:
    """Whoever reads the log finds the entry."""
    with pytest.raises(Malformed, match="entry 9"):
        rotation_in(told(**changed), ORIGIN)

"""An entry is exactly its ten members, each in its form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from ledger_world import LOG, OFFICER, ORIGIN, entry, signed
from trucewatch.ledger.canonical import Value, canonical, parse
from trucewatch.ledger.entry import LONGEST, decode, encode, signed_bytes
from trucewatch.ledger.instants import milliseconds
from trucewatch.ledger.refusals import Malformed, SignatureRefused

GOOD = cast("dict[str, Value]", parse(encode(entry(3))))
WRONG: dict[str, tuple[str, Value]] = {
    "seq below zero": ("seq", -1),
    "seq is a string": ("seq", "3"),
    "seq is a truth value": ("seq", True),
    "version of the format": ("v", 2),
    "version is a truth value": ("v", True),
    "ts without zone": ("ts", "2026-03-01T00:00:00"),
    "ts with an offset": ("ts", "2026-03-01T00:00:00+00:00"),
    "ts with microseconds": ("ts", "2026-03-01T00:00:00.000001Z"),
    "ts with empty milliseconds": ("ts", "2026-03-01T00:00:00.000Z"),
    "ts on no day": ("ts", "2026-02-30T00:00:00Z"),
    "ts in a leap second": ("ts", "2016-12-31T23:59:60Z"),
    "ts at hour 24": ("ts", "2026-03-01T24:00:00Z"),
    "ts in other digits": ("ts", "٢٠٢٦-03-01T00:00:00Z"),
    "ts is a number": ("ts", 0),
    "type in capitals": ("type", "Incident.Recorded"),
    "type empty": ("type", ""),
    "type too long": ("type", "a" * 65),
    "type with a newline": ("type", "a.b\n"),
    "actor empty": ("actor", ""),
    "actor null": ("actor", None),
    "actor with a space": ("actor", "p 1"),
    "actor too long": ("actor", "p" * 129),
    "subject empty": ("subject", ""),
    "subject with letters beyond ASCII": ("subject", "дело"),
    "prev_version zero": ("prev_version", 0),
    "prev_version a truth value": ("prev_version", True),
    "commitments an array": ("commitments", []),
    "commitment too short": ("commitments", {"words": "00"}),
    "commitment in capitals": ("commitments", {"words": "A" * 64}),
    "commitment under no field name": ("commitments", {"Words": "0" * 64}),
    "payload an array": ("payload_public", []),
    "payload null": ("payload_public", None),
    "sig an object": ("sig", {}),
    "sig holds a string": ("sig", ["ed25519"]),
    "sig without kind": ("sig", [{"value": "x"}]),
    "sig of an odd kind": ("sig", [{"kind": "Ed25519"}]),
    "too many signatures": ("sig", [{"kind": "x"}] * 17),
}


def test_an_entry_comes_back_from_its_bytes() -> None:
    """What was written is what is read."""
    given = replace(entry(3), prev_version=2, commitments={"words": "0" * 64}, subject=None)
    assert decode(encode(given)) == given


def test_members_stand_in_the_order_of_the_standard() -> None:
    """So that two writers write the same bytes."""
    text = encode(entry(3)).decode()
    assert text == (
        '{"actor":"p-1","commitments":{},"payload_public":{},"prev_version":null,"seq":3,"sig":[],'
        '"subject":"i-3","ts":"2026-03-01T00:00:03Z","type":"incident.recorded","v":1}'
    )


@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("seq below zero", "seq"),
        ("type empty", "type"),
        ("actor empty", "actor"),
        ("subject empty", "subject"),
        ("prev_version zero", "prev_version"),
        ("commitments an array", "commitments"),
        ("commitment too short", "commitments.words"),
        ("commitment under no field name", "commitments"),
        ("payload an array", "payload_public"),
        ("sig an object", "sig"),
        ("too many signatures", "sig"),
        ("sig without kind", "sig[0]"),
        ("version of the format", "v"),
    ],
)
def test_a_refusal_names_the_member(what: str, place: str) -> None:
    """Whoever wrote the entry has to find it."""
    member, value = WRONG[what]
    with pytest.raises(Malformed) as refused:
        decode(canonical({**GOOD, member: value}))
    assert refused.value.where == place


@pytest.mark.parametrize("what", WRONG)
def test_a_member_out_of_form_is_refused(what: str) -> None:
    """In bytes that are otherwise in their one spelling."""
    member, value = WRONG[what]
    with pytest.raises(Malformed):
        decode(canonical({**GOOD, member: value}))


def test_as_many_signatures_as_the_page_allows_are_read() -> None:
    """Sixteen."""
    sixteen: list[Value] = [{"kind": "x"}] * 16
    assert len(decode(canonical({**GOOD, "sig": sixteen})).sig) == 16


@pytest.mark.parametrize("member", sorted(GOOD))
def test_a_missing_member_is_refused(member: str) -> None:
    """All ten are always there."""
    with pytest.raises(Malformed, match=member):
        decode(canonical({name: one for name, one in GOOD.items() if name != member}))


def test_an_eleventh_member_is_refused() -> None:
    """A reader that skips what it does not know can be told two stories."""
    with pytest.raises(Malformed, match="note"):
        decode(canonical({**GOOD, "note": "x"}))


@pytest.mark.parametrize("value", ["[]", "null", '"entry"', "7"])
def test_anything_but_an_object_is_refused(value: str) -> None:
    """An entry is an object."""
    with pytest.raises(Malformed, match="object"):
        decode(value.encode())


def test_the_longest_entry_is_written_and_read() -> None:
    """65,535 bytes: what 16 bits of length can say."""
    room = LONGEST - len(encode(entry(0, payload_public={"text": ""})))
    given = entry(0, payload_public={"text": "x" * room})
    data = encode(given)
    assert len(data) == LONGEST
    assert decode(data) == given


def test_one_byte_more_is_refused_with_the_remedy() -> None:
    """The writer is told where such contents belong."""
    room = LONGEST - len(encode(entry(0, payload_public={"text": ""})))
    with pytest.raises(Malformed, match="payload store"):
        encode(entry(0, payload_public={"text": "x" * (room + 1)}))


def test_too_many_bytes_are_not_even_parsed() -> None:
    """The limit comes first."""
    with pytest.raises(Malformed, match="70000 bytes"):
        decode(b"[" * 70_000)


def test_milliseconds_order_instants_of_both_spellings() -> None:
    """Whole seconds come before the thousandths after them."""
    spelled = ["2026-03-01T00:00:00Z", "2026-03-01T00:00:00.001Z", "2026-03-01T00:00:01Z"]
    assert sorted(spelled, key=milliseconds) == spelled


def test_a_signature_holds_for_its_content() -> None:
    """Place and time come later and are not signed."""
    given = signed(entry(3))
    moved = replace(given, seq=9, ts="2026-03-02T00:00:00Z")
    assert signed_bytes(moved, ORIGIN) == signed_bytes(given, ORIGIN)


@pytest.mark.parametrize(
    "change",
    [
        {"prev_version": 4},
        {"subject": "i-4"},
        {"type": "incident.withdrawn"},
        {"actor": "p-2"},
        {"commitments": {"words": "1" * 64}},
        {"payload_public": {"class": "assessed"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_signature_never_moves_to_another_content(change: dict[str, Any]) -> None:
    """An old signature does not speak for a new version."""
    signature = OFFICER.sign(signed_bytes(entry(3), ORIGIN))
    with pytest.raises(SignatureRefused):
        OFFICER.key.verify(signature, signed_bytes(replace(entry(3), **change), ORIGIN))


def test_a_signature_never_moves_to_another_ledger() -> None:
    """The origin is signed."""
    signature = OFFICER.sign(signed_bytes(entry(3), ORIGIN))
    with pytest.raises(SignatureRefused):
        OFFICER.key.verify(signature, signed_bytes(entry(3), "trucewatch/elsewhere/ledger-1"))


def test_a_log_key_cannot_be_mistaken_for_a_person() -> None:
    """What a person signs can never be read as a checkpoint."""
    text = signed_bytes(entry(3), ORIGIN).decode()
    assert text.startswith("trucewatch-signature/v1\n")
    assert LOG.name == ORIGIN

"""A statement of a delegation has one spelling, one side and one log, or it is refused."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from ledger_world import ORIGIN, seeded
from trucewatch.ledger.keys import COSIGNATURE, NOTE, VerifierKey
from trucewatch.ledger.note import sign_note
from trucewatch.ledger.refusals import Malformed, SignatureRefused
from trucewatch.ledger.statement_note import (
    KINDS,
    SIDES,
    Statement,
    commitment,
    key_name,
    opened,
    parse_statement,
    require_key,
    sign_statement,
)

SIGNERS = {side: seeded(key_name(ORIGIN, side), NOTE) for side in SIDES}
KEYS = [one.key for one in SIGNERS.values()]
WORDS = "Both confirm.\n\nMeasures follow: حماية."
POSITION = Statement("position", ORIGIN, "c-1", 1, "a", "ab" * 32)
TEXT = f"""\
trucewatch/determination/v1
{ORIGIN}
f-1 3
b
{sha256(WORDS.encode()).hexdigest()}
{WORDS}
"""


def statement(**changed: Any) -> Statement:
    """A determination, with something changed."""
    facts = {"kind": "determination", "about": "f-1", "number": 3, "side": "b", "words": WORDS}
    return Statement(**{"origin": ORIGIN, **facts, **changed})


def test_a_statement_is_spelled_as_the_reference_says() -> None:
    """Five lines, then every line of the words."""
    assert statement().text == TEXT


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_every_side_comes_back_from_its_note(kind: str, side: str) -> None:
    """As it was signed, once the key of that side has signed it."""
    open_part = {"digest": "0" * 64, "words": ""} if kind == "position" else {}
    said = statement(kind=kind, side=side, **open_part)
    assert opened(sign_statement(said, SIGNERS[side]), KEYS) == said
    assert parse_statement(said.text) == said


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"origin": "a b"}, "key name"),
        ({"kind": "verdict"}, "no kind of statement"),
        ({"side": "c"}, "no side"),
        ({"about": ""}, "no id and number"),
        ({"about": "a b"}, "no id and number"),
        ({"about": "x" * 129}, "no id and number"),
        ({"number": 0}, "no id and number"),
        ({"number": 10**9}, "no id and number"),
        ({"digest": "0" * 63}, "not 64 hex digits"),
        ({"digest": "A" * 64}, "not 64 hex digits"),
        ({"digest": "0" * 64}, "not that of the words"),
        ({"words": "", "digest": sha256(b"").hexdigest()}, "not that of the words"),
        ({"words": ""}, "not 64 hex digits"),
        ({"kind": "position"}, "without its words"),
        ({"words": "a\tb"}, "not plain lines"),
        ({"words": "a\x1fb"}, "not plain lines"),
        ({"words": "a\n"}, "not plain lines"),
    ],
)
def test_what_cannot_be_signed_is_refused(changed: dict[str, Any], why: str) -> None:
    """Each part by itself, with its reason."""
    with pytest.raises(Malformed, match=why):
        statement(**changed)


def test_the_longest_id_and_the_highest_number_are_signed() -> None:
    """The bounds belong to what is allowed."""
    said = statement(about="x" * 128, number=999_999_999)
    assert parse_statement(said.text) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trucewatch/determination", "trucewatch/verdict"),
        ("determination/v1", "determination/v2"),
        ("f-1 3", "f-1"),
        ("f-1 3", "f-1 03"),
        ("f-1 3", "f-1 3 "),
        ("\nb\n", "\nd\n"),
        ("Both", "Each"),
        (": حماية.\n", ": حماية."),
        (": حماية.\n", ": حماية.\n\n"),
        (f"\n{WORDS}\n", "\n"),
        (f"{ORIGIN}\n", ""),
        (sha256(WORDS.encode()).hexdigest(), ""),
    ],
)
def test_another_text_is_no_statement(old: str, new: str) -> None:
    """Whatever is not spelled as this package spells it."""
    assert old in TEXT
    with pytest.raises(Malformed):
        parse_statement(TEXT.replace(old, new))


def test_a_line_of_another_form_is_named() -> None:
    """Whoever signed by hand is told where to look."""
    with pytest.raises(Malformed) as refused:
        parse_statement(TEXT.replace("f-1 3", "f-1"))
    assert refused.value.where == "line 3"


@pytest.mark.parametrize("lines", range(5))
def test_a_text_that_ends_early_is_no_statement(lines: int) -> None:
    """At any of its lines."""
    with pytest.raises(Malformed, match="no statement"):
        parse_statement("".join(f"{line}\n" for line in TEXT.split("\n")[:lines]))


def test_a_position_is_five_lines() -> None:
    """The shortest that there is; with one less it is none."""
    assert parse_statement(POSITION.text) == POSITION
    with pytest.raises(Malformed):
        parse_statement(POSITION.text.removesuffix("ab" * 32 + "\n"))


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("a", "geneva/delegation-a/statements"),
        ("b", "geneva/delegation-b/statements"),
        ("facilitator", "geneva/facilitator/statements"),
    ],
)
def test_the_key_of_a_side_has_its_name(side: str, name: str) -> None:
    """One name for each side of a centre."""
    assert key_name("trucewatch/geneva/ledger-1", side) == name


@pytest.mark.parametrize(
    ("origin", "side"),
    [("trucewatch/geneva", "a"), ("a/b/c/d", "a"), ("trucewatch/geneva/ledger-1", "c")],
)
def test_what_is_no_side_of_a_centre_has_no_key(origin: str, side: str) -> None:
    """An origin of three parts, a side of three."""
    with pytest.raises(Malformed, match="of a centre"):
        key_name(origin, side)


@pytest.mark.parametrize(
    "key",
    [
        SIGNERS["b"].key,
        seeded("lakeside/delegation-a", NOTE).key,
        seeded(key_name(ORIGIN, "a"), COSIGNATURE).key,
    ],
    ids=["other-side", "other-name", "other-kind"],
)
def test_no_other_key_signs_for_a_side(key: VerifierKey) -> None:
    """The refusal says how the right one is made."""
    with pytest.raises(Malformed) as refused:
        require_key(key, ORIGIN, "a")
    assert key_name(ORIGIN, "a") in str(refused.value.remedy)
    assert require_key(SIGNERS["a"].key, ORIGIN, "a") == SIGNERS["a"].key


def test_nobody_signs_in_the_name_of_another_side() -> None:
    """Neither with their own key nor read as theirs."""
    with pytest.raises(Malformed):
        sign_statement(POSITION, SIGNERS["b"])
    forged = sign_note(POSITION.text, [SIGNERS["b"]])
    with pytest.raises(SignatureRefused):
        opened(forged, KEYS)


def test_a_side_whose_key_the_reader_does_not_know_is_refused() -> None:
    """The note alone proves nothing; the name of the key is told."""
    with pytest.raises(SignatureRefused, match="no key of this side") as refused:
        opened(sign_statement(POSITION, SIGNERS["a"]), [SIGNERS["b"].key])
    assert refused.value.where == key_name(ORIGIN, "a")


def test_words_that_were_changed_under_a_signature_are_refused() -> None:
    """Together with their digest, so that the statement itself is sound."""
    note = sign_statement(statement(), SIGNERS["b"]).decode()
    other = statement(words="Both reject.").text
    with pytest.raises(SignatureRefused):
        opened((other + note.removeprefix(TEXT)).encode(), KEYS)


def test_a_commitment_hangs_on_text_and_salt() -> None:
    """32 random bytes keep a short text from being guessed."""
    made = commitment(b"reject", bytes(32))
    frame = bytes(32) + b"\x00\x08position" + (6).to_bytes(8, "big") + b"reject"
    assert made == sha256(frame).hexdigest()
    assert commitment(b"confirm", bytes(32)) != made != commitment(b"reject", b"\x01" * 32)

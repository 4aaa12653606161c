"""Parsers of the ledger take any bytes: a value comes out, or the one kind of refusal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_world import POLICY, POLICY_TEXT, entry, fork_of, made_log
from trucewatch.ledger import tw_verify
from trucewatch.ledger.canonical import DEEPEST, KEY, LARGEST_INTEGER, Value, canonical, parse
from trucewatch.ledger.checkpoint import parse_checkpoint
from trucewatch.ledger.entry import decode, encode
from trucewatch.ledger.fork import ForkEvidence, parse_evidence
from trucewatch.ledger.instants import milliseconds
from trucewatch.ledger.keys import parse_key
from trucewatch.ledger.note import parse_note
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.proof_file import ProofFile, parse_proof
from trucewatch.ledger.refusals import LedgerRefusal
from trucewatch.ledger.tiles import unbundle
from trucewatch.ledger.tree import prefix_path

LOG = made_log(20)
OTHER = fork_of(LOG, 10, 30)
PROOF = bytes(ProofFile(7, tuple(LOG.tree.inclusion(7)), LOG.note, b"x"))
EVIDENCE = bytes(ForkEvidence(tuple(prefix_path(20, 30, OTHER.tree.node)), LOG.note, OTHER.note))
Parser = Callable[[bytes], object]


def of_text(parser: Callable[[str], object]) -> Parser:
    """A parser of text, given bytes."""
    return lambda data: parser(data.decode("utf-8", "surrogateescape"))


PARSERS: dict[str, tuple[Parser, bytes]] = {
    "note": (parse_note, LOG.note),
    "checkpoint": (of_text(parse_checkpoint), LOG.note.split(b"\n\n")[0] + b"\n"),
    "signed checkpoint": (POLICY.check, LOG.note),
    "policy": (Policy.parse, POLICY_TEXT.encode()),
    "key": (of_text(parse_key), str(POLICY.logs[0]).encode()),
    "proof": (parse_proof, PROOF),
    "fork evidence": (parse_evidence, EVIDENCE),
    "fork evidence, judged": (lambda data: parse_evidence(data).verify(POLICY), EVIDENCE),
    "entry": (decode, LOG.data[3]),
    "instant": (of_text(milliseconds), b"2026-03-01T04:05:06.789Z"),
    "bundle": (lambda data: unbundle(data, 20), LOG.files["tile/entries/000.p/20"]),
}
VERIFIER: dict[str, tuple[Parser, bytes]] = {
    "checkpoint": (
        lambda data: tw_verify.verified(
            tw_verify.claimed(data), tw_verify.policy_from(POLICY_TEXT.encode())
        ),
        LOG.note,
    ),
    "policy": (tw_verify.policy_from, POLICY_TEXT.encode()),
    "entry": (tw_verify.parsed_entry, LOG.data[3]),
}


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Good bytes with pieces taken out, put in, doubled or exchanged."""
    for _ in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, len(data)))
        last = draw(st.integers(first, min(len(data), first + 40)))
        piece = draw(st.one_of(st.binary(max_size=8), st.just(data[first:last] * 2)))
        data = data[:first] + piece + data[last:]
    return data


@pytest.mark.parametrize("what", PARSERS)
def test_a_parser_refuses_in_one_way(what: str) -> None:
    """Good bytes changed, and any bytes: nothing else is raised, and its line is one line."""
    parser, good = PARSERS[what]

    @settings(max_examples=150, deadline=None)
    @given(data=st.one_of(changed(good), st.binary(max_size=200)))
    def law(data: bytes) -> None:
        refusal = ""
        try:
            parser(data)
        except LedgerRefusal as refused:
            refusal = str(refused)
        assert "\n" not in refusal

    law()


@pytest.mark.parametrize("what", VERIFIER)
def test_the_verifier_refuses_in_one_way(what: str) -> None:
    """The stand-alone one likewise."""
    parser, good = VERIFIER[what]

    @settings(max_examples=150, deadline=None)
    @given(data=st.one_of(changed(good), st.binary(max_size=200)))
    def law(data: bytes) -> None:
        code = tw_verify.USE
        try:
            parser(data)
        except tw_verify.Refused as refused:
            code = refused.args[0]
        assert code in tw_verify.NAMES

    law()


@settings(max_examples=200, deadline=None)
@given(data=changed(LOG.data[3]))
def test_both_read_the_same_entries(data: bytes) -> None:
    """What the package takes, the verifier takes, and nothing more."""
    try:
        ours = decode(data).seq
    except LedgerRefusal:
        ours = None
    try:
        theirs = tw_verify.parsed_entry(data)[1]
    except tw_verify.Refused:
        theirs = None
    assert ours == theirs


@settings(max_examples=150, deadline=None)
@given(data=changed(POLICY_TEXT.encode()))
def test_both_read_the_same_policies(data: bytes) -> None:
    """Down to the last group."""
    try:
        one = Policy.parse(data)
        ours = ([key.name for key in one.logs], list(one.witnesses), list(one.groups), one.quorum)
    except LedgerRefusal:
        ours = None
    try:
        other = tw_verify.policy_from(data)
        names, groups = [name for name, _, _ in other.logs], [*other.groups]
        groups.remove("none")
        theirs = (names, list(other.witnesses), groups, other.quorum)
    except tw_verify.Refused:
        theirs = None
    assert ours == theirs


def values() -> st.SearchStrategy[Value]:
    """Every value that a ledger may hold, to some depth."""
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    plain = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-LARGEST_INTEGER, LARGEST_INTEGER),
        texts.map(partial(unicodedata.normalize, "NFC")),
    )
    return st.recursive(
        plain,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.from_regex(KEY, fullmatch=True), inner, max_size=4),
        ),
        max_leaves=12,
    )


@settings(max_examples=200, deadline=None)
@given(value=values())
def test_a_value_has_one_spelling(value: Value) -> None:
    """What is spelled is read, and is spelled again alike; the verifier agrees."""
    data = canonical(value)
    assert parse(data) == value
    assert tw_verify.SPELL(value).encode() == data
    assert tw_verify.is_plain(value, DEEPEST)


@settings(max_examples=200, deadline=None)
@given(payload=st.dictionaries(st.from_regex(KEY, fullmatch=True), values(), max_size=3))
def test_an_entry_with_any_payload_comes_back(payload: dict[str, Value]) -> None:
    """And both read it."""
    given_entry = entry(5, payload_public=payload)
    data = encode(given_entry)
    assert decode(data) == given_entry
    assert tw_verify.parsed_entry(data)[0]["payload_public"] == payload

"""A policy says whom to trust, and reads in one way."""

from __future__ import annotations

import pytest

from ledger_world import LOG, ORIGIN, POLICY, POLICY_TEXT, WITNESSES, MadeLog, made_log, seeded
from trucewatch.ledger.checkpoint import Checkpoint
from trucewatch.ledger.keys import NOTE
from trucewatch.ledger.note import sign_note
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.refusals import Malformed, QuorumMissing, SignatureRefused

A, B, F = (str(one.key) for one in WITNESSES.values())
HEAD = f"log {LOG.key}\nwitness a {A}\nwitness b {B}\nwitness f {F}\n"
WRONG = {
    "no quorum": HEAD,
    "two quorums": HEAD + "quorum a\nquorum b\n",
    "quorum of nobody": HEAD + "quorum c\n",
    "quorum above its group": HEAD + "quorum g\ngroup g all a b\n",
    "unknown line": HEAD + "trust a\nquorum a\n",
    "a group without members": HEAD + "group g all\nquorum a\n",
    "a member twice": HEAD + "group g all a a\nquorum g\n",
    "a member of two groups": HEAD + "group g all a b\ngroup h all a f\nquorum g\n",
    "a member not defined": HEAD + "group g all a c\nquorum g\n",
    "a member not yet defined": HEAD + "group g all a h\ngroup h all b f\nquorum g\n",
    "none as a member": HEAD + "group g any a none\nquorum g\n",
    "a group of itself": HEAD + "group g all a g\nquorum g\n",
    "none of them": HEAD + "group g 0 a b\nquorum g\n",
    "more than there are": HEAD + "group g 3 a b\nquorum g\n",
    "a number with zeroes": HEAD + "group g 01 a b\nquorum g\n",
    "a negative number": HEAD + "group g -1 a b\nquorum g\n",
    "a name taken": HEAD + f"witness a {B}\nquorum a\n",
    "a name taken by a group": HEAD + "group a all b f\nquorum a\n",
    "none as a name": HEAD + "group none all a b\nquorum none\n",
    "a witness twice": HEAD + f"witness c {A}\nquorum a\n",
    "a log twice": HEAD + f"log {LOG.key}\nquorum a\n",
    "a log's key as witness": f"log {LOG.key}\nwitness l {LOG.key}\nquorum l\n",
    "a witness's key as log": f"log {A}\nquorum none\n",
    "a key of no form": "log hello\nquorum none\n",
    "three words too many": f"log {LOG.key} url more\nquorum none\n",
    "a carriage return": HEAD + "quorum a\r\n",
    "a null byte": HEAD + "quorum a\x00\n",
    "letters beyond ASCII": HEAD + "# подпись\nquorum a\n",
    "nothing": "",
}


@pytest.mark.parametrize("what", WRONG)
def test_a_policy_of_another_form_is_refused(what: str) -> None:
    """Whoever reads it must not have to guess."""
    with pytest.raises(Malformed):
        Policy.parse(WRONG[what].encode())


def test_a_refusal_names_the_line() -> None:
    """The file is made by hand."""
    with pytest.raises(Malformed, match="line 5"):
        Policy.parse((HEAD + "group g all a c\nquorum g\n").encode())


def test_space_comments_and_addresses_are_read_over() -> None:
    """As the specification allows."""
    text = f"\n \t# of both sides\n  log\t{LOG.key} https://example/\nwitness a {A} x\nquorum a"
    assert Policy.parse(text.encode()).quorum == "a"


@pytest.mark.parametrize(
    ("needed", "there", "met"),
    [
        ("all", "a b f", True),
        ("all", "a b", False),
        ("any", "f", True),
        ("any", "", False),
        ("2", "a f", True),
        ("2", "b", False),
    ],
)
def test_a_group_counts_its_members(needed: str, there: str, met: bool) -> None:
    """All, any, or that many."""
    policy = Policy.parse((HEAD + f"group g {needed} a b f\nquorum g\n").encode())
    names = dict(zip("abf", WITNESSES, strict=True))
    note = made_log(5).sign(names[one] for one in there.split()).note
    assert policy.check(note).joint == met


def test_both_delegations_and_the_facilitator_make_it_joint() -> None:
    """And every name on the way has witnessed."""
    checked = POLICY.check(made_log(5).note)
    assert checked.joint
    assert checked.witnessed == {*WITNESSES, "parties", "joint"}


@pytest.mark.parametrize("absent", WITNESSES)
def test_without_one_of_them_it_is_not_joint(absent: str) -> None:
    """Neither side is enough, nor both without the facilitator."""
    note = made_log(5).sign(one for one in WITNESSES if one != absent).note
    with pytest.raises(QuorumMissing, match="joint has not cosigned"):
        POLICY.check(note).require_quorum()


def test_what_is_there_is_told_without_the_quorum() -> None:
    """Users see who has witnessed so far."""
    checked = POLICY.check(made_log(5).sign(["delegation-b"]).note)
    assert checked.witnessed == {"delegation-b"}
    assert not checked.joint


def test_a_quorum_of_none_asks_for_the_log_alone() -> None:
    """For a log that nobody cosigns yet."""
    policy = Policy.parse(f"log {LOG.key}\nquorum none\n".encode())
    assert policy.check(made_log(5).sign([]).note).joint


def test_cosignatures_do_not_stand_in_for_the_log() -> None:
    """All three may have cosigned; the log itself has to have signed."""
    lines = made_log(5).note.decode().split("\n")
    unsigned = "\n".join(line for line in lines if not line.startswith(f"— {ORIGIN} "))
    with pytest.raises(SignatureRefused):
        POLICY.check(unsigned.encode())


def test_another_trusted_log_cannot_sign_for_this_one() -> None:
    """A key speaks for the origin that it is named after."""
    other = seeded("trucewatch/elsewhere/ledger-1", NOTE)
    policy = Policy.parse(f"log {LOG.key}\nlog {other.key}\nquorum none\n".encode())
    text = str(Checkpoint(ORIGIN, 0, MadeLog().tree.root()))
    with pytest.raises(SignatureRefused, match="did not sign its own"):
        policy.check(sign_note(text, [other]))


def test_a_policy_of_a_book_s_length_is_refused() -> None:
    """Nobody reads it."""
    with pytest.raises(Malformed, match="the limit is"):
        Policy.parse(b"#" * 65_537)


def test_a_policy_of_64_kibibytes_is_read() -> None:
    """The verifiers read it too."""
    policy = POLICY_TEXT.encode()
    assert Policy.parse(policy + b"#" * (65_536 - len(policy))) == POLICY


def test_the_policy_of_these_tests_is_the_page_s() -> None:
    """Both delegations and the facilitator, by the names of the page."""
    assert "group parties all delegation-a delegation-b\n" in POLICY_TEXT
    assert POLICY.quorum == "joint"

"""The policy of a centre, and the transcript that its keys sign."""

from __future__ import annotations

from base64 import b64decode

import pytest

from ledger_world import LOG, ORIGIN, POLICY, POLICY_TEXT, WITNESSES, made_log, seeded
from trucewatch.ledger.ceremony import (
    CentreKeys,
    fingerprint,
    policy_text,
    sign_transcript,
    signed_transcript,
    transcript_text,
)
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.keys import COSIGNATURE, NOTE
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.refusals import Malformed, SignatureRefused

KEYS = CentreKeys((LOG.key,), {word: (one.key,) for word, one in WITNESSES.items()})
NEXT = seeded("a.example/next", COSIGNATURE)
AFTER = KEYS.after(WITNESSES["delegation-a"].key, NEXT.key)


def transcript(place: str = "Room 7") -> str:
    """A transcript of the made-up centre."""
    return transcript_text(
        POLICY_TEXT.encode(), at="2026-03-01", place=place, software=("x 1",), present=("N. N.",)
    )


def test_the_policy_asks_for_both_delegations_and_the_facilitator() -> None:
    """It is the policy that the reference shows."""
    assert Policy.parse(policy_text(KEYS).encode()) == POLICY


def test_keys_come_back_from_their_policy() -> None:
    """Whoever follows a rotation begins with a policy, not with keys."""
    assert CentreKeys.of(Policy.parse(policy_text(AFTER).encode())) == AFTER


def test_swapped_delegations_have_the_same_policy_but_for_their_keys() -> None:
    """Neither side stands before the other."""
    a, b, facilitator = (WITNESSES[word].key for word in WITNESSES)
    swapped = CentreKeys(
        (LOG.key,), {"delegation-a": (b,), "delegation-b": (a,), "facilitator": (facilitator,)}
    )
    there = {str(a): str(b), str(b): str(a)}
    words = policy_text(KEYS).split(" ")
    lines = policy_text(swapped).split(" ")
    changed = [
        there.get(one.split("\n")[0], one.split("\n")[0]) + one[len(one.split("\n")[0]) :]
        for one in words
    ]
    assert lines == changed


def test_either_key_of_a_witness_counts() -> None:
    """What the older key cosigned stays joint."""
    policy = Policy.parse(policy_text(AFTER).encode())
    log = made_log(3)
    assert policy.check(log.note).joint
    log.sign(by=("delegation-b", "facilitator"))
    assert policy.check(cosign(log.note, NEXT, 1_772_324_000)).joint


def test_a_policy_of_another_form_is_not_followed() -> None:
    """Its owner meant something that this program would not keep."""
    loose = POLICY_TEXT.replace("group parties all", "group parties any")
    with pytest.raises(Malformed, match="not that of both delegations"):
        CentreKeys.of(Policy.parse(loose.encode()))


def test_a_centre_without_a_facilitator_is_refused() -> None:
    """The quorum could not be written."""
    lacking = CentreKeys((LOG.key,), {**KEYS.witnesses, "facilitator": ()})
    with pytest.raises(Malformed, match="facilitator has no key"):
        policy_text(lacking)


def test_a_transcript_tells_who_signed() -> None:
    """A witness's key and the log's."""
    text = transcript()
    for one in (WITNESSES["delegation-a"], LOG):
        text = sign_transcript(text, one)
    assert signed_transcript(text) == [WITNESSES["delegation-a"].key, LOG.key]


def test_a_transcript_is_signed_once_by_each_key() -> None:
    """Signing again changes nothing."""
    once = sign_transcript(transcript(), LOG)
    assert sign_transcript(once, LOG) == once


def test_what_is_signed_begins_with_what_it_is() -> None:
    """A key of the log signs other texts too: no signature may stand under two of them."""
    word, key, value = sign_transcript(transcript(), LOG).splitlines()[-1].split(" ")
    assert (word, key) == ("signed", str(LOG.key))
    LOG.key.verify(b64decode(value), b"trucewatch-ceremony/v1\n" + transcript().encode())


def test_a_changed_transcript_is_refused() -> None:
    """What was signed is the whole text."""
    text = sign_transcript(transcript(), LOG).replace("Room 7", "Room 8")
    with pytest.raises(SignatureRefused):
        signed_transcript(text)


def test_a_line_that_is_no_signature_is_refused() -> None:
    """A parser that skipped it would let anything stand there."""
    with pytest.raises(Malformed, match="is not: signed, a key, a signature"):
        signed_transcript(sign_transcript(transcript(), LOG) + "and so did I\n")


def test_a_transcript_has_the_digest_of_its_policy() -> None:
    """Read aloud, it tells whether all went home with the same file."""
    assert fingerprint(POLICY_TEXT.encode()) in transcript()


def test_a_transcript_says_whose_each_key_is() -> None:
    """It is read aloud, one after the other."""
    lines = transcript().splitlines()
    owners = {lines[at - 1]: one.strip() for at, one in enumerate(lines) if "+" in one}
    told = {word: str(one.key) for word, one in WITNESSES.items()}
    assert owners == {"log": str(LOG.key), **told}


def test_a_place_of_two_lines_is_refused() -> None:
    """It could write lines of its own into the transcript."""
    with pytest.raises(Malformed, match="not one line"):
        transcript("Room 7\npolicy, SHA-256 to be read aloud:")


def test_the_newest_key_of_each_can_hand_over() -> None:
    """An older one cannot do it a second time."""
    old, third = WITNESSES["delegation-a"].key, seeded("a.example/third", COSIGNATURE).key
    asked = (KEYS, old), (AFTER, old), (AFTER, NEXT.key)
    assert [keys.can_follow(one, third) for keys, one in asked] == [True, False, True]


def test_a_key_that_was_given_up_does_not_come_back() -> None:
    """A rotation that is told again would else undo the one after it."""
    assert not AFTER.can_follow(NEXT.key, WITNESSES["delegation-a"].key)


def test_the_log_key_that_comes_last_is_the_current() -> None:
    """Mirrors take new heads by it alone."""
    key = seeded(ORIGIN + "x", NOTE).key
    assert KEYS.after(LOG.key, key).logs == (LOG.key, key)


def test_a_witness_of_another_name_is_not_followed() -> None:
    """Nobody knows for whom it speaks."""
    other = POLICY_TEXT.replace("delegation-b", "observer")
    with pytest.raises(Malformed, match="'observer' is no witness"):
        CentreKeys.of(Policy.parse(other.encode()))


def test_a_centre_without_a_log_is_refused() -> None:
    """There would be nothing to cosign."""
    with pytest.raises(Malformed, match="the log has no key"):
        policy_text(CentreKeys((), KEYS.witnesses))

"""What a key ceremony leaves behind: the policy of a centre, and a transcript that keys sign."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from trucewatch.ledger.keys import Signer, VerifierKey, exact_base64, parse_key
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.refusals import Malformed

PARTIES = ("delegation-a", "delegation-b")
WITNESSES = (*PARTIES, "facilitator")
SIGNATURES = "=== signatures\n"
PREFIX = b"trucewatch-ceremony/v1\n"
SIGNED = "signed"


@dataclass(frozen=True)
class CentreKeys:
    """The keys of a centre, each list oldest first.

    Args:
        logs: of the log; the last one is the current key.
        witnesses: of both delegations and the facilitator, by the policy's word for each.
    """

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, tuple[VerifierKey, ...]]

    @classmethod
    def of(cls, policy: Policy) -> CentreKeys:
        """The keys in a policy that `policy_text` wrote.

        Raises:
            Malformed: a policy of another form.
        """
        found: dict[str, list[VerifierKey]] = {word: [] for word in WITNESSES}
        for name, key in policy.witnesses.items():
            word = name if name in found else name.rpartition("-")[0]
            if word not in found:
                remedy = "write the next policy by hand"
                raise Malformed(f"{name!r:.80} is no witness of a joint centre", remedy=remedy)
            found[word].append(key)
        keys = cls(policy.logs, {word: tuple(held) for word, held in found.items()})
        if Policy.parse(policy_text(keys).encode()) != policy:
            remedy = "write the next policy by hand"
            raise Malformed(
                "the policy is not that of both delegations and the facilitator", remedy=remedy
            )
        return keys

    def after(self, old: VerifierKey, new: VerifierKey) -> CentreKeys:
        """The keys once `new` has taken the place of `old`, which still vouches for its time."""
        logs = (*self.logs, new) if old in self.logs else self.logs
        held = {
            word: (*keys, new) if old in keys else keys for word, keys in self.witnesses.items()
        }
        return CentreKeys(logs, held)

    def can_follow(self, old: VerifierKey, new: VerifierKey) -> bool:
        """Whether `old` is the newest key of the log or of a witness, and `new` was never one.

        A rotation that is told a second time leads nowhere.
        """
        lists = (self.logs, *self.witnesses.values())
        publics = {key.public for keys in lists for key in keys}
        return any(keys[-1] == old for keys in lists) and new.public not in publics


def policy_text(keys: CentreKeys) -> str:
    """The policy that asks for both delegations and the facilitator.

    A witness with several keys is a group of which any one counts: cosignatures by the older ones
    stay good.

    Raises:
        Malformed: somebody has no key.
    """
    lines = ["# Both delegations and the facilitator. Of several log keys the last is the current."]
    if not keys.logs:
        raise Malformed("the log has no key")
    lines += [f"log {key}" for key in keys.logs]
    for word in WITNESSES:
        held = keys.witnesses.get(word, ())
        if not held:
            raise Malformed(f"{word} has no key")
        names = [word] if len(held) == 1 else [f"{word}-{at}" for at in range(1, len(held) + 1)]
        lines += [f"witness {name} {key}" for name, key in zip(names, held, strict=True)]
        if len(held) > 1:
            lines.append(f"group {word} any {' '.join(names)}")
    lines += [f"group parties all {' '.join(PARTIES)}", "group joint all parties facilitator"]
    return "\n".join([*lines, "quorum joint", ""])


def fingerprint(data: bytes) -> str:
    """SHA-256 in groups of four digits, to be read aloud and compared.

    >>> fingerprint(b"")[:24]
    'e3b0 c442 98fc 1c14 9afb'
    """
    digits = sha256(data).hexdigest()
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def transcript_text(
    policy: bytes, *, at: str, place: str, software: Sequence[str], present: Sequence[str]
) -> str:
    """What was done at a ceremony, for people to sign by hand and keys by `sign`.

    Args:
        policy: the file that was made.
        at: when, as it is to stand there.
        place: where.
        software: one line a thing that was run, with its digest.
        present: one line a person, with whom they stand for.

    Raises:
        Malformed: no policy, or a line break where one line is asked for.
    """
    parsed = Policy.parse(policy)
    for one in (at, place, *software, *present):
        if not one.isprintable():
            raise Malformed(f"{one[:60]!r} is not one line of text")
    origin = parsed.logs[-1].name
    lines = [f"Key ceremony of {origin}", "", f"at       {at}", f"place    {place}"]
    lines += [f"software {one}" for one in software]
    lines += ["", "policy, SHA-256 to be read aloud:", f"  {fingerprint(policy)}", ""]
    for word, key in (*(("log", key) for key in parsed.logs), *parsed.witnesses.items()):
        lines += [word, f"  {key}", f"  {fingerprint(str(key).encode())}"]
    lines += ["", "Present, signed by hand:"]
    for one in present:
        lines += ["", "  ____________________________", f"  {one}"]
    return "\n".join([*lines, "", ""])


def sign_transcript(transcript: str, signer: Signer) -> str:
    """The transcript with the signature of one key: it shows that somebody there held it."""
    text, _, rest = transcript.partition(SIGNATURES)
    value = b64encode(signer.sign(PREFIX + text.encode())).decode()
    line = f"{SIGNED} {signer.key} {value}\n"
    return text + SIGNATURES + (rest if line in rest else rest + line)


def signed_transcript(transcript: str) -> list[VerifierKey]:
    """The keys that signed a transcript.

    Raises:
        Malformed: a line of another form.
        SignatureRefused: a signature that does not hold; the text was changed after it.
    """
    text, _, rest = transcript.partition(SIGNATURES)
    found = []
    for line in rest.splitlines():
        words = line.split(" ")
        if len(words) != 3 or words[0] != SIGNED:
            raise Malformed("is not: signed, a key, a signature", where=line[:60])
        key = parse_key(words[1])
        key.verify(exact_base64(words[2]), PREFIX + text.encode())
        found.append(key)
    return found

"""Whom a holder of the log trusts, and whose cosignatures a checkpoint needs. C2SP tlog-policy."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trucewatch.ledger.checkpoint import Checkpoint, parse_checkpoint
from trucewatch.ledger.cosignature import Cosigned, cosigned_by
from trucewatch.ledger.keys import COSIGNATURE, NOTE, VerifierKey, parse_key
from trucewatch.ledger.note import Note, open_note
from trucewatch.ledger.refusals import Malformed, QuorumMissing, SignatureRefused

NONE = "none"
LONGEST = 65_536  # bytes


@dataclass(frozen=True)
class Group:
    """A name that has witnessed once `needed` of its members have."""

    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A checkpoint whose signatures hold.

    Attributes:
        note: text and lines as they were read.
        checkpoint: what the log signed.
        cosigned: the time of each witness that cosigned, by the policy's name for it.
        witnessed: every name of the policy, witness or group, that has witnessed.
        quorum: the name that the policy asks for.
    """

    note: Note
    checkpoint: Checkpoint
    cosigned: dict[str, Cosigned]
    witnessed: frozenset[str]
    quorum: str

    @property
    def joint(self) -> bool:
        """Whether all whom the policy asks for have cosigned."""
        return self.quorum == NONE or self.quorum in self.witnessed

    def require_quorum(self) -> Checked:
        """Itself, refused where the quorum is not there.

        Raises:
            QuorumMissing: with the names that are there.
        """
        if not self.joint:
            there = ", ".join(sorted(self.cosigned)) or "nobody"
            raise QuorumMissing(f"{self.quorum} has not cosigned; {there} has")
        return self


@dataclass(frozen=True)
class Policy:
    """Keys of logs, keys of witnesses by name, groups in order of definition, and the quorum."""

    logs: tuple[VerifierKey, ...]
    witnesses: dict[str, VerifierKey]
    groups: dict[str, Group]
    quorum: str

    @classmethod
    def parse(cls, text: bytes) -> Policy:
        """A policy from its file; names are ASCII here, which the specification allows.

        Raises:
            Malformed: with the number of the line.
        """
        reading = _Reading()
        if len(text) > LONGEST:
            raise Malformed(f"policy of {len(text)} bytes; the limit is {LONGEST}")
        for number, line in enumerate(_ascii(text).split("\n"), 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            try:
                reading.take(words)
            except Malformed as refusal:
                refusal.where = f"line {number}"
                raise
        return reading.policy()

    def check(self, data: bytes) -> Checked:
        """The checkpoint in a note, once a log of the policy signed it and each line holds.

        Whether the quorum is met is a result, in `joint`; ask `require_quorum` to refuse.

        Raises:
            Malformed: not a checkpoint.
            SignatureRefused: no log of the policy signed, the origin is not the key's name, or a
                line of a known key does not hold.
        """
        note = open_note(data, self.logs)
        checkpoint = parse_checkpoint(note.text)
        signers = {key.name for key in self.logs for line in note.lines if line.claims(key)}
        if checkpoint.origin not in signers:
            raise SignatureRefused(f"{checkpoint.origin} did not sign its own checkpoint")
        found = {name: cosigned_by(note, key) for name, key in self.witnesses.items()}
        cosigned = {name: one for name, one in found.items() if one}
        return Checked(note, checkpoint, cosigned, self._witnessed(set(cosigned)), self.quorum)

    def _witnessed(self, names: set[str]) -> frozenset[str]:
        for name, group in self.groups.items():
            if sum(member in names for member in group.members) >= group.needed:
                names.add(name)
        return frozenset(names)


class _Reading:
    """The definitions so far, each line checked against those before it."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.members: set[str] = set()
        self.quorum: str | None = None

    def take(self, words: list[str]) -> None:
        match words:
            case ["log", key, *url] if len(url) <= 1:
                self.logs.append(self._fresh(parse_key(key), NOTE))
            case ["witness", name, key, *url] if len(url) <= 1:
                self._define(name)
                self.witnesses[name] = self._fresh(parse_key(key), COSIGNATURE)
            case ["group", name, needed, *members] if members:
                group = Group(_threshold(needed, len(members)), tuple(self._free(members)))
                self._define(name)
                self.groups[name] = group
            case ["quorum", name] if self.quorum is None:
                if name != NONE and not self._is_known(name):
                    raise Malformed(f"quorum {name!r:.80} is not defined above")
                self.quorum = name
            case _:
                raise Malformed("not a log, witness, group or the one quorum line of a policy")

    def policy(self) -> Policy:
        if self.quorum is None:
            raise Malformed("a policy has exactly one quorum line")
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum)

    def _is_known(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _define(self, name: str) -> None:
        if name == NONE or self._is_known(name):
            raise Malformed(f"name {name!r:.80} is taken")

    def _free(self, members: list[str]) -> list[str]:
        for member in members:
            if not self._is_known(member):
                raise Malformed(f"member {member!r:.80} is not defined above")
            if member in self.members:
                raise Malformed(f"{member!r:.80} is already a member of a group")
            self.members.add(member)
        return members

    def _fresh(self, key: VerifierKey, kind: int) -> VerifierKey:
        """The key, refused where its type is wrong here or another line has the same one."""
        if key.kind != kind:
            raise Malformed(f"{key.name} has type 0x{key.kind:02x}; 0x{kind:02x} is needed here")
        if any(key.public == other.public for other in (*self.logs, *self.witnesses.values())):
            raise Malformed(f"{key.name} has the public key of another line")
        return key


def _threshold(needed: str, members: int) -> int:
    if needed in {"any", "all"}:
        return 1 if needed == "any" else members
    if not re.fullmatch("[1-9][0-9]?", needed) or int(needed) > members:
        raise Malformed(f"{needed!r:.40} of {members}: write all, any or a number from 1")
    return int(needed)


def _ascii(text: bytes) -> str:
    try:
        plain = text.decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start} of the policy is not ASCII") from error
    odd = next((one for one in plain if (one < " " and one not in "\t\n") or one == "\x7f"), None)
    if odd is not None:
        raise Malformed(f"control character {odd!r} in the policy")
    return plain

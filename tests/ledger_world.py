"""A made-up centre with its keys, and logs of any length, kept in memory or written to a folder."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trucewatch.ledger.canonical import Value
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.cosignature import cosign
from trucewatch.ledger.entry import Entry, encode, signed_bytes
from trucewatch.ledger.keys import COSIGNATURE, NOTE, Signer
from trucewatch.ledger.policy import Policy
from trucewatch.ledger.tiles import Files, checkpoint_path, grown
from trucewatch.ledger.tree import Tree, leaf_hash

ORIGIN = "trucewatch/lakeside/ledger-1"
START = 1_772_323_200  # 2026-03-01T00:00:00Z in POSIX seconds
START_TS = "2026-03-01T00:00:00Z"


def seeded(name: str, kind: int) -> Signer:
    """A signer whose key follows from its name."""
    return Signer.from_seed(name, kind, hashlib.sha256(f"{name} {kind}".encode()).digest())


LOG = seeded(ORIGIN, NOTE)
WITNESSES = {
    "delegation-a": seeded("a.example/witness", COSIGNATURE),
    "delegation-b": seeded("b.example/witness", COSIGNATURE),
    "facilitator": seeded("facilitator.example/witness", COSIGNATURE),
}
OFFICER = seeded("a.example/officer-7", NOTE)
POLICY_TEXT = "\n".join(
    [
        "# the keys of a centre that exists nowhere",
        f"log {LOG.key}",
        *(f"witness {word} {signer.key}" for word, signer in WITNESSES.items()),
        "group parties all delegation-a delegation-b",
        "group joint all parties facilitator",
        "quorum joint",
        "",
    ]
)
POLICY = Policy.parse(POLICY_TEXT.encode())


def entry(seq: int, **given: Any) -> Entry:
    """An entry of a second each, with what is given."""
    minutes, seconds = divmod(seq, 60)
    hours, minutes = divmod(minutes, 60)
    ts = f"2026-03-{1 + hours // 24:02}T{hours % 24:02}:{minutes:02}:{seconds:02}Z"
    made = Entry(seq=seq, ts=ts, type="incident.recorded", actor="p-1", subject=f"i-{seq}")
    return replace(made, **given)


def signed(unsigned: Entry, signer: Signer = OFFICER, origin: str = ORIGIN) -> Entry:
    """The entry with a person's signature."""
    value = b64encode(signer.sign(signed_bytes(unsigned, origin))).decode()
    one: dict[str, Value] = {"kind": "ed25519", "key": str(signer.key), "value": value}
    return replace(unsigned, sig=[*unsigned.sig, one])


def admitting(seq: int, signer: Signer = OFFICER) -> Entry:
    """The entry that lets a person's key speak."""
    return entry(seq, type="key.admitted", subject=None, payload_public={"vkey": str(signer.key)})


@dataclass
class MadeLog:
    """A log as its sequencer holds it, with the private keys of all who sign it.

    Attributes:
        data: the bytes of each entry.
        files: what stands on disk, by path.
        tree: all nodes.
    """

    data: list[bytes] = field(default_factory=list)
    files: Files = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)
    origin: str = ORIGIN

    @property
    def note(self) -> bytes:
        """The newest checkpoint."""
        return self.files["checkpoint"]

    def add(self, entries: Iterable[Entry | bytes]) -> MadeLog:
        """Take entries in, in one batch; bytes go in as they are."""
        fresh = [one if isinstance(one, bytes) else encode(one) for one in entries]
        growth = grown(len(self.data), fresh, self.files.__getitem__)
        self.files.update(growth.files)
        self.data += fresh
        for one in fresh:
            self.tree.append(leaf_hash(one))
        assert growth.root == self.tree.root()
        return self

    def sign(self, by: Iterable[str] = tuple(WITNESSES), *, late: int = 5) -> MadeLog:
        """Make a checkpoint, cosigned `late` seconds after the second of the last entry."""
        size = len(self.data)
        note = sign_checkpoint(Checkpoint(self.origin, size, self.tree.root()), LOG)
        for word in by:
            note = cosign(note, WITNESSES[word], START + max(size - 1, 0) + late)
        self.files["checkpoint"] = self.files[checkpoint_path(size)] = note
        return self

    def copy(self) -> MadeLog:
        """Another with the same entries, which grows by itself."""
        tree = Tree(leaf_hash(one) for one in self.data)
        return MadeLog(list(self.data), dict(self.files), tree, self.origin)

    def write(self, folder: Path) -> Path:
        """Put every file into a folder, with the policy beside it."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        folder.with_suffix(".policy").write_text(POLICY_TEXT, encoding="ascii")
        return folder


def made_log(*sizes: int) -> MadeLog:
    """A log that was signed at each of these sizes."""
    log = MadeLog()
    for size in sizes:
        log.add(entry(seq) for seq in range(len(log.data), size)).sign()
    return log


def fork_of(log: MadeLog, at: int, size: int) -> MadeLog:
    """Another history from entry `at` on, signed by the same keys at `size`."""
    other = MadeLog().add(log.data[:at])
    other.add(entry(seq, actor="p-2") for seq in range(at, size))
    return other.sign()

"""Each check of the verifier is what finds its forgery: without it the same log passes.

A row names the check in the verifier's own text, what stands there once it is gone, and a forgery
that nothing else can find. A row whose text is not in the verifier any more fails.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from draw import Draw
from ledger_damage import clock_back, go_back, impostor, rewrite, run_ahead, without
from ledger_world import (
    LOG,
    OFFICER,
    ORIGIN,
    POLICY_TEXT,
    MadeLog,
    admitting,
    entry,
    fork_of,
    made_log,
    seeded,
    signed,
)
from trucewatch.ledger.checkpoint import Checkpoint, sign_checkpoint
from trucewatch.ledger.entry import encode, signed_bytes
from trucewatch.ledger.keys import NOTE
from trucewatch.ledger.proof_file import ProofFile
from verifiers import DATA, FORK, OK, QUORUM, SIGNATURE, TIME, altered, by_python

ORDER = 2**252 + 27742317777372353535851937790883648493
Words = list[str | Path]


@dataclass(frozen=True)
class Check:
    """A check by its text, its text once it is gone, what it finds, and how it tells it."""

    old: str
    new: str
    forge: Callable[[Path], Words]
    code: int
    without: int = OK


def verify(log: MadeLog, folder: Path) -> Words:
    """The command that verifies a log."""
    written = log.write(folder / "log")
    policy = folder / "log.policy"
    return ["log", written, "--policy", policy, "--signatures", "--out", folder / "evidence"]


def of(make: Callable[[], MadeLog]) -> Callable[[Path], Words]:
    """A forgery that is a log."""
    return lambda folder: verify(make(), folder)


def base() -> MadeLog:
    """An honest log with a person's signature in it."""
    return MadeLog().add([admitting(0), signed(entry(1)), entry(2), entry(3)]).sign()


def forged_by_stranger() -> MadeLog:
    """The log's line holds the signature of another key."""
    log = base()
    stranger = replace(seeded("stranger", NOTE), name=ORIGIN)
    note = sign_checkpoint(Checkpoint(ORIGIN, 4, log.tree.root()), stranger).decode()
    raw = LOG.key.key_id + stranger.sign(note.split("\n\n")[0].encode() + b"\n")
    lines = log.note.decode().split("\n")
    lines[4] = f"— {ORIGIN} {b64encode(raw).decode()}"
    log.files = {**log.files, "checkpoint": "\n".join(lines).encode()}
    del log.files["checkpoints/004"]
    return log


def nobody_s() -> MadeLog:
    """All three cosigned; the log did not sign."""
    log = base()
    lines = [line for line in log.note.decode().split("\n") if not line.startswith(f"— {ORIGIN}")]
    log.files["checkpoint"] = "\n".join(lines).encode()
    del log.files["checkpoints/004"]
    return log


def altered_base64() -> MadeLog:
    """Bits that base64 leaves over are set in a signature."""
    log = base()
    lines = log.note.decode().split("\n")
    assert lines[5].endswith("==")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = letters[letters.index(lines[5][-3]) | 1]
    lines[5] = f"{lines[5][:-3]}{last}=="
    log.files["checkpoint"] = "\n".join(lines).encode()
    del log.files["checkpoints/004"]
    return log


def tile_altered() -> MadeLog:
    """The entries are whole, a tile of their hashes is not."""
    log = base()
    log.files["tile/0/000.p/4"] = bytes(4 * 32)
    return log


def rewritten() -> MadeLog:
    """An entry and all tiles changed to fit, under the old checkpoint."""
    return rewrite(Draw(1), base())


def forked() -> MadeLog:
    """The checkpoint of the first history is still there."""
    log = made_log(20)
    other = fork_of(log, 10, 30)
    other.files["checkpoints/020"] = log.note
    return other


def misplaced() -> MadeLog:
    """A kept checkpoint stands at the path of another size."""
    log = base()
    log.files["checkpoints/007"] = log.files.pop("checkpoints/004")
    return log


def of_elsewhere() -> MadeLog:
    """Among the kept checkpoints is one of another log of the policy."""
    log = base()
    other = sign_checkpoint(Checkpoint("b/log", 0, MadeLog().tree.root()), seeded("b/log", NOTE))
    log.files["checkpoints/000"] = other
    return log


def with_other_log(folder: Path) -> Words:
    """The policy trusts two logs; their checkpoints do not belong into one folder."""
    words = verify(of_elsewhere(), folder)
    policy = f"log {seeded('b/log', NOTE).key}\n{POLICY_TEXT}"
    (folder / "log.policy").write_text(policy, encoding="ascii")
    return words


def spelled(old: bytes, new: bytes) -> Callable[[Path], Words]:
    """The centre signs an entry of other bytes."""
    data = encode(entry(4))
    assert old in data
    return of(lambda: MadeLog().add([*base().data, data.replace(old, new)]).sign())


def at_wrong_place() -> MadeLog:
    """The centre signs an entry that claims another place."""
    return MadeLog().add([*base().data, encode(entry(9))]).sign()


def value_of(unsigned_by: bytes) -> MadeLog:
    """An entry with these 64 bytes for a person's signature."""
    one = signed(entry(4)).sig[0]
    bad = replace(entry(4), sig=[{**one, "value": b64encode(unsigned_by).decode()}])
    return MadeLog().add([*base().data, encode(bad)]).sign()


def malleable() -> MadeLog:
    """The same signature with the group's order added to s."""
    good = OFFICER.sign(signed_bytes(entry(4), ORIGIN))
    s = int.from_bytes(good[32:], "little") + ORDER
    return value_of(good[:32] + s.to_bytes(32, "little"))


def replayed() -> MadeLog:
    """What a person signed once is logged twice."""
    log = base()
    again = replace(signed(entry(1)), seq=4, ts="2026-03-01T00:00:04Z")
    return MadeLog().add([*log.data, encode(again)]).sign()


def not_admitted() -> MadeLog:
    """A key signs that no entry admits."""
    return MadeLog().add([entry(0), signed(entry(1))]).sign()


def ended() -> MadeLog:
    """A key signs after the entry that ended it."""
    end = entry(4, type="key.ended", payload_public={"vkey": str(OFFICER.key)})
    return MadeLog().add([*base().data, encode(end), encode(signed(entry(5)))]).sign()


def proved(index: int, data: bytes, log: MadeLog) -> Callable[[Path], Words]:
    """Some entry beside the proof of some index."""

    def forge(folder: Path) -> Words:
        (folder / "policy").write_text(POLICY_TEXT, encoding="ascii")
        proof = ProofFile(index, tuple(log.tree.inclusion(index)), log.note)
        (folder / "proof").write_bytes(bytes(proof))
        (folder / "entry").write_bytes(data)
        return ["entry", folder / "entry", folder / "proof", "--policy", folder / "policy"]

    return forge


def framed(folder: Path) -> Words:
    """A path of nothing, to accuse an honest log."""
    log = made_log(20, 30)
    (folder / "policy").write_text(POLICY_TEXT, encoding="ascii")
    head = b"trucewatch/fork-evidence@v1\n" + (b"A" * 43 + b"=\n") * 4
    kept = log.files["checkpoints/020"]
    text = head + b"\n=== smaller\n" + kept + b"=== larger\n" + log.note
    (folder / "claim").write_bytes(text)
    return ["fork", folder / "claim", "--policy", folder / "policy"]


def split(folder: Path) -> Words:
    """Two mirrors were shown two histories."""
    log = made_log(20)
    words = [log.write(folder / "a"), fork_of(log, 10, 30).write(folder / "b")]
    return ["diff", *words, "--policy", folder / "a.policy", "--out", folder / "evidence"]


def swapped_file(folder: Path) -> Words:
    """An evidence file holds other bytes."""
    name = sha256(b"photograph").hexdigest()
    path = folder / "store" / "sha256" / name[:2] / name[2:4] / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"another")
    return ["evidence", folder / "store"]


CHECKS = {
    "log's signature": Check(
        "require(holds, SIGNATURE, f\"{name}: the log's",
        "require(True, SIGNATURE, f\"{name}: the log's",
        of(forged_by_stranger),
        SIGNATURE,
    ),
    "signed by its own log": Check("require(is_logged,", "require(True,", of(nobody_s), SIGNATURE),
    "cosignature": Check(
        "require(holds and at < 2**63,",
        "require(at < 2**63,",
        of(lambda: impostor(Draw(1), base())),
        SIGNATURE,
    ),
    "one base64": Check(
        "require(base64.b64encode(data).decode() == text,", "require(True,", of(altered_base64), 10
    ),
    "quorum": Check(
        "require(self.quorum in names,",
        "require(True,",
        of(lambda: without(Draw(1), base())),
        QUORUM,
    ),
    "root of the entries": Check(
        "is_whole = root_of(newest.size, tile_of) == newest.root",
        "is_whole = True",
        of(rewritten),
        DATA,
        FORK,
    ),
    "tiles": Check(
        'is_same = b"".join(items_in(folder, size, len(rows) - 1, number)) == made',
        "is_same = True",
        of(tile_altered),
        DATA,
    ),
    "fork": Check("if one.root != root_of(one.size, tile_of):", "if False:", of(forked), FORK),
    "place of a checkpoint": Check(
        'is_there = path == folder / "checkpoints" / numbered(found[-1].size)',
        "is_there = True",
        of(misplaced),
        DATA,
    ),
    "one log": Check(
        "require(all(one.origin == newest.origin for one in found),",
        "require(True,",
        with_other_log,
        DATA,
    ),
    "place of an entry": Check("require(said == seq,", "require(True,", of(at_wrong_place), DATA),
    "time of entries": Check(
        "require(not self.times or now >= self.times[-1],",
        "require(True,",
        of(lambda: go_back(Draw(1), base())),
        TIME,
    ),
    "one spelling": Check(
        "and SPELL(entry).encode() == data", "", spelled(b'"v":1', b'"v": 1'), DATA
    ),
    "limits of values": Check(
        "is_plain(entry, 32)", "True", spelled(b'_public":{}', b'_public":{"a":0.5}'), DATA
    ),
    "members": Check("and entry.keys() == MEMBERS", "", spelled(b',"v":1', b',"v":1,"x":1'), DATA),
    "time over time": Check(
        "is_over = not one.size or entries.times[one.size - 1] <= (time + SKEW) * 1000",
        "is_over = True",
        of(lambda: run_ahead(Draw(1), base())),
        TIME,
    ),
    "time of witnesses": Check(
        "require(time + SKEW >= latest.get(word, 0),",
        "require(True,",
        of(lambda: clock_back(Draw(1), base())),
        TIME,
    ),
    "person's signature": Check(
        "holds = signed_by(public, unbase64(value, SIGNATURE), message)",
        "holds = True",
        of(lambda: value_of(Draw(1).noise(64))),
        SIGNATURE,
    ),
    "malleable signature": Check("or s >= ORDER", "", of(malleable), SIGNATURE),
    "replay": Check("require(value not in self.seen,", "require(True,", of(replayed), SIGNATURE),
    "admission": Check(
        "require(text in self.admitted,", "require(True,", of(not_admitted), SIGNATURE
    ),
    "end of a key": Check(
        'case {"type": "key.ended", ',
        'case {"type": "key.never", ',
        of(ended),
        SIGNATURE,
    ),
    "proof of another entry": Check(
        "is_there = roots_by([leaf, *path], 0, index + 1, whole.size)[1] == whole.root",
        "is_there = True",
        proved(2, encode(entry(2, actor="p-9")), base()),
        DATA,
    ),
    "proof of another place": Check(
        "require(said == index,",
        "require(True,",
        proved(4, encode(entry(9)), at_wrong_place()),
        DATA,
    ),
    "framing": Check("require(after == second.root,", "require(True,", framed, DATA, FORK),
    "split view": Check(
        "if small.size and contradict(small, large, path):", "if False:", split, FORK
    ),
    "evidence file": Check(
        "require(path == root / name[:2] / name[2:4] / name,", "require(True,", swapped_file, DATA
    ),
}


@pytest.mark.parametrize("what", CHECKS)
def test_the_check_finds_the_forgery(what: str, tmp_path: Path) -> None:
    """As the program is."""
    check = CHECKS[what]
    assert by_python(*check.forge(tmp_path)) == check.code


@pytest.mark.parametrize("what", CHECKS)
def test_without_the_check_the_forgery_passes(what: str, tmp_path: Path) -> None:
    """So it is this check that finds it, and these tests would notice its loss."""
    check = CHECKS[what]
    module = altered(tmp_path, check.old, check.new)
    assert by_python(*check.forge(tmp_path), module=module) == check.without


def test_small_order_keys_are_what_the_check_refuses(tmp_path: Path) -> None:
    """Under the key of order one, a signature without any secret holds for every message."""
    module = altered(tmp_path, "return rows if rows[0][8][0] else None", "return rows")
    identity = b"\x01" + bytes(31)
    universal = identity + bytes(32)
    assert module.signed_by(identity, universal, b"anything")
    whole = altered(tmp_path, "SKEW = 120", "SKEW = 120 ")
    assert not whole.signed_by(identity, universal, b"anything")

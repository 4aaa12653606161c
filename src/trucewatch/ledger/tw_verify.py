#!/usr/bin/env python3
"""Verify a Trucewatch ledger alone and offline: one file, Python 3.11 or later, nothing else.

    python tw_verify.py log DIR --policy FILE [--signatures] [--keys FILE] [--quick]
    python tw_verify.py since CHECKPOINT DIR --policy FILE         the one I kept still holds
    python tw_verify.py diff CHECKPOINT CHECKPOINT --policy FILE   one history, or two
    python tw_verify.py fork FILE --policy FILE                    does this evidence prove a fork
    python tw_verify.py entry ENTRY PROOF --policy FILE            this entry is in the log
    python tw_verify.py evidence DIR                               files are what their names say

Exit 0 all holds; 2 bad use; 10 signature; 11 quorum; 12 fork (evidence is written); 13 data missing
or altered; 14 time. Formats: docs/reference/ledger.md. It opens no connection and runs no program.
"""

from __future__ import annotations

import argparse
import base64
import functools
import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

USE, SIGNATURE, QUORUM, FORK, DATA, TIME = 2, 10, 11, 12, 13, 14
NAMES = {2: "bad use", 10: "signature", 11: "quorum", 12: "fork", 13: "missing data", 14: "time"}
SKEW = 120  # seconds that two honest clocks may differ
HASH, WIDTH, LARGEST = 32, 256, 2**53 - 1
EMPTY_ROOT = hashlib.sha256(b"").digest()


class Refused(Exception):
    """Verification ends here; arguments are the exit code and what is wrong."""


def refuse(code: int, what: str) -> NoReturn:
    """End verification with this exit code and this line."""
    raise Refused(code, what)


# --- Ed25519, RFC 8032 -------------------------------------------------------------------------
# Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, T = XY/Z. Only verification: nothing is secret,
# so nothing needs constant time. Each key gets a table of its multiples once; a signature then
# takes 128 additions.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
IDENTITY: Point = (0, 1, 1, 0)


def add(p: Point, q: Point) -> Point:
    """RFC 8032 section 5.1.4; holds for equal points too."""
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_from(data: bytes) -> Point | None:
    """The point of 32 bytes; None where there is none, or the bytes are not its one spelling."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def bytes_of(point: Point) -> bytes:
    """The 32 bytes of a point."""
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


Table = list[list[Point]]


def table_of(point: Point) -> Table:
    """For each of 64 hexadecimal digits of a scalar, the 16 multiples that it can ask for."""
    rows = []
    for _ in range(64):
        row = [IDENTITY]
        for _ in range(15):
            row.append(add(row[-1], point))
        rows.append(row)
        point = add(row[-1], point)
    return rows


def times(scalar: int, table: Table) -> Point:
    """The multiple of the table's point by a scalar below 2^256."""
    total = IDENTITY
    for row in table:
        if scalar & 15:
            total = add(total, row[scalar & 15])
        scalar >>= 4
    return total


BASE = table_of(point_from((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or IDENTITY)


@functools.cache
def negated_table(public: bytes) -> Table | None:
    """Multiples of minus the public key; None for a key that is no point or of small order."""
    point = point_from(public)
    twofold = add(point, point) if point else IDENTITY
    fourfold = add(twofold, twofold)
    if not point or bytes_of(add(fourfold, fourfold)) == bytes_of(IDENTITY):
        return None
    return table_of((P - point[0], point[1], 1, P - point[3]))


def signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether R is the encoding of s*B - k*A, with s below the order."""
    minus_key, s = negated_table(public), int.from_bytes(signature[32:], "little")
    if minus_key is None or len(signature) != 64 or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    k = int.from_bytes(digest, "little") % ORDER
    return bytes_of(add(times(s, BASE), times(k, minus_key))) == signature[:32]


# --- Keys, notes, checkpoints: C2SP signed-note, tlog-checkpoint, tlog-cosignature ---------------


class Key(NamedTuple):
    """A verifier key: kind 1 signs notes, kind 4 cosigns checkpoints."""

    name: str
    key_id: bytes
    kind: int
    public: bytes


class Checkpoint(NamedTuple):
    """A checkpoint, the time of each verified cosignature, and the note it was read from."""

    origin: str
    size: int
    root: bytes
    times: dict[str, int]
    note: bytes


def unbase64(text: str, code: int) -> bytes:
    """Bytes of base64, refused where another text would give the same bytes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        refuse(code, f"{text[:24]!r} is not base64")
    return data if base64.b64encode(data).decode() == text else refuse(code, "base64 has odd bits")


def is_name(name: str) -> bool:
    """Whether this can be a key's name."""
    odd = any(one.isspace() or one < " " or one in "+\x7f" for one in name)
    return 0 < len(name) <= 255 and not odd


def key_from(text: str, code: int) -> Key:
    """A key from `<name>+<key id>+<base64(kind, public key)>`."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not is_name(parts[0]):
        refuse(code, f"{text[:60]!r} is not a verifier key")
    raw = unbase64(parts[2], code)
    key_id = hashlib.sha256(parts[0].encode() + b"\n" + raw).digest()[:4]
    if len(raw) != 33 or raw[0] not in {1, 4} or key_id.hex() != parts[1]:
        refuse(code, f"{parts[0]}: not an Ed25519 key, or not with this key id")
    if negated_table(raw[1:]) is None:
        refuse(code, f"{parts[0]}: a public key under which signatures mean nothing")
    return Key(parts[0], key_id, raw[0], raw[1:])


def split_note(note: bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """Text, and name, key id and signature of each line below; nothing is verified."""
    try:
        whole = note.decode("utf-8")
    except UnicodeDecodeError:
        refuse(SIGNATURE, "a note that is not UTF-8")
    text, blank, rest = whole.rpartition("\n\n")
    lines = rest[:-1].split("\n")
    if not blank or not rest.endswith("\n") or len(note) > 65536 or len(lines) > 64:
        refuse(SIGNATURE, "not text, an empty line and signature lines")
    if any(one < " " and one != "\n" for one in whole):
        refuse(SIGNATURE, "a control character in a note")
    found = []
    for line in lines:
        name, space, encoded = line[2:].partition(" ")
        if line[:2] != "\N{EM DASH} " or not space or not is_name(name):
            refuse(SIGNATURE, f"{line[:60]!r} is not a signature line")
        raw = unbase64(encoded, SIGNATURE)
        if len(raw) < 5:
            refuse(SIGNATURE, f"{name}: signature is empty")
        found.append((name, raw[:4], raw[4:]))
    return text + "\n", found


def decimal(text: str, code: int) -> int:
    """A number from 0 to 2^53 - 1 without leading zeroes."""
    if not re.fullmatch("0|[1-9][0-9]{0,15}", text) or int(text) > LARGEST:
        refuse(code, f"{text[:24]!r} is not a decimal number")
    return int(text)


def cosigned_at(key: Key, signature: bytes, text: str) -> int:
    """The time in a cosignature, refused where the signature does not hold."""
    at = int.from_bytes(signature[:8], "big")
    message = f"cosignature/v1\ntime {at}\n{text}".encode()
    if at >= 2**63 or len(signature) != 72 or not signed_by(key.public, signature[8:], message):
        refuse(SIGNATURE, f"{key.name}: cosignature does not hold")
    return at


def claimed_checkpoint(note: bytes) -> Checkpoint:
    """The checkpoint that a note claims to be; no signature is verified."""
    lines = split_note(note)[0].split("\n")
    if len(lines) != 4 or lines[3]:
        refuse(SIGNATURE, "a checkpoint has three lines: origin, size and root")
    root, size = unbase64(lines[2], SIGNATURE), decimal(lines[1], SIGNATURE)
    if len(root) != HASH or (size == 0 and root != EMPTY_ROOT):
        refuse(SIGNATURE, "the root is not 32 bytes, or not that of an empty tree")
    return Checkpoint(lines[0], size, root, {}, note)


def open_checkpoint(note: bytes, policy: Policy) -> Checkpoint:
    """The checkpoint in a note that its log signed; each line of a known key must hold."""
    checkpoint, (text, lines) = claimed_checkpoint(note), split_note(note)
    is_logged = False
    for name, key_id, signature in lines:
        for log in policy.logs:
            if (log.name, log.key_id) == (name, key_id):
                if not signed_by(log.public, signature, text.encode()):
                    refuse(SIGNATURE, f"{name}: the log's signature does not hold")
                is_logged |= name == checkpoint.origin
        for word, key in policy.witnesses.items():
            if (key.name, key.key_id) == (name, key_id):
                at = cosigned_at(key, signature, text)
                checkpoint.times[word] = min(at, checkpoint.times.get(word, at))
    if not is_logged:
        refuse(SIGNATURE, f"{checkpoint.origin[:80]}: not signed by this log under this policy")
    return checkpoint


# --- Policy: C2SP tlog-policy --------------------------------------------------------------------


class Policy(NamedTuple):
    """Trusted keys, groups in order of definition, and the name that must have witnessed."""

    logs: list[Key]
    witnesses: dict[str, Key]
    groups: dict[str, tuple[int, list[str]]]
    quorum: str

    def require_quorum(self, checkpoint: Checkpoint) -> None:
        """Refuse a checkpoint that not all whom the policy asks for have cosigned."""
        names = {"none", *checkpoint.times}
        for name, (needed, members) in self.groups.items():
            if sum(member in names for member in members) >= needed:
                names.add(name)
        if self.quorum not in names:
            there = ", ".join(sorted(checkpoint.times)) or "nobody"
            refuse(QUORUM, f"{self.quorum} has not cosigned size {checkpoint.size}; {there} has")


def policy_from(data: bytes) -> Policy:
    """A policy from its file; a name is defined above its use and a member of one group at most."""
    if len(data) > 65536 or any(one > 126 or (one < 32 and one not in b"\t\n") for one in data):
        refuse(USE, "policy: longer than 64 KiB, or not plain ASCII")
    logs, free, quorum = [], set(), ""
    witnesses: dict[str, Key] = {}
    groups: dict[str, tuple[int, list[str]]] = {}
    for number, line in enumerate(data.decode("ascii").split("\n"), 1):
        words = line.split()
        known = {*witnesses, *groups}
        match words:
            case []:
                pass
            case [word, *_] if word.startswith("#"):
                pass
            case ["log", key, *url] if len(url) < 2:
                logs.append(key_from(key, USE))
            case ["witness", name, key, *url] if len(url) < 2 and name not in {*known, "none"}:
                witnesses[name] = key_from(key, USE)
                free.add(name)
            case ["group", name, k, *of] if {*of} <= free and name not in {*known, "none"}:
                k = {"any": "1", "all": str(len(of))}.get(k, k)
                if len({*of}) < len(of) or not re.fullmatch("[1-9][0-9]?", k) or int(k) > len(of):
                    refuse(USE, f"policy line {number}: a member twice, or no number of members")
                groups[name] = (int(k), of)
                free = (free | {name}) - {*of}
            case ["quorum", name] if not quorum and name in {*known, "none"}:
                quorum = name
            case _:
                refuse(USE, f"policy line {number}: unknown, or with a name taken or not defined")
    keys = [*logs, *witnesses.values()]
    kinds = [1] * len(logs) + [4] * len(witnesses)
    if [key.kind for key in keys] != kinds or len({key.public for key in keys}) < len(keys):
        refuse(USE, "policy: a key of the wrong type, or one that stands twice")
    return Policy(logs, witnesses, groups, quorum) if quorum else refuse(USE, "policy: no quorum")


# --- Merkle tree: RFC 6962 section 2.1 -----------------------------------------------------------


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def folded(peaks: list[bytes]) -> bytes:
    """The root over complete subtrees of falling size."""
    root = peaks[-1] if peaks else EMPTY_ROOT
    for left in reversed(peaks[:-1]):
        root = node_hash(left, root)
    return root


class Tree:
    """A tree that grows by leaves; `rows[l]` are the hashes in the tiles of level l."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []
        self.rows = [bytearray()]

    def append(self, leaf: bytes) -> None:
        """Take in the next leaf hash."""
        self.rows[0] += leaf
        level, whole = 0, self.size
        while whole & 1:
            leaf, level, whole = node_hash(self.peaks.pop(), leaf), level + 1, whole >> 1
            if level % 8 == 0:
                if level // 8 == len(self.rows):
                    self.rows.append(bytearray())
                self.rows[level // 8] += leaf
        self.peaks.append(leaf)
        self.size += 1

    def tile(self, level: int, number: int) -> bytes:
        """The hashes of one tile."""
        return bytes(self.rows[level][number * WIDTH * HASH : (number + 1) * WIDTH * HASH])


TileOf = Callable[[int, int], bytes]


def node(tile_of: TileOf, level: int, index: int) -> bytes:
    """The hash of the complete node over the leaves from index * 2^level to the next."""
    tile, at = divmod(index << level % 8, WIDTH)
    row = tile_of(level // 8, tile)
    hashes = [row[i * HASH : (i + 1) * HASH] for i in range(at, at + (1 << level % 8))]
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def peaks_of(size: int, tile_of: TileOf, below: int = 64) -> list[bytes]:
    """The complete nodes that cover the first `size` leaves, only those below a level."""
    bits = [level for level in reversed(range(size.bit_length())) if size >> level & 1]
    return [node(tile_of, lv, (size >> lv + 1) << 1) for lv in bits if lv < below]


def prefix_path(smaller: int, size: int, tile_of: TileOf) -> list[bytes]:
    """The last complete node of the smaller tree, then its siblings up in the larger."""
    level = (smaller & -smaller).bit_length() - 1
    index = (smaller >> level) - 1
    path = [node(tile_of, level, index)]
    while size - 1 >> level:
        if index ^ 1 < size >> level:
            path.append(node(tile_of, level, index ^ 1))
        elif index ^ 1 <= size - 1 >> level:
            path.append(folded(peaks_of(size, tile_of, level)))
        index, level = index >> 1, level + 1
    return path


def lengths(index: int, size: int) -> tuple[int, int]:
    """How many hashes of a path lie below and above the point where leaf and last leaf part."""
    inner = (index ^ (size - 1)).bit_length()
    return inner, (index >> inner).bit_count()


def root_by_inclusion(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root to which a path leads; the size must come from a signed checkpoint."""
    inner, border = lengths(index, size)
    if not 0 <= index < size or len(path) != inner + border or any(len(h) != HASH for h in path):
        refuse(DATA, f"no such path for leaf {index} in a tree of {size}")
    for level, sibling in enumerate(path):
        right = level >= inner or index >> level & 1
        leaf = node_hash(sibling, leaf) if right else node_hash(leaf, sibling)
    return leaf


def roots_by_prefix(smaller: int, larger: int, path: list[bytes]) -> tuple[bytes, bytes]:
    """The roots of both sizes to which a `prefix_path` leads."""
    shift = (smaller & -smaller).bit_length() - 1
    inner, border = lengths(smaller - 1, larger)
    fits = 0 < smaller < larger and len(path) == 1 + inner - shift + border
    if not fits or any(len(one) != HASH for one in path):
        refuse(DATA, f"no such path from {smaller} to {larger}")
    before = after = path[0]
    for level, sibling in enumerate(path[1:], shift):
        if level >= inner or smaller - 1 >> level & 1:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
        else:
            after = node_hash(after, sibling)
    return before, after


# --- Forks ---------------------------------------------------------------------------------------

FORK_LINE, SMALLER, LARGER = "trucewatch/fork-evidence@v1", b"=== smaller\n", b"=== larger\n"


def contradict(first: Checkpoint, second: Checkpoint, path: list[bytes]) -> bool:
    """Whether no one tree holds both; `first` is the smaller, `path` leads to both roots."""
    if first.size == second.size and not path:
        return first.root != second.root
    before, after = roots_by_prefix(first.size, second.size, path)
    if after != second.root:
        refuse(DATA, "the path does not lead to the larger root, so it proves nothing")
    return before != first.root


def tell_fork(pair: list[Checkpoint], path: list[bytes], out: Path | None) -> NoReturn:
    """Write the evidence and end with 12."""
    first, second = sorted(pair, key=lambda one: (one.size, one.root))
    lines = [FORK_LINE, *(base64.b64encode(one).decode() for one in path), "", ""]
    evidence = "\n".join(lines).encode() + SMALLER + first.note + LARGER + second.note
    digest = hashlib.sha256(evidence).hexdigest()
    target = out or Path(f"fork-{first.size}-{second.size}-{digest[:16]}.tw-fork")
    what = f"{first.origin} signed two histories, of {first.size} and {second.size} entries"
    try:
        target.write_bytes(evidence)
    except OSError as error:
        refuse(FORK, f"{what}; the evidence cannot be written: {error}")
    refuse(FORK, f"{what}; evidence: {target}")


# --- Entries -------------------------------------------------------------------------------------

MEMBERS = set("actor commitments payload_public prev_version seq sig subject ts type v".split())
KEY_TEXT = re.compile(r"[ !#-\[\]-~]{1,128}")
KIND = re.compile("[a-z][a-z0-9_]{0,31}")
NAME = '"[A-Za-z0-9._:/-]{1,128}"'
FORM = (
    re.compile(  # the eight members that have one form, spelled together; seq, seconds, thousandths
        rf'{{"actor":{NAME},"commitments":{{(?:"[a-z][a-z0-9_.]{{0,63}}":"[0-9a-f]{{64}}",?)*}},'
        rf'"prev_version":(?:null|[1-9][0-9]*),"seq":([0-9]+),"subject":(?:null|{NAME}),'
        r'"ts":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.(?!000)([0-9]{3}))?Z",'
        r'"type":"(?=[^"]{1,64}")[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*","v":1}'
    )
)
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00")  # every instant here is UTC
SPELL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def is_plain(value: Any, room: int) -> bool:
    """Whether a value keeps the limits: no fraction, small integers, NFC, ASCII keys, depth."""
    if room < 0 or isinstance(value, float):
        return False
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    if isinstance(value, list):
        return all(is_plain(one, room - 1) for one in value)
    if isinstance(value, dict):
        return all(KEY_TEXT.fullmatch(k) and is_plain(one, room - 1) for k, one in value.items())
    return not isinstance(value, int) or abs(value) <= LARGEST


def parsed_entry(data: bytes) -> tuple[dict[str, Any], int, int]:
    """The entry in these bytes, its seq and its milliseconds, refused unless in their one form."""
    try:
        entry = json.loads(data.decode("utf-8"))
        form = FORM.fullmatch(SPELL({k: entry[k] for k in MEMBERS - {"payload_public", "sig"}}))
        is_good = (
            is_plain(entry, 32)
            and SPELL(entry).encode() == data
            and entry.keys() == MEMBERS
            and isinstance(entry["payload_public"], dict)
            and isinstance(entry["sig"], list)
            and len(entry["sig"]) <= 16
            and all(KIND.fullmatch(one["kind"]) for one in entry["sig"])
        )
        if form and is_good:
            past = datetime.fromisoformat(form[2]) - EPOCH
            now = (past.days * 86400 + past.seconds) * 1000 + int(form[3] or 0)
            return entry, int(form[1]), now
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    refuse(DATA, "not the ten members of an entry in their one spelling")


class Entries:
    """What entry after entry must satisfy; keeps the first thing that one does not.

    It is told after root and forks: altered bytes are no log at all.
    """

    def __init__(self, origin: str, people: bool, pinned: set[str] | None) -> None:
        self.origin, self.people, self.pinned = origin, people, pinned
        self.problem: Refused | None = None
        self.last = -(2**63)
        self.types: list[str] = []
        self.admitted: set[str] = set()
        self.seen: dict[str, int] = {}
        self.unchecked = 0

    def take(self, seq: int, data: bytes) -> None:
        """Check the next entry."""
        try:
            entry, said, now = parsed_entry(data)
            if said != seq:
                refuse(DATA, f"says seq {said}")
            if now < self.last:
                refuse(TIME, f"{entry['ts']} is earlier than the entry before")
            self.last = now
            self.types.append(sys.intern(entry["type"]))
            if self.people:
                self.check_signatures(seq, entry)
        except Refused as refused:
            code, what = refused.args
            self.problem = self.problem or Refused(code, f"entry {seq}: {what}")

    def check_signatures(self, seq: int, entry: dict[str, Any]) -> None:
        """Verify people's signatures, then let the entry admit or end a key."""
        content = {name: entry[name] for name in MEMBERS - {"seq", "sig", "ts"}}
        message = f"trucewatch-signature/v1\n{self.origin}\n{SPELL(content)}\n".encode()
        trusted = self.admitted if self.pinned is None else self.pinned & self.admitted
        for one in entry["sig"]:
            if one["kind"] != "ed25519":
                self.unchecked += 1
                continue
            text, value = one.get("key"), one.get("value")
            if not isinstance(text, str) or not isinstance(value, str) or len(one) != 3:
                refuse(SIGNATURE, "a signature is kind, key and value")
            key = key_from(text, SIGNATURE)
            if text not in trusted or key.kind != 1:
                refuse(SIGNATURE, f"{key.name}: not a key that an earlier entry admits")
            if not signed_by(key.public, unbase64(value, SIGNATURE), message):
                refuse(SIGNATURE, f"{key.name}: signature does not hold")
            if value in self.seen:
                refuse(SIGNATURE, f"{key.name}: the signature of entry {self.seen[value]} again")
            self.seen[value] = seq
        spoken_of = entry["payload_public"].get("vkey")
        if entry["type"] == "key.admitted" and isinstance(spoken_of, str):
            self.admitted.add(spoken_of)
        elif entry["type"] == "key.ended" and isinstance(spoken_of, str):
            self.admitted.discard(spoken_of)


# --- The folder of a log: C2SP tlog-tiles --------------------------------------------------------


def numbered(index: int) -> str:
    """`x001/x234/067` for 1234067."""
    groups = re.findall("...", str(index).zfill(-(-len(str(index)) // 3) * 3))
    return "/".join(["x" + one for one in groups[:-1]] + groups[-1:])


def bytes_at(path: Path, code: int) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        refuse(code, f"{path}: {error.strerror}")


def tile_file(folder: Path, level: object, tile: int, width: int) -> tuple[Path, bytes, int]:
    """Path, bytes and width of a tile or bundle, or of the full one that has replaced it."""
    full = folder / "tile" / str(level) / numbered(tile)
    partial = full.with_name(f"{full.name}.p") / str(width)
    is_partial = width < WIDTH and partial.is_file()
    path = partial if is_partial else full
    return path, bytes_at(path, DATA), width if is_partial else WIDTH


def hashes_in(folder: Path, level: int, tile: int, width: int) -> bytes:
    """The first hashes of a tile."""
    path, data, has = tile_file(folder, level, tile, width)
    return data[: width * HASH] if len(data) == has * HASH else refuse(DATA, f"{path}: wrong size")


def entries_in(folder: Path, tile: int, width: int) -> list[bytes]:
    """The first entries of a bundle, each behind its length in two bytes."""
    path, data, has = tile_file(folder, "entries", tile, width)
    items, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        items.append(data[at + 2 : end])
        at = end
    if at != len(data) or len(items) != has:
        refuse(DATA, f"{path}: not {has} whole entries")
    return items[:width]


def read_log(folder: Path, size: int, take: Callable[[int, bytes, Tree], None]) -> Tree:
    """The tree over the entries in a folder, each tile compared with the file that holds it."""
    tree = Tree()
    for first in range(0, size, WIDTH):
        items = entries_in(folder, first // WIDTH, min(WIDTH, size - first))
        for seq, item in enumerate(items, first):
            tree.append(leaf_hash(item))
            take(seq, item, tree)
    for level, row in enumerate(tree.rows):
        for number in range(-(-len(row) // (WIDTH * HASH))):
            made = tree.tile(level, number)
            if hashes_in(folder, level, number, len(made) // HASH) != made:
                refuse(DATA, f"tile {level}/{numbered(number)}: not the hashes of the entries")
    return tree


# --- Commands ------------------------------------------------------------------------------------


def kept_checkpoints(folder: Path) -> list[Checkpoint]:
    """Every checkpoint of a log, as claimed; a kept one stands at the path of its size."""
    found = [claimed_checkpoint(bytes_at(folder / "checkpoint", SIGNATURE))]
    root = folder / "checkpoints"
    for path in sorted(root.rglob("*")):
        if path.is_file():
            found.append(claimed_checkpoint(bytes_at(path, SIGNATURE)))
            if path != root / numbered(found[-1].size):
                refuse(DATA, f"{path}: holds the checkpoint of size {found[-1].size}")
    return found


def checked_log(args: Any, policy: Policy, kept: list[Checkpoint]) -> tuple[Checkpoint, Entries]:
    """The largest checkpoint of a folder and its entries, once everything about them holds.

    Args:
        args: the options of `log` and `since`.
        policy: whom the reader trusts.
        kept: checkpoints that the reader brought along.
    """
    found = [*kept_checkpoints(args.folder), *kept]
    newest = max(found, key=lambda one: one.size)
    opened = [open_checkpoint(one.note, policy) for one in ([newest] if args.quick else found)]
    newest = max(opened, key=lambda one: one.size)
    if any(one.origin != newest.origin for one in found):
        refuse(DATA, f"checkpoints of other logs than {newest.origin}")
    pinned = set(bytes_at(args.keys, USE).decode("utf-8", "replace").split()) if args.keys else None
    entries = Entries(newest.origin, args.signatures, pinned)
    roots, at, sizes = {0: EMPTY_ROOT}, {0: -(2**63)}, {one.size for one in found}

    def take(seq: int, data: bytes, tree: Tree) -> None:
        entries.take(seq, data)
        if tree.size in sizes:
            roots[tree.size], at[tree.size] = folded(tree.peaks), entries.last

    for one in found:
        if one.size == newest.size and one.root != newest.root:
            tell_fork([open_checkpoint(one.note, policy), newest], [], args.out)
    tree = read_log(args.folder, newest.size, take)
    if roots[newest.size] != newest.root:
        refuse(DATA, f"the entries are not those of the checkpoint of size {newest.size}")
    for one in found:
        if one.root != roots[one.size]:
            path = prefix_path(one.size, newest.size, tree.tile)
            tell_fork([open_checkpoint(one.note, policy), newest], path, args.out)
    if entries.problem:
        raise entries.problem
    check_times(opened, at)
    policy.require_quorum(newest)
    return newest, entries


def check_times(opened: list[Checkpoint], at: dict[int, int]) -> None:
    """Refuse where a witness's clock goes back, or an entry is later than a cosignature over it."""
    latest: dict[str, int] = {}
    for one in sorted(opened, key=lambda one: one.size):
        for word, time in one.times.items():
            if at[one.size] > (time + SKEW) * 1000:
                refuse(TIME, f"{word} cosigned size {one.size} before its last entry was made")
            if time + SKEW < latest.get(word, 0):
                refuse(TIME, f"{word} cosigned size {one.size} before a smaller one")
            latest[word] = max(time, latest.get(word, 0))


def log(args: Any, policy: Policy) -> str:
    """Tree, checkpoints, places and times of a log; people's signatures where asked for."""
    newest, entries = checked_log(args, policy, [])
    people = f"{len(entries.seen)} signatures by people, {entries.unchecked} of kinds not checked"
    return f"{newest.origin}: {newest.size} entries, {people if args.signatures else 'joint'}"


def since(args: Any, policy: Policy) -> str:
    """The log still begins as the checkpoint says that its reader kept."""
    kept = open_checkpoint(bytes_at(args.checkpoint, USE), policy)
    newest, entries = checked_log(args, policy, [kept])
    counts = Counter(entries.types[kept.size :])
    told = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    return f"{newest.origin}: from {kept.size} to {newest.size} entries: {told or 'nothing new'}"


def diff(args: Any, policy: Policy) -> str:
    """Two checkpoints are of one history; the larger needs its tiles beside it."""
    files = [one / "checkpoint" if one.is_dir() else one for one in (args.first, args.second)]
    pairs = [(open_checkpoint(bytes_at(file, USE), policy), file.parent) for file in files]
    (small, _), (large, folder) = sorted(pairs, key=lambda pair: pair[0].size)
    if small.origin != large.origin:
        refuse(USE, f"{small.origin} and {large.origin} are two logs")
    path: list[bytes] = []
    if 0 < small.size < large.size:

        def tile_of(level: int, tile: int) -> bytes:
            width = min(WIDTH, (large.size >> 8 * level) - tile * WIDTH)
            return hashes_in(folder, level, tile, width)

        path = prefix_path(small.size, large.size, tile_of)
    if small.size and contradict(small, large, path):
        tell_fork([small, large], path, args.out)
    return f"{small.origin}: sizes {small.size} and {large.size} are of one history"


def fork(args: Any, policy: Policy) -> str:
    """Whether a file of evidence proves a fork, to whoever trusts the policy's keys."""
    head, _, rest = bytes_at(args.file, USE).partition(b"\n\n" + SMALLER)
    smaller, between, larger = rest.partition(b"\n" + LARGER)
    lines = head.decode("ascii", "replace").split("\n")
    if lines[0] != FORK_LINE or not between or len(lines) > 65:
        refuse(DATA, f"evidence begins with {FORK_LINE} and holds two checkpoints")
    path = [unbase64(line, DATA) for line in lines[1:]]
    first, second = open_checkpoint(smaller + b"\n", policy), open_checkpoint(larger, policy)
    if first.origin == second.origin and contradict(first, second, path):
        refuse(FORK, f"{first.origin} signed two histories, of {first.size} and {second.size}")
    return "no fork is proved: the two checkpoints do not contradict each other"


def entry(args: Any, policy: Policy) -> str:
    """An entry is in the log, by its proof file: C2SP tlog-proof."""
    data = bytes_at(args.entry, USE)
    head, _, note = bytes_at(args.proof, USE).partition(b"\n\n")
    lines = head.decode("ascii", "replace").split("\n")
    lines = [line for at, line in enumerate(lines) if at != 1 or not line.startswith("extra ")]
    if lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2 or lines[1][:6] != "index ":
        refuse(DATA, "a proof begins with c2sp.org/tlog-proof@v1 and names its index")
    index, path = decimal(lines[1][6:], DATA), [unbase64(line, DATA) for line in lines[2:]]
    checkpoint = open_checkpoint(note, policy)
    if root_by_inclusion(leaf_hash(data), index, checkpoint.size, path) != checkpoint.root:
        refuse(DATA, f"this is not entry {index} of the checkpoint of size {checkpoint.size}")
    if parsed_entry(data)[1] != index:
        refuse(DATA, f"the entry says another seq than {index}")
    policy.require_quorum(checkpoint)
    return f"{checkpoint.origin}: entry {index} of {checkpoint.size}"


def evidence(args: Any, _: Policy | None) -> str:
    """Every file below sha256/ has the bytes that its name says."""
    root, count = args.folder / "sha256", 0
    for path in sorted(root.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                name = hashlib.file_digest(file, "sha256").hexdigest()
            if path != root / name[:2] / name[2:4] / name:
                refuse(DATA, f"{path}: its bytes have the name {name}")
            count += 1
    return f"{count} files are what their names say"


COMMANDS = {
    log: ("folder",),
    since: ("checkpoint", "folder"),
    diff: ("first", "second"),
    fork: ("file",),
    entry: ("entry", "proof"),
    evidence: ("folder",),
}


def main(words: list[str] | None = None) -> int:
    """Run one command; print one line; return the exit code."""
    parser = argparse.ArgumentParser(prog="tw-verify", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(required=True)
    for run, operands in COMMANDS.items():
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run, policy=None)
        for operand in operands:
            command.add_argument(operand, type=Path)
        if run is not evidence:
            command.add_argument("--policy", type=Path, required=True, help="whom you trust")
            command.add_argument("--out", type=Path, help="where to write evidence of a fork")
        if run in {log, since}:
            command.add_argument("--signatures", action="store_true", help="people's too")
            command.add_argument("--keys", type=Path, help="people's keys, one a line")
            command.add_argument("--quick", action="store_true", help="newest cosignatures only")
    args = parser.parse_args(words)
    try:
        policy = policy_from(bytes_at(args.policy, USE)) if args.policy else None
        line: str = args.run(args, policy)
    except (Refused, OSError) as refused:
        code, what = refused.args if isinstance(refused, Refused) else (DATA, refused)
        sys.stderr.write(f"tw-verify: {NAMES[code]}: {what}\n")
        return int(code)
    sys.stdout.write(f"ok: {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Verify a Trucewatch ledger alone and offline: one file, Python 3.11 or later, nothing else.

`tw_verify.py --help` lists the commands; `case` stands in `tw_verify_case.py` beside it. Exit 0 all
holds; 2 bad use; 10 signature; 11 quorum; 12 fork (evidence is written); 13 missing, altered data;
14 time. Formats, and the order in which things are asked: docs/reference/ledger.md. It opens no
connection and runs no program.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import functools
import hashlib
import itertools
import json
import re
import sys
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

USE, SIGNATURE, QUORUM, FORK, DATA, TIME = 2, 10, 11, 12, 13, 14
NAMES = {2: "bad use", 10: "signature", 11: "quorum", 12: "fork", 13: "missing data", 14: "time"}
SKEW = 120  # seconds that two honest clocks may differ
HASH, WIDTH, LARGEST = 32, 256, 2**53 - 1
EMPTY_ROOT = hashlib.sha256(b"").digest()


class Refused(Exception):
    """Verification ends here; arguments are the exit code and what is wrong."""


def require(holds: object, code: int, what: str) -> None:
    """End verification with this exit code and this line, unless it holds."""
    if not holds:
        raise Refused(code, what)


# --- Ed25519, RFC 8032 -------------------------------------------------------------------------
# Points are (X, Y, Z, T) with x = X/Z, y = Y/Z, T = XY/Z. Nothing is secret, so no time need be
# constant. Each key gets a table of its multiples once; a signature then takes 128 additions.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
Table = list[list[Point]]


def add(p: Point, q: Point) -> Point:
    """RFC 8032 section 5.1.4; holds for equal points too."""
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


@functools.cache
def table_of(public: bytes) -> Table | None:
    """16 multiples of a key for each hexadecimal digit; None for no point or one of small order."""
    y = int.from_bytes(public, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    point, rows = (x, y, 1, x * y % P), []
    for _ in range(64):
        rows.append([*itertools.accumulate([point] * 15, add, initial=(0, 1, 1, 0))])
        point = add(rows[-1][-1], point)
    return rows if rows[0][8][0] else None  # of small order: 8 times the point has x = 0


BASE = table_of((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or []


def signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether R is the encoding of s*B - k*A, with s below the order."""
    table, s = table_of(public), int.from_bytes(signature[32:], "little")
    if table is None or len(signature) != 64 or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    minus_k = 8 * ORDER - int.from_bytes(digest, "little") % ORDER  # 8 * ORDER * A is neutral
    digits = zip([*BASE, *table], reversed(f"{minus_k:064x}{s:064x}"), strict=True)
    x, y, z, _ = functools.reduce(add, (row[int(digit, 16)] for row, digit in digits))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# --- Keys, notes, checkpoints: C2SP signed-note, tlog-checkpoint, tlog-cosignature ---------------
KEY_NAME, LINE = r"[^\s+\x00-\x1f\x7f]{1,255}", r"[^\x00-\x1f]*"
SIGNED = f"\N{EM DASH} ({KEY_NAME}) ({LINE})\n"
NOTE = re.compile(rf"({LINE})\n(0|[1-9][0-9]{{0,15}})\n({LINE})\n\n((?:{SIGNED}){{1,64}})")
Key = tuple[str, bytes, bytes]  # name, key id, public key


class Checkpoint(NamedTuple):
    """What a note claims: `lines` are name, key id, signature; `times` only what was verified."""

    note: bytes
    text: str
    lines: list[tuple[str, bytes, bytes]]
    origin: str
    size: int
    root: bytes
    times: dict[str, int]


def unbase64(text: str, code: int) -> bytes:
    """Bytes of base64, refused where another text would give the same bytes."""
    data = b""
    with contextlib.suppress(ValueError):
        data = base64.b64decode(text)
    require(base64.b64encode(data).decode() == text, code, f"{text[:24]!r} is not exact base64")
    return data


def key_from(text: str, kind: int, code: int) -> Key:
    """A key from `<name>+<key id>+<base64(kind, public key)>`; 1 signs notes, 4 cosigns."""
    name, key_id, encoded = [*text.split("+", 2), "", ""][:3]
    require(re.fullmatch(KEY_NAME, name), code, f"{text[:60]!r} is not a verifier key")
    raw = unbase64(encoded, code)
    digest = hashlib.sha256(name.encode() + b"\n" + raw).digest()
    fits = len(raw) == 33 and raw[0] == kind and digest[:4].hex() == key_id
    require(fits, code, f"{name}: not an Ed25519 key of type {kind}, or not with this key id")
    require(table_of(raw[1:]), code, f"{name}: under this public key signatures mean nothing")
    return name, digest[:4], raw[1:]


def claimed(note: bytes) -> Checkpoint:
    """The checkpoint that a note claims to be; no signature is verified."""
    whole, lines = note.decode("utf-8", "replace"), []
    form = NOTE.fullmatch(whole)
    if not form or whole.encode() != note or len(note) > 65536:
        raise Refused(SIGNATURE, "not origin, size, root, an empty line and signature lines")
    for name, encoded in re.findall(SIGNED, form[4]):
        raw = unbase64(encoded, SIGNATURE)
        require(len(raw) > 4, SIGNATURE, f"{name}: signature is empty")
        lines.append((name, raw[:4], raw[4:]))
    size, root = int(form[2]), unbase64(form[3], SIGNATURE)
    fits = size <= LARGEST and len(root) == HASH and (size or root == EMPTY_ROOT)
    require(fits, SIGNATURE, "no root of this size: not 32 bytes, or not that of an empty tree")
    return Checkpoint(note, whole.partition("\n\n")[0] + "\n", lines, form[1], size, root, {})


def verified(one: Checkpoint, policy: Policy) -> Checkpoint:
    """The checkpoint, once its log signed it and each line of a known key holds."""
    is_logged = False
    for (name, key_id, signature), log in itertools.product(one.lines, policy.logs):
        if log[:2] == (name, key_id):
            holds = signed_by(log[2], signature, one.text.encode())
            require(holds, SIGNATURE, f"{name}: the log's signature does not hold")
            is_logged |= name == one.origin
    for (name, key_id, signature), word in itertools.product(one.lines, policy.witnesses):
        if policy.witnesses[word][:2] == (name, key_id):
            at = int.from_bytes(signature[:8], "big")
            message = f"cosignature/v1\ntime {at}\n{one.text}".encode()
            holds = signed_by(policy.witnesses[word][2], signature[8:], message)
            require(holds and at < 2**63, SIGNATURE, f"{name}: cosignature does not hold")
            one.times[word] = min(at, one.times.get(word, at))
    require(is_logged, SIGNATURE, f"{one.origin[:80]}: not signed by this log under this policy")
    return one


# --- Policy: C2SP tlog-policy --------------------------------------------------------------------
class Policy(NamedTuple):
    """Trusted keys, groups in order of definition, and the name that must have witnessed."""

    logs: list[Key]
    witnesses: dict[str, Key]
    groups: dict[str, tuple[int, list[str]]]
    quorum: str

    def require_quorum(self, one: Checkpoint) -> None:
        """Refuse a checkpoint that not all whom the policy asks for have cosigned."""
        names = set(one.times)
        for name, (needed, members) in self.groups.items():
            if sum(member in names for member in members) >= needed:
                names.add(name)
        there = ", ".join(sorted(one.times)) or "nobody"
        what = f"{self.quorum} has not cosigned size {one.size}; {there} has"
        require(self.quorum in names, QUORUM, what)


def policy_from(data: bytes) -> Policy:
    """A policy from its file; a name is defined above its use and a member of one group at most."""
    require(re.fullmatch(rb"[\t\n -~]{0,65536}", data), USE, "policy: over 64 KiB, or not ASCII")
    logs, free, quorum = [], set(), ""
    witnesses: dict[str, Key] = {}
    groups: dict[str, tuple[int, list[str]]] = {"none": (0, [])}
    for number, line in enumerate(data.decode("ascii").split("\n"), 1):
        taken = {*witnesses, *groups}
        match re.sub(r"^\s*#.*", "", line).split():
            case ["log", key, *url] if len(url) < 2:
                logs.append(key_from(key, 1, USE))
            case ["witness", name, key, *url] if len(url) < 2 and name not in taken:
                witnesses[name] = key_from(key, 4, USE)
                free.add(name)
            case ["group", name, k, *of] if {*of} <= free and name not in taken:
                k = {"any": "1", "all": str(len(of))}.get(k, k)
                fits = len({*of}) == len(of) and k in map(str, range(1, min(len(of), 99) + 1))
                require(fits, USE, f"policy line {number}: a member twice, or no number of members")
                groups[name] = (int(k), of)
                free = (free | {name}) - {*of}
            case ["quorum", name] if not quorum and name in taken:
                quorum = name
            case words:
                require(not words, USE, f"policy line {number}: unknown, or a name taken or absent")
    keys = {key[2] for key in [*logs, *witnesses.values()]}
    is_whole = quorum and len(keys) == len(logs) + len(witnesses)
    require(is_whole, USE, "policy: no quorum, or a public key that stands twice")
    return Policy(logs, witnesses, groups, quorum)


# --- Merkle tree: RFC 6962 section 2.1 -----------------------------------------------------------
# A tile is 256 hashes of 32 bytes in a row: of leaves, of nodes 8 levels up, 16 levels up, ...
TileOf = Callable[[int, int], bytes]


def joined(row: bytes) -> bytes:
    """The root over a row of hashes, a power of two of them."""
    while len(row) > HASH:
        pairs = (row[at : at + 2 * HASH] for at in range(0, len(row), 2 * HASH))
        row = b"".join([hashlib.sha256(b"\x01" + pair).digest() for pair in pairs])
    return row


def node(tile_of: TileOf, size: int, level: int, index: int) -> bytes:
    """The hash over the leaves from index * 2^level to the next, as far as there are `size`."""
    if index + 1 << level <= size:
        tile, at = divmod(index << level % 8, WIDTH)
        return joined(tile_of(level // 8, tile)[at * HASH : (at + (1 << level % 8)) * HASH])
    left = node(tile_of, size, level - 1, 2 * index)
    is_all = 2 * index + 1 << level - 1 >= size
    return left if is_all else joined(left + node(tile_of, size, level - 1, 2 * index + 1))


def root_of(size: int, tile_of: TileOf) -> bytes:
    """The root over the first `size` leaves."""
    return node(tile_of, size, (size - 1).bit_length(), 0) if size else EMPTY_ROOT


def prefix_path(smaller: int, size: int, tile_of: TileOf) -> list[bytes]:
    """The last complete node of the smaller tree, then its siblings up in the larger."""
    level = (smaller & -smaller).bit_length() - 1
    index = (smaller >> level) - 1
    path = [node(tile_of, size, level, index)]
    while size - 1 >> level:
        if (index ^ 1) << level < size:
            path.append(node(tile_of, size, level, index ^ 1))
        index, level = index >> 1, level + 1
    return path


def roots_by(path: list[bytes], level: int, smaller: int, size: int) -> tuple[bytes, bytes]:
    """The roots of two sizes, from the last node of a level in the smaller and its siblings up."""
    last, inner = smaller - 1, (smaller - 1 ^ size - 1).bit_length()  # above inner both have them
    fits = 0 < smaller <= size and len(path) == 1 + inner - level + (last >> inner).bit_count()
    require(fits and all(len(one) == HASH for one in path), DATA, f"no path of {smaller} in {size}")
    before = after = path[0]
    for at, sibling in enumerate(path[1:], level):
        is_left = at >= inner or last >> at & 1
        before = joined(sibling + before) if is_left else before
        after = joined(sibling + after if is_left else after + sibling)
    return before, after


# --- Forks ---------------------------------------------------------------------------------------
FORK_LINE, SMALLER, BIGGER = b"trucewatch/fork-evidence@v1\n", b"\n=== smaller\n", b"=== larger\n"
HASHES = b"((?:[A-Za-z0-9+/=]+\n){0,64})"
EVIDENCE = re.compile(FORK_LINE + HASHES + SMALLER + b"((?s:.*?)\n)" + BIGGER + b"((?s:.*))")
PROOF_HEAD = rb"c2sp\.org/tlog-proof@v1\n(?:extra .*\n)?index (0|[1-9][0-9]{0,15})\n"
PROOF = re.compile(PROOF_HEAD + HASHES + b"\n((?s:.*))")


def contradict(first: Checkpoint, second: Checkpoint, path: list[bytes]) -> bool:
    """Whether no one tree holds both; `first` is the smaller, `path` leads to both roots."""
    if first.size == second.size and not path:
        return first.root != second.root
    require(first.size < second.size, DATA, "a path between equal sizes, or from the larger")
    level = (first.size & -first.size).bit_length() - 1
    before, after = roots_by(path, level, first.size, second.size)
    require(after == second.root, DATA, "the path misses the larger root, so it proves nothing")
    return before != first.root


def tell_fork(pair: list[Checkpoint], path: list[bytes], out: Path | None) -> NoReturn:
    """Write the evidence and end with 12."""
    first, second = sorted(pair, key=lambda one: (one.size, one.root))
    hashes = b"".join(base64.b64encode(one) + b"\n" for one in path)
    evidence = FORK_LINE + hashes + SMALLER + first.note + BIGGER + second.note
    digest = hashlib.sha256(evidence).hexdigest()
    target = out or Path(f"fork-{first.size}-{second.size}-{digest[:16]}.tw-fork")
    what = f"{first.origin} signed two histories, of {first.size} and {second.size} entries"
    try:
        target.write_bytes(evidence)
    except OSError as error:
        raise Refused(FORK, f"{what}; the evidence cannot be written: {error}") from error
    raise Refused(FORK, f"{what}; evidence: {target}")


# --- Entries -------------------------------------------------------------------------------------
MEMBERS = set("actor commitments payload_public prev_version seq sig subject ts type v".split())
KEY_TEXT = re.compile(r"[ !#-\[\]-~]{1,128}")
KIND = re.compile("[a-z][a-z0-9_]{0,31}")
NAME = '"[A-Za-z0-9._:/-]{1,128}"'
FORM = re.compile(  # the eight members of one form, spelled together; seq, seconds, thousandths
    rf'{{"actor":{NAME},"commitments":{{(?:"[a-z][a-z0-9_.]{{0,63}}":"[0-9a-f]{{64}}",?)*}},'
    rf'"prev_version":(?:null|[1-9][0-9]*),"seq":([0-9]+),"subject":(?:null|{NAME}),'
    r'"ts":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.(?!000)([0-9]{3}))?Z",'
    r'"type":"(?=[^"]{1,64}")[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*","v":1}'
)
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
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        entry = json.loads(data.decode("utf-8"))
        form = FORM.fullmatch(SPELL({k: entry[k] for k in MEMBERS - {"payload_public", "sig"}}))
        public, people = entry["payload_public"], entry["sig"]
        is_good = is_plain(entry, 32) and SPELL(entry).encode() == data and entry.keys() == MEMBERS
        is_good &= isinstance(public, dict) and isinstance(people, list) and len(people) <= 16
        if form and is_good and all(KIND.fullmatch(one["kind"]) for one in people):
            seconds = int(datetime.fromisoformat(f"{form[2]}+00:00").timestamp())
            return entry, int(form[1]), seconds * 1000 + int(form[3] or 0)
    raise Refused(DATA, "not the ten members of an entry in their one spelling")


class Entries:
    """What entry after entry must satisfy; the first problem is told after root and forks."""

    def __init__(self, origin: str, people: bool, pinned: set[str] | None) -> None:
        self.origin, self.people, self.pinned = origin, people, pinned
        self.problem: Refused | None = None
        self.times, self.types = array("q"), list[str]()  # milliseconds; what each entry is
        self.admitted, self.seen, self.unchecked = set[str](), dict[str, int](), 0

    def take(self, seq: int, data: bytes) -> None:
        """Check the next entry."""
        try:
            entry, said, now = parsed_entry(data)
            require(said == seq, DATA, f"says seq {said}")
            require(not self.times or now >= self.times[-1], TIME, f"{entry['ts']} goes back")
            self.times.append(now)
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
        for one in entry["sig"]:
            match one:
                case {"kind": "ed25519", "key": str(text), "value": str(value)} if len(one) == 3:
                    name, _, public = key_from(text, 1, SIGNATURE)
                    require(text in self.admitted, SIGNATURE, f"{name}: no earlier entry admits it")
                    holds = signed_by(public, unbase64(value, SIGNATURE), message)
                    require(holds, SIGNATURE, f"{name}: signature does not hold")
                    what = f"{name}: the signature of entry {self.seen.get(value)} again"
                    require(value not in self.seen, SIGNATURE, what)
                    self.seen[value] = seq
                case {"kind": "ed25519"}:
                    raise Refused(SIGNATURE, "a signature is kind, key and value")
                case _:
                    self.unchecked += 1
        match entry:
            case {"type": "key.admitted", "payload_public": {"vkey": str(text)}}:
                self.admitted |= {text} if self.pinned is None else {text} & self.pinned
            case {"type": "key.ended", "payload_public": {"vkey": str(text)}}:
                self.admitted.discard(text)


# --- The folder of a log: C2SP tlog-tiles --------------------------------------------------------
def numbered(index: int) -> str:
    """`x001/x234/067` for 1234067."""
    *above, last = f"{index:,}".split(",")
    return "".join(f"x{one:0>3}/" for one in above) + f"{last:0>3}"


def bytes_at(path: Path, code: int) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(code, f"{path}: {error.strerror}") from error


def items_in(folder: Path, size: int, level: int | None, tile: int) -> list[bytes]:
    """The hashes of a tile; of no level, the entries of a bundle, each behind its length."""
    needed = min(WIDTH, (size >> 8 * (level or 0)) - tile * WIDTH)
    full = folder / "tile" / ("entries" if level is None else str(level)) / numbered(tile)
    partial = full.with_name(f"{full.name}.p") / str(needed)  # the full one may have replaced it
    path, has = (partial, needed) if needed < WIDTH and partial.is_file() else (full, WIDTH)
    data, items, at = bytes_at(path, DATA), [], 0
    while at < len(data):
        start = at if level is not None else at + 2
        at = start + (int.from_bytes(data[at:start], "big") if level is None else HASH)
        items.append(data[start:at])
    require(at == len(data) and len(items) == has, DATA, f"{path}: not {has} whole items")
    return items[:needed]


def read_log(folder: Path, size: int, take: Callable[[int, bytes], None]) -> TileOf:
    """Gives each tile over the entries in a folder, once compared with the file that holds it."""
    leaves, rows = bytearray(), list[list[bytes]]()
    for tile in range(-(-size // WIDTH)):
        for seq, item in enumerate(items_in(folder, size, None, tile), tile * WIDTH):
            leaves += hashlib.sha256(b"\x00" + item).digest()
            take(seq, item)
    while leaves:
        rows.append([bytes(leaves[at : at + 8192]) for at in range(0, len(leaves), 8192)])
        for number, made in enumerate(rows[-1]):
            is_same = b"".join(items_in(folder, size, len(rows) - 1, number)) == made
            what = f"tile {len(rows) - 1}/{numbered(number)}: not the hashes of the entries"
            require(is_same, DATA, what)
        leaves = bytearray().join(joined(made) for made in rows[-1] if len(made) == 8192)
    return lambda level, tile: rows[level][tile]


# --- Commands ------------------------------------------------------------------------------------
def kept_checkpoints(folder: Path) -> list[Checkpoint]:
    """Every checkpoint of a log, as claimed; a kept one stands at the path of its size."""
    found = [claimed(bytes_at(folder / "checkpoint", SIGNATURE))]
    for path in sorted(path for path in (folder / "checkpoints").rglob("*") if path.is_file()):
        found.append(claimed(bytes_at(path, SIGNATURE)))
        is_there = path == folder / "checkpoints" / numbered(found[-1].size)
        require(is_there, DATA, f"{path}: holds the checkpoint of size {found[-1].size}")
    return found


def checked_log(args: Any, *kept: Checkpoint) -> tuple[Checkpoint, Entries]:
    """The largest checkpoint of a folder or `kept`, and the entries, once all of it holds."""
    found = [*kept_checkpoints(args.folder), *kept]
    newest = max(found, key=lambda one: one.size)
    opened = [verified(one, args.policy) for one in ([newest] if args.quick else found)]
    require(all(one.origin == newest.origin for one in found), DATA, "checkpoints of several logs")
    keys = bytes_at(args.keys, USE).decode("utf-8", "replace") if args.keys else ""
    require("\N{REPLACEMENT CHARACTER}" not in keys, USE, f"{args.keys}: not UTF-8")
    entries = Entries(newest.origin, args.signatures, set(keys.split()) if args.keys else None)
    for one in found:
        if one.size == newest.size and one.root != newest.root:
            tell_fork([verified(one, args.policy), newest], [], args.out)
    tile_of = read_log(args.folder, newest.size, entries.take)
    is_whole = root_of(newest.size, tile_of) == newest.root
    require(is_whole, DATA, f"the entries are not those of the checkpoint of size {newest.size}")
    for one in found:
        if one.root != root_of(one.size, tile_of):
            path = prefix_path(one.size, newest.size, tile_of)
            tell_fork([verified(one, args.policy), newest], path, args.out)
    if entries.problem:
        raise entries.problem
    latest: dict[str, int] = {}
    for one in sorted(opened, key=lambda one: one.size):
        for word, time in one.times.items():
            is_over = not one.size or entries.times[one.size - 1] <= (time + SKEW) * 1000
            what = f"{word} cosigned size {one.size} before"
            require(is_over, TIME, f"{what} its last entry was made")
            require(time + SKEW >= latest.get(word, 0), TIME, f"{what} a smaller one")
            latest[word] = max(time, latest.get(word, 0))
    args.policy.require_quorum(newest)
    return newest, entries


def log(args: Any) -> str:
    """Tree, checkpoints, places and times of a log; people's signatures where asked for."""
    newest, entries = checked_log(args)
    people = f"{len(entries.seen)} signatures by people, {entries.unchecked} of kinds not checked"
    return f"{newest.origin}: {newest.size} entries, {people if args.signatures else 'joint'}"


def since(args: Any) -> str:
    """The log still begins as the checkpoint says that its reader kept."""
    kept = verified(claimed(bytes_at(args.checkpoint, USE)), args.policy)
    newest, entries = checked_log(args, kept)
    counts = sorted(Counter(entries.types[kept.size :]).items())
    told = ", ".join(f"{count} {name}" for name, count in counts)
    return f"{newest.origin}: from {kept.size} to {newest.size} entries: {told or 'nothing new'}"


def diff(args: Any) -> str:
    """Two checkpoints are of one history; the larger needs its tiles beside it."""
    files = [one / "checkpoint" if one.is_dir() else one for one in (args.first, args.second)]
    pairs = [(verified(claimed(bytes_at(one, USE)), args.policy), one.parent) for one in files]
    (small, _), (large, folder) = sorted(pairs, key=lambda pair: pair[0].size)
    require(small.origin == large.origin, USE, f"{small.origin}, {large.origin} are two logs")

    def tile_of(level: int, tile: int) -> bytes:
        return b"".join(items_in(folder, large.size, level, tile))

    path = prefix_path(small.size, large.size, tile_of) if 0 < small.size < large.size else []
    if small.size and contradict(small, large, path):
        tell_fork([small, large], path, args.out)
    return f"{small.origin}: sizes {small.size} and {large.size} are of one history"


def fork(args: Any) -> str:
    """Whether a file of evidence proves a fork, to whoever trusts the policy's keys."""
    form = EVIDENCE.fullmatch(bytes_at(args.file, USE))
    if not form:
        raise Refused(DATA, "not the first line of evidence, a path and two checkpoints")
    path = [unbase64(line, DATA) for line in form[1].decode().split()]
    first, second = (verified(claimed(note), args.policy) for note in form.groups()[1:])
    is_fork = first.origin == second.origin and contradict(first, second, path)
    require(not is_fork, FORK, f"{first.origin} signed two histories, {first.size}, {second.size}")
    return "no fork is proved: the two checkpoints do not contradict each other"


def entry(args: Any) -> str:
    """An entry is in the log, by its proof file: C2SP tlog-proof."""
    data = bytes_at(args.entry, USE)
    form = PROOF.fullmatch(bytes_at(args.proof, USE))
    if not form:
        raise Refused(DATA, "not the first line of a proof, an index, a path and a checkpoint")
    index, path = int(form[1]), [unbase64(one, DATA) for one in form[2].decode().split()]
    whole = verified(claimed(form[3]), args.policy)
    leaf = hashlib.sha256(b"\x00" + data).digest()
    is_there = roots_by([leaf, *path], 0, index + 1, whole.size)[1] == whole.root
    require(is_there, DATA, f"this is not entry {index} of the checkpoint of size {whole.size}")
    said = parsed_entry(data)[1]
    require(said == index, DATA, f"the entry says seq {said}, the proof {index}")
    args.policy.require_quorum(whole)
    return f"{whole.origin}: entry {index} of {whole.size}"


def evidence(args: Any) -> str:
    """Every file below sha256/ has the bytes that its name says."""
    root = args.folder / "sha256"
    for path in (paths := sorted(path for path in root.rglob("*") if path.is_file())):
        with path.open("rb") as file:
            name = hashlib.file_digest(file, "sha256").hexdigest()
        require(path == root / name[:2] / name[2:4] / name, DATA, f"{path}: holds {name}")
    return f"{len(paths)} files are what their names say"


def main(words: list[str] | None = None) -> int:
    """Run one command; print one line; return the exit code."""
    words = sys.argv[1:] if words is None else words
    if words[:1] == ["case"]:  # its own file, which has to lie beside this one
        return int(import_module(f"{__package__ or ''}.tw_verify_case".strip(".")).main(words[1:]))
    parser = argparse.ArgumentParser(prog="tw-verify", description=(__doc__ or "").splitlines()[0])
    commands, runs = parser.add_subparsers(required=True), (log, since, diff, fork, entry, evidence)
    names = ("folder", "checkpoint folder", "first second", "file", "entry proof", "folder")
    for run, operands in zip(runs, names, strict=True):
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        for operand in operands.split():
            command.add_argument(operand, type=Path)
        if run is not evidence:
            command.add_argument("--policy", type=Path, required=True, help="whom you trust")
            command.add_argument("--out", type=Path, help="where to write evidence of a fork")
        if run in {log, since}:
            command.add_argument("--signatures", action="store_true", help="people's too")
            command.add_argument("--keys", type=Path, help="people's keys, one a line")
            command.add_argument("--quick", action="store_true", help="newest cosignatures only")
    try:
        args = parser.parse_args(words)
        if args.run is not evidence:
            args.policy = policy_from(bytes_at(args.policy, USE))
        sys.stdout.write(f"ok: {args.run(args)}\n")
    except (Refused, OSError) as refused:
        code, what = refused.args if isinstance(refused, Refused) else (DATA, refused)
        sys.stderr.write(f"tw-verify: {NAMES[code]}: {what}\n")
        return int(code)
    return 0


if __name__ == "__main__":
    sys.exit(main())

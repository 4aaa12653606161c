"""One change of state as bytes that are hashed, stored and never written anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from typing import Any, cast

from trucewatch.ledger.canonical import Value, canonical, parse
from trucewatch.ledger.instants import milliseconds
from trucewatch.ledger.refusals import Malformed

VERSION = 1
LONGEST = 65_535  # bytes: an entry bundle gives the length in 16 bits
MOST_SIGNATURES = 16
TYPE = re.compile(r"(?=.{1,64}\Z)[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
IDENTIFIER = re.compile(r"[A-Za-z0-9._:/-]{1,128}")
FIELD = re.compile(r"[a-z][a-z0-9_.]{0,63}")
COMMITMENT = re.compile(r"[0-9a-f]{64}")
KIND = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry; refuses at birth what its format does not allow.

    Attributes:
        seq: place in the log, from 0; equals the leaf index.
        ts: when the sequencer took it in, UTC, `YYYY-MM-DDThh:mm:ss[.mmm]Z`.
        type: what happened, as `incident.recorded`.
        actor: opaque id of who did it.
        subject: opaque id of what it is about, None where it is about no one thing.
        prev_version: version of the subject that this entry follows, from 1; None for none.
        commitments: field name to salted commitment, 64 hex digits.
        payload_public: what everybody who holds the log may read.
        sig: people's signatures, each an object with its `kind`; see docs/reference/ledger.md.

    >>> entry = Entry(seq=0, ts="2026-03-01T04:05:06Z", type="centre.opened", actor="p-1")
    >>> decode(encode(entry)) == entry
    True
    """

    seq: int
    ts: str
    type: str
    actor: str
    subject: str | None = None
    prev_version: int | None = None
    commitments: dict[str, str] = field(default_factory=dict)
    payload_public: dict[str, Value] = field(default_factory=dict)
    sig: list[dict[str, Value]] = field(default_factory=list)

    def __post_init__(self) -> None:
        _require(_is_count(self.seq), "seq", "is not an integer from 0")
        _require(isinstance(self.ts, str), "ts", "is not a string")
        milliseconds(self.ts)
        _require(_matches(TYPE, self.type), "type", "is not words joined by dots")
        _require(_matches(IDENTIFIER, self.actor), "actor", "is not an identifier")
        subject = self.subject is None or _matches(IDENTIFIER, self.subject)
        _require(subject, "subject", "is neither an identifier nor null")
        known = self.prev_version is None or (_is_count(self.prev_version) and self.prev_version)
        _require(bool(known), "prev_version", "is neither an integer from 1 nor null")
        _check_commitments(self.commitments)
        _require(isinstance(self.payload_public, dict), "payload_public", "is not an object")
        _check_signatures(self.sig)


MEMBERS = frozenset(one.name for one in fields(Entry)) | {"v"}
SIGNED = MEMBERS - {"seq", "ts", "sig"}


def encode(entry: Entry) -> bytes:
    """The bytes that are stored and hashed.

    Raises:
        Malformed: a value outside the format, or more than 65,535 bytes.
    """
    data = canonical(_members(entry))
    if len(data) > LONGEST:
        what = f"entry of {len(data)} bytes; the limit is {LONGEST}"
        raise Malformed(what, remedy="keep its contents in the payload store under a commitment")
    return data


def decode(data: bytes) -> Entry:
    """The entry that these bytes are, refused where they are not its one spelling.

    Raises:
        Malformed: anything that docs/reference/ledger.md does not allow, with its place.
    """
    if len(data) > LONGEST:
        raise Malformed(f"entry of {len(data)} bytes; the limit is {LONGEST}")
    value = parse(data)
    if not isinstance(value, dict):
        raise Malformed("an entry is an object")
    if value.keys() != MEMBERS:
        odd = sorted(value.keys() ^ MEMBERS)
        raise Malformed(f"members lacking or unknown: {', '.join(odd)[:200]}")
    version = value.pop("v")
    if isinstance(version, bool) or version != VERSION:
        raise Malformed(f"version {version!r} of the format is not known", where="v")
    return Entry(**cast("dict[str, Any]", value))


def signed_bytes(entry: Entry, origin: str) -> bytes:
    """What a person signs: the content of an entry for one ledger, without its place and time.

    Args:
        entry: with any `seq`, `ts` and `sig`, none of which is signed.
        origin: the ledger it is meant for, as in its checkpoints.

    >>> entry = Entry(seq=7, ts="2026-03-01T04:05:06Z", type="a.b", actor="p-1", subject="i-1")
    >>> print(signed_bytes(entry, "trucewatch/geneva/ledger-1").decode()[:51], end="")
    trucewatch-signature/v1
    trucewatch/geneva/ledger-1
    """
    members = _members(entry)
    content = canonical({name: members[name] for name in SIGNED})
    return b"trucewatch-signature/v1\n" + origin.encode() + b"\n" + content + b"\n"


def _members(entry: Entry) -> dict[str, Value]:
    return {"v": VERSION, **vars(entry)}


def _require(truth: bool, member: str, what: str) -> None:
    if not truth:
        raise Malformed(what, where=member)


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _check_commitments(value: object) -> None:
    _require(isinstance(value, dict), "commitments", "is not an object")
    for name, commitment in cast("dict[object, object]", value).items():
        if not _matches(FIELD, name):
            raise Malformed(f"{name!r:.80} is not a field name", where="commitments")
        if not _matches(COMMITMENT, commitment):
            raise Malformed("is not 64 hex digits", where=f"commitments.{name}")


def _check_signatures(value: object) -> None:
    _require(isinstance(value, list), "sig", "is not an array")
    signatures = cast("list[object]", value)
    _require(len(signatures) <= MOST_SIGNATURES, "sig", f"has more than {MOST_SIGNATURES}")
    for number, one in enumerate(signatures):
        kind = one.get("kind") if isinstance(one, dict) else None
        _require(_matches(KIND, kind), f"sig[{number}]", "is not an object with a kind")

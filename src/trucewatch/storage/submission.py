"""What is sent in to be recorded: one change of state, its open part and its closed values."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from trucewatch.domain.errors import InvalidValue
from trucewatch.ledger.canonical import canonical
from trucewatch.ledger.commitment import SALT_BYTES, commit, opens
from trucewatch.ledger.entry import FIELD, IDENTIFIER, Entry, encode
from trucewatch.storage.json_values import spell
from trucewatch.storage.refusals import KeyMissing

KEY_FIELD = "idempotency_key"
"""The key is a closed value too: with it a mirror can tell what came in under which key."""
KEY = re.compile(r"[!-~]{1,200}")
LARGEST_VALUE = 20 * 1024 * 1024
MOST_VALUES = 64
MOST_GROUNDS = 16
NOT_YET = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Value:
    """A closed value: the entry holds its commitment, the payload store its bytes and salt.

    Args:
        name: under `commitments`.
        data: bytes; of a JSON value its one spelling.
        json: whether it is a JSON value.
        salt: 32 random bytes of its own.
    """

    name: str
    data: bytes
    json: bool = False
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(SALT_BYTES), repr=False)

    @cached_property
    def commitment(self) -> str:
        """64 hex digits, hashed once: what it is made of does not change."""
        return commit(self.name, self.data, self.salt)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One change of state, complete but for its place and time; make it with `submission`.

    Args:
        key: made once by whoever sends it, and sent again with every repetition.
        type, actor, subject, prev_version, public, sig: as in an entry of the ledger.
        values: the closed values, the key among them.
        grounds: newest versions of other subjects that the sender decided on, 0 for one that is not
            on record; where one has moved, this is refused. No part of the entry.
    """

    key: str
    type: str
    actor: str
    subject: str | None = None
    prev_version: int | None = None
    public: dict[str, Any] = field(default_factory=dict)
    values: tuple[Value, ...] = ()
    sig: list[dict[str, Any]] = field(default_factory=list)
    grounds: dict[str, int] = field(default_factory=dict)

    def entry(self, seq: int, ts: str) -> Entry:
        """The entry that this becomes at that place and time."""
        return Entry(
            seq=seq,
            ts=ts,
            type=self.type,
            actor=self.actor,
            subject=self.subject,
            prev_version=self.prev_version,
            commitments={value.name: value.commitment for value in self.values},
            payload_public=self.public,
            sig=self.sig,
        )

    def value(self, name: str) -> Value | None:
        """The closed value of that name, None where there is none."""
        return next((value for value in self.values if value.name == name), None)

    def is_in(self, entry: Entry, salts: Mapping[str, bytes]) -> bool:
        """Whether `entry` was made of the same open part and the same closed values.

        Args:
            salts: those of the entry's payloads; its commitments say no more without them.
        """
        same = self.entry(entry.seq, entry.ts)
        names = entry.commitments.keys()
        if same.commitments.keys() != names or not names <= salts.keys():
            return False
        opened = {one.name: one for one in self.values}
        ours, theirs = (_open_part(one) for one in (same, entry))
        return ours == theirs and all(
            opens(entry.commitments[name], name, opened[name].data, salts[name]) for name in names
        )


def submission(
    *, key: str | None, private: Mapping[str, Any] | None = None, **parts: Any
) -> Submission:
    """A submission from plain values, refused where it could not become an entry.

    Args:
        key: the idempotency key, 1 to 200 visible ASCII characters.
        private: closed values by name: bytes, or anything that JSON can say.
        parts: `type`, `actor`, `subject`, `prev_version`, `public`, `sig`, `grounds`.

    Raises:
        KeyMissing: no key.
        Refusal: anything else that an entry or the payload store does not take.

    >>> report = submission(key="k-1", type="call.logged", actor="p-1", private={"words": "shells"})
    >>> sorted(value.name for value in report.values)
    ['idempotency_key', 'words']
    >>> submission(key=None, type="call.logged", actor="p-1")
    Traceback (most recent call last):
    trucewatch.storage.refusals.KeyMissing: no idempotency key; make one random key for each \
report and send it again with every repetition
    """
    if not key:
        remedy = "make one random key for each report and send it again with every repetition"
        raise KeyMissing("no idempotency key", remedy=remedy)
    closed = tuple(_value(name, one) for name, one in (private or {}).items())
    made = Submission(key=key, values=(*closed, _key_value(key)), **parts)
    check(made)
    return made


def check(given: Submission) -> None:
    """Refuse what could not be recorded; the recorder asks this of everything sent to it."""
    names = [value.name for value in given.values]
    if not isinstance(given.key, str) or not KEY.fullmatch(given.key):
        raise InvalidValue("the idempotency key is not 1 to 200 visible ASCII characters")
    if len(set(names)) != len(names) or len(names) > MOST_VALUES:
        raise InvalidValue(f"closed values need names of their own, at most {MOST_VALUES}")
    carried = given.value(KEY_FIELD)
    if carried is None or carried.data != given.key.encode():
        raise InvalidValue(f"the closed value {KEY_FIELD} is not the key")
    for value in given.values:
        if len(value.data) > LARGEST_VALUE:
            what = f"{value.name}: {len(value.data)} bytes; the limit is {LARGEST_VALUE}"
            raise InvalidValue(what, remedy="take large files in as evidence")
    _check_grounds(given.grounds)
    encode(given.entry(0, NOT_YET))


def _check_grounds(grounds: Any) -> None:
    if not isinstance(grounds, dict) or len(grounds) > MOST_GROUNDS:
        raise InvalidValue(f"grounds are an object with at most {MOST_GROUNDS} subjects")
    for subject, version in grounds.items():
        counted = isinstance(version, int) and not isinstance(version, bool) and version >= 0
        if not counted or not IDENTIFIER.fullmatch(subject):
            raise InvalidValue(f"grounds: {subject!r:.60} is no subject with a version")


def _value(name: str, content: Any) -> Value:
    if not isinstance(name, str) or not FIELD.fullmatch(name) or name == KEY_FIELD:
        raise InvalidValue(
            f"{name!r:.80} is no name of a closed value", remedy="write it as in a_b"
        )
    if isinstance(content, bytes):
        return Value(name, content)
    return Value(name, spell(content, name), json=True)


def _key_value(key: str) -> Value:
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise InvalidValue("the idempotency key is not 1 to 200 visible ASCII characters")
    return Value(KEY_FIELD, key.encode())


def _open_part(entry: Entry) -> bytes:
    """All members but place, time and commitments, in one spelling."""
    left_out = {"seq", "ts", "commitments"}
    return canonical(
        {one.name: getattr(entry, one.name) for one in fields(entry) if one.name not in left_out}
    )

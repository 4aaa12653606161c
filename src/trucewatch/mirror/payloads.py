"""Copies of closed values that are published to this mirror, and their end when they are erased.

    payloads/<seq>    {"<field>": {"json": …, "salt": "<base64>", "value": "<base64>"}}
    payloads/copied   how many entries were looked at so far

The same files as in a mirror that the centre itself writes, so that either brings lost ones back.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from trucewatch.ledger.commitment import opens
from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.refusals import DataMissing, Malformed
from trucewatch.ledger.tiles import WIDTH, entries_path, numbered
from trucewatch.mirror.durable import PRIVATE, replace
from trucewatch.mirror.folder import Folder
from trucewatch.mirror.source import Source, entries_in

LONGEST_PAYLOADS = 96 * 1024 * 1024
COPIED = "payloads/copied"
ERASED = "payload.erased"
"""The entry that orders an erasure, with `seq` and `fields` open."""


def copy_payloads(folder: Folder, source: Source, size: int) -> int:
    """Copy the closed values of entries not looked at before, and erase what they order erased.

    A value that does not open its commitment is not stored, for it is not what was recorded; it is
    asked for again at the next turn, and holds up neither other values nor erasures.

    Args:
        folder: the mirror, which holds the entries.
        source: any place that has `payloads/`.
        size: entries that are here.

    Returns:
        How many values were copied.

    Raises:
        DataMissing: a value that is not what was committed to; all others are stored.
        Unreachable: the source does not answer.
    """
    copied, problem, done = 0, None, size
    for entry in _between(folder, _copied(folder), size):
        try:
            copied += _copy(folder, source, entry) if entry.commitments else 0
        except DataMissing as refusal:
            problem, done = problem or refusal, min(done, entry.seq)
        if entry.type == ERASED:
            erase(folder, entry)
    replace(folder.root / COPIED, f"{done}\n".encode())
    if problem:
        raise problem
    return copied


def erase(folder: Folder, order: Entry) -> None:
    """Take the values that an entry orders erased out of the mirror."""
    seq, fields = order.payload_public.get("seq"), order.payload_public.get("fields")
    if not isinstance(seq, int) or isinstance(seq, bool) or not isinstance(fields, list):
        return
    path = payloads_path(seq)
    try:
        told = json.loads(folder.read(path, LONGEST_PAYLOADS))
    except DataMissing:
        return
    left = {name: one for name, one in told.items() if name not in fields}
    if left != told:
        replace(folder.root / path, json.dumps(left).encode(), mode=PRIVATE)


def payloads_path(seq: int) -> str:
    """Where the closed values of an entry stand."""
    return f"payloads/{numbered(seq)}"


def _copied(folder: Folder) -> int:
    try:
        return int(folder.read(COPIED, 32))
    except (DataMissing, ValueError):
        return 0


def _copy(folder: Folder, source: Source, entry: Entry) -> int:
    path = payloads_path(entry.seq)
    try:
        data = source.read(path, LONGEST_PAYLOADS)
    except DataMissing:
        return 0  # not published to us
    told = _checked(data, entry, f"{source}{path}")
    replace(folder.root / path, json.dumps(told).encode(), mode=PRIVATE)
    return len(told)


def _checked(data: bytes, entry: Entry, where: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(data)
        for name, one in told.items():
            value, salt = b64decode(one["value"]), b64decode(one["salt"])
            if not opens(entry.commitments[name], name, value, salt):
                raise DataMissing(f"{name} is not what entry {entry.seq} commits to", where=where)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as err:
        raise DataMissing("is no file of closed values", where=where) from err
    except Malformed as refusal:
        raise DataMissing(refusal.what, where=where) from refusal
    return told


def _between(folder: Folder, before: int, after: int) -> Iterator[Entry]:
    for index in range(before // WIDTH, -(-after // WIDTH)):
        width = min(WIDTH, after - index * WIDTH)
        for data in entries_in(folder, entries_path(index, width)):
            entry = decode(data)
            if entry.seq >= before:
                yield entry

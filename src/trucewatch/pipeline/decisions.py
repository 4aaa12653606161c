"""Decisions of people in a file of JSON lines that is only ever added to, and names out of runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from trucewatch.domain.decision import Decision, DecisionKind, Side
from trucewatch.domain.errors import Refusal, UnknownName, UnreadableInput
from trucewatch.domain.identity import Identity
from trucewatch.domain.wire import from_wire, to_wire
from trucewatch.pipeline.files import LARGEST_BYTES, bytes_of

RECORD_THEM = "record decisions with trucewatch incidents"
FUSE_THEM = "give what trucewatch fuse --json writes"


def read_decisions(name: str, *, largest: int = LARGEST_BYTES) -> tuple[Decision, ...]:
    """The decisions of a file, one a line, in its order.

    Raises:
        UnreadableInput: with the file, the line and the remedy.
    """
    return decisions_in(bytes_of(name, largest=largest), name)


def decisions_in(raw: bytes, name: str) -> tuple[Decision, ...]:
    """The decisions of the bytes of a file; `name` is how errors call it.

    >>> decisions_in(b"", "decisions.jsonl")
    ()
    """
    found: dict[str, Decision] = {}
    for data, where in _lines(raw, name):
        try:
            one = from_wire(Decision, data)
        except (Refusal, RecursionError) as err:
            raise UnreadableInput(str(err), where=where, remedy=RECORD_THEM) from err
        if found.setdefault(one.id, one) != one:
            what = f"two decisions have the id {one.id!r}"
            remedy = "keep the line that was recorded and take the other out"
            raise UnreadableInput(what, where=where, remedy=remedy)
    return tuple(found.values())


def record(decision: Decision, name: str) -> None:
    """Add one decision to a file, which is made where there is none.

    The line is written in one move at the end, so that two people may record at the same time.

    Raises:
        Refusal: the file cannot be written; what stood in it still stands.
    """
    line = json.dumps(to_wire(decision), ensure_ascii=False) + "\n"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    try:
        whole = _ends_with_line(Path(name))
        handle = os.open(name, flags, 0o666)
        try:
            os.write(handle, (line if whole else f"\n{line}").encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as err:
        what = f"cannot be written: {(err.strerror or str(err)).lower()}"
        raise Refusal(what, where=name, remedy="name another file with --decisions") from err


def _ends_with_line(path: Path) -> bool:
    """Whether a line added now stands by itself; an editor may have left the last one open."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"


def read_identities(name: str, *, largest: int = LARGEST_BYTES) -> tuple[Identity, ...]:
    """The names of the incidents of an earlier run, out of what `fuse` wrote as JSON or JSONL.

    Raises:
        UnreadableInput: with the file, the place in it and the remedy.
    """
    raw = bytes_of(name, largest=largest)
    try:
        whole = json.loads(raw)
    except (ValueError, RecursionError):
        return tuple(_identity(data, where) for data, where in _lines(raw, name))
    if not isinstance(whole, dict):
        raise UnreadableInput("holds no incidents", where=name, remedy=FUSE_THEM)
    if "incident" in whole:
        return (_identity(whole, name),)
    items = [*_array(whole, "incidents", name), *_array(whole, "gone", name)]
    return tuple(_identity(item, f"{name}, item {at}") for at, item in enumerate(items, 1))


def sides_of(known: Iterable[Identity], ids: Iterable[str], *, where: str) -> tuple[Side, ...]:
    """Each incident as a side of a decision, by its id, the start of it, or an alias.

    Raises:
        UnknownName: no incident, or more than one, is called so; or two of them are one.
    """
    listed = tuple(known)
    found = [_called(listed, name, where) for name in ids]
    for at, one in enumerate(found):
        if one in found[:at]:
            remedy = "name incidents that differ"
            raise UnknownName(f"{one.id} is named twice", where=where, remedy=remedy)
    return tuple(Side(statements=one.statements, incident=one.id) for one in found)


def parted(whole: Side, off: Iterable[str], *, where: str) -> tuple[Side, Side]:
    """The statements that are held apart from an incident, and the rest of it.

    Raises:
        UnknownName: the incident has no such statement, or no other.
    """
    named = dict.fromkeys(_statement(whole, one, where) for one in off)
    rest = tuple(one for one in whole.statements if one not in named)
    if not rest:
        what = f"nothing of {whole.incident} is left"
        raise UnknownName(what, where=where, remedy="name only some of its statements with --off")
    return Side(statements=tuple(named)), Side(statements=rest, incident=whole.incident)


def _statement(whole: Side, name: str, where: str) -> str:
    found = [one for one in whole.statements if one.startswith(name)]
    if len(found) != 1:
        what = f"{len(found)} statements of {whole.incident} have ids that start with {name!r}"
        raise UnknownName(what, where=where, remedy=f"it has {', '.join(whole.statements)}")
    return found[0]


def merge_called(name: str, file: str) -> Decision:
    """The merge of a file by its id or the start of it.

    Raises:
        UnknownName: there is none, or more than one.
    """
    merges = [one for one in read_decisions(file) if one.kind is DecisionKind.MERGE]
    found = [one for one in merges if one.id.startswith(name)]
    if len(found) != 1:
        remedy = "trucewatch incidents list shows them; a split is taken back by a merge"
        what = f"{len(found)} merges have ids that start with {name!r}"
        raise UnknownName(what, where=file, remedy=remedy)
    return found[0]


def _called(known: Iterable[Identity], name: str, where: str) -> Identity:
    names = [(one, (one.id, *(alias.id for alias in one.aliases))) for one in known]
    exact = [one for one, called in names if name in called]
    found = exact or [one for one, called in names if any(id_.startswith(name) for id_ in called)]
    if len(found) != 1:
        many = f"{len(found)} incidents have ids that start" if found else "no incident has an id"
        remedy = "trucewatch fuse shows the ids"
        what = f"{many} with {name!r}" if found else f"{many} or alias {name!r}"
        raise UnknownName(what, where=where, remedy=remedy)
    return found[0]


def _lines(raw: bytes, name: str) -> Iterator[tuple[Any, str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        what = f"byte {err.start} is no UTF-8"
        raise UnreadableInput(what, where=name, remedy=RECORD_THEM) from err
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line), f"{name}, line {number}"
        except (json.JSONDecodeError, RecursionError) as err:
            what = f"broken JSON: {err}"
            where = f"{name}, line {number}"
            raise UnreadableInput(what, where=where, remedy="put the line right") from err


def _array(whole: dict[str, Any], key: str, name: str) -> list[Any]:
    found = whole.get(key, [])
    if not isinstance(found, list):
        raise UnreadableInput(f"{key} is no array", where=name, remedy=FUSE_THEM)
    return found


def _identity(data: Any, where: str) -> Identity:
    try:
        if isinstance(data, dict) and "incident" in data:
            incident = data["incident"]
            told = sorted({*incident["statements"], *data.get("denials", ())})
            kept = {key: data[key] for key in ("aliases", "split_from") if key in data}
            data = {"id": incident["id"], "statements": told, **kept}
        return from_wire(Identity, data)
    except (Refusal, RecursionError) as err:
        raise UnreadableInput(str(err), where=where, remedy=FUSE_THEM) from err
    except (KeyError, TypeError) as err:
        raise UnreadableInput("is no incident", where=where, remedy=FUSE_THEM) from err

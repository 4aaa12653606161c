"""Readings and incidents out of JSON and JSONL, as the other commands write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.domain.errors import Refusal, UnreadableInput
from trucewatch.domain.incident import Incident
from trucewatch.domain.reading import Reading
from trucewatch.domain.wire import from_wire
from trucewatch.pipeline.files import LARGEST_BYTES, STANDARD_INPUT, bytes_of

WRITE_THEM = "give what trucewatch read --json writes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a row of files held, in order, and why others failed."""

    readings: tuple[Reading, ...] = ()
    incidents: tuple[Incident, ...] = ()
    refused: tuple[Refusal, ...] = ()


def load(names: Iterable[str], *, largest: int = LARGEST_BYTES) -> Records:
    """Readings and incidents of files, folders of `.json` and `.jsonl`, or standard input."""
    found: list[Reading | Incident] = []
    refused: list[Refusal] = []
    for name in names:
        try:
            for file in files_of(name):
                found += records_in(bytes_of(file, largest=largest), file)
        except Refusal as err:
            refused.append(err)
    return Records(
        readings=tuple(item for item in found if isinstance(item, Reading)),
        incidents=tuple(item for item in found if isinstance(item, Incident)),
        refused=tuple(refused),
    )


def files_of(name: str) -> list[str]:
    """A folder stands for its JSON files by name, so that the order never depends on the disk."""
    if name == STANDARD_INPUT or not Path(name).is_dir():
        return [name]
    files = [str(p) for p in sorted(Path(name).iterdir()) if p.suffix in {".json", ".jsonl"}]
    if not files:
        raise UnreadableInput("holds no .json or .jsonl file", where=name, remedy=WRITE_THEM)
    return files


def records_in(raw: bytes, name: str) -> list[Reading | Incident]:
    """Readings and incidents of the bytes of a file; `name` is how errors call it.

    Raises:
        UnreadableInput: with the file, the place in it and the remedy.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        what = f"byte {err.start} is no UTF-8"
        raise UnreadableInput(what, where=name, remedy=WRITE_THEM) from err
    if not text.strip():
        raise UnreadableInput("is empty", where=name, remedy=WRITE_THEM)
    return [_record(data, where) for data, where in _values(text, name)]


def _values(text: str, name: str) -> Iterator[tuple[Any, str]]:
    """Each record with where it stands: one object, an array of them, or one a line."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as err:
        if err.msg != "Extra data" and not name.endswith(".jsonl"):
            raise _broken(err, name, err.lineno) from err
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield _line(line, name, number), f"{name}, line {number}"
        return
    if isinstance(whole, dict) and "incidents" in whole:
        whole = whole["incidents"]
    if isinstance(whole, list):
        yield from ((item, f"{name}, item {number}") for number, item in enumerate(whole, 1))
    else:
        yield whole, name


def _line(line: str, name: str, number: int) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as err:
        raise _broken(err, name, number) from err


def _broken(err: json.JSONDecodeError, name: str, line: int) -> UnreadableInput:
    where = f"{name}, line {line}, column {err.colno}"
    what = f"broken JSON: {err.msg[0].lower()}{err.msg[1:]}"
    return UnreadableInput(what, where=where, remedy=WRITE_THEM)


def _record(data: Any, where: str) -> Reading | Incident:
    kind: type[Reading | Incident] = Incident
    if isinstance(data, dict) and "incident" in data and "lineage" in data:
        data = data["incident"]
    if isinstance(data, dict) and "document" in data:
        kind = Reading
    elif not (isinstance(data, dict) and "act" in data):
        raise UnreadableInput(
            "is neither a reading nor an incident", where=where, remedy=WRITE_THEM
        )
    try:
        return from_wire(kind, data)
    except (Refusal, RecursionError) as err:
        raise UnreadableInput(str(err), where=where, remedy=WRITE_THEM) from err

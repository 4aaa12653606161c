"""Findings of a table, written part by part, so that a stopped run goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from trucewatch.domain.errors import Refusal
from trucewatch.pipeline.findings_rows import HEAD


class Parts:
    """The parts of an output file, in a folder beside it until all of them are there.

    Args:
        out: the file to be.
        key: what the run depends on; parts of another run are thrown away.
    """

    def __init__(self, out: Path, shape: str, key: Mapping[str, str]) -> None:
        self.out, self.shape = out, shape
        self.folder = out.with_name(f".{out.name}.parts")
        self._state = self.folder / "state.json"
        self._key = json.dumps({**key, "shape": shape}, sort_keys=True)

    def open(self) -> None:
        """Make the folder ready; keep what an earlier run of the same kind left there."""
        try:
            if self._state.is_file() and self._state.read_text("utf-8") == self._key:
                return
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            self._state.write_text(self._key, encoding="utf-8")
        except OSError as err:
            raise self._refused(err) from err

    def _refused(self, err: OSError) -> Refusal:
        what = f"cannot be written: {(err.strerror or str(err)).lower()}"
        return Refusal(what, where=str(self.out), remedy="choose another place with -o")

    def path(self, number: int) -> Path:
        """Where a part stands."""
        return self.folder / f"{number:06}"

    def has(self, number: int) -> bool:
        """Whether a part is there, whole."""
        return self.path(number).is_file()

    def write(self, number: int, content: bytes) -> None:
        """Put a part there in one move."""
        temporary = self.folder / f"{number:06}.{os.getpid()}.new"
        temporary.write_bytes(content)
        temporary.replace(self.path(number))

    def join(self, number: int) -> None:
        """All parts as one file in one move; then their folder goes."""
        temporary = self.folder / "whole"
        try:
            with temporary.open("wb") as stream:
                joined((self.path(one) for one in range(number)), self.shape, stream)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(self.out)
        except OSError as err:
            raise self._refused(err) from err
        shutil.rmtree(self.folder, ignore_errors=True)


def joined(parts: Iterable[Path], shape: str, stream: BinaryIO) -> None:
    """Parts as one file."""
    if shape != "parquet":
        stream.write(HEAD if shape == "csv" else b"")
        stream.writelines(part.read_bytes() for part in parts)
        return
    import pyarrow.parquet as pq  # noqa: PLC0415 - comes with an extra

    listed = list(parts)
    with pq.ParquetWriter(stream, pq.read_schema(listed[0])) as writer:
        for part in listed:
            writer.write_table(pq.read_table(part))


def key_of(raw: bytes, **rest: str) -> dict[str, str]:
    """What a run depends on: the bytes of its input, and all that was asked for."""
    return {"input": hashlib.sha256(raw).hexdigest(), **rest}

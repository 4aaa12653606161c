"""Where output goes: standard output, or a file that is replaced in one move."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

from trucewatch.domain.errors import Refusal


def deliver(content: bytes, out: str | None) -> None:
    """Write all of `content` to standard output, or to the file `out`.

    A reader of `out` sees the old bytes or the new ones and never a part.

    Raises:
        Refusal: the file cannot be written; what stood there still stands.
    """
    if out is None or out == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(Path(out), content)
    except OSError as err:
        what = f"cannot be written: {(err.strerror or str(err)).lower()}"
        raise Refusal(what, where=out, remedy="choose another place with -o") from err


def _replace(path: Path, content: bytes) -> None:
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(content)
        return
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(stat.S_IMODE(mode) if mode is not None else _usual_mode())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _usual_mode() -> int:
    """What a new file of this person is readable by; temporary files are private."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""Folders in memory, where the machine has such: the same calls, without waiting for a disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - the name that Linux gives it


def in_memory(prefix: str) -> Path:
    """A new folder, to be taken away by whoever asked.

    A killed process loses nothing that it wrote there; only a power cut would, and no test cuts
    the power of this machine. Those that imitate it count calls, not time.
    """
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if usable else None))

"""The program inside the sandbox: one file on standard input, what came of it on standard output.

    python -m trucewatch.pipeline.boxed < request > opened

It bounds itself before it reads a byte, and loads neither Django nor a model.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import replace

from trucewatch.domain.intake import FileKind, Reason, Verdict
from trucewatch.pipeline.crossing import Opened, Request, read_request, written
from trucewatch.pipeline.limits import CPU_SECONDS, MEMORY_BYTES, OUTPUT_BYTES
from trucewatch.text.conversion.convert import convert
from trucewatch.text.conversion.limits import ConversionRefused
from trucewatch.text.inspection.inspect import inspect
from trucewatch.text.inspection.sniff import UNREAD

_OPEN_FILES = 64


def bound() -> None:
    """Bound memory, processor time, output and files; what is bound here cannot be raised again."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def opened(request: Request, raw: bytes) -> Opened:
    """Look into a file and open it where nothing speaks against that; every fault is a verdict."""
    verdict = _verdict(request, raw)
    if not (verdict.accepted and request.convert):
        return Opened(verdict=verdict)
    try:
        return Opened(verdict=verdict, extract=convert(raw, verdict))
    except ConversionRefused as err:
        reason = err.reason
    except MemoryError:
        reason = Reason("too_costly", {"limit": f"{MEMORY_BYTES >> 20} MiB"})
    except Exception as err:  # noqa: BLE001 - whatever a library of a format trips over keeps the file closed
        reason = Reason("conversion_failed", {"what": type(err).__name__})
    return Opened(verdict=replace(verdict, reasons=(*verdict.reasons, reason)))


def _verdict(request: Request, raw: bytes) -> Verdict:
    try:
        return inspect(raw, request.name, request.media_type, largest=request.largest)
    except Exception as err:  # noqa: BLE001 - a fault of ours keeps the file closed, and is told
        reason = Reason("conversion_failed", {"what": type(err).__name__})
        return Verdict(kind=FileKind.UNKNOWN, media_type=UNREAD, reasons=(reason,))


def main() -> None:
    """Read the request, write what came of it."""
    bound()
    request, raw = read_request(sys.stdin.buffer.read())
    sys.stdout.buffer.write(written(opened(request, raw)))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

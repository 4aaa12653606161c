"""One file looked into and opened; every fault on the way is a verdict."""

from __future__ import annotations

from dataclasses import replace

from trucewatch.domain.intake import FileKind, Reason, Verdict
from trucewatch.pipeline.crossing import Opened, Request
from trucewatch.pipeline.limits import MEMORY_BYTES
from trucewatch.text.conversion.convert import convert
from trucewatch.text.conversion.limits import ConversionRefused
from trucewatch.text.inspection.inspect import inspect
from trucewatch.text.inspection.sniff import UNREAD


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

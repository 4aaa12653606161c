"""How large what comes out of a file may be; known without loading what makes it."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.domain.intake import Reason

LONGEST_SIDE = 1_600
"""Pixels: enough to read a licence plate that fills a tenth of the picture."""


class ConversionRefused(Exception):
    """What was found only while a file was opened; `reason` says what."""

    def __init__(self, code: str, facts: Mapping[str, str]) -> None:
        self.reason = Reason(code, facts)
        super().__init__(code)

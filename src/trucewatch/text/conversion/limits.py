"""How large what comes out of a file may be; known without loading what makes it."""

from __future__ import annotations

LONGEST_SIDE = 1_600
"""Pixels: enough to read a licence plate that fills a tenth of the picture."""

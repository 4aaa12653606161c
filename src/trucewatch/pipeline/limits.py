"""What opening one file may take."""

from __future__ import annotations

MEMORY_BYTES = 512 << 20
"""Address space of the program that opens it: a picture of 50 megapixels fits."""
CPU_SECONDS = 20
WALL_SECONDS = 20
"""For a file with all that is in it."""
OUTPUT_BYTES = 128_000_000
"""Words, pictures and parts together: an archive may unfold to 100 MB."""

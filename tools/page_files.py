"""Fetch what the pages are made with and copy the few files that are served.

npm installs what `frontend/package-lock.json` pins, without running any package's scripts. From
there go scripts and styles to `web/static/vendor/`, each with its licence, and the checker of
accessibility to `build/page-tests/`. Nothing of it is edited or kept in version control.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
LOCK = FRONTEND / "package-lock.json"
MODULES = FRONTEND / "node_modules"
SERVED = ROOT / "src/trucewatch/web/static/vendor"
FOR_TESTS = ROOT / "build/page-tests"
INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(FRONTEND)]

PLEX, PLEX_ARABIC = "@fontsource/ibm-plex-sans", "@fontsource/ibm-plex-sans-arabic"
FONTS = {
    PLEX: "files/ibm-plex-sans-{latin,latin-ext,cyrillic,cyrillic-ext}-{400,500,600}-normal.woff2",
    PLEX_ARABIC: "files/ibm-plex-sans-arabic-arabic-{400,500,600}-normal.woff2",
}
FILES = {
    "htmx.org": ["dist/htmx.esm.min.js"],
    "idb": ["build/index.js"],
    "maplibre-gl": [
        "dist/maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs",
        "dist/maplibre-gl.css",
    ],
    "@mapbox/mapbox-gl-rtl-text": ["dist/mapbox-gl-rtl-text.js"],
    "pmtiles": ["dist/pmtiles.js"],
    "terra-draw": ["dist/terra-draw.umd.js"],
    "terra-draw-maplibre-gl-adapter": ["dist/terra-draw-maplibre-gl-adapter.umd.js"],
    "topojson-client": [
        f"src/{name}.js"
        for name in ("feature", "identity", "mesh", "reverse", "stitch", "transform")
    ],
    "world-atlas": ["countries-50m.json"],
    "uplot": ["dist/uPlot.esm.js", "dist/uPlot.min.css"],
}
"""What is served of each package, as `vendor/NAME/FILE`; NAME without the scope."""
AXE = "axe-core"


def alternatives(pattern: str) -> Iterator[str]:
    """What a pattern with braces stands for, from the left.

    >>> list(alternatives("f-{a,b}-{4,5}.x"))
    ['f-a-4.x', 'f-a-5.x', 'f-b-4.x', 'f-b-5.x']
    >>> list(alternatives("plain.x"))
    ['plain.x']
    """
    before, brace, rest = pattern.partition("{")
    if not brace:
        yield pattern
        return
    choices, _, after = rest.partition("}")
    for choice in choices.split(","):
        yield from alternatives(before + choice + after)


def copy(package: str, files: list[str], to: Path) -> None:
    """Copy files of an installed package into a folder, and beside them what it is licensed under.

    A package without a text of its licence names it in its `package.json`, which goes instead.
    """
    source = MODULES / package
    to.mkdir(parents=True, exist_ok=True)
    licences = sorted(source.glob("LICEN*")) or [source / "package.json"]
    for one in [*(source / name for name in files), *licences]:
        shutil.copyfile(one, to / one.name)


def compress(folder: Path) -> None:
    """Put a smaller twin beside each script and style, which the server sends where it can.

    The map's script is a megabyte: over a bad line, minutes or seconds.
    """
    for one in sorted(folder.rglob("*")):
        if one.suffix in (".js", ".mjs", ".css"):
            twin = one.with_name(f"{one.name}.gz")
            twin.write_bytes(gzip.compress(one.read_bytes(), mtime=0))


def place() -> None:
    """Put every served file where it belongs, and nothing else there."""
    shutil.rmtree(SERVED, ignore_errors=True)
    for package, files in FILES.items():
        copy(package, files, SERVED / package.rpartition("/")[2])
    for package, pattern in FONTS.items():
        copy(package, list(alternatives(pattern)), SERVED / "fonts" / package.rpartition("/")[2])
    compress(SERVED)
    copy(AXE, ["axe.min.js"], FOR_TESTS)

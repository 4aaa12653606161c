"""The invented world of the script that a program was started with; to be imported before tables.

Whoever imports this lives in that world for good, so it is for programs of their own alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.data.exercise_files import read_script, script_text
from trucewatch.data.invented import live_in
from trucewatch.storage.opening import use

SCRIPT, FOLDER = sys.argv[1], Path(sys.argv[2])
SIDES = {"a": "b", "b": "a"} if sys.argv[3:] == ["swapped"] else {"a": "a", "b": "b"}
"""Who plays delegation A and B of the script as it ships."""
TEXT = script_text(SCRIPT)
live_in(read_script(TEXT, SCRIPT))
use(str(FOLDER / "home"))

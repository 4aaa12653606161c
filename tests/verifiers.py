"""Runs both stand-alone verifiers, and altered copies of the Python one."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from trucewatch.ledger import tw_verify

LEDGER = Path(tw_verify.__file__).parent
SOURCE = (LEDGER / "tw_verify.py").read_text("utf-8")
OK, USE, SIGNATURE, QUORUM, FORK, DATA, TIME = 0, 2, 10, 11, 12, 13, 14
Words = Sequence[str | Path]
MANY = """
import { readFileSync } from "node:fs";
import { run } from %s;
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map((words) => run(words).code)));
"""


def by_python(*words: str | Path, module: ModuleType = tw_verify) -> int:
    """The exit code of the Python verifier."""
    code: int = module.main([str(word) for word in words])
    return code


def by_node(asked: Sequence[Words]) -> list[int]:
    """The exit codes of the Node verifier, for many commands in one process."""
    script = MANY % json.dumps((LEDGER / "tw_verify.mjs").as_uri())
    given = json.dumps([[str(word) for word in words] for words in asked])
    command = ["node", "--input-type=module", "-e", script]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    codes: list[int] = json.loads(run.stdout)
    return codes


def altered(folder: Path, old: str, new: str) -> ModuleType:
    """The Python verifier with one check taken out of its text.

    Raises:
        AssertionError: the text does not hold that check exactly once.
    """
    assert SOURCE.count(old) == 1, old
    path = folder / "altered.py"
    path.write_text(SOURCE.replace(old, new), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("altered", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

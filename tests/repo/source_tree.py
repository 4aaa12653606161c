"""The files of this project as the checks see them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "trucewatch"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or will be, in version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    found = sorted(ROOT / name for name in run.stdout.split("\0") if name)
    return tuple(path for path in found if path.is_file())


@cache
def sources() -> tuple[Path, ...]:
    """Every Python file of the package."""
    return tuple(path for path in files() if path.suffix == ".py" and PACKAGE in path.parents)


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@cache
def lines(path: Path) -> int:
    """How many lines a text file has."""
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file, inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    """Lines from `def` to the end, docstring aside: a long explanation is no long function."""
    last = function.end_lineno or function.lineno
    first = function.body[0]
    is_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = (first.end_lineno or 0) - first.lineno + 1 if is_doc else 0
    return last - function.lineno + 1 - doc


def positional(function: Function) -> int:
    """How many parameters a caller may give by position; the object itself is none."""
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def short(path: Path) -> str:
    """The path as people write it."""
    return str(path.relative_to(ROOT))

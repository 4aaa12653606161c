"""The nouns and the steps between them touch nothing but their arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from repo import source_tree as tree

VERIFIERS = {tree.PACKAGE / "ledger" / f"{one}.py" for one in ("tw_verify", "tw_verify_case")}
PURE = ("domain", "text", "assess", "export", "ledger", "review")
FORBIDDEN_CALLS = frozenset({"open", "print", "input", "breakpoint"})
FORBIDDEN_METHODS = frozenset({"now", "today", "utcnow"})
FORBIDDEN_PATHS = frozenset({"time.time", "time.monotonic", "time.perf_counter"})
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def pure_files() -> list[Path]:
    """Files of the packages that do no input or output; the stand-alone verifier reads files."""
    found = [p for p in tree.sources() if p.relative_to(tree.PACKAGE).parts[0] in PURE]
    return [p for p in found if p not in VERIFIERS]


def impure_calls(module: ast.Module) -> Iterator[str]:
    """Calls that read the world or write to it."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        path = ast.unparse(node.func)
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if path in FORBIDDEN_CALLS | FORBIDDEN_PATHS or method in FORBIDDEN_METHODS:
            yield f"{node.lineno}: {path}"


def mutable_defaults(module: ast.Module) -> Iterator[str]:
    """Parameters whose default value all calls would share and could change."""
    for node in ast.walk(module):
        if isinstance(node, tree.Function | ast.Lambda):
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if isinstance(default, MUTABLE):
                    yield f"{default.lineno}: {ast.unparse(default)}"


def float_equalities(module: ast.Module) -> Iterator[str]:
    """Comparisons for equality with a decimal fraction."""
    for node in ast.walk(module):
        if isinstance(node, ast.Compare) and any(
            isinstance(o, ast.Eq | ast.NotEq) for o in node.ops
        ):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.Constant) and isinstance(side.value, float):
                    yield f"{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("check", [impure_calls, mutable_defaults, float_equalities])
def test_pure_packages_stay_pure(check: object) -> None:
    """No file of a pure package reads the world, shares a default or compares fractions."""
    assert callable(check)
    found = [f"{tree.short(path)}:{hit}" for path in pure_files() for hit in check(tree.tree(path))]
    assert found == []


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (impure_calls, "def f(): return open('x')"),
        (impure_calls, "def f(): return dt.datetime.now()"),
        (impure_calls, "def f(): return time.time()"),
        (mutable_defaults, "def f(a=[]): return a"),
        (float_equalities, "def f(a): return a == 0.5"),
    ],
)
def test_each_purity_check_can_fail(check: object, wrong: str) -> None:
    """A check that never finds anything would prove nothing."""
    assert callable(check)
    assert list(check(ast.parse(wrong)))

"""The stand-alone verifiers stand alone."""

from __future__ import annotations

import ast
import re
import sys

import pytest

from repo import source_tree as tree

LEDGER = tree.PACKAGE / "ledger"
FILES = ("tw_verify", "tw_verify_case")


def imported(module: ast.Module) -> set[str]:
    """The packages that a file imports."""
    nodes = list(ast.walk(module))
    plain = {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    parts = {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | parts} - {"__future__"}


@pytest.mark.parametrize("file", FILES)
def test_the_python_verifier_needs_python_alone(file: str) -> None:
    """It is copied to a machine that has nothing else."""
    names = imported(tree.tree(LEDGER / f"{file}.py"))
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("file", FILES)
def test_the_python_verifier_opens_no_connection(file: str) -> None:
    """Nor runs a program: it is run by somebody who trusts neither us nor it."""
    names = imported(tree.tree(LEDGER / f"{file}.py"))
    assert not names & {"socket", "ssl", "http", "urllib", "subprocess", "os", "ctypes", "asyncio"}


@pytest.mark.parametrize("file", FILES)
def test_the_node_verifier_needs_node_alone(file: str) -> None:
    """No package, no connection; the part for case files needs the first one beside it."""
    text = (LEDGER / f"{file}.mjs").read_text("utf-8")
    names = set(re.findall(r'from "([^"]+)"', text)) - {"./tw_verify.mjs"}
    assert names == {"node:crypto", "node:fs", "node:path", "node:url"}

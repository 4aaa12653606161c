"""Names say what a thing is, and the texts speak of the project alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from repo import source_tree as tree

EMPTY_NAMES = (
    "util",
    "helper",
    "common",
    "misc",
    "manager",
    "handler",
    "processor",
    "info",
    "base",
)
EMPTY_NAME = re.compile(rf"(?:^|_)(?:{'|'.join(EMPTY_NAMES)})s?(?:_|$)", re.IGNORECASE)
BINARY = frozenset({".png", ".pdf", ".woff2", ".gz", ".zip"})


def _joined(*parts: str) -> str:
    """A pattern from its pieces, so that this file does not hold what it looks for."""
    return "".join(parts)


FOREIGN = re.compile(
    "|".join(
        (
            _joined("py", r"pi\.org"),
            _joined("python", "hosted"),
            _joined("registry", r"\.npm", "js"),
            _joined("deb", r"\.debian", r"\.org"),
            _joined(r"(?<![\w./-])/(?:wo", "rk|fa", "rm|ro", "ot)/"),
            _joined("--extra-", "index-url"),
            _joined("file:", "///opt"),
            _joined(r"\bT", r"ODO\b|\bF", r"IXME\b"),
        )
    )
)


def names_of(module: ast.Module) -> list[str]:
    """Class names in parts, as they would be written in snake case."""
    classes = [node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef)]
    return [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name) for name in classes]


def test_no_file_or_class_has_an_empty_name() -> None:
    """Such a name says nothing of what the thing is about; its noun does."""
    found = [tree.short(p) for p in tree.sources() if EMPTY_NAME.search(p.stem)]
    found += [n for p in tree.sources() for n in names_of(tree.tree(p)) if EMPTY_NAME.search(n)]
    assert found == []


def foreign_words(path: Path) -> list[str]:
    """Addresses of registries, machine paths and marks of unfinished work."""
    text = path.read_text("utf-8", errors="replace")
    return [
        f"{tree.short(path)}:{number}: {hit.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        if (hit := FOREIGN.search(line))
    ]


def test_texts_hold_no_foreign_words() -> None:
    """Locks, scripts and pages work on any machine and name none."""
    found = [hit for p in tree.files() if p.suffix not in BINARY for hit in foreign_words(p)]
    assert found == []


@pytest.mark.parametrize(
    "line", ["see " + "/wo" + "rk/here", "https://py" + "pi.org/simple", "# TO" + "DO later"]
)
def test_foreign_words_are_found(line: str) -> None:
    """A pattern that never matches would prove nothing."""
    assert FOREIGN.search(line)

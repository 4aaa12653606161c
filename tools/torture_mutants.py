"""Whether the tests of the ledger notice a change: its modules are altered, one place at a time.

    make torture        or: python tools/torture_mutants.py [--sample 200] [--seed 1] [MODULE...]

A mutant is a module with one comparison, constant, boolean, condition, returned value, operator or
`raise` changed in its syntax tree; how refusals are worded is left alone. The unit tests of the
ledger, those of its module first, run against it in a process of their own; for the stand-alone
verifiers their own tests. A mutant is killed when one of them fails, or when they take 60 seconds
of processor time. Which are drawn follows from the seed.

The last line is one JSON object; the exit code is 1 where less than 90 of 100 are killed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import io
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cryptography.hazmat.primitives.serialization
import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "trucewatch"
TESTS = ROOT / "tests"
# Loaded once here, they need not be loaded again in each of the processes that are forked off.
LOADED = (cryptography, hypothesis, pytest)
LONGEST = 60  # processor seconds; all tests take 15, more is a loop without end
MOST_MEMORY = 4 * 2**30  # bytes
GOAL = 0.9
SUITES = ("tree", "tw_verify", "tw_verify_case")  # one module for each set of tests
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """A module with its n-th change, or with none."""

    module: str
    number: int | None = None

    def made(self) -> tuple[str, str]:
        """How a person finds the place, and the text of the module."""
        tree = ast.parse((PACKAGE / "ledger" / f"{self.module}.py").read_text("utf-8"))
        if self.number is None:
            return self.module, ast.unparse(tree)
        node, what, new = list(choices(tree))[self.number]
        changed = ast.fix_missing_locations(Exchange(node, new).visit(tree))
        return f"{self.module}.py:{getattr(node, 'lineno', 0)}: {what}", ast.unparse(changed)


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """What can change within a node: neither annotations nor documentation nor how it is worded."""
    match node:
        case ast.Raise() | ast.JoinedStr() | ast.Expr(value=ast.Constant()):
            pass
        case ast.keyword(arg="help" | "remedy" | "where"):
            pass
        case ast.Assign(targets=[ast.Name(id="what" | "remedy" | "told")], value=ast.Constant()):
            pass
        case ast.Call(func=ast.Name(id="require" | "_require"), args=[holds, *_]):
            yield holds
        case _:
            for name, field in ast.iter_fields(node):
                if name not in {"annotation", "returns", "decorator_list"}:
                    yield from (one for one in ([field], field)[isinstance(field, list)] if one)


def places(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that can change."""
    for part in parts(node):
        if isinstance(part, ast.AST):
            yield part
            yield from places(part)


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What can stand in the place of a node, each under its name."""
    match node:
        case ast.Compare(ops=[op, *rest]) if type(op) in COMPARED:
            other = COMPARED[type(op)]
            new = copy.deepcopy(node)
            new.ops = [other(), *rest]
            yield f"{type(op).__name__} is {other.__name__}", new
        case ast.BinOp(op=op) if type(op) in REPLACED:
            other_op = REPLACED[type(op)]
            sum_ = copy.deepcopy(node)
            sum_.op = other_op()
            yield f"{type(op).__name__} is {other_op.__name__}", sum_
        case ast.BoolOp(op=op):
            either = copy.deepcopy(node)
            either.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{type(op).__name__} is the other", either
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not is gone", operand
        case ast.Constant(value=bool(value)):
            yield f"{value} is {not value}", ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield f"{value} is {value + 1}", ast.Constant(value + 1)
        case ast.Constant(value=str(value) | bytes(value)) if value:
            yield "a text is empty", ast.Constant(type(value)())
        case ast.Return(value=ast.expr() as value) if not is_none(value):
            yield "returns None", ast.Return(ast.Constant(None))
        case ast.Raise():
            yield "raise is gone", ast.Pass()
        case ast.If(test=test) if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            turned = copy.deepcopy(node)
            turned.test = ast.UnaryOp(ast.Not(), turned.test)
            yield "a condition is turned", turned


def is_none(node: ast.expr) -> bool:
    """Whether this is None as it is written."""
    return isinstance(node, ast.Constant) and node.value is None


class Exchange(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The new node where the old one stood."""
        if node is self.old:
            return ast.copy_location(self.new, node)
        return super().generic_visit(node)


def choices(tree: ast.Module) -> Iterator[tuple[ast.AST, str, ast.AST]]:
    """Every change of a module: the node, what becomes of it, and the other node."""
    for node in places(tree):
        for what, new in changes(node):
            yield node, what, new


def all_mutants(modules: list[str]) -> list[Mutant]:
    """In the order of the text."""
    found = []
    for module in modules:
        tree = ast.parse((PACKAGE / "ledger" / f"{module}.py").read_text("utf-8"))
        found += [Mutant(module, number) for number, _ in enumerate(choices(tree))]
    return found


def tests_of(module: str) -> list[Path]:
    """The nearest first: they end at the first that fails."""
    folder = TESTS / "unit" / "ledger"
    if module == "tw_verify":
        names = ("checks", "commands", "log")
        verifier = [TESTS / "integration" / f"test_verify_{name}.py" for name in names]
        return [*verifier, folder / "test_ed25519.py"]
    if module == "tw_verify_case":
        return [TESTS / "integration" / "test_verify_case.py"]
    others = sorted({*folder.glob("test_*.py")} - {folder / "test_ed25519.py"})
    return sorted(others, key=lambda path: path.stem != f"test_{module}")


def trial(mutant: Mutant) -> tuple[str, bool]:
    """The mutant's place, and whether a test fails while it stands for its module."""
    where, text = mutant.made()
    with tempfile.TemporaryDirectory() as name:
        package = Path(name) / "trucewatch"
        shutil.copytree(PACKAGE / "ledger", package / "ledger")
        for other in PACKAGE.iterdir():
            if other.name != "ledger":
                (package / other.name).symlink_to(other)
        (package / "ledger" / f"{mutant.module}.py").write_text(text, encoding="utf-8")
        sys.path.insert(0, name)
        os.environ["PYTHONPATH"] = name
        os.chdir(ROOT)
        signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        options = ["-x", "-q", "--noconftest", "--tb=no", "-p", "no:cacheprovider"]
        options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # loaded before the fork
        options += ["-k", "not without_the_check and not small_order"]  # they look for the text
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = pytest.main([*options, *map(str, tests_of(mutant.module))])
    return where, code != pytest.ExitCode.OK


def stop(*_: object) -> None:
    """Let the test that does not end fail."""
    raise TimeoutError


def main() -> int:
    """Draw, run, tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="of the ledger; else all")
    parser.add_argument("--sample", type=int, default=200, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    stems = sorted(path.stem for path in (PACKAGE / "ledger").glob("[a-z]*.py"))
    every = all_mutants(options.modules or stems)
    drawn = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    began, killed = time.perf_counter(), 0
    fork = multiprocessing.get_context("fork")
    with fork.Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for where, fails in pool.map(trial, map(Mutant, SUITES)):
            if fails:
                parser.error(f"tests of {where} fail without any change")
        for tried, (where, is_killed) in enumerate(pool.imap_unordered(trial, drawn), 1):
            killed += is_killed
            sys.stderr.write(f"\r{killed} killed of {tried} ")
            if not is_killed:
                sys.stdout.write(f"alive: {where}\n")
                sys.stdout.flush()
    told = {
        "mutants": len(every),
        "tried": len(drawn),
        "killed": killed,
        "score": round(killed / len(drawn), 3),
        "seed": options.seed,
        "seconds": round(time.perf_counter() - began),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return int(killed < GOAL * len(drawn))


if __name__ == "__main__":
    sys.exit(main())

"""Every sentence with which a layer below the pages refuses can be told in their languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

import make_messages
from make_messages import LANGUAGES, REFUSALS

MODULES = [path.relative_to(make_messages.WEB.parent).as_posix() for path in make_messages.below()]
LEAST = 400
"""Sentences that were there when this was written, rounded down; a search may not find nothing."""


def tree_of(module: str) -> ast.Module:
    """A module of the package."""
    return ast.parse((make_messages.WEB.parent / module).read_text("utf-8"))


def texts(part: ast.expr) -> Iterator[ast.expr]:
    """The alternatives of a part of a refusal."""
    if isinstance(part, ast.IfExp):
        yield from (*texts(part.body), *texts(part.orelse))
    elif isinstance(part, ast.BoolOp):
        for one in part.values:
            yield from texts(one)
    else:
        yield part


def untold(module: str) -> list[str]:
    """Parts of refusals that no catalogue can hold: formatted on the spot, or unmarked words."""
    tree = tree_of(module)
    parts = [one for found in make_messages.refusals(tree) for part in found for one in texts(part)]
    names = {one.id for one in parts if isinstance(one, ast.Name)}
    wrong: list[ast.expr] = [one for one in parts if isinstance(one, (ast.JoinedStr, ast.BinOp))]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and {ast.unparse(one) for one in node.targets} & names:
            wrong += [
                one
                for one in texts(node.value)
                if isinstance(one, ast.JoinedStr)
                or (isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value)
            ]
    return [f"{module}, line {one.lineno}: {ast.unparse(one)}" for one in wrong]


def facts(pattern: str) -> set[str]:
    """Names of the facts that a pattern has a place for."""
    return set(re.findall(r"\{(\w+)", pattern))


@pytest.mark.parametrize("module", MODULES)
def test_what_a_refusal_says_is_a_sentence_with_its_facts_beside_it(module: str) -> None:
    """Write `Sentence("no place {place}", place=place)`, not a formatted text."""
    assert untold(module) == []


def test_a_formatted_text_is_noticed() -> None:
    """In the call itself, as the remedy, and by way of a name."""
    tree = ast.parse('what = f"no {x}"\nraise InvalidValue(what, remedy=f"write {y}")')
    (parts,) = make_messages.refusals(tree)
    assert [type(one) for one in parts] == [ast.Name, ast.JoinedStr]


def test_the_sentences_are_found() -> None:
    """Among them one of a form, one of a table and one of a drafted agreement."""
    found = {str(one.id) for one in make_messages.texts_of(REFUSALS) if one.id}
    assert len(found) > LEAST
    asked = {"a reason is missing", "{cell!r} is no day", "{key!r} is missing", "part it"}
    assert asked <= found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_told_with_the_same_facts(language: str) -> None:
    """In Russian and in Arabic, without the quotation marks of a program."""
    wrong = [
        one.id
        for one in make_messages.read(REFUSALS, language)
        if one.id
        and (
            not one.string
            or "!r" in str(one.string)
            or facts(str(one.string)) != facts(str(one.id))
        )
    ]
    assert wrong == []


def test_no_page_shows_a_refusal_as_it_was_raised() -> None:
    """Only where nobody reads it: behind a page of a missing thing, or for a script."""
    shows = re.compile(
        r"(messages\.error|add_error|problem|trouble)\b.*\bstr\((err|refus\w*|told)\)"
    )
    found = [
        f"{path.name}, line {number}"
        for path in sorted((make_messages.WEB / "pages").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if shows.search(line)
    ]
    assert found == []

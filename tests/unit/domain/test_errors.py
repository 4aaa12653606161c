"""A refusal says where, what and what to do, on one line."""

from __future__ import annotations

from importlib import import_module

import pytest

from trucewatch.domain import errors


def test_a_refusal_names_place_and_remedy() -> None:
    """In the order in which a person needs them."""
    refusal = errors.UnreadableInput("is empty", where="a.txt", remedy="send it again")
    assert str(refusal) == "a.txt: is empty; send it again"


def test_each_refusal_has_a_code_of_its_own() -> None:
    """Programs tell situations apart by it; whatever was imported before, all these count."""
    for package in ("ledger", "review", "service", "storage"):
        import_module(f"trucewatch.{package}.refusals")
    kinds: list[type[errors.Refusal]] = [errors.Refusal, *errors.Refusal.__subclasses__()]
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_an_invariant_that_fails_is_an_invalid_value() -> None:
    """So that one class is caught for all nouns."""
    with pytest.raises(errors.InvalidValue):
        errors.require(False, "no")

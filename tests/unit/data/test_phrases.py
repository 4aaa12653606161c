"""Every sentence stands in all languages and asks for the same facts in each."""

from __future__ import annotations

from string import Formatter

from trucewatch.data.counting import counting_rules
from trucewatch.data.phrases import LANGUAGES, templates


def asked(template: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_sentence_stands_in_every_language() -> None:
    """A delegation reads all of it in its own."""
    assert {code for code, by in templates().items() if set(by) != set(LANGUAGES)} == set()


def test_the_facts_of_a_sentence_are_those_of_its_translations() -> None:
    """A fact told in one language alone would be an account of its own."""
    unlike = [
        code
        for code, by in templates().items()
        if len({frozenset(asked(t)) for t in by.values()}) > 1
    ]
    assert unlike == []


def test_counting_rules_are_defined_in_every_language() -> None:
    """With a name, a source and a version."""
    rules = counting_rules().values()
    assert all(set(one.names) == set(one.definitions) == set(LANGUAGES) for one in rules)
    assert all(one.citations and one.label.endswith(f"@{one.version}") for one in rules)

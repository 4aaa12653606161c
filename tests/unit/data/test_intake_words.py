"""Every reason is told in every language, with the same facts, and every code is in use."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import trucewatch
from trucewatch.data.intake_words import codes, remedies, remedy
from trucewatch.data.phrases import LANGUAGES

PACKAGE = Path(trucewatch.__file__).parent


def asked(template: str) -> frozenset[str]:
    """Names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def test_every_reason_stands_in_every_language() -> None:
    """A delegation reads all of it in its own."""
    assert [code for code, by in codes().items() if not set(LANGUAGES) <= set(by)] == []
    assert [key for key, by in remedies().items() if set(by) != set(LANGUAGES)] == []


def test_the_facts_of_a_reason_are_those_of_its_translations() -> None:
    """A fact told in one language alone would be an account of its own."""
    unlike = [
        code for code, by in codes().items() if len({asked(by[one]) for one in LANGUAGES}) > 1
    ]
    assert unlike == []


def test_every_closed_file_has_a_remedy() -> None:
    """Whoever is told that a file stays closed is told what to do."""
    assert [
        code for code, by in codes().items() if by["quarantine"] and not remedy(code, "en")
    ] == []


def test_every_code_is_in_use() -> None:
    """A sentence that nobody says would be checked for nothing."""
    files = [*(PACKAGE / "text").rglob("*.py"), *(PACKAGE / "pipeline").glob("*.py")]
    files += (PACKAGE / "service").glob("*.py")
    text = "\n".join(path.read_text("utf-8") for path in files)
    said = set(re.findall(r'"([a-z]+(?:_[a-z0-9]+)*)"', text))
    assert set(codes()) - said == set()

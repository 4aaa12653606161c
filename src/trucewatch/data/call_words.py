"""What the hotline form offers, with its words in every language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml


def offered(group: str) -> tuple[str, ...]:
    """Identifiers of a group in the order of the file.

    >>> offered("knows"), offered("frequent")[0]
    (('saw', 'heard', 'told'), 'shelling')
    """
    return tuple(str(one) for one in _tree()[group])


def said(group: str, code: str, lang: str) -> str:
    """The words for a member of a group; the code itself where there are none.

    >>> said("fates", "killed", "ru"), said("fates", "?", "ru")
    ('убиты', '?')
    """
    words: Mapping[str, str] = _tree()[group].get(code, {})
    return str(words.get(lang) or words.get("en") or code)


def choices(group: str, lang: str) -> list[tuple[str, str]]:
    """Pairs of identifier and words, as a form takes them."""
    return [(code, said(group, code, lang)) for code in offered(group)]


@cache
def _tree() -> dict[str, Any]:
    tree: dict[str, Any] = load_yaml("vocabulary/calls.yaml")
    return tree

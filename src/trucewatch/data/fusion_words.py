"""The words of fusion by code, in three languages, and the word lists that its rules go by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import UnknownName

_FILE = "vocabulary/fusion.yaml"


def sentence(code: str, lang: str, facts: Mapping[str, str]) -> str:
    """The sentence of a code with its facts put in.

    Args:
        code: as signs and considerations carry it, as in `origins.several`.
        lang: `en`, `ru` or `ar`.
        facts: words by name; more than the sentence needs do no harm.

    Raises:
        UnknownName: no such code or language, or a fact is missing.

    >>> sentence("taking.named", "ru", {"named": "ТАСС"})
    'называет источником: ТАСС'
    >>> sentence("taking.named", "en", {})
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: the sentence 'taking.named' needs 'named'
    """
    try:
        return _in(lang, "sentences", code).format_map(facts)
    except KeyError as err:
        raise UnknownName(f"the sentence {code!r} needs {err.args[0]!r}") from err


def label(code: str, lang: str) -> str:
    """What a code is called.

    >>> label("confidence.likely", "en"), label("fates.killed", "ar")
    ('likely', 'قتلى')
    """
    return _in(lang, "labels", code)


@cache
def listed(*path: str) -> frozenset[str]:
    """The words of a list, of all languages where it has several.

    >>> "official" in listed("unnamed", "of_a_body"), "чиновник" in listed("unnamed", "of_a_body")
    (True, True)
    >>> "see" in listed("access", "seen")
    True
    """
    found = _tree(path)
    rows = found.values() if isinstance(found, Mapping) else [found]
    return frozenset(word for row in rows for word in row)


def table(*path: str) -> Any:
    """A part of the file as it stands, for the rule that goes by it; not to be changed.

    >>> table("confidence", "bands")["likely"]
    [55, 80]
    """
    return _tree(path)


def _in(lang: str, kind: str, code: str) -> str:
    try:
        return str(_tree((kind,))[code][lang])
    except KeyError as err:
        raise UnknownName(
            f"no words for {code!r} in {lang!r}", remedy=f"add it to {_FILE}"
        ) from err


@cache
def _tree(path: tuple[str, ...]) -> Any:
    found = load_yaml(_FILE)
    for step in path:
        found = found[step]
    return found

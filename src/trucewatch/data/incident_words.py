"""The words of incidents and of what their accounts tell, by code in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import UnknownName

_FILE = "vocabulary/incidents.yaml"


def label(code: str, lang: str, **facts: object) -> str:
    """The words of a code with its facts put in.

    Args:
        lang: `en`, `ru` or `ar`.

    Raises:
        UnknownName: no such code or language.

    >>> label("more_copied", "en", n=12), label("untold", "ru")
    ('12 more copies', 'источник не назван')
    >>> label("unold", "en")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: no label 'unold' in 'en'; add it to vocabulary/incidents.yaml
    """  # noqa: E501 - the message is one line for a person
    try:
        template = str(_words()["labels"][code][lang])
    except KeyError as err:
        raise UnknownName(f"no label {code!r} in {lang!r}", remedy=f"add it to {_FILE}") from err
    return template.format_map(facts)


def term(group: str, code: str, lang: str) -> str:
    """The words of a code of a list; a code that the list lacks in its own letters.

    Args:
        group: a list of the file, as in `factualities`, `counted` or `likenesses`.

    >>> term("counted", "killed", "ar"), term("counted", "paper_boats", "ru")
    ('قتلى', 'paper boats')
    """
    found = _words()[group].get(code)
    return str(found[lang]) if found else code.replace("_", " ")


def act(code: str, lang: str) -> str:
    """How the vocabulary calls an act.

    >>> act("small_arms_fire", "ru"), act("no_such_act", "en")
    ('стрелковый огонь', 'no such act')
    """
    found = load_yaml("vocabulary/acts.yaml")["acts"].get(code)
    return str(found[lang]) if found else code.replace("_", " ")


@cache
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(_FILE)
    return found

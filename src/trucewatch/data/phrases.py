"""Sentences by code, in English, Russian and Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import UnknownName

LANGUAGES = ("en", "ru", "ar")
_FILE = "vocabulary/assessment.yaml"
_FILES = (
    _FILE,
    "vocabulary/ambiguities.yaml",
    "vocabulary/what_if.yaml",
    "vocabulary/duties.yaml",
    "vocabulary/counts.yaml",
)
"""Where sentences stand; their codes differ by the word before the first point."""


def sentence(code: str, lang: str, params: Mapping[str, str]) -> str:
    """The sentence of a code with its parameters put in.

    Args:
        code: as steps and changes carry it, as in `is_party.declared`.
        lang: `en`, `ru` or `ar`.
        params: words by name; more than the sentence needs do no harm.

    Raises:
        UnknownName: no such code or language, or a parameter is missing.

    >>> sentence("is_duty.yes", "en", {"clause": "4"})
    'Clause “4” is a duty.'
    >>> sentence("is_duty.yes", "en", {})
    Traceback (most recent call last):
    trucewatch.domain.errors.UnknownName: the sentence 'is_duty.yes' needs 'clause'
    """
    try:
        template = templates()[code][lang]
    except KeyError as err:
        raise UnknownName(f"no sentence {code!r} in {lang!r}", remedy=f"add it to {_FILE}") from err
    try:
        return template.format_map(params)
    except KeyError as err:
        raise UnknownName(f"the sentence {code!r} needs {err.args[0]!r}") from err


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """Every template by code and language."""
    return {code: by for file in _FILES for code, by in load_yaml(file)["sentences"].items()}


def joined(words: list[str], how: str, lang: str) -> str:
    """Words in a row.

    Args:
        how: `any` where one of them is enough, `all` where each is meant.

    >>> joined(["A", "B", "C"], "any", "en"), joined(["A"], "all", "ru")
    ('A, B or C', 'A')
    """
    joins = load_yaml(_FILE)["joins"]
    comma, last = joins["all"][lang], joins[how][lang]
    return last.join([comma.join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def moment_word(code: str, lang: str) -> str:
    """How a moment is called that is no instant: `unknown` or `open`."""
    return str(load_yaml(_FILE)["moments"][code][lang])


def denied(by: str, lang: str) -> str:
    """That somebody denies a moment.

    >>> denied("North", "en")
    'denied by North'
    """
    template: str = load_yaml(_FILE)["denied"][lang]
    return template.format(by=by)


def organ(actor: str, organ_of: str, lang: str) -> str:
    """An actor together with the body it acts for."""
    template: str = load_yaml(_FILE)["organ"][lang]
    return template.format(actor=actor, organ_of=organ_of)


def claims() -> Mapping[str, str]:
    """What an act claims of a list, `listed` or `not_listed`, by act."""
    found: Mapping[str, str] = load_yaml(_FILE)["claims"]
    return found


def membership_words(status: str, lang: str) -> str:
    """How an actor stands to terms, in words.

    >>> membership_words("attested", "en")
    'acceptance attested'
    """
    return str(load_yaml("vocabulary/what_if.yaml")["membership"][status][lang])


def act_name(act: str, lang: str) -> str:
    """How the vocabulary calls an act or a family, the code itself where it does not know it.

    >>> act_name("shelling", "ru"), act_name("no_such_act", "ru")
    ('обстрел', 'no such act')
    """
    tree = load_yaml("vocabulary/acts.yaml")
    entry = tree["acts"].get(act) or tree["families"].get(act, {})
    return str(entry.get(lang, act.replace("_", " ")))

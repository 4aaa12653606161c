"""Ambiguities in words, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from trucewatch.assess.explain import Names
from trucewatch.data import phrases
from trucewatch.data.loading import load_yaml
from trucewatch.domain.ambiguity import Ambiguity, AmbiguityCode, Precedent, Severity

SHEET = "vocabulary/ambiguities.yaml"


def worded(one: Ambiguity, names: Names, lang: str = "en") -> Ambiguity:
    """The same with its two sentences: what it is, and what others did there.

    Args:
        lang: `en`, `ru` or `ar`.
    """
    shown = names.shown(one.facts, lang)
    if "duty" in shown:
        shown["duty"] = _sheet()["duties"][shown["duty"]][lang]
    reason = phrases.sentence(one.sentence, lang, shown, SHEET)
    if "as_read_by" in one.facts:
        reason = f"{names.actor(one.facts['as_read_by'], lang)}: {reason}"
    return replace(one, reason=reason, elsewhere=elsewhere(one, lang))


def elsewhere(one: Ambiguity, lang: str) -> str:
    """What other agreements did at this point, with ids of some that did."""
    if not one.others.of:
        return str(_sheet()["none_to_compare"][lang])
    told = _sheet()["elsewhere"]
    template = (told.get(one.sentence) or told[str(one.code)])[lang]
    return phrases.filled(template, one.sentence, _counted(one.others))


def _counted(others: Precedent) -> dict[str, str]:
    """The figures; of more than are named, the rest is told by an ellipsis."""
    more = ", …" if others.did > len(others.examples) else ""
    examples = f" ({', '.join(others.examples)}{more})" if others.examples else ""
    return {"did": str(others.did), "of": str(others.of), "examples": examples}


def several(code: AmbiguityCode, subjects: Iterable[str], lang: str) -> str | None:
    """One sentence for several subjects of one code; None where the vocabulary has none."""
    template = _sheet()["several"].get(str(code))
    if template is None:
        return None
    return phrases.filled(template[lang], str(code), {"subjects": ", ".join(subjects)})


def severity_word(severity: Severity, lang: str) -> str:
    """How a severity is called.

    >>> severity_word(Severity.GAP, "en"), severity_word(Severity.NOTE, "ru")
    ('gap', 'заметка')
    """
    return str(_sheet()["severities"][severity][lang])


def page_word(code: str, lang: str, **params: str) -> str:
    """A word or sentence of the page on which ambiguities are shown."""
    return phrases.filled(_sheet()["words"][code][lang], code, params)


def _sheet() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(SHEET)
    return found

"""Ambiguities in words, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from trucewatch.assess.explain import Names
from trucewatch.data import phrases
from trucewatch.data.loading import load_yaml
from trucewatch.domain.ambiguity import Ambiguity, Precedent, Severity

SHEET = "vocabulary/ambiguities.yaml"


def worded(one: Ambiguity, names: Names, lang: str = "en") -> Ambiguity:
    """The same with its two sentences: what it is, and what others did there.

    Args:
        lang: `en`, `ru` or `ar`.
    """
    shown = names.shown(one.facts, lang)
    if "duty" in shown:
        shown["duty"] = _sheet()["duties"][shown["duty"]][lang]
    reason = phrases.sentence(one.sentence, lang, shown)
    if "as_read_by" in one.facts:
        reason = f"{names.actor(one.facts['as_read_by'], lang)}: {reason}"
    return replace(one, reason=reason, elsewhere=elsewhere(one, lang))


def elsewhere(one: Ambiguity, lang: str) -> str:
    """What other agreements did at this point, with ids of some that did."""
    if not one.others.of:
        return str(_sheet()["none_to_compare"][lang])
    told = _sheet()["elsewhere"]
    template = (told.get(one.sentence) or told[str(one.code)])[lang]
    return str(template.format_map(_counted(one.others)))


def _counted(others: Precedent) -> dict[str, str]:
    """The figures; of more than are named, the rest is told by an ellipsis."""
    more = ", …" if others.did > len(others.examples) else ""
    examples = f" ({', '.join(others.examples)}{more})" if others.examples else ""
    return {"did": str(others.did), "of": str(others.of), "examples": examples}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: an ambiguity, or several of one code that are told together."""

    head: Ambiguity
    entry: str
    reason: str
    elsewhere: str


def lines(told: Iterable[Ambiguity], lang: str = "en") -> tuple[Line, ...]:
    """Worded ambiguities in their order, those of codes that come in numbers told together.

    >>> from trucewatch.domain.ambiguity import AmbiguityCode, Severity
    >>> acts = {"code": AmbiguityCode.ACTS_NOT_COVERED, "severity": Severity.NOTE}
    >>> fire, mines = (Ambiguity(agreement="t", about=one, **acts) for one in ("fire", "mines"))
    >>> [line.entry for line in lines([fire, mines])]
    ['acts_not_covered fire, mines']
    """
    found: dict[object, list[Ambiguity]] = {}
    for number, one in enumerate(told):
        together = one.sentence in _sheet()["several"]
        key = (one.sentence, one.severity, one.known) if together else number
        found.setdefault(key, []).append(one)
    return tuple(_line(group, lang) for group in found.values())


def _line(group: Sequence[Ambiguity], lang: str) -> Line:
    head, code = group[0], group[0].sentence
    if len(group) == 1:
        return Line(head, head.entry, head.reason, head.elsewhere)
    subjects = [_subject(one, lang) for one in group]
    reason = _sheet()["several"][code][lang]
    others = head.elsewhere
    if any(one.others != head.others for one in group):
        pairs = zip(subjects, (one.others for one in group), strict=True)
        figures = ", ".join(f"{name} {others.did}/{others.of}" for name, others in pairs)
        template = _sheet()["several_elsewhere"][code][lang]
        others = template.format(figures=figures)
    entry = f"{head.code} {', '.join(one.about for one in group)}"
    return Line(head, entry, reason.format(subjects=", ".join(subjects)), others)


def _subject(one: Ambiguity, lang: str) -> str:
    """What it concerns, as people call it: the clause by its number, else the family of acts."""
    return one.facts.get("clause") or phrases.act_name(one.about, lang)


def severity_word(severity: Severity, lang: str) -> str:
    """How a severity is called.

    >>> severity_word(Severity.GAP, "en"), severity_word(Severity.NOTE, "ru")
    ('gap', 'заметка')
    """
    return str(_sheet()["severities"][severity][lang])


def page_word(code: str, lang: str, **params: str) -> str:
    """A word or sentence of the page on which ambiguities are shown."""
    return str(_sheet()["words"][code][lang].format_map(params))


def _sheet() -> Mapping[str, Any]:
    found: Mapping[str, Any] = load_yaml(SHEET)
    return found

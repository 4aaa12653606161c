"""Ambiguities of the texts: language versions that differ, and who can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.assess.ambiguity_ground import Found, Ground
from trucewatch.data.loading import load_yaml
from trucewatch.domain.agreement import Agreement, Publicity
from trucewatch.domain.ambiguity import AmbiguityCode, Severity
from trucewatch.domain.clause import Clause

SUMMARY_LANG = "en"
"""The language of a clause's summary."""

_NUMBER = re.compile(r"\d+(?:[.,:٫٬]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_SIGNS = str.maketrans({"٫": ".", ",": "."})


def about_texts(ground: Ground) -> Iterator[Found]:
    """Every ambiguity of texts, in the order of the terms."""
    terms = ground.agreement
    yield from _publicity(terms)
    yield from _authentic(terms)
    for clause in terms.clauses:
        yield from _differs(clause)
        yield from _numbers(clause)
        yield from _untold(clause, terms)


def _publicity(terms: Agreement) -> Iterator[Found]:
    if terms.publicity is not Publicity.PUBLIC:
        hidden = terms.publicity is Publicity.RESTRICTED
        yield Found(
            code=AmbiguityCode.PUBLICITY_RESTRICTED,
            severity=Severity.UNCLEAR if hidden else Severity.NOTE,
            variant=str(terms.publicity),
            practice=lambda other: other.publicity is Publicity.PUBLIC,
        )


def _authentic(terms: Agreement) -> Iterator[Found]:
    several = len({one.lang for one in terms.texts}) > 1
    if several and not any(one.authentic for one in terms.texts):
        yield Found(
            code=AmbiguityCode.LANGUAGES_DIFFER,
            severity=Severity.UNCLEAR,
            variant="none_authentic",
            facts={"languages": ", ".join(dict.fromkeys(one.lang for one in terms.texts))},
            practice=_names_authentic,
        )


def _names_authentic(other: Agreement) -> bool | None:
    if len({one.lang for one in other.texts}) < 2:
        return None
    return any(one.authentic for one in other.texts)


def _differs(clause: Clause) -> Iterator[Found]:
    for text in clause.texts:
        if text.differs:
            facts = {"clause": clause.number, "language": text.lang, "point": text.differs}
            yield _found(clause, "told", facts, Severity.UNCLEAR)


def _numbers(clause: Clause) -> Iterator[Found]:
    told = {SUMMARY_LANG: clause.summary, **{one.lang: one.text for one in clause.texts}}
    first, *rest = told.items()
    for other in rest:
        apart = [_apart(first, other), _apart(other, first)]
        if any(apart):
            facts = {
                "clause": clause.number,
                "language": first[0],
                "other_language": other[0],
                "numbers": ", ".join(apart[0]) or "–",
                "other_numbers": ", ".join(apart[1]) or "–",
            }
            yield _found(clause, "numbers", facts, Severity.UNCLEAR)


Told = tuple[str, str]
"""Language and text."""


def _apart(one: Told, other: Told) -> list[str]:
    """Numbers in digits of one text that the other has neither in digits nor in words."""
    there = numbers_in(other[1])
    words = _words_of(other)
    missing = []
    for number in numbers_in(one[1]):
        if number in there:
            there.remove(number)
        elif not words & _spelt(number, other[0]):
            missing.append(number)
    return missing


def numbers_in(text: str) -> list[str]:
    """Numbers written in digits of any script, in European digits with a point.

    >>> numbers_in("by ١٢:٠٠ on ٢٦ February, 2,5 km of 1,000 m")
    ['12:00', '26', '2.5', '1000']
    """
    return [_european(one) for one in _NUMBER.findall(text)]


def _european(number: str) -> str:
    plain = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in number)
    plain = plain.replace("٬", ",")
    return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.translate(_SIGNS)


def _words_of(told: Told) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", told[1].casefold()))


def _spelt(number: str, lang: str) -> frozenset[str]:
    """Words that write a small number in a language."""
    spelt: str = load_yaml("vocabulary/ambiguities.yaml")["numbers"].get(lang, {}).get(number, "")
    return frozenset(spelt.split())


def _untold(clause: Clause, terms: Agreement) -> Iterator[Found]:
    lacking = _lacking(clause, terms)
    if lacking:
        yield Found(
            code=AmbiguityCode.LANGUAGES_DIFFER,
            severity=Severity.NOTE,
            about=clause.id,
            variant="untold",
            facts={"clause": clause.number, "languages": ", ".join(lacking)},
            practice=_tells_all_in_each,
        )


def _lacking(clause: Clause, terms: Agreement) -> list[str]:
    """Languages in which other clauses are told and this one is not."""
    langs = dict.fromkeys(text.lang for one in terms.clauses for text in one.texts)
    here = {text.lang for text in clause.texts}
    return [one for one in langs if one not in here | {SUMMARY_LANG}]


def _tells_all_in_each(other: Agreement) -> bool | None:
    if not any(clause.texts for clause in other.clauses):
        return None
    return not any(_lacking(clause, other) for clause in other.clauses)


def _found(clause: Clause, variant: str, facts: dict[str, str], severity: Severity) -> Found:
    return Found(
        code=AmbiguityCode.LANGUAGES_DIFFER,
        severity=severity,
        about=clause.id,
        variant=variant,
        facts=facts,
        practice=_tells_languages_apart,
    )


def _tells_languages_apart(other: Agreement) -> bool | None:
    texts = [text for clause in other.clauses for text in clause.texts]
    return any(text.differs for text in texts) if texts else None

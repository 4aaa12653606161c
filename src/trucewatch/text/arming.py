"""Weapons that a text names, by class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.span import Span
from trucewatch.domain.statement import Weapon

_CALIBRE = r"\d{1,3}(?:\.\d{1,2})?[\s-]?mm\b"
_GAPS = re.compile(r"[\s-]+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon with its place in the text."""

    span: Span
    weapon: Weapon


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Words beside which a form of this class is no weapon, and words it needs."""

    weapon: str
    not_before: frozenset[str]
    not_after: frozenset[str]
    needs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arms:
    kinds: Mapping[str, _Kind]
    forms: Mapping[str, str]
    names: Mapping[str, str]
    calibres: Mapping[float, str]
    first_words: frozenset[str]
    found: re.Pattern[str]


def find_weapons(text: str) -> tuple[WeaponMention, ...]:
    """Every weapon named, in order; of overlapping names the longest, with its calibre.

    A calibre speaks for itself where no weapon follows it ("a 120mm round"). A word that is a
    weapon only in some company is left out without it.

    >>> [(m.weapon.weapon, m.weapon.words) for m in find_weapons("a 120mm mortar near a tank")]
    [('mortar', '120mm mortar'), ('tank', 'tank')]
    >>> find_weapons("a think tank and its water tanks")
    ()
    """
    arms = _arms("en")
    lowered = text.lower()
    if arms.first_words.isdisjoint(_WORD.findall(lowered)) and "mm" not in lowered:
        return ()
    found = []
    for match in arms.found.finditer(text):
        weapon = _classed(match, text, arms)
        if weapon is not None:
            found.append(WeaponMention(Span(*match.span()), Weapon(weapon, match[0])))
    return tuple(found)


def _classed(match: re.Match[str], text: str, arms: _Arms) -> str | None:
    named, form = match["name"], match["form"]
    if named or form:
        key = (
            arms.names[_plain(named, arms.names)]
            if named
            else arms.forms[_plain(form.lower(), arms.forms)]
        )
        kind = arms.kinds[key]
        return kind.weapon if _in_company(kind, match, text) else None
    return arms.calibres.get(float(re.sub(r"[^\d.]", "", match["calibre"].partition("m")[0])))


def _plain(words: str, known: Mapping[str, str]) -> str:
    """The form as the lexicon is keyed: without hyphens, spaces and plural ending."""
    plain = _squeezed(words)
    forms = (plain, plain.removesuffix("s"), plain.removesuffix("es"))
    return next((form for form in forms if form in known), plain)


def _squeezed(words: str) -> str:
    return _GAPS.sub("", words)


def _in_company(kind: _Kind, match: re.Match[str], text: str) -> bool:
    before = text[: match.start()].lower().split()
    after = _WORD.findall(text[match.end() : match.end() + 30].lower())
    if before and (before[-1] in kind.not_after or " ".join(before[-2:]) in kind.not_after):
        return False
    if after and after[0].removesuffix("s") in kind.not_before:
        return False
    return not kind.needs or not kind.needs.isdisjoint(_WORD.findall(text.lower()))


@cache
def _arms(lang: str) -> _Arms:
    tree = load_yaml(f"lexicon/{lang}/weapons.yaml")
    kinds: dict[str, _Kind] = {}
    forms: dict[str, str] = {}
    names: dict[str, str] = {}
    for label, entry in tree["classes"].items():
        kinds[label] = _kind(label, entry)
        # A form listed twice belongs to the later, finer class.
        forms.update((_squeezed(form.lower()), label) for form in entry.get("forms", ()))
        names.update((_squeezed(name), label) for name in entry.get("names", ()))
    every = list(tree["classes"].values())
    makes = _one_of(name for entry in every for name in entry.get("names", ()))
    kinds_of = _one_of(form for entry in every for form in entry.get("forms", ()))
    nouns, carriers = "|".join(tree["calibre_nouns"]), "|".join(tree["carriers"])
    pattern = (
        rf"(?<![\w-])(?:(?:{_CALIBRE}[\s-])?(?:(?P<name>{makes}s?)(?:\s(?:{carriers})s?\b)?"
        rf"|(?P<form>(?i:{kinds_of}(?:e?s)?)))"
        rf"|(?P<calibre>{_CALIBRE}(?:[\s-](?:{nouns})s?)?))(?!\w)(?!-\w)"
    )
    first = {
        _WORD.findall(word.lower())[0]
        for entry in every
        for word in (*entry.get("forms", ()), *entry.get("names", ()))
    }
    return _Arms(
        kinds=kinds,
        forms=forms,
        names=names,
        calibres={float(size): label for size, label in tree["calibres"].items()},
        first_words=frozenset(first | {word + "s" for word in first}),
        found=re.compile(pattern),
    )


def _kind(label: str, entry: Mapping[str, Any]) -> _Kind:
    return _Kind(
        weapon=entry.get("class", label),
        not_before=frozenset(entry.get("not_before", ())),
        not_after=frozenset(entry.get("not_after", ())),
        needs=frozenset(entry.get("needs", ())),
    )


def _one_of(words: Iterable[str]) -> str:
    ranked = sorted(words, key=lambda word: (-len(word), word))
    escaped = (re.escape(word).replace("\\ ", r"\s").replace(r"\-", r"[-\s]?") for word in ranked)
    return "(?:" + "|".join(escaped) + ")"

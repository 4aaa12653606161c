"""The reviewable word lists of a language, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from trucewatch.data.loading import load_yaml
from trucewatch.domain.errors import require

ANYTHING = "ANYTHING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How words tell of one act; the fields are those documented in `frames.yaml`."""

    act: str
    family: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    prep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    modifiers: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    predicate: tuple[str, ...] = ()
    predicate_class: tuple[str, ...] = ()
    needs_word: tuple[str, ...] = ()
    governed: tuple[str, ...] = ()
    agents: tuple[str, ...] = ("subject",)
    targets: tuple[str, ...] = ("object", "against", "on")
    negated: str | None = None
    demanded: str | None = None
    refused: str | None = None
    without: tuple[str, ...] = ()
    factuality: str | None = None
    copula: bool = False
    demand: bool = False
    speaker: bool = False
    reciprocal: bool = False
    specific: bool = False
    counted: bool = False
    measured: bool = False
    infinitive: bool = False
    thanks_only: bool = False
    finite: bool = False
    whatever: bool = False
    undone: bool = False
    bare: bool = False
    besides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act of the vocabulary; `breach` where ceasefire terms may forbid it."""

    id: str
    family: str
    breach: bool
    speech: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Noun classes: lemma to classes, classes made of two, and the lists about actors."""

    classes: Mapping[str, frozenset[str]]
    compounds: Mapping[str, tuple[str, str]]
    carriers: frozenset[str]
    roles: frozenset[str]
    vague_roles: frozenset[str]
    instruments: frozenset[str]
    not_names: frozenset[str]
    kind_nouns: frozenset[str]
    own_bodies: frozenset[str]
    outlets: frozenset[str]
    bodies: frozenset[str]
    mastheads: frozenset[str]
    owned: frozenset[str]
    rebels: frozenset[str]
    governments: frozenset[str]


@cache
def acts() -> Mapping[str, Act]:
    """Every act of the vocabulary by its identifier."""
    tree = load_yaml("vocabulary/acts.yaml")
    families = tree["families"]
    found = {}
    for name, entry in tree["acts"].items():
        family = families.get(entry["family"])
        require(family is not None, f"act {name}: family {entry['family']} is not defined")
        breach = entry.get("breach", family.get("breach", False))
        speech = family.get("speech", False)
        found[name] = Act(id=name, family=entry["family"], breach=breach, speech=speech)
    return found


@cache
def frames(lang: str) -> tuple[Frame, ...]:
    """Every frame of a language in the order of its file."""
    listed = load_yaml(f"lexicon/{lang}/frames.yaml")["frames"]
    return tuple(_frame(entry, number) for number, entry in enumerate(listed))


def _frame(entry: Mapping[str, Any], number: int) -> Frame:
    where = f"frame {number} ({entry.get('act')})"
    require(entry["act"] in acts(), f"{where}: no such act in the vocabulary")
    known = set(Frame.__dataclass_fields__) - {"family"}
    require(set(entry) <= known, f"{where}: unknown key {sorted(set(entry) - known)}")
    require("verbs" in entry or "nouns" in entry or "copula" in entry, f"{where}: no trigger")
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if key == "prep":
            values[key] = {word: tuple(classes) for word, classes in value.items()}
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    return Frame(family=acts()[entry["act"]].family, **values)


@cache
def nouns(lang: str) -> Nouns:
    """The noun classes of a language."""
    tree = load_yaml(f"lexicon/{lang}/nouns.yaml")
    return Nouns(
        classes={name: frozenset(words) for name, words in tree["classes"].items()},
        compounds={name: (pair[0], pair[1]) for name, pair in tree["compounds"].items()},
        carriers=frozenset(tree["carriers"]),
        roles=frozenset(tree["roles"]),
        vague_roles=frozenset(tree["vague_roles"]),
        instruments=frozenset(tree["instruments"]),
        not_names=frozenset(tree["not_names"]),
        kind_nouns=frozenset(tree["kind_nouns"]),
        own_bodies=frozenset(tree["own_bodies"]),
        outlets=frozenset(tree["outlets"]),
        bodies=frozenset(tree["bodies"]),
        mastheads=frozenset(tree["mastheads"]),
        owned=frozenset(tree["owned"]),
        rebels=frozenset(tree["rebels"]),
        governments=frozenset(tree["governments"]),
    )


@cache
def kind_words(lang: str) -> Mapping[str, frozenset[str]]:
    """Common nouns by the kind of actor that they may stand for, as in "the ministry"."""
    tree = load_yaml(f"lexicon/{lang}/nouns.yaml")["kinds"]
    return {kind: frozenset(listed) for kind, listed in tree.items()}


@cache
def words(lang: str, book: str, *path: str) -> frozenset[str]:
    """One list of words, as in `words("en", "speech", "says")`; an unknown path is refused.

    >>> "say" in words("en", "speech", "says")
    True
    """
    tree: Any = load_yaml(f"lexicon/{lang}/{book}.yaml")
    for key in path:
        require(isinstance(tree, dict) and key in tree, f"{book}.yaml has no {'.'.join(path)}")
        tree = tree[key]
    return frozenset(str(word) for word in tree)


@cache
def ordered(lang: str, book: str, key: str) -> tuple[str, ...]:
    """A list of words in the order of its file."""
    return tuple(str(word) for word in load_yaml(f"lexicon/{lang}/{book}.yaml")[key])

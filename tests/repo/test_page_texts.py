"""Every text of a page is translated, and every translation is of a text that is still there."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from babel.messages.catalog import Catalog, Message

import make_messages

CATALOGUES = [(area, code) for area in make_messages.areas() for code in make_messages.LANGUAGES]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
TURNED = re.compile(r"(?<!--at )(?<![\w-])(\d{4}-\d\d-\d\d|\d-\d|\d\+)")
"""Digits with signs, which an Arabic sentence turns around where they stand in no isolate."""
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")


def keys(catalog: Catalog) -> set[tuple[str, str]]:
    """What a catalogue is about: text and context."""
    return {(str(one.id), one.context or "") for one in catalog if one.id}


def strings(message: Message) -> tuple[str, ...]:
    """The translations of one message: one, or one for each plural form."""
    given = message.string
    return tuple(map(str, given)) if isinstance(given, (tuple, list)) else (str(given or ""),)


def placeholders(message: Message) -> set[str]:
    """Names of the values that a message has a place for."""
    return set(PLACEHOLDER.findall(str(message.id)))


@pytest.mark.parametrize(("area", "language"), CATALOGUES)
def test_catalogues_are_in_step_with_the_pages(area: str, language: str) -> None:
    """`make messages` brings them in step."""
    catalog = make_messages.read(area, language)
    assert keys(catalog) == keys(make_messages.texts_of(area))


@pytest.mark.parametrize(("area", "language"), CATALOGUES)
def test_every_text_is_translated(area: str, language: str) -> None:
    """In each plural form, and by a person: none is marked as a guess."""
    catalog = make_messages.read(area, language)
    open_ones = [one.id for one in catalog if one.id and (one.fuzzy or not all(strings(one)))]
    assert open_ones == []


@pytest.mark.parametrize(("area", "language"), CATALOGUES)
def test_translations_have_places_for_the_same_values(area: str, language: str) -> None:
    """A form for exactly one or two may leave the number out; none may ask for another value."""
    wrong = []
    for one in make_messages.read(area, language):
        asked = [set(PLACEHOLDER.findall(text)) for text in strings(one)] if one.id else []
        several = not isinstance(one.id, str)
        if any(got - placeholders(one) for got in asked) or (
            not several and any(got != placeholders(one) for got in asked)
        ):
            wrong.append(one.id)
    assert wrong == []


def test_areas_that_have_pages_are_found() -> None:
    """A search that finds nothing would find nothing wrong."""
    assert {"shell", "access"} <= set(make_messages.areas())


def test_a_text_of_a_template_is_found() -> None:
    """With its context and both its numbers."""
    found = list(make_messages.in_template('{% load i18n %}{% translate "Due" context "call" %}'))
    assert found == [("Due", "call")]


def contradictions(language: str, catalogues: Iterable[tuple[str, Catalog]]) -> list[str]:
    """Texts that a language has two translations of, each with the areas that give it."""
    told: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = {}
    for area, catalog in catalogues:
        for one in catalog:
            if one.id:
                key = (one.context or "", str(one.id))
                told.setdefault(key, {}).setdefault(strings(one), []).append(area)
    return [f"{language} {key}: {given}" for key, given in told.items() if len(given) > 1]


@pytest.mark.parametrize("language", make_messages.LANGUAGES)
def test_a_text_has_one_translation_in_all_areas(language: str) -> None:
    """Pages of all areas share one catalogue: the first area's words would show in every other.

    What means two things in English needs a context (`pgettext`, `{% translate ... context %}`).
    """
    catalogues = [(area, make_messages.read(area, language)) for area in make_messages.areas()]
    assert contradictions(language, catalogues) == []


def test_two_translations_of_a_text_are_noticed() -> None:
    """Of the text alone and not of the one with a context, nor where both areas agree."""
    one, other = Catalog(locale="ru"), Catalog(locale="ru")
    for text, context, first, second in (
        ("Link", None, "Ссылка", "Связать"),
        ("Name", None, "Имя", "Имя"),
        ("From", "day", "С", "С"),
        ("From", None, "От", "От"),
    ):
        one.add(text, first, context=context)
        other.add(text, second, context=context)
    (found,) = contradictions("ru", [("access", one), ("shell", other)])
    assert "'Link'" in found


@pytest.mark.parametrize("area", make_messages.areas())
def test_what_is_typed_with_signs_keeps_its_order_in_arabic(area: str) -> None:
    """After Arabic letters 2016-05-03 would read 03-05-2016, and who types it so is refused."""
    catalog = make_messages.read(area, "ar")
    turned = [
        one.id
        for one in catalog
        if one.id and any(TURNED.search(ISOLATED.sub("", said)) for said in strings(one))
    ]
    assert turned == []

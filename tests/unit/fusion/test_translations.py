"""A translation is told by the numbers, names and times that carry over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.fusion.names import Names
from trucewatch.fusion.translations import Told, translations

NAMES = Names(
    [
        ("Talbiseh", "t:talbiseh"),
        ("Талбиса", "t:talbiseh"),
        ("تلبيسة", "t:talbiseh"),
        ("Homs", "t:homs"),
        ("Хомс", "t:homs"),
        ("حمص", "t:homs"),
        ("River Front", "front"),
        ("Речной фронт", "front"),
        ("جبهة النهر", "front"),
    ]
)
ENGLISH = Told(
    "en",
    "en",
    "At 06:20 the River Front fired 23 rockets at Talbiseh near Homs; 17 people were hurt.",
)
RUSSIAN = Told(
    "ru", "ru", "В 06:20 Речной фронт выпустил 23 ракеты по Талбисе под Хомсом, ранены 17 человек."
)
ARABIC = Told(
    "ar", "ar", "في الساعة ٠٦:٢٠ أطلقت جبهة النهر ٢٣ صاروخا على تلبيسة قرب حمص وأصيب ١٧ شخصا."
)
INDEPENDENT = Told(
    "own",
    "ru",
    "Речной фронт обстрелял Талбису: по данным врачей, 19 раненых и 2 погибших, 41 дом цел.",
)


def pairs(*texts: Told) -> list[tuple[str, str]]:
    """Names of the reports that translate one another."""
    return [(one.one, one.other) for one in translations(texts, NAMES)]


def test_a_report_is_found_again_in_two_other_scripts() -> None:
    """Digits of each script, cases of Russian, prefixes of Arabic."""
    assert pairs(ENGLISH, RUSSIAN, ARABIC) == [("ar", "en"), ("ar", "ru"), ("en", "ru")]


def test_a_report_of_its_own_is_no_translation() -> None:
    """The same village and side, but figures of its own."""
    assert pairs(ENGLISH, INDEPENDENT) == []


def test_what_is_shared_is_told() -> None:
    """A person can check it mark by mark."""
    [found] = translations([ENGLISH, RUSSIAN], NAMES)
    assert ("clock", "06:20") in found.marks
    assert ("name", "t:talbiseh") in found.marks


def test_reports_in_one_language_are_not_compared() -> None:
    """Copies are told by their words."""
    assert pairs(ENGLISH, Told("other", "en", ENGLISH.text)) == []


def test_names_alone_make_no_translation() -> None:
    """Two reports on one war name the same places."""
    bare = (
        Told("a", "en", "The River Front holds Talbiseh and Homs."),
        Told("b", "ru", "Речной фронт держит Талбису и Хомс."),
    )
    assert pairs(*bare) == []


def test_a_few_marks_in_common_of_many_make_no_translation() -> None:
    """The same night, and most else of its own."""
    more = "41, 58, 73, 92, 114, 131, 156, 187, 203"
    one = Told("a", "en", f"{ENGLISH.text} {more}")
    other = Told("b", "ru", f"{RUSSIAN.text} {more.replace('1', '2').replace('3', '6')}")
    assert pairs(one, other) == []


def test_numbers_without_a_name_make_no_translation() -> None:
    """Football results share numbers too."""
    assert pairs(Told("a", "en", "17 23 41 06:20 88"), Told("b", "ru", "17 23 41 06:20 88")) == []


@given(st.permutations([ENGLISH, RUSSIAN, ARABIC, INDEPENDENT]))
def test_the_order_of_texts_changes_nothing(order: list[Told]) -> None:
    """The same pairs."""
    assert pairs(*order) == pairs(ENGLISH, RUSSIAN, ARABIC, INDEPENDENT)

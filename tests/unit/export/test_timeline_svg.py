"""The picture of a line of time: whole by itself, readable in three languages, plain in print."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from truce_nest import FORD, NEST
from truce_world import REGISTRY, clause, instant, moment, truce
from trucewatch.assess.timeline import timeline
from trucewatch.domain.clause import Modality
from trucewatch.domain.moment import Window
from trucewatch.domain.timeline import Timeline
from trucewatch.export.svg_text import width
from trucewatch.export.timeline_svg import timeline_svg

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "ru", "ar")


def picture(line: Timeline | None = None, lang: str = "en", wide: int = 960) -> ET.Element:
    """The picture of the nest, or of another line."""
    made = timeline_svg(line or timeline(NEST), REGISTRY, lang=lang, wide=wide)
    return ET.fromstring(made)  # noqa: S314 - made here


def texts(root: ET.Element) -> list[str]:
    """Every line of text that is drawn."""
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    """Elements of a class, those of the legend included."""
    return [one for one in root.iter() if one.get("class") == name]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_asks_for_nothing_outside_of_itself(lang: str) -> None:
    """No picture, font, script or style from elsewhere."""
    made = timeline_svg(timeline(NEST), REGISTRY, lang=lang).decode()
    assert re.findall(r"(?:href|src|@import|<script|<image|<foreignObject)", made) == []
    assert re.findall(r"url\((?!#)", made) == []
    assert set(re.findall(r"https?://[^\s\"']+", made)) == {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wide", [320, 960])
def test_text_stays_inside_of_the_picture(lang: str, wide: int) -> None:
    """By the width that text is taken to have, from where it begins."""
    root = picture(lang=lang, wide=wide)
    for one in root.iter(f"{SVG}text"):
        x, long = float(one.get("x", "0")), width(one.text or "", 10)
        if one.get("class") in {"tick", "number"}:
            continue
        left, right = (x - long, x) if one.get("direction") == "rtl" else (x, x + long)
        assert left >= -1, one.text
        assert right <= wide + 1, one.text


def test_arabic_text_runs_from_the_right() -> None:
    """Every line of it says so; time still runs to the right."""
    root = picture(lang="ar")
    lines = [one for one in root.iter(f"{SVG}text") if one.get("class") != "number"]
    assert {one.get("direction") for one in lines} == {"rtl"}
    assert root.get("lang") == "ar"
    assert "تهدئة عند المخاضة" in texts(root)


@pytest.mark.parametrize(("lang", "name"), [("en", "Calm at the Ford"), ("ru", "Тишина у брода")])
def test_names_are_those_of_the_language(lang: str, name: str) -> None:
    """Where there is one; else the first."""
    found = texts(picture(lang=lang))
    assert name in found
    assert "Pause at the Mill" in found


def test_who_hears_it_is_told_the_same() -> None:
    """A title and a description that tells every bar."""
    root = picture()
    assert root.get("role") == "img"
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "When terms held"
    assert told is not None
    assert "Calm at the Ford — East: surely in force: from 4 Mar 2020 03:00" in (told.text or "")


def test_sure_is_solid_and_possible_is_hatched() -> None:
    """Told apart without colour; each has one more in the legend."""
    root = picture()
    assert [one.get("fill") for one in classed(root, "surely")] == [None] * 5
    assert {one.get("fill") for one in classed(root, "possibly")} == {"url(#tw-hatch)"}


def test_a_denied_account_is_hollow() -> None:
    """The end that South declares and West denies, and its sign in the legend."""
    assert len(classed(picture(), "denied")) == 2


def test_a_contested_start_has_a_fork() -> None:
    """A tine for each account; an uncontested one has none."""
    contested = timeline([truce(window=Window(starts=(moment(instant(1)), moment(instant(9)))))])
    assert len(classed(picture(contested), "tine")) == 2 + 1
    assert len(classed(picture(timeline([truce()])), "tine")) == 1


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "deadline, clause"), ("ru", "срок, пункт"), ("ar", "أجل البند")]
)
def test_a_deadline_has_its_mark_and_its_note(lang: str, told: str) -> None:
    """The clause is isolated, so that Latin letters do not turn an Arabic line about."""
    owed = clause("return", modality=Modality.SHALL, deadline=(moment(instant(20)),))
    root = picture(timeline([truce(clauses=(owed,))]), lang)
    assert len(classed(root, "due")) == 1 + 1
    assert any(f"{told} \u2068return\u2069: 20" in line for line in texts(root))


def test_every_number_in_the_picture_has_its_note() -> None:
    """And no note has a number that the picture lacks."""
    root = picture()
    marks = {
        int(number)
        for one in classed(root, "number")
        for label in (one.text or "").split(", ")
        for number in _range(label)
    }
    noted = {int(found[1]) for line in texts(root) if (found := re.match(r"(\d+)\. ", line))}
    assert marks == noted


def _range(label: str) -> range:
    first, _, last = label.partition("–")
    return range(int(first), int(last or first) + 1)


def test_what_was_known_then_is_said_on_the_picture() -> None:
    """With those of which nobody could have known."""
    found = texts(picture(timeline(NEST, None, instant(3))))
    assert any(line.startswith("with what was known by 3 Mar 2020") for line in found)
    assert any(line.startswith("Not yet announced then: mill, ford") for line in found)


def test_the_time_of_knowing_is_a_line() -> None:
    """Bars beyond it are what was to come as people knew it."""
    assert len(classed(picture(timeline(NEST, None, instant(6, 12))), "known")) == 1
    assert classed(picture(), "known") == []


def test_marks_outside_of_the_time_asked_for_are_not_drawn() -> None:
    """Their notes still tell of them."""
    line = timeline([FORD]).between(instant(9), instant(10))
    root = picture(line)
    assert [one.get("class") for one in classed(root, "flag")] == ["flag"]
    assert any("extended" in text for text in texts(root))


def test_nothing_to_show_is_said() -> None:
    """An empty line is a picture too."""
    assert "Nothing to show." in texts(picture(timeline([])))


def test_signs_of_markup_are_shown_as_they_are() -> None:
    """A name cannot break out of its place."""
    name = 'A <b>"truce"</b> & more'
    assert name in texts(picture(timeline([truce(names=(name,))])))


def test_times_of_another_clock_say_so() -> None:
    """The axis has the clock of the first; notes tell that of each."""
    assert any("(clock of Asia/Damascus)" in line for line in texts(picture()))

"""The picture of a lineage says in words and shapes whatever it shows."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest

import incident_examples as made
from trucewatch.domain.lineage import Edge, Lineage, Order, Quote, Taking
from trucewatch.domain.reading import Reading
from trucewatch.export.incident_told import said_in
from trucewatch.export.incident_wording import Wording
from trucewatch.export.lineage_svg import lineage_svg

NS = "{http://www.w3.org/2000/svg}"


def drawn(
    line: Lineage = made.LINEAGE, readings: Sequence[Reading] = made.READINGS, lang: str = "en"
) -> str:
    """The example as a file."""
    one = dataclasses.replace(made.fused(), lineage=line)
    say = Wording(lang, made.SAY.actor_name, made.SAY.place_name)
    return lineage_svg(one, said_in(readings), say).decode()


def picture(svg: str) -> ET.Element:
    """The picture as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - made here


def shown(svg: str) -> str:
    """All words of the picture, those that are heard left out."""
    return " ".join(one.text or "" for one in picture(svg).iter(f"{NS}text"))


def test_an_arrow_says_how_it_shows() -> None:
    """Sixty-two in a hundred words are copied; another outlet is named."""
    words = shown(drawn())
    assert "copied 62 %" in words
    assert "named" in words


def test_each_edge_is_drawn_once() -> None:
    """Two edges of the lineage, two lines with an arrowhead."""
    assert drawn().count('class="taken"') == 2 + 1  # the legend shows one too


def test_either_way_has_two_heads() -> None:
    """Nobody can tell which of two reports of one day was the first."""
    edge = dataclasses.replace(made.EDGES[0], order=Order.SAME_DAY)
    line = dataclasses.replace(made.LINEAGE, edges=(edge, made.EDGES[1]))
    heads = [one.count('class="head"') for one in drawn(line).split("<g ")]
    assert max(heads) == 2


def test_an_origin_that_is_not_told_is_dashed_and_says_so() -> None:
    """Colour and dashes alone would be lost on some."""
    assert "origin not told" in shown(drawn())
    assert 'class="untold"' in drawn()


def test_a_circle_is_told_in_words() -> None:
    """With each outlet of it, back to the first."""
    line = dataclasses.replace(
        made.LINEAGE,
        circles=(("Courier", "Herald"),),
        quotes=(Quote(circle=0, statement=made.C, outlet="Courier", quoted="Herald"),),
    )
    words = shown(drawn(line))
    assert "in a circle 1" in words
    assert "Courier → Herald → Courier" in words


def test_days_stand_on_the_axis_where_they_are_known() -> None:
    """And a column says that the day is not known."""
    words = shown(drawn())
    assert all(day in words for day in ("3 May 2016", "4 May 2016", "day not known"))


def test_the_picture_can_be_heard() -> None:
    """Its description has every box with what it hangs from."""
    root = picture(drawn())
    assert root.get("role") == "img"
    told = root.findtext(f"{NS}desc") or ""
    assert "Herald; account 2 · 4 May ← Ford Gazette (copied 62 %)" in told


def test_arabic_is_mirrored() -> None:
    """Origins stand at the right there."""
    left, right = (_x_of(drawn(lang=lang), "River Front") for lang in ("en", "ar"))
    assert left < 100 < right


def _x_of(svg: str, words: str) -> float:
    texts = picture(svg).iter(f"{NS}text")
    return next(float(one.get("x", "0")) for one in texts if one.text == words)


@pytest.mark.parametrize("lang", ["en", "ru", "ar"])
def test_no_text_leaves_the_picture(lang: str) -> None:
    """Long names are wrapped or cut, with an ellipsis that says so."""
    long = made.report(made.told("a"), "Oversea" * 40, 3)
    root = picture(drawn(readings=(long, *made.READINGS[1:]), lang=lang))
    wide = float(root.get("width", "0"))
    assert all(0 <= float(one.get("x", "0")) <= wide for one in root.iter(f"{NS}text"))
    assert "…" in ET.tostring(root, "unicode")


def test_hostile_names_stay_words() -> None:
    """An outlet may call itself anything."""
    forged = made.report(made.told("a"), "</text><script>alert(1)</script>", 3)
    svg = drawn(readings=(forged, *made.READINGS[1:]))
    assert "<script" not in svg
    assert picture(svg).tag == f"{NS}svg"


def test_forty_reports_can_be_read() -> None:
    """Alike ones are folded, so the picture stays a page high."""
    readings = [
        made.report(made.told(chr(0x4E00 + n)), f"Outlet {n}", 3 + n % 5) for n in range(40)
    ]
    ids = [one.statements[0].id for one in readings]
    line = dataclasses.replace(
        made.LINEAGE,
        edges=tuple(
            Edge(taken=one, origin=ids[n % 4], how=Taking.COPIED, evidence="62")
            for n, one in enumerate(ids[4:])
        ),
        origins=tuple((one, "river-front") for one in ids),
        untold=(),
    )
    one = dataclasses.replace(
        made.fused(),
        incident=dataclasses.replace(made.fused().incident, statements=tuple(ids)),
        denials=(),
        lineage=line,
    )
    root = picture(lineage_svg(one, said_in(readings), made.SAY).decode())
    assert float(root.get("height", "0")) < 1200
    assert "8 more copies" in ET.tostring(root, "unicode")

"""Sentences end where a reader stops, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.domain.document import BlockKind
from trucewatch.domain.span import Span
from trucewatch.text.opening import open_document
from trucewatch.text.segment import LONGEST, sentences, split


def cut(text: str) -> list[str]:
    """Its sentences."""
    return [span.cut(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Roe met Gen. Lee and Lt. Col. Ode in St. Anne.",
        "The U.S. Army and the U.N. World Food Programme came.",
        "J. R. Smith met V. Ode and A. al-Hadi.",
        "At 3.30 p.m. on Sept. 9 about 2.5 km of No. 4 road burned.",
        "It was ... perhaps … over.",
        "He left ... The army stayed.",
        '"Is it over?" he asked.',
        "“We stay!” she said.",
        "See www.aid.example for Art. 7.",
        "Снаряды упали на ул. Мира в 15 ч. и в 16 ч. ночи.",
        "Об этом сообщил И. И. Орлов.",
    ],
)
def test_these_are_one_sentence(whole: str) -> None:
    """Titles, initials, clocks, numbers, dots that stand for a pause, and quotations."""
    assert cut(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["They met in the U.S.", "The talks failed."],
        ["Shells fell at 9 a.m.", "They did not stop."],
        ["Was it over?", "Yes!", "It was."],
        ['"We stay."', "He left."],
        ['"They left.', 'We did not."', "It ended."],
        ["He said: «Нет.»", "Потом ушёл."],
        ["It ended.[12]", "The army left."],
        ["It ended.", "al-Hadi left.", "@field_eye said so.", "#Truce ends."],
        ["1. The sides met.", "2. They left."],
        ["(a) The sides met.", "(b) They left."],
        ["Огонь открыли в 15 ч. 30 мин.", "Никто не пострадал."],
        ["قال ذلك.", "ثم غادر؟", "نعم."],
        ["It cost 3.5 million.", "20 fled."],
    ],
)
def test_these_are_several_sentences(parts: list[str]) -> None:
    """Behind abbreviations that may end one, quotations, notes, lists and times."""
    assert cut(" ".join(parts)) == parts


def test_a_headline_and_a_post_are_one_sentence_each() -> None:
    """They are not written in sentences."""
    text = "U.S. envoy: talks fail\n\nThey left. They came.\n\n@eye: One fell. Two fell."
    found = sentences(open_document(text.encode(), name="t"))
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.POST)
    assert tuple(one.kind for one in found) == kinds


@pytest.mark.parametrize("run", ["shelled " * 2_000, "x" * 10_000, "نار " * 3_000])
def test_what_a_machine_ran_together_is_cut(run: str) -> None:
    """At blanks where there are any; no word is lost, and none stands twice."""
    document = open_document(f"Hama, 1 May. {run}".encode(), name="run.txt")
    pieces = [one.span for one in sentences(document)]
    assert max(len(one.cut(document.text)) for one in pieces) <= LONGEST
    told = "".join(one.cut(document.text) for one in pieces)
    assert "".join(told.split()).endswith("".join(run.split()))
    if " " in run:
        assert all(one.cut(document.text).split()[-1] in run.split() for one in pieces[1:])


def test_a_dateline_belongs_to_no_sentence() -> None:
    """The first sentence begins behind it."""
    document = open_document(b"JUBA, May 3 (Agency) - They left. They came.", name="t")
    assert [one.span.cut(document.text) for one in sentences(document)] == [
        "They left.",
        "They came.",
    ]


def test_lines_of_the_page_have_no_sentences() -> None:
    """Nor have dates, authors and addresses."""
    document = open_document(b"3 May 2016\n\nBy Ann Lee\n\nThey left.\n\nRead more: X.", name="t")
    assert [one.span.cut(document.text) for one in sentences(document)] == ["They left."]


@given(st.text('Ab1. !?"“”()«» Д', max_size=40))
def test_sentences_cover_every_word(text: str) -> None:
    """In order, apart, and nothing but blanks between them."""
    last = 0
    for span in split(text, Span(0, len(text))):
        assert not text[last : span.start].strip()
        assert span.start >= last
        last = span.end
    assert not text[last:].strip()

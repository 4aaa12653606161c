"""A refusal that is kept comes back as the same sentence."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.domain.errors import Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.service.arrivals import line
from trucewatch.service.kept_refusals import LONGEST, read_refusal, write_refusal

WORDS = st.text(max_size=40).map(line)
FACTS = st.one_of(WORDS, st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates())


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """One with a fact of any kind: also a sentence, or a refusal."""
    plain = Sentence("the {kind} is {fact}", kind=draw(WORDS), fact=draw(FACTS))
    inner = draw(st.sampled_from([plain, Refusal(plain, remedy="mend it"), draw(WORDS)]))
    return Sentence("{inner} in {number}", inner=inner, number=draw(FACTS))


@given(sentences(), WORDS, st.one_of(sentences(), WORDS))
def test_a_kept_refusal_says_the_same(what: Sentence, where: str, remedy: str) -> None:
    """By way of JSON, with its code."""
    refusal = Refusal(what, where=where, remedy=remedy)
    refusal.code = "odd"
    back = read_refusal(json.loads(json.dumps(write_refusal(refusal))))
    assert (str(back), back.code) == (str(refusal), "odd")


@given(sentences())
def test_a_kept_sentence_keeps_its_pattern(what: Sentence) -> None:
    """By which a page finds its translation."""
    back = read_refusal(write_refusal(Refusal(what))).what
    assert isinstance(back, Sentence)
    assert back.pattern == what.pattern


@given(st.text(max_size=2 * LONGEST))
def test_what_a_stranger_wrote_is_kept_short_and_clean(text: str) -> None:
    """No database is asked to hold control characters or halves of letters."""
    kept = write_refusal(Refusal(Sentence("{text} is odd", text=text)))
    fact = kept["what"]["facts"]["text"]
    assert fact == line(text, LONGEST)


def test_a_pattern_that_asks_more_of_a_fact_is_kept_as_its_text() -> None:
    """A day written by its own format is text once it is kept."""
    said = Sentence("it ends on {day:%d.%m.}", day=dt.date(2016, 5, 3))
    assert str(read_refusal(write_refusal(Refusal(said)))) == "it ends on 03.05."

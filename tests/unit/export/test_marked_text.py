"""The marked text is the text, with every statement within reach."""

from __future__ import annotations

import dataclasses
import html
import re
from typing import Any

from hypothesis import HealthCheck, given, settings

import examples
from strategies import readings
from trucewatch.domain.reading import Reading
from trucewatch.export.marked_text import marked

NUMBER = r'<a href="[^"]*"(?: id="[^"]*")? class="number".*?</a>'
NOT_TEXT = re.compile(rf"{NUMBER}|<del.*?</del>", re.DOTALL)


def shown(markup: str) -> str:
    """What is read, without numbers and hidden repairs, spaces aside."""
    plain = html.unescape(re.sub(r"<[^>]+>", "", NOT_TEXT.sub("", markup)))
    return "".join(plain.split())


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings())
def test_no_letter_is_lost(reading: Any) -> None:
    """However statements overlap, each letter is shown once and in its order."""
    assert isinstance(reading, Reading)
    markup = marked(reading.document, reading.statements, "")
    assert shown(markup) == "".join(reading.document.text.split())


def example(prefix: str = "") -> str:
    """The example's text, marked."""
    reading = examples.reading()
    return marked(reading.document, reading.statements, prefix)


def test_every_statement_has_its_link() -> None:
    """Also one that lies within another."""
    assert all(f'id="w{n}"' in example() for n in (1, 2, 3, 4))


def test_a_shared_piece_leads_to_the_shorter_statement() -> None:
    """The longer one is reached by its number or its other words."""
    assert '<a href="#s2" class="said d2" data-s="1 2"' in example()


def test_what_was_repaired_stands_beside_it() -> None:
    """Hidden until the reader asks."""
    assert '<del class="was" title="box for space">⊠</del>' in example()


def test_reports_on_one_page_have_links_of_their_own() -> None:
    """The prefix tells them apart."""
    assert 'href="#d2-s1"' in example("d2-")


def test_text_outside_of_all_blocks_is_shown() -> None:
    """A block that was missed must not hide words."""
    document = dataclasses.replace(examples.document(), blocks=())
    assert "Doubts" in marked(document, (), "")

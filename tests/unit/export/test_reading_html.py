"""The page stands alone and shows everything."""

from __future__ import annotations

import dataclasses
import re

import examples
from trucewatch.export.reading_html import page


def example() -> str:
    """A page with one report, its incident and two findings."""
    made = page([examples.reading()], [examples.INCIDENT], examples.FINDINGS, examples.CONFLICTS)
    return made.decode()


def test_the_page_asks_nobody_for_anything() -> None:
    """No address is loaded: links stay on the page, and the policy forbids the rest."""
    links = re.findall(r'(?:src|href|action)="([^"]*)"', example())
    assert all(link.startswith("#") for link in links)
    assert "default-src &#x27;none&#x27;" in example()


def test_every_link_has_its_target() -> None:
    """A person with a keyboard never lands nowhere."""
    made = example()
    targets = set(re.findall(r' id="([^"]+)"', made))
    assert {link[1:] for link in re.findall(r'href="(#[^"]*)"', made)} <= targets


def test_no_identifier_stands_twice() -> None:
    """Also where several reports share a page."""
    made = page([examples.reading(), examples.reading()]).decode()
    found = re.findall(r' id="([^"]+)"', made)
    assert len(found) == len(set(found))


def test_a_report_cannot_add_markup() -> None:
    """A headline that looks like an element is shown as it is."""
    assert "Guns &lt;&amp; Doubts&gt;" in example()


def test_a_report_reads_in_its_own_direction() -> None:
    """Arabic from right to left, whatever the page."""
    reading = examples.reading()
    arabic = dataclasses.replace(reading.document, language="ar")
    made = page([dataclasses.replace(reading, document=arabic)]).decode()
    assert 'class="text" lang="ar" dir="rtl"' in made


def test_both_readings_of_the_terms_stand_side_by_side() -> None:
    """Neither speaks for the other."""
    made = example()
    assert "as read by east" in made
    assert "as read by west" in made


def test_what_would_change_a_finding_is_shown() -> None:
    """No verdict without it."""
    assert "Had it declared → <b>possible violation</b>" in example()


def test_contradictions_are_shown() -> None:
    """They belong to the page, not to a log."""
    assert "A list differs from the &lt;register&gt;." in example()


def test_the_same_reading_gives_the_same_page() -> None:
    """No time of day, no order by chance."""
    assert example() == example()

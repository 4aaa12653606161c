"""Outputs that a person has reviewed; `make golden` writes them anew and shows what changed."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

import examples
import incident_examples
from truce_nest import FORD, NEST
from truce_world import REGISTRY, instant
from trucewatch.assess.terms_diff import diff
from trucewatch.assess.timeline import timeline
from trucewatch.cli import (
    counts_table,
    diff_table,
    findings_table,
    reading_table,
    terms_table,
    timeline_table,
)
from trucewatch.cli.terminal import drawn
from trucewatch.domain.rival_counts import RivalCounts
from trucewatch.export.counts_csv import counts_csv
from trucewatch.export.counts_html import counts_page
from trucewatch.export.findings_csv import findings_csv
from trucewatch.export.incident_html import incident_page
from trucewatch.export.incident_told import said_in
from trucewatch.export.json_text import json_value
from trucewatch.export.lineage_svg import lineage_svg
from trucewatch.export.reading_html import page
from trucewatch.export.timeline_svg import timeline_svg
from trucewatch.pipeline.counts import counts, load_counts

ASSESSED = ([examples.INCIDENT], examples.FINDINGS, examples.CONFLICTS)
SAMPLES = Path(str(files("trucewatch.data").joinpath("samples"))) / "counts"
EXPECTED = Path(__file__).parent / "expected"
PICTURE = re.compile(r"<svg .*?</svg>", re.DOTALL)
LOOKS = re.compile(r"<(style|script)>.*?</\1>", re.DOTALL)


def skeleton() -> str:
    """The page without its looks, one element a line."""
    made = page(
        [examples.reading()], [examples.INCIDENT], examples.FINDINGS, examples.CONFLICTS
    ).decode()
    return re.sub(r"(?<!\n)(</?(?:div|dl|li|ol|p|section|h\d)\b)", r"\n\1", LOOKS.sub("", made))


def incidents() -> str:
    """The page of incidents without its looks, one element a line."""
    made = incident_page(
        incident_examples.fusion(), incident_examples.READINGS, incident_examples.SAY
    ).decode()
    return re.sub(r"(?<!\n)(</?(?:tr|th|td|p|section|h\d|g|text)\b)", r"\n\1", LOOKS.sub("", made))


def lineage() -> str:
    """The picture of a lineage."""
    said = said_in(incident_examples.READINGS)
    return lineage_svg(incident_examples.fused(), said, incident_examples.SAY).decode()


def findings() -> str:
    """The terminal's view of an assessment."""
    return drawn(*findings_table.parts(*ASSESSED)).decode()


def line_of_time() -> str:
    """The terminal's view of a nest of terms, then of what was known on 10 March."""
    lines = timeline(NEST), timeline(NEST, None, instant(10))
    return "\n".join(drawn(*timeline_table.parts(one, REGISTRY.name_of)).decode() for one in lines)


def learned() -> str:
    """The terminal's view of what was learned of terms, and of how they differ from others."""
    made = diff(FORD, FORD, known_at=(instant(10), None)), diff(NEST[0], FORD, at=instant(4, 12))
    return "\n".join(drawn(*diff_table.parts(one)).decode() for one in made)


def rivals() -> RivalCounts:
    """Made-up counts of two sides and a monitor, with the monitor's rows by three rules."""
    names = ("rival-made-up.csv", "observations.csv")
    held = load_counts(os.path.relpath(SAMPLES / name) for name in names)
    return counts(held.items, convert=["each_shot", "at_least_30_rounds_or_series"])


def rival_page() -> str:
    """The page without its looks and its picture, one element a line."""
    made = PICTURE.sub("", LOOKS.sub("", counts_page(rivals(), lang="ar").decode()))
    made = made.replace(os.path.relpath(SAMPLES), "samples")
    return re.sub(r"(?<!\n)(</?(?:div|li|p|section|tr|h\d)\b)", r"\n\1", made)


MAKERS: dict[str, Callable[[], str]] = {
    "reading.json": lambda: json_value(examples.reading()).decode(),
    "reading.txt": lambda: drawn(*reading_table.parts([examples.reading()])).decode(),
    "findings.txt": findings,
    "findings.csv": lambda: findings_csv([examples.INCIDENT], examples.FINDINGS).decode(),
    "page.html": skeleton,
    "incidents.html": incidents,
    "lineage.svg": lineage,
    "timeline.txt": line_of_time,
    "timeline.svg": lambda: timeline_svg(timeline(NEST), REGISTRY).decode(),
    "timeline-ar.svg": lambda: timeline_svg(
        timeline(NEST, None, instant(10)), REGISTRY, lang="ar", wide=480
    ).decode(),
    "counts.txt": lambda: drawn(*counts_table.parts(rivals())).decode(),
    "counts-ru.txt": lambda: drawn(*counts_table.parts(rivals(), "ru")).decode(),
    "counts.csv": lambda: (
        counts_csv(rivals()).decode().replace(os.path.relpath(SAMPLES), "samples")
    ),
    "counts-ar.html": rival_page,
    "terms-diff.txt": learned,
    "terms.txt": lambda: drawn(*terms_table.whole(FORD)).decode(),
}


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """80 columns and no colours, whatever terminal the tests run in."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize("name", MAKERS)
def test_the_output_is_the_reviewed_one(name: str) -> None:
    """Any difference is shown, and is either a fault or a change to be reviewed."""
    path, made = EXPECTED / name, MAKERS[name]()
    if os.environ.get("TRUCEWATCH_GOLDEN") == "write":
        path.write_bytes(made.encode())
    reviewed = path.read_bytes().decode()
    changes = difflib.unified_diff(reviewed.splitlines(), made.splitlines(), "reviewed", "made")
    assert made == reviewed, "\n".join(changes)

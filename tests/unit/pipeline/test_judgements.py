"""Recorded judgements are read from the files of each delegation, or refused with the line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from trucewatch.domain.credibility import Information
from trucewatch.domain.errors import UnreadableInput
from trucewatch.domain.source import Reliability
from trucewatch.pipeline.judgements import judgements_of

SHEET = """judgements:
- by: delegation-a
  day: 2031-03-06
  about: gazette
  topic: fire
  reliability: B
  reason: its figures were borne out four times in five
- by: delegation-a
  day: 2031-03-07
  about: 61415856d24e99fd
  information: "4"
  reason: the caller was forty kilometres away
"""
LINE = (
    '{"by": "delegation-b", "day": "2031-03-06", "about": "gazette", '
    '"reliability": "E", "reason": "it belongs to the other side"}\n'
)


def written(folder: Path, name: str, text: str) -> str:
    """A file with this text."""
    file = folder / name
    file.write_text(text, "utf-8")
    return str(file)


def test_files_of_two_delegations_are_read_together(tmp_path: Path) -> None:
    """Each keeps its own, in the form it likes."""
    found = judgements_of([written(tmp_path, "a.yaml", SHEET), written(tmp_path, "b.jsonl", LINE)])
    assert [one.by for one in found] == ["delegation-a", "delegation-a", "delegation-b"]
    assert (found[0].reliability, found[0].topic) == (Reliability.B, "fire")
    assert (found[1].information, found[1].day) == (Information.DOUBTFUL, dt.date(2031, 3, 7))


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("reliability: B", "reliability: G", "line 6: 'G' is none of the values"),
        ("  reliability: B\n", "", "line 2: a judgement is either on a source"),
        ("day: 2031-03-06", "day: soon", "line 3: 'soon' is no day"),
        ("reason: its", "raeson: its", "line 7: 'raeson' is no key here"),
    ],
)
def test_a_broken_entry_is_named_with_its_line(
    was: str, now: str, told: str, tmp_path: Path
) -> None:
    """A judgement that is half read would be somebody else's."""
    with pytest.raises(UnreadableInput, match=told):
        judgements_of([written(tmp_path, "a.yaml", SHEET.replace(was, now, 1))])


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('"E"', '"G"', "line 2"),
        ("{", "[", "line 2: broken JSON"),
        ('"it belongs to the other side"', '" "', "gives its reason"),
    ],
)
def test_a_broken_line_is_named(was: str, now: str, told: str, tmp_path: Path) -> None:
    """The first line is whole, the second is not."""
    with pytest.raises(UnreadableInput, match=told):
        judgements_of([written(tmp_path, "b.jsonl", LINE + LINE.replace(was, now, 1))])

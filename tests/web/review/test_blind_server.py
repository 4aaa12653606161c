"""A real server tells nobody anything of a hidden text: in no answer and no line that it logs.

That it takes no other time either is measured by `benchmarks/speed/blindness.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from blind_world import plain
from hidden_world import HIDDEN, POSITIONS, files
from position_world import CASE
from served_world import Answer, served
from trucewatch.domain.position import Said

ASKED = (
    POSITIONS, f"{POSITIONS}/draft", f"{POSITIONS}/file", f"{POSITIONS}/unsigned",
    f"/review/case/{CASE}", "/review/", "/review/sessions/",
    "/review/delegations", "/review/own-papers", "/review/keys", "/", "/duty/", "/health/",
    "/api/v1/reports", "/api/v1/incidents",
)  # fmt: skip
"""A case file is not among them: its proofs follow the times of publishing."""
DRAWN = re.compile(r"127\.0\.0\.1:\d+|(?<=process )\[\d+\]|(?<=tw-served-)\w+|(?<=csrftoken=)\w+")
"""Ports, processes, folders, proofs of a page: what the machine draws for each server."""
WHEN = re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")


@dataclass(frozen=True)
class Met:
    """What everybody but side A met of one server."""

    answers: dict[tuple[str, str], tuple[int, tuple[tuple[str, str], ...], str]]
    sizes: dict[str, int]
    lines: list[str]


def told(answer: Answer) -> tuple[int, tuple[tuple[str, str], ...], str]:
    """An answer with what is random named and measured."""
    counted = ("date", "Content-Length")  # the length is that of the body, which is compared
    headers = [(name, _plain(value)) for name, value in answer.headers if name not in counted]
    return answer.status, tuple(sorted(headers)), _plain(answer.body.decode("utf-8", "replace"))


def _plain(words: str) -> str:
    return plain(WHEN.sub("<instant>", DRAWN.sub("<drawn>", words)))


def met(said: Said, log: Path) -> Met:
    """A server at which side A filed this."""
    with served(log) as centre:
        files(centre, said)
        centre.published()
        answers, sizes = {}, {}
        for person in ("head-b", "facilitator", "duty", ""):
            for path in ASKED:
                answer = centre.get(person, path)
                answers[person, path] = told(answer)
                sizes[f"{person} {path}"] = len(_plain(answer.body.decode("utf-8", "replace")))
    lines = sorted(map(_plain, log.read_text("utf-8").splitlines()))
    return Met(answers, sizes, lines)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> list[Met]:
    """One server for each hidden text."""
    place = tmp_path_factory.mktemp("served")
    return [met(said, place / f"{n}.log") for n, said in enumerate(HIDDEN)]


def test_each_answer_is_the_same(servers: list[Met]) -> None:
    """Status, headers, body, for the other side, the facilitator, the officer and for nobody."""
    first, other = servers
    assert [one for one in first.answers if first.answers[one] != other.answers[one]] == []
    assert first.answers["head-b", POSITIONS][0] == 200


def test_each_answer_has_the_same_size(servers: list[Met]) -> None:
    """To the letter, but for ages and times of day, which are longer at some hours."""
    first, other = servers
    assert first.sizes == other.sizes


def test_the_programs_write_the_same_lines(servers: list[Met]) -> None:
    """Recorder, worker, web server with its access log: to standard output and standard error."""
    first, other = servers
    assert first.lines == other.lines
    assert any("POST" in one and POSITIONS in one for one in first.lines)

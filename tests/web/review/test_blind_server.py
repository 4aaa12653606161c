"""A real server tells nobody anything of a hidden text: in no answer, no line it logs, no time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from blind_world import plain
from position_world import CASE, signed
from served_world import Answer, Served, served
from trucewatch.domain.access import Side
from trucewatch.domain.position import Said, Stance

POSITIONS = f"/review/case/{CASE}/positions"
HIDDEN = (Said(Stance.REJECT, "zzgunszz"), Said(Stance.CONFIRM, "zzgunszz" + " المدافع" * 1500))
"""As short and as long as texts are."""
ASKED = (
    POSITIONS, f"{POSITIONS}/draft", f"{POSITIONS}/file", f"{POSITIONS}/unsigned",
    f"/review/case/{CASE}", "/review/", "/review/sessions/",
    "/review/delegations", "/review/keys", "/", "/duty/", "/health/", "/api/v1/reports",
    "/api/v1/incidents",
)  # fmt: skip
"""A case file is not among them: its proofs follow the times of publishing."""
DRAWN = re.compile(r"127\.0\.0\.1:\d+|(?<=process )\[\d+\]|(?<=tw-served-)\w+|(?<=csrftoken=)\w+")
"""Ports, processes, folders, proofs of a page: what the machine draws for each server."""
WHEN = re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")
TIMES, FACTOR = 30, 2.5
"""The quickest of so many answers; a busy machine makes single ones slower by any factor."""


@dataclass(frozen=True)
class Met:
    """What everybody but side A met of one server."""

    answers: dict[tuple[str, str], tuple[int, tuple[tuple[str, str], ...], str]]
    sizes: dict[str, int]
    quickest_s: dict[str, float]
    lines: list[str]


def files(centre: Served, said: Said) -> None:
    """Side A drafts, remarks, files and looks, over HTTP."""
    told = {"stance": said.stance.value, "text": said.text, "follows": 0}
    assert centre.post("head-a", f"{POSITIONS}/draft", **told).status == 302
    given = signed(Side.A, said)
    assert given.opened is not None
    told = {"note": given.note, "salt": given.opened.salt, "version": 1, "key": "k"}
    answer = centre.post("head-a", f"{POSITIONS}/file", **told)
    assert answer.status == 302, answer.body.decode()
    own = centre.get("head-a", POSITIONS)
    assert b"zzgunszz" in own.body


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
        answers, sizes, quickest = {}, {}, {}
        for person in ("head-b", "facilitator", "duty", ""):
            for path in ASKED:
                answer = centre.get(person, path)
                answers[person, path] = told(answer)
                sizes[f"{person} {path}"] = len(_plain(answer.body.decode("utf-8", "replace")))
            quickest[person] = min(centre.get(person, POSITIONS).took_s for _ in range(TIMES))
    lines = sorted(map(_plain, log.read_text("utf-8").splitlines()))
    return Met(answers, sizes, quickest, lines)


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


def test_answers_take_no_longer_for_a_longer_text(servers: list[Met]) -> None:
    """In one class: a text of 12,000 letters that is sealed takes the other side no more time."""
    first, other = servers
    for person, took in first.quickest_s.items():
        assert took < FACTOR * other.quickest_s[person]
        assert other.quickest_s[person] < FACTOR * took

"""Poisoned files come to nothing: each is told for what it is, and none runs, calls or floods."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import poison_corpus
from harmless_corpus import harmless_files
from poison_sample import CLOSED, PART, Sample

TESTS = Path(poison_corpus.__file__).parent
POISON = poison_corpus.poison(poison_corpus.NOWHERE)
HARMLESS = harmless_files()
MOST_SECONDS, MOST_KIB = 20, 512 << 10
ORDINARY = {"no_text", "image_metadata"}
"""Remarks that a picture without words, or with a camera's notes, always gets."""


@dataclass(frozen=True)
class Run:
    """The whole corpus, examined."""

    outcomes: list[dict[str, Any]]
    peak_kib: int
    touched: bool
    called: int


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The corpus, examined once, also where several workers share the tests."""
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    kept = place / "poison.json"
    with (place / "poison.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(examined(place)), encoding="utf-8")
    return Run(**json.loads(kept.read_text("utf-8")))


def examined(place: Path) -> dict[str, Any]:
    """Examine every file in one program, with canaries out, and measure it."""
    with listening() as (address, calls), (place / "outcomes").open("wb") as written:
        command = [sys.executable, str(TESTS / "poison_corpus.py"), str(place / "canary"), address]
        subprocess.run(command, stdout=written, check=True)
    return {
        **json.loads((place / "outcomes").read_text("utf-8")),
        "touched": (place / "canary").exists(),
        "called": len(calls),
    }


@contextmanager
def listening() -> Iterator[tuple[str, list[object]]]:
    """An address of this machine, and who called it."""
    calls: list[object] = []
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    calls.append(server.accept())

        listener = threading.Thread(target=listen)
        listener.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", calls
        over.set()
        listener.join()


def label(sample: Sample) -> str:
    """How a case is called."""
    return ascii(sample.name)


def test_the_corpus_is_large_enough() -> None:
    """At least 150 poisoned files and 40 harmless ones, no two alike."""
    assert len({(one.name, one.raw) for one in POISON}) >= 150
    assert len({(one.name, one.raw) for one in HARMLESS}) >= 40


@pytest.mark.parametrize(
    ("at", "sample"), list(enumerate(POISON)), ids=[label(one) for one in POISON]
)
def test_poison_is_told_for_what_it_is(run: Run, at: int, sample: Sample) -> None:
    """The file, or the part that is poisoned, stays closed; what is taken carries its remarks."""
    found = run.outcomes[at]
    assert set(sample.codes) <= {*found["reasons"], *found["remarks"]}
    assert found["accepted"] == (sample.outcome != CLOSED)
    assert bool(found["parts_closed"]) == (sample.outcome == PART)


@pytest.mark.parametrize(
    ("at", "sample"), list(enumerate(HARMLESS)), ids=[label(one) for one in HARMLESS]
)
def test_harmless_files_pass(run: Run, at: int, sample: Sample) -> None:
    """A false alarm costs an officer a call, and teaches to overlook the true ones."""
    found = run.outcomes[len(POISON) + at]
    assert found["name"] == sample.name
    assert found["reasons"] == []
    assert set(found["remarks"]) <= ORDINARY


def test_nothing_closed_is_opened(run: Run) -> None:
    """Not a word and not a pixel comes of a file that is quarantined."""
    assert [
        one["opened_though_closed"] for one in run.outcomes if one["opened_though_closed"]
    ] == []


def test_each_is_decided_in_time(run: Run) -> None:
    """Within 20 seconds, attachments included."""
    slow = {one["name"]: one["seconds"] for one in run.outcomes if one["seconds"] > MOST_SECONDS}
    assert slow == {}


def test_memory_stays_bounded(run: Run) -> None:
    """Of the examining program at its peak; those in the box are bounded by `test_sandbox`."""
    assert run.peak_kib <= MOST_KIB


def test_nothing_ran_or_called(run: Run) -> None:
    """The file that a script would make is not there, and nobody knocked at the address."""
    assert not run.touched
    assert run.called == 0

"""Every example of the page on the API is sent, and answered as the page shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api_world import World, a_world
from record_places import sqlite_template
from review_world import CHAIR, DUTY, key, opening, said
from trucewatch.service.review import cases

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/api.md"
PAIR = re.compile(r"^```http\n(.*?)^```\n\n```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = PAIR.findall(PAGE.read_text("utf-8"))
ANY = "…"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A centre with three incidents."""
    with a_world(sqlite_template(tmp_path_factory.mktemp("api-page"))) as made:
        yield made


@pytest.fixture(scope="module")
def case(world: World) -> str:
    """A case that was admitted."""
    made = cases.open_(world.centre, DUTY, opening(world.incident()), key=key())
    cases.admit(world.centre, CHAIR, made, said(), admissible=True)
    return made


def filled(text: str, world: World, case: str) -> str:
    """The text with ids of this centre."""
    incident = world.incident()
    ids = {"incident": incident, "statement": world.statement(incident), "case": case}
    for name, value in ids.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def agrees(shown: Any, told: Any) -> bool:
    """Whether an answer has what is shown; `…` is any value, and members may be left out."""
    if isinstance(shown, dict):
        return isinstance(told, dict) and all(
            name in told and agrees(value, told[name]) for name, value in shown.items()
        )
    if isinstance(shown, list):
        return len(shown) == len(told) and all(map(agrees, shown, told))
    return bool(shown in (ANY, told))


def test_the_page_has_examples() -> None:
    """A page that shows nothing cannot be wrong."""
    assert len(EXAMPLES) == PAGE.read_text("utf-8").count("```http") > 4


@pytest.mark.parametrize(("request_text", "answer"), EXAMPLES, ids=lambda text: text[:50].strip())
def test_an_example_is_answered_as_shown(
    world: World, case: str, request_text: str, answer: str
) -> None:
    """As a program of a duty officer sends it."""
    head, _, body = filled(request_text, world, case).partition("\n\n")
    (method, address), *headers = (line.split(" ", 1) for line in head.strip().splitlines())
    named = {name.rstrip(":"): value for name, value in headers}
    sent = world.program().generic(
        method, address, body.strip(), content_type="application/json", headers=named
    )
    assert agrees(json.loads(filled(answer, world, case)), sent.json()), sent.json()

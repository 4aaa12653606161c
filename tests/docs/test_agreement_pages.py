"""The pages on agreement files show what the example files hold, and name every key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from trucewatch.data.agreement_files import load_agreement
from trucewatch.domain.ambiguity import AmbiguityCode

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
EXAMPLES = sorted((DOCS / "tutorial" / "examples").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "src/trucewatch/data/schema/agreements.schema.json").read_text("utf-8"))
YAML = re.compile(r"^( *)```yaml\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^## `(\w+)`.*?$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)


def blocks(page: str) -> list[str]:
    """The YAML that a page shows, without the blanks it is set in by."""
    found = YAML.findall((DOCS / page).read_text("utf-8"))
    return [re.sub(rf"^{blanks}", "", text, flags=re.MULTILINE) for blanks, text in found]


def example(name: str) -> str:
    """An example file."""
    return (DOCS / "tutorial" / "examples" / name).read_text("utf-8")


def test_the_pieces_of_the_tutorial_make_its_file() -> None:
    """Whoever copies every piece has the very file."""
    pieces = "".join(blocks("tutorial/write-a-ceasefire-down.md"))
    told = [line for line in example("sound-truce.yaml").splitlines() if line]
    assert [line for line in pieces.splitlines() if line] == told


def test_the_how_to_shows_its_files() -> None:
    """The draft as it is, and what was mended."""
    first, second, _ = blocks("how-to/check-a-draft.md")
    assert first in example("bridge-draft.yaml")
    assert second in example("bridge-mended.yaml")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_file_loads_and_fits_the_schema(path: Path) -> None:
    """Read by the program, and by the published schema as YAML readers of others see it."""
    load_agreement(path)
    jsonschema.validate(_tree(path), SCHEMA)


def _tree(path: Path) -> Any:
    """The tree as JSON holds it."""
    tree = yaml.safe_load(path.read_text("utf-8"))
    return json.loads(json.dumps(tree, default=str))


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the format that has keys, by the name of its section."""
    yield "agreement", SCHEMA
    for name, body in SCHEMA["$defs"].items():
        if "properties" in body:
            yield name, body
    yield "band", SCHEMA["$defs"]["zone"]["properties"]["bands"]["items"]
    yield "clause_text", SCHEMA["$defs"]["clause"]["properties"]["texts"]["items"]


@pytest.mark.parametrize(("name", "body"), list(objects()), ids=[name for name, _ in objects()])
def test_the_reference_names_each_key_and_whether_it_is_needed(
    name: str, body: dict[str, Any]
) -> None:
    """Every key of the schema and no other; `needed` for those that a file cannot lack."""
    page = (DOCS / "reference" / "agreement-format.md").read_text("utf-8")
    sections = dict(SECTION.findall(page))
    rows = dict(ROW.findall(sections[name]))
    assert set(rows) == set(body["properties"])
    needed = {key for key, default in rows.items() if default.strip() == "needed"}
    assert needed == set(body.get("required", ()))


def test_the_reference_names_each_value_of_a_choice() -> None:
    """A value that the page does not name would have to be guessed."""
    page = (DOCS / "reference" / "agreement-format.md").read_text("utf-8")
    missing = [value for value in _values(SCHEMA) if f"`{value}`" not in page]
    assert missing == []


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node.get("enum", ())
        for inner in node.values():
            yield from _values(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _values(inner)


@pytest.mark.parametrize("code", AmbiguityCode)
def test_the_reference_of_commands_names_each_ambiguity(code: AmbiguityCode) -> None:
    """With what it looks at."""
    page = (DOCS / "reference" / "commands.md").read_text("utf-8")
    assert f"| `{code}` |" in page

"""Scripts of exercises out of YAML; the form of a file is in `schema/exercise.schema.json`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from trucewatch.data.access_files import packaged_policy
from trucewatch.data.yaml_marks import parse
from trucewatch.domain.errors import Refusal, UnknownName, UnreadableInput
from trucewatch.domain.exercise import Script
from trucewatch.domain.wire import from_wire, to_wire

FOLDER = "exercises"
LONGEST = 400_000
"""Characters of a script; those that are packaged have some 30,000."""


def packaged_names() -> tuple[str, ...]:
    """Ids of the scripts that come with the program.

    >>> packaged_names()
    ('contested-termination', 'disputed-convoy-strike', 'spring-lull')
    """
    found = files("trucewatch.data").joinpath(FOLDER).iterdir()
    return tuple(sorted(one.name.removesuffix(".yaml") for one in found))


def script_text(name: str) -> str:
    """The text of a packaged script by its id, or of a file by its path.

    Raises:
        UnknownName: it is neither.
        UnreadableInput: the file is too long or no text.
    """
    if name in packaged_names():
        return files("trucewatch.data").joinpath(FOLDER, f"{name}.yaml").read_text("utf-8")
    path = Path(name)
    if not path.is_file():
        remedy = f"write one of {', '.join(packaged_names())}, or the path of a script"
        raise UnknownName(f"no exercise is called {name!r:.80}", remedy=remedy)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise UnreadableInput(
            f"cannot be read: {err}", where=name, remedy="save it as UTF-8"
        ) from err
    if len(text) > LONGEST:
        raise UnreadableInput(
            f"has more than {LONGEST} characters", where=name, remedy="shorten it"
        )
    return text


def read_script(text: str, name: str = "script") -> Script:
    """The script that a text holds.

    Args:
        text: YAML.
        name: how errors call it.

    Raises:
        UnreadableInput: the first fault, with its place and the remedy.

    >>> read_script("id: x")
    Traceback (most recent call last):
    trucewatch.domain.errors.UnreadableInput: script, Script.title: is missing; see \
docs/reference/exercise-format.md
    """
    parse(text.encode(), name)  # tells the line of what is no YAML
    try:
        script = from_wire(Script, _plain(yaml.safe_load(text)))
        _require_actions(script)
    except Refusal as err:
        where, _, what = err.what.partition(": ")
        raise UnreadableInput(
            what or err.what,
            where=f"{name}, {where}" if what else name,
            remedy=err.remedy or "see docs/reference/exercise-format.md",
        ) from err
    return script


def _require_actions(script: Script) -> None:
    known = packaged_policy().actions
    for number, mark in enumerate(script.marks):
        for action in mark.actions:
            if action not in known:
                what = f"Script.marks[{number}].actions: {action!r} is no action of the policy"
                raise UnknownName(what, remedy="see docs/reference/roles.md")


def _plain(tree: Any) -> Any:
    """A tree as JSON would have it: YAML makes days of what looks like one."""
    return to_wire(tree)

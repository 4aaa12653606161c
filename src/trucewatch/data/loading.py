"""Reads the packaged YAML."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load_yaml(relative_path: str) -> Any:
    """The tree of a packaged YAML file, read once; callers must not change it.

    >>> load_yaml("lexicon/en/times.yaml")["release"]
    1
    """
    text = files("trucewatch").joinpath("data", *relative_path.split("/")).read_text("utf-8")
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe

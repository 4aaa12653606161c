"""Which software, rules and data a reading or a finding was made with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from trucewatch import __version__
from trucewatch.domain.statement import Versions

_FOLDERS = {
    "rules": ("lexicon",),
    "vocabulary": ("vocabulary",),
    "terms": ("agreements",),
    "registry": ("actors", "places", "sources"),
}


@cache
def versions() -> Versions:
    """The software release and a digest of each part of the packaged data.

    Two readings with equal versions were made by the same rules from the same registers.
    """
    digests = {name: _digest(folders) for name, folders in _FOLDERS.items()}
    return Versions(software=__version__, **digests)


def _digest(folders: tuple[str, ...]) -> str:
    """First 12 hex digits of the SHA-256 over the names and bytes of all files, sorted."""
    total = hashlib.sha256()
    for folder in folders:
        for path, item in sorted(_walk(folder, files("trucewatch.data").joinpath(folder))):
            total.update(path.encode())
            total.update(item.read_bytes())
    return total.hexdigest()[:12]


@cache
def digest_of_sources(*packages: str) -> str:
    """A digest that changes with any source file of some packages, their folders aside.

    >>> digest_of_sources("trucewatch.domain") == digest_of_sources("trucewatch.data")
    False
    """
    total = hashlib.sha256()
    for package in packages:
        for item in sorted(files(package).iterdir(), key=lambda one: one.name):
            if item.name.endswith(".py"):
                total.update(item.name.encode())
                total.update(item.read_bytes())
    return total.hexdigest()


def _walk(path: str, folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    if not folder.is_dir():
        return
    for item in folder.iterdir():
        inner = f"{path}/{item.name}"
        if item.is_dir():
            yield from _walk(inner, item)
        else:
            yield inner, item

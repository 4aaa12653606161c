"""What pages are made with is pinned, names no address, and is served with its licence."""

from __future__ import annotations

import json

import pytest

import page_files
from repo import source_tree as tree

CENTRE = tree.PACKAGE / "web/static/trucewatch"
LOCK = json.loads(page_files.LOCK.read_text("utf-8"))
PACKAGES = {path: facts for path, facts in LOCK["packages"].items() if path}


def test_every_package_is_pinned_by_its_digest() -> None:
    """And the lock names no address: the machine says where packages come from."""
    assert all(facts["integrity"].startswith("sha512-") for facts in PACKAGES.values())
    assert [path for path, facts in PACKAGES.items() if "resolved" in facts] == []


def test_wishes_name_one_release() -> None:
    """A range would be another release tomorrow."""
    wishes = LOCK["packages"][""]
    wanted = {**wishes["dependencies"], **wishes["devDependencies"]}
    assert [name for name, release in wanted.items() if not release[0].isdigit()] == []


@pytest.mark.parametrize("package", [*page_files.FILES, *page_files.FONTS])
def test_what_is_served_stands_beside_its_licence(package: str) -> None:
    """A package without the text of its licence names it in its package.json."""
    name = package.rpartition("/")[2]
    folder = page_files.SERVED / ("fonts" if package in page_files.FONTS else "") / name
    names = [one.name for one in folder.iterdir()]
    assert any(one.startswith("LICEN") or one == "package.json" for one in names)
    assert len(names) > 1


def test_every_font_of_the_style_sheet_is_there() -> None:
    """A part of a script that is missing would be drawn in another face."""
    text = (CENTRE / "fonts.css").read_text("utf-8")
    addresses = [part.partition(")")[0] for part in text.split("url(")[1:]]
    assert addresses
    assert [one for one in addresses if not (CENTRE / one).is_file()] == []


def test_the_style_sheet_stays_small() -> None:
    """It is fetched over bad lines: at most 36 kB before compression."""
    assert (CENTRE / "centre.css").stat().st_size <= 36_000

"""The packaged sources are whole, join the registry, and count by one rule for all sides."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from trucewatch.data.registry import Registry
from trucewatch.data.source_files import source_sheet
from trucewatch.data.sources import Sources
from trucewatch.domain.errors import InvalidValue, UnknownName, UnreadableInput
from trucewatch.domain.lineage import Sharing
from trucewatch.domain.source import OwnershipKind

FOLDER = files("trucewatch.data").joinpath("sources")
SHEETS = {item.name: item.read_bytes() for item in FOLDER.iterdir()}
SOURCES, REGISTRY = Sources.packaged(), Registry.packaged()
ONE = b"""release: 1
terms: made up
sources:
- id: gazette
  kind: newspaper
  names: [{text: Ford Gazette, lang: en}]
  ownership: [{kind: private, source: its imprint, grade: R}]
"""


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_each_file_fits_the_schema(name: str) -> None:
    """Before anything else is made of it."""
    raw = files("trucewatch.data").joinpath("schema", "sources.schema.json").read_text("utf-8")
    jsonschema.validate(yaml.safe_load(SHEETS[name]), json.loads(raw))


def test_each_source_has_a_name_in_three_languages() -> None:
    """Reports in any of them name it."""
    lacking = [
        one.id
        for one in SOURCES.sources.values()
        if not {"en", "ru", "ar"} <= {name.lang for name in one.names}
    ]
    assert lacking == []


def test_owners_and_friends_that_look_like_ids_are_registered() -> None:
    """An id that nothing has would join nothing."""
    told = SOURCES.sources.values()
    named = [n for one in told for o in one.ownership for n in (*o.asserted_by, *o.contested_by)]
    named += [n for one in told for a in one.alignment for n in (*a.asserted_by, *a.contested_by)]
    named += [friend.to for one in told for friend in one.alignment]
    assert [name for name in named if name not in REGISTRY.actors] == []


def test_groups_have_a_name() -> None:
    """A registered body, or one that a file names."""
    groups = {one.independence_group for one in SOURCES.sources.values()} - {None}
    assert [group for group in groups if SOURCES.name_of(str(group)) == group] == []


def test_state_media_count_with_their_state_whichever_it_is() -> None:
    """One rule for all: an undisputed state owner is the group."""
    off = [
        one.id
        for one in SOURCES.sources.values()
        if one.passes_on
        and [record.kind for record in one.ownership] == [OwnershipKind.STATE]
        and one.independence_group != one.ownership[0].owner
    ]
    assert off == []


def test_the_registry_says_the_same_of_who_owns_a_source() -> None:
    """Two files that disagree would let the reader choose."""
    told: dict[str, Any] = {
        row["id"]: row["ownership"].split(":")[0]
        for row in yaml.safe_load(
            files("trucewatch.data").joinpath("actors", "media.yaml").read_text("utf-8")
        )["actors"]
    }
    plain = {"state", "party", "private", "public"}
    differing = [
        one.id
        for one in SOURCES.sources.values()
        if told.get(one.id) in plain
        and "non-profit" not in str(told[one.id])
        and one.ownership[0].kind not in {told[one.id], OwnershipKind.NGO}
    ]
    assert differing == []


def test_two_of_one_group_count_as_one() -> None:
    """Agency and broadcaster of one state, and its ministry."""
    groups = {SOURCES.group_of(name)[0] for name in ("tass", "rt", "russia-mod", "sergey-lavrov")}
    assert groups == {"russia"}
    assert {SOURCES.group_of(name)[0] for name in ("sana", "syria-army")} == {"syria"}


def test_agencies_of_different_owners_count_apart() -> None:
    """Each by itself."""
    names = ("reuters", "afp", "associated-press", "interfax")
    assert [SOURCES.group_of(name) for name in names] == [(name, Sharing.ALONE) for name in names]


def test_a_contested_owner_stays_with_whoever_asserts_it() -> None:
    """Two bodies publish under one name, so it is put in no group."""
    saba = SOURCES.get("saba")
    assert saba.independence_group is None
    assert {record.asserted_by for record in saba.ownership} == {
        ("yemen-government",),
        ("houthis",),
    }


def test_an_unknown_source_is_refused_with_a_remedy() -> None:
    """By its id."""
    with pytest.raises(UnknownName, match="no source has the id 'atlantis-times'"):
        SOURCES.get("atlantis-times")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (b"kind: newspaper", b"kind: leaflet", "line 5: 'leaflet' is none of the values"),
        (b"grade: R", b"grade: X", "line 7: 'X' is none of the values"),
        (b"names:", b"nmaes:", "line 6: 'nmaes' is no key here"),
        (b"  names: [{text: Ford Gazette, lang: en}]\n", b"", "in no registry and has no names"),
        (b"grade: R}", b"grade: R, from: soon}", "line 7: 'soon' is no day"),
    ],
)
def test_a_broken_entry_is_named_with_its_line(was: bytes, now: bytes, told: str) -> None:
    """File, line and remedy, as everywhere."""
    with pytest.raises(UnreadableInput, match=told):
        source_sheet(ONE.replace(was, now), "x.yaml", ())


def test_a_source_stands_once() -> None:
    """Two entries of one id could say two things."""
    sheet = source_sheet(ONE, "x.yaml", ())
    with pytest.raises(InvalidValue, match="gazette stands twice"):
        Sources((sheet, sheet), REGISTRY)

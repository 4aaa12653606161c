"""The files of a log are those of tlog-tiles, and give back its tree."""

from __future__ import annotations

import pytest

from ledger_world import entry, made_log
from trucewatch.ledger.entry import encode
from trucewatch.ledger.refusals import DataMissing, Malformed
from trucewatch.ledger.tiles import (
    Files,
    TiledNodes,
    bundle,
    compact_range,
    entries_path,
    grown,
    numbered,
    tile_path,
    tiles_from,
    tiles_of,
    unbundle,
)
from trucewatch.ledger.tree import Tree, consistency_path, inclusion_path, leaf_hash, root_at


def test_an_index_is_written_as_in_the_specification() -> None:
    """Its own example, and the edges of a group."""
    assert numbered(1234067) == "x001/x234/067"
    assert [numbered(one) for one in (0, 999, 1000)] == ["000", "999", "x001/000"]


def test_tiles_of_the_specification_s_example() -> None:
    """70,000 entries: 273 full and one of 112, one full and one of 17, one of 1."""
    tiles = list(tiles_of(70_000))
    assert len(tiles) == 274 + 2 + 1
    assert [one for one in tiles if one[2] < 256] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]


def test_a_tree_of_256_has_a_full_tile_and_one_of_one() -> None:
    """The specification says so."""
    assert list(tiles_of(256)) == [(0, 0, 256), (1, 0, 1)]


def test_paths_are_those_of_the_specification() -> None:
    """Full and partial, tiles and entries."""
    assert tile_path(1, 0) == "tile/1/000"
    assert entries_path(1234067, 8) == "tile/entries/x001/x234/067.p/8"


def test_growth_writes_every_tile_of_the_tree() -> None:
    """In batches of any length, full ones and the last partial ones."""
    files: Files = {}
    tree, size = Tree(), 0
    for length in (1, 254, 1, 1, 255, 256, 257, 300, 3, 172):
        batch = [encode(entry(size + at)) for at in range(length)]
        growth = grown(size, batch, files.__getitem__)
        files.update(growth.files)
        size = growth.size
        for one in batch:
            tree.append(leaf_hash(one))
        assert growth.root == tree.root()
        assert all(tile_path(*one) in files for one in tiles_of(size))


def test_no_entry_is_no_growth() -> None:
    """The same root, and nothing to write."""
    log = made_log(300)
    growth = grown(300, [], log.files.__getitem__)
    assert (growth.size, growth.root, growth.files) == (300, log.tree.root(), {})


def test_proofs_from_tiles_are_those_of_the_tree() -> None:
    """A mirror proves from files what the centre proves from memory."""
    log = made_log(700)
    nodes = TiledNodes(700, log.files.__getitem__)
    assert root_at(700, nodes) == log.tree.root()
    for index in (0, 255, 256, 511, 512, 699):
        assert inclusion_path(index, 700, nodes) == log.tree.inclusion(index)
    for smaller in (1, 256, 300, 512, 699):
        assert consistency_path(smaller, 700, nodes) == log.tree.consistency(smaller)


def test_peaks_are_read_off_the_right_edge() -> None:
    """A restart needs no more than the partial tiles."""
    log = made_log(700)
    read: list[str] = []

    def file(path: str) -> bytes:
        read.append(path)
        return log.files[path]

    assert compact_range(700, file).root() == log.tree.root()
    assert set(read) == {"tile/0/002.p/188", "tile/1/000.p/2"}


def test_a_node_beyond_the_tree_is_not_made_up() -> None:
    """Nor one that is not complete yet."""
    nodes = TiledNodes(700, made_log(700).files.__getitem__)
    with pytest.raises(DataMissing, match="no node"):
        nodes(0, 700)


def test_a_tile_of_another_length_is_refused() -> None:
    """Cut or grown on disk."""
    log = made_log(700)
    log.files["tile/0/002.p/188"] += b"x"
    with pytest.raises(DataMissing, match="tile/0/002"):
        compact_range(700, log.files.__getitem__)


def test_a_bundle_comes_back() -> None:
    """Empty entries and the longest too."""
    entries = [b"", b"x" * 65_535, b"abc"]
    assert unbundle(bundle(entries), 3) == entries


@pytest.mark.parametrize("data", [b"\x00", b"\x00\x02a", b"\x00\x01ab", b"", b"\x00\x01a\x00\x01b"])
def test_a_bundle_that_does_not_come_out_is_refused(data: bytes) -> None:
    """One entry was asked for, whole and alone."""
    with pytest.raises(Malformed):
        unbundle(data, 1)


def test_an_entry_too_long_for_a_bundle_is_refused() -> None:
    """Its length would not fit."""
    with pytest.raises(Malformed, match="65536 bytes"):
        bundle([b"x" * 65_536])


@pytest.mark.parametrize("width", [0, 257])
def test_no_tile_has_such_a_width(width: int) -> None:
    """1 to 256."""
    with pytest.raises(Malformed):
        tile_path(0, 0, width)


def test_tiles_from_leaves_are_those_of_growth() -> None:
    """On every level, the full ones and the last partial ones."""
    log = made_log(70_000 // 256)
    tiles = {path for path in log.files if path.startswith("tile/") and "entries" not in path}
    made = dict(tiles_from([leaf_hash(one) for one in log.data]))
    assert made == {path: log.files[path] for path in tiles}

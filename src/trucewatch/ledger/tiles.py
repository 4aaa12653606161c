"""The files of a log, as paths and bytes: C2SP tlog-tiles. Nothing here opens a file.

`grown` gives the files that new entries make; `TiledNodes` reads nodes for proofs from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trucewatch.ledger.refusals import DataMissing, Malformed
from trucewatch.ledger.tree import HASH_BYTES, CompactRange, leaf_hash, node_hash, peaks

WIDTH = 256
HEIGHT = 8  # levels of the tree in one tile
LENGTH_BYTES = 2
LONGEST_ENTRY = 2 ** (8 * LENGTH_BYTES) - 1
CHECKPOINT = "checkpoint"
Files = dict[str, bytes]
Read = Callable[[str], bytes]


def numbered(index: int) -> str:
    """An index in groups of three digits, all but the last after an `x`.

    >>> numbered(1234067), numbered(7)
    ('x001/x234/067', '007')
    """
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    return "/".join(reversed(groups))


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """Where the hashes of a tile stand; a partial one has its width in its path.

    >>> tile_path(0, 273, 112)
    'tile/0/273.p/112'
    """
    return f"tile/{level}/{_widened(index, width)}"


def entries_path(index: int, width: int = WIDTH) -> str:
    """Where the entries of level-0 tile `index` stand."""
    return f"tile/entries/{_widened(index, width)}"


def checkpoint_path(size: int) -> str:
    """Where the checkpoint of a size is kept; the newest also stands at `checkpoint`."""
    return f"checkpoints/{numbered(size)}"


def tiles_of(size: int) -> Iterator[tuple[int, int, int]]:
    """Level, index and width of each tile of a tree, level by level.

    >>> list(tiles_of(257))
    [(0, 0, 256), (0, 1, 1), (1, 0, 1)]
    """
    level = 0
    while hashes := size >> level * HEIGHT:
        for index in range(-(-hashes // WIDTH)):
            yield level, index, min(WIDTH, hashes - index * WIDTH)
        level += 1


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries as an entry bundle, each behind its length in two bytes."""
    return b"".join(_framed(entry) for entry in entries)


def unbundle(data: bytes, count: int) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        Malformed: not exactly `count` entries.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + LENGTH_BYTES + int.from_bytes(data[at : at + LENGTH_BYTES], "big")
        if end > len(data):
            raise Malformed(f"bundle ends inside entry {len(entries)}")
        entries.append(data[at + LENGTH_BYTES : end])
        at = end
    if len(entries) != count:
        raise Malformed(f"bundle of {len(entries)} entries where {count} belong")
    return entries


@dataclass(frozen=True)
class Growth:
    """A log after new entries: the files to write, and what a checkpoint signs.

    Write `files` durably before a checkpoint of this size leaves the house.
    """

    size: int
    root: bytes
    files: Files


def grown(size: int, entries: Sequence[bytes], read: Read) -> Growth:
    """What a log of `size` becomes with these entries, in order.

    Args:
        size: entries before, from the last checkpoint or the store.
        entries: bytes as `encode` gives them.
        read: gives the partial tiles and the partial bundle at the right edge, by path.

    Raises:
        DataMissing, Malformed: a partial file of another length.
    """
    files = _grown_bundles(size, entries, read)
    hashes = [leaf_hash(entry) for entry in entries]
    level = 0
    while hashes:
        have = size >> level * HEIGHT
        edge = _hashes(read, level, have // WIDTH, have % WIDTH) if have % WIDTH else []
        edge += hashes
        hashes = []
        for at in range(0, len(edge), WIDTH):
            tile = edge[at : at + WIDTH]
            files[tile_path(level, (have - have % WIDTH + at) // WIDTH, len(tile))] = b"".join(tile)
            if len(tile) == WIDTH:
                hashes.append(subtree(tile))
        level += 1
    after = size + len(entries)

    def fresh(path: str) -> bytes:
        return files[path] if path in files else read(path)

    return Growth(after, compact_range(after, fresh).root(), files)


def compact_range(size: int, read: Read) -> CompactRange:
    """The peaks of a stored tree, from the tiles at its right edge."""
    nodes = TiledNodes(size, read)
    return CompactRange(size, [nodes(level, index) for level, index in peaks(size)])


class TiledNodes:
    """Complete nodes of a stored tree, by level and index, for `tree.root_at` and the paths.

    Args:
        size: entries of a checkpoint whose files are there.
        read: a file's bytes by path; raises `DataMissing` where it is absent.
    """

    def __init__(self, size: int, read: Read) -> None:
        self._size, self._read = size, read
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def __call__(self, level: int, index: int) -> bytes:
        """The hash of a node.

        Raises:
            DataMissing: the tree has no such node, or its tile is absent.
        """
        if (index + 1) << level > self._size:
            raise DataMissing(f"no node {index} on level {level} in a tree of {self._size}")
        row, above = divmod(level, HEIGHT)
        first = index << above
        tile, at = divmod(first, WIDTH)
        hashes = self._tile(row, tile)[at : at + (1 << above)]
        return subtree(hashes)

    def _tile(self, row: int, tile: int) -> list[bytes]:
        if (row, tile) not in self._tiles:
            width = min(WIDTH, (self._size >> row * HEIGHT) - tile * WIDTH)
            self._tiles[row, tile] = _hashes(self._read, row, tile, width)
        return self._tiles[row, tile]


def subtree(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of nodes of one level."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def _grown_bundles(size: int, entries: Sequence[bytes], read: Read) -> Files:
    index, have = divmod(size, WIDTH)
    edge = unbundle(read(entries_path(index, have)), have) if have and entries else []
    edge += entries
    files = {}
    for at in range(0, len(edge), WIDTH):
        part = edge[at : at + WIDTH]
        files[entries_path(index + at // WIDTH, len(part))] = bundle(part)
    return files


def _hashes(read: Read, level: int, index: int, width: int) -> list[bytes]:
    path = tile_path(level, index, width)
    data = read(path)
    if len(data) != width * HASH_BYTES:
        raise DataMissing(f"{len(data)} bytes where {width * HASH_BYTES} belong", where=path)
    return [data[at : at + HASH_BYTES] for at in range(0, len(data), HASH_BYTES)]


def _framed(entry: bytes) -> bytes:
    if len(entry) > LONGEST_ENTRY:
        raise Malformed(f"entry of {len(entry)} bytes; the limit is {LONGEST_ENTRY}")
    return len(entry).to_bytes(LENGTH_BYTES, "big") + entry


def _widened(index: int, width: int) -> str:
    if not 1 <= width <= WIDTH:
        raise Malformed(f"a tile has 1 to {WIDTH} hashes, not {width}")
    return numbered(index) + ("" if width == WIDTH else f".p/{width}")


def tiles_from(leaves: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every tile of a tree, from the hashes of its leaves.

    >>> [path for path, _ in tiles_from([bytes(32)] * 257)]
    ['tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1']
    """
    level, row = 0, list(leaves)
    while row:
        tiles = [row[at : at + WIDTH] for at in range(0, len(row), WIDTH)]
        for index, tile in enumerate(tiles):
            yield tile_path(level, index, len(tile)), b"".join(tile)
        level, row = level + 1, [subtree(tile) for tile in tiles if len(tile) == WIDTH]

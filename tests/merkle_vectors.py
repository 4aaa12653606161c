"""The published vectors of transparency-dev/merkle (testdata/inclusion and testdata/consistency).

Leaves, roots and paths are those that its `proofgen` writes (they go back to the implementations of
RFC 6962 for Certificate Transparency); each happy path is spoiled in the ways that it names.
That gives its 98 probes of inclusion and 98 of consistency, under the names of its files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(text)
    for text in (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
NODE_01 = ROOTS[1]
LEAF_0 = ROOTS[0]
LEAF_1 = bytes.fromhex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")
NODE_23 = bytes.fromhex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e")
NODE_47 = bytes.fromhex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")
LEAF_4 = bytes.fromhex("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")
NODE_67 = bytes.fromhex("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0")
NODE_03 = ROOTS[3]
NODE_45 = bytes.fromhex("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a")
LEAF_6 = bytes.fromhex("b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f")
SOME = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")
EMPTY = sha256(b"").digest()
Path = tuple[bytes, ...]

INCLUDED: tuple[tuple[int, int, Path], ...] = (
    (0, 1, ()),
    (0, 8, (LEAF_1, NODE_23, NODE_47)),
    (5, 8, (LEAF_4, NODE_67, NODE_03)),
    (2, 3, (NODE_01,)),
    (1, 5, (LEAF_0, NODE_23, LEAF_4)),
)
CONSISTENT: tuple[tuple[int, int, Path], ...] = (
    (1, 1, ()),
    (1, 8, (LEAF_1, NODE_23, NODE_47)),
    (6, 8, (NODE_45, NODE_67, NODE_03)),
    (2, 5, (NODE_23, LEAF_4)),
    (6, 7, (NODE_45, LEAF_6, NODE_03)),
)


@dataclass(frozen=True)
class Inclusion:
    """One probe: does the path lead from the leaf to the root."""

    name: str
    index: int
    size: int
    root: bytes
    leaf: bytes
    path: Path
    holds: bool = False


@dataclass(frozen=True)
class Consistency:
    """One probe: does the path lead from the first root to the second."""

    name: str
    size1: int
    size2: int
    root1: bytes
    root2: bytes
    path: Path
    holds: bool = False


def flipped(path: Path, at: int, bit: int) -> Path:
    """The path with one bit of the first byte of one hash turned."""
    wrong = bytes([path[at][0] ^ bit]) + path[at][1:]
    return (*path[:at], wrong, *path[at + 1 :])


def inclusions() -> Iterator[Inclusion]:
    """All 98 probes of inclusion."""
    for number, (index, size, path) in enumerate(INCLUDED):
        leaf = sha256(b"\x00" + LEAVES[index]).digest()
        good = Inclusion(f"{number}/happy path", index, size, ROOTS[size - 1], leaf, path, True)
        yield good
        yield from (replace(one, name=f"{number}/{one.name}") for one in spoiled_inclusion(good))
    for number, (index, size) in enumerate(((0, 0), (0, 1), (1, 0), (2, 1))):
        at = f"additional/{number}"
        yield Inclusion(f"{at}/random leaf", index, size, b"", SOME, ())
        yield Inclusion(f"{at}/empty root", index, size, EMPTY, b"", ())
        yield Inclusion(f"{at}/empty root and random leaf", index, size, EMPTY, SOME, ())
    only = sha256(b"\x00data").digest()
    yield Inclusion("single-entry/matching root and leaf", 0, 1, only, only, (), True)
    yield Inclusion("single-entry/empty leaf", 0, 1, only, b"", ())
    yield Inclusion("single-entry/empty root", 0, 1, b"", only, ())
    yield Inclusion("single-entry/empty root and leaf", 0, 1, b"", b"", ())


def spoiled_inclusion(good: Inclusion) -> Iterator[Inclusion]:
    """One probe in each of the ways that are named."""
    bad = replace(good, holds=False)
    path = good.path
    yield replace(bad, name="leafIdx sub @1", index=good.index - 1)
    yield replace(bad, name="leafIdx plus @1", index=good.index + 1)
    yield replace(bad, name="leafIdx XOR @2", index=good.index ^ 2)
    yield replace(bad, name="treeSize mul @2", size=good.size * 2)
    yield replace(bad, name="treeSize div @2", size=good.size // 2)
    yield replace(bad, name="wrong leaf", leaf=b"WrongLeaf")
    yield replace(bad, name="empty root", root=EMPTY)
    yield replace(bad, name="random root", root=SOME)
    yield replace(bad, name="trailing garbage", path=(*path, b""))
    yield replace(bad, name="trailing root", path=(*path, good.root))
    yield replace(bad, name="preceding garbage", path=(b"", *path))
    yield replace(bad, name="preceding root", path=(good.root, *path))
    for at in range(len(path)):
        yield replace(bad, name=f"modified proof[{at}] bit @3", path=flipped(path, at, 8))
    if path:
        yield replace(bad, name="removed component", path=path[:-1])
    if len(path) > 1:
        yield replace(bad, name="inserted component", path=(path[0], SOME, *path[1:]))


def consistencies() -> Iterator[Consistency]:
    """All 98 probes of consistency."""
    for number, (size1, size2, path) in enumerate(CONSISTENT):
        roots = ROOTS[size1 - 1], ROOTS[size2 - 1]
        good = Consistency(f"{number}/happy path", size1, size2, *roots, path, True)
        yield good
        if path:
            spoiled = spoiled_consistency(good)
            yield from (replace(one, name=f"{number}/{one.name}") for one in spoiled)
    yield from additional_consistencies()


def spoiled_consistency(good: Consistency) -> Iterator[Consistency]:
    """One probe in each of the ways that are named."""
    bad = replace(good, holds=False)
    path = good.path
    yield replace(bad, name="size1 sub @1", size1=good.size1 - 1)
    yield replace(bad, name="size1 plus @1", size1=good.size1 + 1)
    yield replace(bad, name="size1 XOR @2", size1=good.size1 ^ 2)
    yield replace(bad, name="size2 mul @2", size2=good.size2 * 2)
    yield replace(bad, name="size2 div @2", size2=good.size2 // 2)
    yield replace(bad, name="wrong root1", root1=b"WrongRoot")
    yield replace(bad, name="wrong root2", root2=b"WrongRoot")
    yield replace(bad, name="swapped roots", root1=good.root2, root2=good.root1)
    yield replace(bad, name="empty proof", path=())
    yield replace(bad, name="trailing garbage", path=(*path, b""))
    yield replace(bad, name="trailing root1", path=(*path, good.root1))
    yield replace(bad, name="trailing root2", path=(*path, good.root2))
    yield replace(bad, name="preceding garbage", path=(b"", *path))
    yield replace(bad, name="preceding root1", path=(good.root1, *path))
    yield replace(bad, name="preceding root2", path=(good.root2, *path))
    yield replace(bad, name="preceding proof @0", path=(path[0], *path))
    yield replace(bad, name="truncated proof", path=path[:-1])
    for at in range(len(path)):
        yield replace(bad, name=f"modified proof@{at} bit @4", path=flipped(path, at, 16))


def additional_consistencies() -> Iterator[Consistency]:
    """Sizes and roots at the edge of what a proof can say."""
    one, two = b"don't care 1", b"don't care 2"
    rows: tuple[tuple[str, int, int, bytes, bytes, Path], ...] = (
        ("sizes are equal (zero) but roots are not", 0, 0, one, two, ()),
        ("sizes are equal (one) but roots are not", 1, 1, one, two, ()),
        ("sizes are equal (zero) and proof is empty", 0, 0, one, one, ()),
        ("size1 is zero and does not equal size2", 0, 1, one, two, ()),
        ("sizes are equal (one) and proof is empty", 1, 1, two, two, ()),
        ("size1 is greater than size2", 1, 0, one, two, ()),
        ("size1 is greater than size2 again", 2, 1, one, two, ()),
        ("sizes do not watch and proof is empty", 1, 2, one, two, ()),
        ("roots do not match and sizes are zero", 0, 0, EMPTY, two, ()),
        ("roots do not not match and sizes are one", 1, 1, EMPTY, two, ()),
        ("sizes match but proof is not empty and sizes are zero", 0, 0, EMPTY, EMPTY, (EMPTY,)),
        ("sizes match but proof is not empty and sizes are one", 1, 1, EMPTY, EMPTY, (EMPTY,)),
        ("size1 is zero and size2 is not zero", 0, 1, EMPTY, two, ()),
        ("consistency check on empty tree is useless", 0, 1, EMPTY, EMPTY, (EMPTY,)),
    )
    for name, size1, size2, root1, root2, path in rows:
        holds = name == "sizes are equal (one) and proof is empty"
        yield Consistency(f"additional/{name}", size1, size2, root1, root2, path, holds)

"""Everything that can be told of a record without its recorder: is it what was signed?"""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.tiles import WIDTH, tile_path
from trucewatch.ledger.tree import HASH_BYTES, Tree
from trucewatch.storage.audit import differences
from trucewatch.storage.entries import leaves
from trucewatch.storage.home import Home
from trucewatch.storage.log_folder import LogFolder
from trucewatch.storage.rebuilding import strayed
from trucewatch.storage.signing import require_extension, signed_last
from trucewatch.storage.triggers import missing


def faults(home: Home) -> Iterator[str]:
    """One line for each thing that is not as it was signed; the recorder should not run.

    The published log tells which rows differ; the guard tells whether all that was signed is
    there; rebuilding tells whether the tables are what entries and payloads make.
    """
    for name in missing():
        yield f"the database lacks the rule {name}"
    log = LogFolder(home.log, home.key())
    published = published_tree(log)
    if published is None:
        yield f"{home.log}: the hashes there are not those that its checkpoint signs"
    else:
        yield from differences(published, 0, len(published))
    try:
        require_extension(Tree(leaves()), signed_last(home.guard, home.key()), home.guard)
        for table in strayed():
            yield f"table {table} is not what entries and payloads make; run trucewatch rebuild"
    except Refusal as refusal:
        yield str(refusal)


def published_tree(log: LogFolder) -> Tree | None:
    """The tree of the published log, None where it does not lead to its checkpoint's root.

    Raises:
        DataMissing: a tile is not there.
    """
    found = log.checkpoint()
    if found is None:
        return Tree()
    checkpoint, tree = found[0], Tree()
    for index in range(-(-checkpoint.size // WIDTH)):
        width = min(WIDTH, checkpoint.size - index * WIDTH)
        data = log.read(tile_path(0, index, width))
        for at in range(0, len(data), HASH_BYTES):
            tree.append(data[at : at + HASH_BYTES])
    whole = len(tree) == checkpoint.size and tree.root() == checkpoint.root
    return tree if whole else None

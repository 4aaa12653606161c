"""Something sent again under its key: found, if it says the same, and refused otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from trucewatch.ledger.entry import decode
from trucewatch.storage.models import Entry, Payload, Receipt
from trucewatch.storage.refusals import ContentErased, KeyReused
from trucewatch.storage.rows import raw
from trucewatch.storage.submission import Submission

AT_ONCE = 500
"""Parameters of one question; engines take at least 999."""


class Recorded(NamedTuple):
    """An entry that the record holds: new, or from an earlier time under the same key."""

    seq: int
    body: bytes
    repeated: bool = False


@dataclass
class Known:
    """What the record has under a key.

    Args:
        body: the entry.
        salts: of its closed values, by field; those of erased ones are gone.
    """

    body: bytes
    salts: dict[str, bytes]


def known_under(keys: Iterable[str]) -> dict[str, Known]:
    """What the record has under those of the keys that it knows."""
    wanted, found = sorted(set(keys)), {}
    for at in range(0, len(wanted), AT_ONCE):
        rows = Receipt.objects.filter(key__in=wanted[at : at + AT_ONCE])
        seqs = {seq: key for key, seq in rows.values_list("key", "seq")}
        if not seqs:
            continue
        bodies = Entry.objects.filter(seq__in=seqs).values_list("seq", "body")
        some = {seq: Known(raw(body), {}) for seq, body in bodies}
        salts = Payload.objects.filter(entry_id__in=seqs, salt__isnull=False)
        for seq, field, salt in salts.values_list("entry_id", "field", "salt"):
            some[seq].salts[field] = raw(salt)
        found.update({seqs[seq]: known for seq, known in some.items()})
    return found


def found_again(given: Submission, known: Known) -> Recorded:
    """The entry that the key stands for.

    Raises:
        KeyReused: it says something else.
        ContentErased: nobody can tell any more what it said.
    """
    entry = decode(known.body)
    if known.salts.keys() != entry.commitments.keys():
        what = f"the key stands for entry {entry.seq}, whose content has been erased"
        raise ContentErased(what, remedy="nothing has to be sent again")
    if not given.is_in(entry, known.salts):
        what = (
            f"the key {given.key} already stands for entry {entry.seq}, which says something else"
        )
        raise KeyReused(what, remedy="make a new key for a new report")
    return Recorded(entry.seq, known.body, repeated=True)

"""The file of a case: every entry with its proof, to be verified offline by `tw-verify case`."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import Entry, decode
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.tiles import TiledNodes
from trucewatch.ledger.tree import inclusion_path
from trucewatch.mirror.folder import Folder
from trucewatch.mirror.reading import checkpoints
from trucewatch.mirror.source import hashes_in
from trucewatch.service.centre import Centre
from trucewatch.service.policy import audiences
from trucewatch.service.sight import seen
from trucewatch.service.verb import permit
from trucewatch.storage.home import Home
from trucewatch.storage.models import Document, Payload
from trucewatch.storage.models import Entry as Row
from trucewatch.storage.projection import DOCUMENT
from trucewatch.storage.rows import raw
from trucewatch.storage.sight import closed_parts

FORMAT = "trucewatch/case/v1"
READ_WITH = ("statement_key", "rules")
"""Kinds that every case is read with: whose keys signed, and under which rules."""


@dataclass(frozen=True)
class CaseFile:
    """A case file.

    Args:
        data: JSON.
        size: of the checkpoint that it is proved by.
        joint: whether all whom the centre's policy asks for have cosigned that.
        later: entries of the case that the checkpoint does not cover yet.
    """

    data: bytes
    size: int
    joint: bool
    later: int


def case_file(centre: Centre, person: Person, case: str) -> CaseFile:
    """Everything of a case that the person may see, with proofs under one checkpoint.

    Raises:
        Denied: they may not take it, or have not proved themselves once more.
        NotThere: no such case, or none that they may know of.
        Refusal: nothing was published yet.
    """
    permit(person, "case_file.take", Resource("case"))
    seen(person, case)
    seqs = [seq for seq, entry in _entries(person, case) if _concerns(entry, case)]
    checked, policy = _proved(centre.home)
    size = checked.checkpoint.size
    covered = [seq for seq in seqs if seq < size]
    folder = Folder(centre.home.log)
    newest = folder.head(policy)
    reach = newest[0].checkpoint.size if newest else size
    nodes = TiledNodes(reach, lambda path: hashes_in(folder, path))
    told = {
        "format": FORMAT,
        "case": case,
        **({"exercise": True} if centre.home.is_exercise else {}),
        "checkpoint": bytes(checked.note).decode(),
        "entries": [
            {**one, "path": [_base64(node) for node in inclusion_path(seq, size, nodes)]}
            for seq, one in _opened(covered)
        ],
    }
    data = json.dumps(told, ensure_ascii=False, indent=1).encode()
    return CaseFile(data, size, checked.joint, len(seqs) - len(covered))


def _entries(person: Person, case: str) -> Iterator[tuple[int, Entry]]:
    """Entries that may be of the case, in their order, as far as the person may see them."""
    of_case = Q(subject=case) | Q(body__case=case)
    sees = [one.value for one in audiences(person)]
    rows = Document.objects.filter(of_case | Q(kind__in=READ_WITH), audience__in=sees)
    seqs = list(rows.order_by("seq").values_list("seq", flat=True))
    for seq, body in Row.objects.filter(seq__in=seqs).order_by("seq").values_list("seq", "body"):
        yield seq, decode(raw(body))


def _concerns(entry: Entry, case: str) -> bool:
    """Whether anybody who holds the log sees that the entry is of this case."""
    is_of = entry.subject == case or entry.payload_public.get("case") == case
    return is_of or entry.type.partition(".")[0] in READ_WITH


def _proved(home: Home) -> tuple[Checked, Policy]:
    """The newest checkpoint that is joint under the centre's policy, or the newest there is."""
    text = f"log {home.key()}\nquorum none\n".encode()
    policy = Policy.parse(home.policy.read_bytes() if home.policy.exists() else text)
    found: Checked | None = None
    for one in checkpoints(Folder(home.log), policy):
        found = found or one
        if one.joint:
            return one, policy
    if found is None:
        raise Refusal("no checkpoint was published yet", remedy="wait a few seconds")
    return found, policy


def _opened(seqs: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Bytes of each entry, and salt and value of its document unless they are erased."""
    with closed_parts():
        held = {
            one.entry_id: one
            for one in Payload.objects.filter(entry__in=seqs, field=DOCUMENT, salt__isnull=False)
        }
        bodies = dict(Row.objects.filter(seq__in=seqs).values_list("seq", "body"))
    for seq in seqs:
        one = held.get(seq)
        document = None
        if one is not None and one.salt is not None and one.value is not None:
            document = {"salt": _base64(raw(one.salt)), "value": _base64(raw(one.value))}
        yield seq, {"entry": _base64(raw(bodies[seq])), "document": document}


def _base64(data: bytes) -> str:
    return b64encode(data).decode()

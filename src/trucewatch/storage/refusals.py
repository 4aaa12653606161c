"""What the record refuses, one class a situation.

RecordRefusal         root
├── KeyMissing        something was sent in without an idempotency key
├── KeyReused         the key already stands for something else
├── ContentErased     the key stands for something whose content has been erased since
├── StaleVersion      the version that was to be followed is not the newest
├── RecorderBusy      another process is the recorder
├── RecorderStopped   the recorder stopped; it is not known whether this was recorded
├── RecordBehind      the database does not extend what was signed last
├── RecordAltered     rows are not those that were signed
├── DiskRefused       the disk is full or failing
├── EvidenceDamaged   a file is not what its name says, or is not there
└── EvidenceSealed    no key that is here opens it
"""

from __future__ import annotations

import errno

from trucewatch.domain.errors import Refusal


class RecordRefusal(Refusal):
    """The record refused something; nothing was appended unless the line says otherwise."""

    code = "record_refused"


class KeyMissing(RecordRefusal):
    """Without a key the same report sent twice would be two reports."""

    code = "key_missing"


class KeyReused(RecordRefusal):
    """The key was used before for something else."""

    code = "key_reused"


class ContentErased(RecordRefusal):
    """The key was used before, and what was sent then has been erased: nobody can compare."""

    code = "content_erased"


class StaleVersion(RecordRefusal):
    """Somebody else recorded a newer version in between."""

    code = "stale_version"


class RecorderBusy(RecordRefusal):
    """There is one recorder a record, and another process is it."""

    code = "recorder_busy"


class RecorderStopped(RecordRefusal):
    """It is not known whether this was recorded; the same key will tell."""

    code = "recorder_stopped"


class RecordBehind(RecordRefusal):
    """Signing would fork the ledger: the database lacks or contradicts what was signed."""

    code = "record_behind"


class RecordAltered(RecordRefusal):
    """Somebody changed the database past the program."""

    code = "record_altered"


class DiskRefused(RecordRefusal):
    """The disk did not take it; nothing that was there is lost."""

    code = "disk_refused"


class EvidenceDamaged(RecordRefusal):
    """A file of the evidence store is not the one that was taken in."""

    code = "evidence_damaged"


class EvidenceSealed(RecordRefusal):
    """The file is whole, and the key that opens it is kept elsewhere."""

    code = "evidence_sealed"


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def disk_refused(err: OSError, where: str) -> DiskRefused:
    """The refusal for an error of the disk, with what to do."""
    if err.errno in FULL:
        what, remedy = "the disk is full", "free some space, then send it again with the same key"
    else:
        what = f"the disk failed: {(err.strerror or str(err)).lower()}"
        remedy = "check the disk before anything else is written to it"
    return DiskRefused(what, where=where, remedy=remedy)

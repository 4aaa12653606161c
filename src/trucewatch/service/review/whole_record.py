"""All that a delegation needs to verify the record by itself: the log's files and every case."""

from __future__ import annotations

import zipfile
from contextlib import ExitStack
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import Refusal
from trucewatch.ledger.exercise import is_exercise
from trucewatch.service.centre import Centre
from trucewatch.service.review.case_file import case_file
from trucewatch.service.sight import seen_of_kind
from trucewatch.service.verb import permit

IN_MEMORY = 16 * 1024 * 1024
"""Bytes up to which it stays in memory; a larger one goes to a file that has no name."""
NOTE = """\
log/     the published log:           tw-verify log log --policy YOUR-POLICY
cases/   every case with its proofs:  tw-verify case cases/ID.json --policy YOUR-POLICY \\
                                          --keys YOUR-KEYS

Use the policy that your side brought home from the ceremony, and the statement keys that you
compared by voice; what comes with a log proves nothing. A mirror (tw-mirror) goes on from this
log folder.

Drafts, talks and notes of a delegation are in no such file, so that this one can be handed to
others; a delegation takes its own from the page of delegations.
"""


def note_of(origin: str) -> str:
    """What the file says of itself; that of an exercise says first that it is one.

    >>> note_of("trucewatch/a/exercise-1").splitlines()[0]
    'EXERCISE: everything in this file is invented; it is of trucewatch/a/exercise-1'
    """
    told = f"EXERCISE: everything in this file is invented; it is of {origin}\n\n"
    return f"{told}{NOTE}" if is_exercise(origin) else NOTE


def whole_record(centre: Centre, person: Person) -> IO[bytes]:
    """A ZIP of the log folder and of the file of each case; at its beginning, to be read.

    It is for whoever leaves as well: nothing of it asks whether the delegation takes part.

    Raises:
        Denied: the person may not take it, or has not proved themselves once more.
        Refusal: nothing is published yet.
    """
    permit(person, "case_file.take", Resource("case_file"))
    if not (centre.home.log / "checkpoint").is_file():
        raise Refusal("nothing is published yet", remedy="wait for the first checkpoint")
    with ExitStack() as stack:
        made = stack.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        _fill(made, centre, person)
        made.seek(0)
        stack.pop_all()  # it is whole, so it stays open for whoever asked
    return made


def _fill(made: IO[bytes], centre: Centre, person: Person) -> None:
    log = centre.home.log
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = centre.home.origin.encode()
        archive.writestr("README.txt", note_of(centre.home.origin))
        # The checkpoint first: files that come later only add to what it signs.
        for path in sorted(_files(log), key=lambda one: (one.name != "checkpoint", one)):
            archive.write(path, f"log/{path.relative_to(log).as_posix()}")
        for case in seen_of_kind(person, "case"):
            data = case_file(centre, person, case.subject).data
            archive.writestr(f"cases/{case.subject}.json", data)


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")]

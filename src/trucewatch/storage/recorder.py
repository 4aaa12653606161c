"""The recorder: the one that appends. What it acknowledges is durable, signed and guarded.

For each batch: one transaction with entries, payloads and rows; then the tree's checkpoint is
signed and put into the guard; then everything is acknowledged with a proof. Whatever fails on the
way, the recorder lets go of its state and begins again from what the disk holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from django.db import DataError, IntegrityError, transaction

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.entry import decode
from trucewatch.ledger.instants import milliseconds, spelled
from trucewatch.ledger.proof_file import ProofFile
from trucewatch.ledger.tree import Tree, leaf_hash
from trucewatch.storage.batch import Outcome, record
from trucewatch.storage.entries import bodies, last_ts, leaves
from trucewatch.storage.erasing import check_order, erase, wipe
from trucewatch.storage.exercise import require_own_database
from trucewatch.storage.home import Home
from trucewatch.storage.lock import RecorderLock
from trucewatch.storage.projection import ERASED
from trucewatch.storage.refusals import RecordAltered
from trucewatch.storage.repetition import Recorded
from trucewatch.storage.signing import Notary
from trucewatch.storage.submission import Submission

LARGEST_BATCH = 512
Clock = Callable[[], dt.datetime]


class Acknowledgement(NamedTuple):
    """That an entry is durable: its place, its bytes, and a proof under a signed checkpoint.

    `repeated` says that it was recorded earlier, under the same key.
    """

    seq: int
    entry: bytes
    proof: bytes
    repeated: bool


Answer = Acknowledgement | Refusal


def utc_now() -> dt.datetime:
    """The clock of this machine."""
    return dt.datetime.now(dt.UTC)


class Recorder:
    """Appends to the record of `home`; there is one at a time.

    Args:
        home: whose record.
        clock: tells the time of entries; where it goes back, entries keep the last time.

    Raises:
        RecorderBusy: another one runs.
        Mixed: the database is of an exercise and the home is not, or the other way round.
        RecordBehind, RecordAltered: the database does not extend what was signed last.
    """

    def __init__(self, home: Home, clock: Clock = utc_now) -> None:
        self.home, self._clock = home, clock
        signer = home.signer()
        require_own_database(home)
        self._exercise = home.is_exercise
        self._lock = RecorderLock(home.lock, signer.name)
        try:
            self.tree = Tree(leaves())
            self.notary = Notary(signer, home.guard)
            self._sign_tail(self.notary.begin(self.tree).size)
            self._last = last_ts()
        except BaseException:
            self._lock.release()
            raise

    def append(self, given: Sequence[Submission]) -> list[Answer]:
        """Record a batch; when this returns, what is acknowledged outlasts a power cut.

        Args:
            given: at most `LARGEST_BATCH`, each judged alone, in this order.

        Returns:
            One answer each, in the same order.

        Raises:
            django.db.Error, OSError, RecordBehind: close this recorder. What was recorded is not
                known; a new recorder and the same keys will tell.
        """
        outcomes: list[Outcome] = []
        for erasing, group in groupby(given, lambda one: one.type == ERASED):
            if erasing:
                outcomes += [self._erase(one) for one in group]
            else:
                outcomes += self._record(list(group))
        note = self.notary.sign(self.tree)
        return [one if isinstance(one, Refusal) else self._proved(one, note) for one in outcomes]

    @property
    def last(self) -> str:
        """The time of the newest entry, which the next one will not be before."""
        return self._last

    def close(self) -> None:
        """Let another one be the recorder."""
        self._lock.release()

    def _record(self, given: Sequence[Submission]) -> list[Outcome]:
        try:
            outcomes = record(given, len(self.tree), self._now(), exercise=self._exercise)
        except (DataError, IntegrityError) as err:
            # One of them holds what the database itself refuses; the others must not suffer.
            if len(given) == 1:
                return [Refusal(f"the database refuses it: {str(err).splitlines()[0]}")]
            return [outcome for one in given for outcome in self._record([one])]
        self._grow(outcomes)
        return outcomes

    def _erase(self, given: Submission) -> Outcome:
        try:
            with transaction.atomic():
                outcome = record([given], len(self.tree), self._now(), exercise=self._exercise)[0]
                if isinstance(outcome, Refusal) or outcome.repeated:
                    return outcome
                files = erase(*check_order(given), by=outcome.seq)
        except Refusal as refusal:
            return refusal
        self._grow([outcome])
        wipe()
        for name in files:
            self.home.evidence.erase(name)
        return outcome

    def _grow(self, outcomes: Sequence[Outcome]) -> None:
        for one in outcomes:
            if isinstance(one, Recorded) and not one.repeated:
                self.tree.append(leaf_hash(one.body))

    def _proved(self, one: Recorded, note: bytes) -> Acknowledgement:
        path = tuple(self.tree.inclusion(one.seq))
        return Acknowledgement(
            one.seq, one.body, bytes(ProofFile(one.seq, path, note)), one.repeated
        )

    def _now(self) -> str:
        now = spelled(self._clock())
        self._last = max(now, self._last, key=milliseconds)
        return self._last

    def _sign_tail(self, signed: int) -> None:
        """Sign what was committed when the last recorder ended before it could sign.

        Nobody was told of these entries. More than one batch of them was never left so.
        """
        tail = range(signed, len(self.tree))
        if len(tail) > LARGEST_BATCH:
            what = f"{len(tail)} entries were never signed, more than a recorder can leave"
            raise RecordAltered(what, where=f"entries {tail[0]} to {tail[-1]}")
        for seq, body in zip(tail, bodies(signed, len(self.tree)), strict=True):
            if decode(body).seq != seq:
                raise RecordAltered(f"entry {seq} names another place")
        self.notary.sign(self.tree)

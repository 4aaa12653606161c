"""Cosigning a head that is stored, and handing the cosignature back.

What a key cosigned last stands beside the key, not in the mirror: whoever restores an old copy of
the mirror, or points the key at another folder, still cannot make it sign a second history.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from trucewatch.ledger.cosignature import cosign, cosigned_by
from trucewatch.ledger.keys import COSIGNATURE, Signer
from trucewatch.ledger.policy import Checked, Policy
from trucewatch.ledger.refusals import DataMissing, Malformed, TimeDisorder
from trucewatch.ledger.witness import (
    SKEW,
    ForkFound,
    require_one_history,
    require_time,
)
from trucewatch.mirror.durable import PRIVATE, locked, replace
from trucewatch.mirror.folder import Folder, checked_head
from trucewatch.mirror.pulling import Pulled
from trucewatch.mirror.source import FolderSource, Unreachable, WebSource

LONGEST_ANSWER = 65_536


class Witness:
    """A delegation's key, and what it cosigned last.

    Args:
        signer: key of type 0x04.
        last: file beside the key that holds the note it cosigned last.
    """

    def __init__(self, signer: Signer, last: Path) -> None:
        if signer.kind != COSIGNATURE:
            remedy = "make one with: trucewatch keys new witness NAME"
            raise Malformed("is no key of a witness", where=signer.name, remedy=remedy)
        self.signer, self._last = signer, last

    def cosign(self, folder: Folder, pulled: Pulled, policy: Policy, now: int) -> bytes:
        """The head with this key's cosignature, once it is on disk that it was given.

        Args:
            folder: where the head is stored; its lock is held.
            pulled: what a pull came to.
            policy: whom the owner trusts.
            now: this clock, POSIX seconds.

        Raises:
            ForkFound: the key cosigned another history before.
            DataMissing: it cosigned more entries than are here.
            TimeDisorder: this clock went back, or another one is over 120 s ahead.
        """
        others = {name: one.at for name, one in pulled.offered.cosigned.items()}
        require_time(now, pulled.newest // 1000, others)
        with locked(self._last.with_suffix(".lock")):
            last = self._cosigned_last(policy)
            if last and last[0].note.text == pulled.checked.note.text:
                given = bytes(last[0].note)
            else:
                at = self._require_extension(folder, pulled, policy, last, now=now)
                given = cosign(bytes(pulled.checked.note), self.signer, at)
                replace(self._last, given, mode=PRIVATE)
            folder.gather(pulled.checked, policy.check(given), policy)
            return given

    def _cosigned_last(self, policy: Policy) -> tuple[Checked, int] | None:
        try:
            checked = policy.check(self._last.read_bytes())
        except FileNotFoundError:
            return None
        mine = cosigned_by(checked.note, self.signer.key)
        if mine is None:
            what = f"holds nothing that {self.signer.name} cosigned"
            remedy = "it belongs to another key; keep each key with its own file"
            raise Malformed(what, where=str(self._last), remedy=remedy)
        return checked, mine.at

    def _require_extension(
        self,
        folder: Folder,
        pulled: Pulled,
        policy: Policy,
        last: tuple[Checked, int] | None,
        *,
        now: int,
    ) -> int:
        """The time to cosign at: never before that of the last cosignature."""
        if last is None:
            return now
        checked, at = last
        source = FolderSource(folder.root)
        ours = checked_head(bytes(checked.note), source, policy)[1]
        head = checked_head(bytes(pulled.checked.note), source, policy)[1]
        if checked.checkpoint.size > pulled.size:
            what = f"cosigned {checked.checkpoint.size} entries, and {pulled.size} are here"
            remedy = "the mirror is an old copy; pull again before anything is cosigned"
            raise DataMissing(what, where=self.signer.name, remedy=remedy)
        try:
            require_one_history(ours, head)
        except ForkFound as fork:
            fork.remedy = f"hand this to both sides: {folder.store_fork(fork)}"
            raise
        if now + SKEW < at:
            what = f"this clock is {at - now} s behind its last cosignature"
            raise TimeDisorder(what, remedy="set this clock, then try again")
        return max(now, at)


def hand_back(cosigned: bytes, signer: Signer, where: str) -> str:
    """Hand the cosigned checkpoint to the centre: by POST to an address, or into a folder.

    Args:
        cosigned: what `Witness.cosign` gave.
        signer: whose it is.
        where: `https://…`, `http://…`, or a folder as on a USB stick.

    Returns:
        Where it went.

    Raises:
        Unreachable: it was not taken; it stands in the mirror and goes with the next turn.
    """
    if urlsplit(where).scheme in {"http", "https"}:
        WebSource(where).ask(where, cosigned, LONGEST_ANSWER)
        return where
    size = cosigned.split(b"\n", 2)[1].decode()
    target = Path(where) / f"{size}-{signer.key.key_id.hex()}.cosigned"
    try:
        replace(target, cosigned)
    except OSError as err:
        what = f"cannot be written: {(err.strerror or str(err)).lower()}"
        raise Unreachable(what, where=where, remedy="check the folder, then try again") from err
    return str(target)

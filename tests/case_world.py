"""Case files of a made-up centre, with every key at hand, to be told truly or with one lie."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from ledger_world import ORIGIN, POLICY_TEXT, MadeLog, entry, seeded
from trucewatch.domain.position import Said, Stance
from trucewatch.ledger.canonical import canonical
from trucewatch.ledger.commitment import commit
from trucewatch.ledger.entry import Entry
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.statement_note import Statement, commitment, key_name, sign_statement

CASE = "c-1"
SIDES = ("a", "b", "facilitator")
SIGNERS = {side: seeded(key_name(ORIGIN, side), NOTE) for side in SIDES}
KEYS_TEXT = "# statement keys\n" + "".join(f"{one.key}\n" for one in SIGNERS.values())


def salt_of(name: str) -> bytes:
    """32 bytes that follow from a name."""
    return sha256(name.encode()).digest()


@dataclass
class MadeCase:
    """A case as its centre records it, told entry by entry.

    Attributes:
        entries: in their order; the first sets no key.
        documents: what each entry commits to, by its seq.
    """

    entries: list[Entry] = field(default_factory=list)
    documents: dict[int, bytes] = field(default_factory=dict)

    def record(self, kind: str, subject: str, document: dict[str, Any], **public: Any) -> int:
        """The next entry; its seq."""
        seq, value = len(self.entries), canonical(document)
        commitments = {"document": commit("document", value, salt_of(str(seq)))}
        facts = {"subject": subject, "commitments": commitments, "payload_public": public}
        self.entries.append(entry(seq, type=f"{kind}.recorded", **facts))
        self.documents[seq] = value
        return seq

    def set_key(self, side: str, signer: Signer | None = None) -> int:
        """The key of a side, as its head sets it."""
        vkey = str((signer or SIGNERS[side]).key)
        told = {"side": side, "vkey": vkey}
        return self.record("statement_key", f"statement-key-{side}", told, **told)

    def file(self, side: str, said: Said, number: int = 1, /, **changed: Any) -> dict[str, Any]:
        """A position; what a reveal will show of it."""
        salt = salt_of(f"{side} {said.text} {number} {len(self.entries)}")
        what = Statement("position", ORIGIN, CASE, number, side, commitment(said.value, salt))
        note = sign_statement(what, SIGNERS[side]).decode()
        open_part = {"case": CASE, "round": number, "side": side}
        document = {"note": note, "assertion": None, "opened": None, **open_part}
        shown = {"stance": str(said.stance), "text": said.text, "salt": salt.hex()}
        if changed.pop("late", False):
            document["opened"] = shown
        self.record("position", f"{CASE}-r{number}-{side}", {**document, **changed}, **open_part)
        return {"side": side, "note": note, **shown}

    def hand_over(self, kept: dict[str, Any], **changed: Any) -> int:
        """A note of round 1 once more, with its text; what is handed over before the reveal is not.

        Args:
            kept: as `file` gave it.
        """
        open_part = {"case": CASE, "round": 1, "side": kept["side"]}
        opened = {name: kept[name] for name in ("stance", "text", "salt")}
        body = {"note": kept["note"], "assertion": None, "opened": opened, **changed, **open_part}
        return self.record("position", f"{CASE}-r1-{kept['side']}", body, **open_part)

    def reveal(self, *positions: dict[str, Any], number: int = 1, **told: Any) -> int:
        """Both positions in one entry."""
        body = {"case": CASE, "round": number, "why": "both_filed", "positions": list(positions)}
        body |= {"silent": [], "withheld": [], **told}
        return self.record("reveal", f"{CASE}-r{number}", body, case=CASE, round=number)

    def determine(self, text: str, by: tuple[str, ...] = ("a", "b"), /, **changed: Any) -> int:
        """A determination that these sides signed."""
        says = [Statement("determination", ORIGIN, "f-1", 3, one, words=text) for one in by]
        notes = [sign_statement(one, SIGNERS[one.side]).decode() for one in says]
        body = {"case": CASE, "round": 1, "finding": "f-1", "version": 3, "text": text}
        body |= {"notes": notes, "outcome": "jointly_confirmed", **changed}
        return self.record("determination", "d-1", body, case=CASE)

    def log(self) -> MadeLog:
        """The log with these entries, cosigned by all."""
        return MadeLog().add(self.entries).sign()

    def told(self, log: MadeLog | None = None) -> dict[str, Any]:
        """The case file."""
        log = log or self.log()
        return {
            "format": "trucewatch/case/v1",
            "case": CASE,
            "checkpoint": log.note.decode(),
            "entries": [self._entry(log, one.seq) for one in self.entries],
        }

    def _entry(self, log: MadeLog, seq: int) -> dict[str, Any]:
        value = self.documents.get(seq)
        salt = b64encode(salt_of(str(seq))).decode()
        held = None if value is None else {"salt": salt, "value": b64encode(value).decode()}
        path = [b64encode(one).decode() for one in log.tree.inclusion(seq)]
        return {"entry": b64encode(log.data[seq]).decode(), "path": path, "document": held}


REJECTS = Said(Stance.REJECT, "Our guns were in their park.\nПодтверждаем.")
CONFIRMS = Said(Stance.CONFIRM, "نؤكد: three shells, one launcher.")


def keyed(due: str | None = "2026-03-01T00:00:06Z") -> MadeCase:
    """A case whose sides have set their keys, and whose clock for positions ends with second 6."""
    made = MadeCase()
    for side in SIDES:
        made.set_key(side)
    told = {"title": "Shelling of a market", "state": "positions_open", "round": 1}
    made.record("case", CASE, {**told, "positions_due": due})
    return made


def whole_case() -> MadeCase:
    """Both filed blind, it was revealed, a amended late, and both determined it."""
    made = keyed()
    shown = [made.file("a", REJECTS), made.file("b", CONFIRMS)]
    made.reveal(*shown)
    made.file("a", Said(Stance.CONFIRM, "We looked again."), late=True)
    made.determine("Both sides confirm three shells.\n\nMeasures follow.")
    return made


def put(folder: Path, told: dict[str, Any], log: MadeLog | None = None) -> list[str]:
    """Write the file, the policy and the keys; the words of the command."""
    (folder / "case.json").write_text(json.dumps(told), "utf-8")
    (folder / "policy").write_text(POLICY_TEXT, "ascii")
    (folder / "keys").write_text(KEYS_TEXT, "ascii")
    words = ["case", str(folder / "case.json"), "--policy", str(folder / "policy")]
    words += ["--keys", str(folder / "keys")]
    if log is not None:
        words += ["--mirror", str(log.write(folder / "mirror"))]
    return words

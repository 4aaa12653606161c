"""The folder of a record: where its keys, its log and its evidence are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from trucewatch.domain.errors import Refusal
from trucewatch.ledger.checkpoint import origin_of
from trucewatch.ledger.exercise import is_exercise
from trucewatch.ledger.keys import NOTE, Signer, VerifierKey, parse_key
from trucewatch.storage.disk import OPEN, PRIVATE, make_folders, write_new
from trucewatch.storage.evidence import EvidenceFolder
from trucewatch.storage.evidence_keys import require_outside, rotate
from trucewatch.storage.guard import Guard

SCRIPT = "exercise.yaml"


@dataclass(frozen=True)
class Home:
    """Paths of one record.

    Args:
        root: all that a backup holds, except the private key.
        guard_folder: the last signed checkpoint; never in a backup.
        key_file: the private evidence key; None for beside the home. Never in it or in a backup.
    """

    root: Path
    guard_folder: Path
    key_file: Path | None = None

    @classmethod
    def current(cls) -> Home:
        """The one that the settings name."""
        return cls(Path(settings.HOME), Path(settings.GUARD), Path(settings.EVIDENCE_KEY))

    @property
    def log(self) -> Path:
        """Checkpoint and tiles, as anybody may copy them."""
        return self.root / "log"

    @property
    def private_key(self) -> Path:
        """The seed of the log's key, as hex."""
        return self.root / "keys" / "log.key"

    @property
    def public_key(self) -> Path:
        """The log's verifier key; its name is the origin of the ledger."""
        return self.root / "keys" / "log.pub"

    @property
    def policy(self) -> Path:
        """The centre's copy of whom it trusts to cosign; there need not be one."""
        return self.root / "policy"

    @property
    def evidence_key(self) -> Path:
        """The private keys that open evidence, outside of everything that is copied."""
        return self.key_file or self.root.with_name(f"{self.root.name}.evidence-key")

    @property
    def evidence_recipients(self) -> Path:
        """The public keys that new evidence is sealed to."""
        return self.root / "keys" / "evidence.pub"

    @property
    def socket(self) -> Path:
        """Where the recorder listens."""
        return self.root / "recorder.sock"

    @property
    def lock(self) -> Path:
        """Held by the recorder."""
        return self.root / "recorder.lock"

    @property
    def evidence(self) -> EvidenceFolder:
        """The files of evidence, sealed."""
        return EvidenceFolder(self.root / "evidence")

    @property
    def guard(self) -> Guard:
        """The last signed checkpoint."""
        return Guard(self.guard_folder)

    def key(self) -> VerifierKey:
        """What the log's signatures are checked with.

        Raises:
            Refusal: no record was made here.
        """
        try:
            return parse_key(self.public_key.read_text("ascii").strip())
        except FileNotFoundError as err:
            remedy = "make one with: trucewatch record init --centre NAME"
            raise Refusal("no record is here", where=str(self.root), remedy=remedy) from err

    @property
    def origin(self) -> str:
        """The name of the ledger; "" where no record was made here."""
        return self.key().name if self.public_key.exists() else ""

    @property
    def is_exercise(self) -> bool:
        """Whether the record is that of an exercise; it is so from its birth, or never."""
        return is_exercise(self.origin)

    @property
    def script(self) -> Path:
        """The script of an exercise, beside its record; a centre has none."""
        return self.root / SCRIPT

    def signer(self) -> Signer:
        """The log's private key.

        Raises:
            Refusal: it is not here, or is another key than `log.pub` names.
        """
        public = self.key()
        where, remedy = str(self.private_key), "bring the log's key from where it is kept"
        try:
            seed = bytes.fromhex(self.private_key.read_text("ascii").strip())
            signer = Signer.from_seed(public.name, NOTE, seed)
        except FileNotFoundError as err:
            raise Refusal("the private key is not here", where=where, remedy=remedy) from err
        except ValueError as err:
            raise Refusal("is no key of 64 hex digits", where=where, remedy=remedy) from err
        if signer.key != public:
            raise Refusal(f"is not the key that {public} names", where=where, remedy=remedy)
        return signer


def make_home(home: Home, centre: str, *, exercise: bool = False) -> Signer:
    """Make the folders and fresh keys for the ledger and the evidence of `centre`.

    Args:
        exercise: whether its ledger is that of an exercise, which its name then says.

    Raises:
        Refusal: a record is there already, or the name is none.
    """
    if home.public_key.exists():
        remedy = "name another folder with --home, or use the record that is there"
        raise Refusal("a record is here already", where=str(home.root), remedy=remedy)
    require_outside(home)
    seed = secrets.token_bytes(32)
    signer = Signer.from_seed(origin_of(centre, exercise=exercise), NOTE, seed)
    for folder in (home.private_key.parent, home.log, home.guard_folder):
        make_folders(folder)
    home.root.chmod(0o700)
    home.guard_folder.chmod(0o700)
    write_new(home.private_key, f"{seed.hex()}\n".encode(), mode=PRIVATE)
    write_new(home.public_key, f"{signer.key}\n".encode(), mode=OPEN)
    rotate(home)
    return signer

"""Verbs on calls to the hotline: log, correct, call back."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from dataclasses import dataclass
from typing import Any

from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.time import write_instant
from trucewatch.service.call_told import CallTold
from trucewatch.service.callers import ciphertext, is_code_name, subject_of
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest_of, versions
from trucewatch.storage.models.documents import Version
from trucewatch.storage.refusals import KeyReused
from trucewatch.storage.repetition import known_under

CALL = Resource("call")


@dataclass(frozen=True)
class Logged:
    """That a call is on record.

    Args:
        subject: id of the call.
        number: its place in the ledger, which is told on the telephone.
        version: the one that was made.
        repeated: it had been logged before, under the same key.
    """

    subject: str
    number: int
    version: int
    repeated: bool = False


def subject_under(key: str, what: str) -> str:
    """The id that a thing made under an idempotency key has, whoever asks and how often.

    The key is random and a closed value of the record, so the id tells nothing.

    >>> subject_under("k-1", "call") == subject_under("k-1", "call"), len(subject_under("k", "x"))
    (True, 26)
    """
    digest = hashlib.blake2b(f"{what}\n{key}".encode(), digest_size=16).digest()
    return b32encode(digest).decode().rstrip("=").lower()


def log(centre: Centre, person: Person, told: CallTold, *, key: str, sealed: str = "") -> Logged:
    """Put a call on record, and the caller's particulars sealed beside it.

    Args:
        sealed: what `callers.seal` made of the particulars; "" where none were given.
        key: made once where the form was opened; sent again it finds the same call.

    Raises:
        Denied: the person may not.
        InvalidValue, UnknownName: what was told is refused.
    """
    permit(person, "call.log", CALL)
    subject = subject_under(key, "call")
    earlier = known_under([key]).get(key)
    if earlier is None:
        if not is_code_name(told.code_name):
            raise InvalidValue("the code name was not drawn here", remedy="open the form anew")
        document = told.document()
        if sealed:
            _keep_caller(centre, person, code_name=told.code_name, sealed=sealed, key=key)
        change = Change(kind="call", subject=subject, document=document)
        try:
            done = perform(centre, person, "call.log", change, key=key)
        except KeyReused:
            # The same form was sent twice at once, and altered in between: the first one counts.
            return _logged(subject)
        return Logged(subject, done.seq, 1, done.repeated)
    return _logged(subject)


def _logged(subject: str) -> Logged:
    call = get(subject)
    first, *_ = versions("call", subject)
    return Logged(subject, first.seq, call.version, repeated=True)


def correct(centre: Centre, person: Person, call: Version, told: CallTold, *, key: str) -> Logged:
    """A new version of a call; what was said before stays on record.

    Args:
        call: the version that was looked at.

    Raises:
        StaleVersion: somebody else was faster.
    """
    permit(person, "call.correct", CALL)
    kept = {name: content(call)[name] for name in ("caller", "state", "incident", "called_at")}
    document = {**told.document(), **kept}
    done = perform(centre, person, "call.correct", _next(call, document), key=key)
    return Logged(call.subject, done.seq, call.version + 1, done.repeated)


def call_back(centre: Centre, person: Person, call: Version, *, note: str, key: str) -> Logged:
    """That the caller was called back, and what came of it.

    Raises:
        InvalidValue: nobody asked for it.
    """
    permit(person, "callback.done", CALL)
    callback = content(call).get("callback")
    if not callback:
        raise InvalidValue("no callback was asked for in this call")
    done = {"at": write_instant(centre.clock()), "by": person.id, "note": note}
    document = {**content(call), "callback": {**callback, "done": done}}
    made = perform(centre, person, "callback.done", _next(call, document), key=key)
    return Logged(call.subject, made.seq, call.version + 1, made.repeated)


def get(subject: str) -> Version:
    """The newest version of a call.

    Raises:
        NotThere: there is none.
    """
    found = newest_of(subject)
    if found is None or getattr(found, "kind", "") != "call" or found.body is None:
        raise NotThere("no such call", remedy="see the list of calls on the duty board")
    return found


def _next(call: Version, document: dict[str, Any]) -> Change:
    return Change(kind="call", subject=call.subject, document=document, follows=call.version)


def _keep_caller(centre: Centre, person: Person, *, code_name: str, sealed: str, key: str) -> None:
    """Ciphertext and code name, for source protection alone; sent again it stays as it was.

    A caller who is known under the code name keeps what is on record and gets a new version.
    """
    known = subject_of(code_name)
    before = newest_of(known) if known else None
    subject = known or subject_under(key, "caller")
    change = Change(
        kind="caller",
        subject=subject,
        document={"code_name": code_name, "sealed": ciphertext(sealed)},
        follows=before.version if before else None,
        audience=Audience.SOURCES,
    )
    own_key = f"{key}-caller"
    if not known_under([own_key]):
        perform(centre, person, "call.log", change, key=own_key)

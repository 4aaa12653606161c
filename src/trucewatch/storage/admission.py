"""Whether something that was sent in may follow what stands: shapes, keys, versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.wire import from_wire
from trucewatch.ledger.entry import IDENTIFIER
from trucewatch.storage.custody_record import CustodyRecord
from trucewatch.storage.json_values import read
from trucewatch.storage.models import Head
from trucewatch.storage.projection import (
    CUSTODY,
    DOCUMENT,
    NEW_EVIDENCE,
    document_kind,
    statements,
    version_after,
)
from trucewatch.storage.refusals import StaleVersion
from trucewatch.storage.submission import Submission

AT_ONCE = 500
"""Parameters of one question; engines take at least 999."""


class Standing(NamedTuple):
    """What a subject is, and its newest version."""

    kind: str
    version: int


NOTHING = Standing("", 0)
Heads = dict[str, Standing]


def subjects(given: Submission) -> list[str]:
    """Every subject whose newest version matters to it."""
    ours = [*([given.subject] if given.subject else []), *given.grounds]
    if given.type == "reading.recorded":
        return ours + [subject for subject, _ in _listed(given)]
    custody = given.value(CUSTODY) if given.type == "evidence.derived" else None
    if custody and custody.json:
        source = read(custody.data).get("derived_from")
        return [*ours, source] if isinstance(source, str) else ours
    return ours


def heads_of(names: Iterable[str]) -> Heads:
    """The newest versions of those subjects that are known."""
    wanted, found = sorted(set(names)), {}
    for at in range(0, len(wanted), AT_ONCE):
        rows = Head.objects.filter(subject__in=wanted[at : at + AT_ONCE])
        for subject, kind, version in rows.values_list("subject", "kind", "version"):
            found[subject] = Standing(kind, version)
    return found


def admit(given: Submission, heads: Heads) -> Heads:
    """The versions that stand once this is recorded.

    Raises:
        InvalidValue: its type asks for another shape.
        StaleVersion: it follows another version than the newest, or rests on one.
    """
    _require_grounds(given, heads)
    kind = document_kind(given.type)
    if kind is not None:
        return _admit_document(kind, given, heads)
    if given.type.startswith("evidence.") and given.subject:
        return _admit_evidence(given, heads)
    stands = heads.get(given.subject or "")
    if given.prev_version is not None and stands is not None:
        _follows(given, stands.kind, given.prev_version, heads)
    return {}


def _require_grounds(given: Submission, heads: Heads) -> None:
    for subject, version in given.grounds.items():
        stands = heads.get(subject, NOTHING).version
        if stands != version:
            what = f"{given.subject}: rests on version {version} of {subject}, which is at {stands}"
            raise StaleVersion(what, remedy="look at the newest version, then decide anew")


def _admit_document(kind: str, given: Submission, heads: Heads) -> Heads:
    if not given.subject:
        raise InvalidValue(f"{given.type}: subject is missing", remedy="give it a new random id")
    _check_document(given)
    _follows(given, kind, given.prev_version, heads)
    after = {given.subject: Standing(kind, version_after(given.prev_version))}
    if kind == "reading":
        listed = _listed(given)
        held = _document(given).get("statements", [])
        if not isinstance(held, list) or len(held) != len(listed):
            what = f"{given.type}: public.statements does not list the statements of the document"
            raise InvalidValue(what, remedy="name id and version of each, in its order")
        for subject, version in listed:
            if subject in after:
                raise InvalidValue(f"{given.type}: {subject} is listed twice")
            _follows(given, "statement", version - 1 or None, heads, subject=subject)
            after[subject] = Standing("statement", version)
    return after


def _check_document(given: Submission) -> None:
    """Refuse a version without its one document; a closed one is not read for that alone."""
    closed, shown = given.value(DOCUMENT), given.public.get(DOCUMENT)
    if closed:
        one = closed.json and closed.data.startswith(b"{") and DOCUMENT not in given.public
    else:
        one = isinstance(shown, dict)
    if not one:
        what = f"{given.type}: needs one document, a JSON object"
        raise InvalidValue(what, remedy="give it closed, or open under public, not both")


def _document(given: Submission) -> Mapping[str, Any]:
    closed = given.value(DOCUMENT)
    found: Mapping[str, Any] = read(closed.data) if closed else given.public[DOCUMENT]
    return found


def _listed(given: Submission) -> list[tuple[str, int]]:
    try:
        listed = statements(given.public)
    except (TypeError, KeyError, AttributeError) as err:
        what = f"{given.type}: public.statements is no array of objects with id and version"
        raise InvalidValue(what) from err
    for subject, version in listed:
        named = isinstance(subject, str) and IDENTIFIER.fullmatch(subject)
        if not named or isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise InvalidValue(f"{given.type}: {subject!r:.60} is no statement with a version")
    return listed


def _admit_evidence(given: Submission, heads: Heads) -> Heads:
    subject = given.subject or ""
    if given.type not in NEW_EVIDENCE:
        if heads.get(subject, NOTHING).kind != "evidence":
            raise InvalidValue(f"{given.type}: no evidence {subject} is on record")
        return {}
    custody = given.value(CUSTODY)
    if not custody or not custody.json:
        raise InvalidValue(f"{given.type}: the closed value {CUSTODY} is missing")
    told = from_wire(CustodyRecord, read(custody.data), where=CUSTODY)
    source = told.derived_from
    if source and heads.get(source, NOTHING).kind != "evidence":
        raise InvalidValue(f"{given.type}: no evidence {source} is on record")
    _follows(given, "evidence", None, heads)
    return {subject: Standing("evidence", 1)}


def _follows(
    given: Submission, kind: str, previous: int | None, heads: Heads, *, subject: str | None = None
) -> None:
    name = subject or given.subject or ""
    stands = heads.get(name, Standing(kind, 0))
    if stands.kind != kind:
        raise InvalidValue(f"{given.type}: {name} is {stands.kind}, not {kind}")
    if (previous or 0) != stands.version:
        told = f"version {stands.version}" if stands.version else "no version"
        what = f"{name}: {told} is on record, this follows {previous or 'none'}"
        raise StaleVersion(what, remedy="look at the newest version, then send it anew")

"""Which rules a centre has, and which had it when a case was opened."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from trucewatch.data.centre_rules_files import packaged_text, read_rules
from trucewatch.domain.access import MACHINE, Resource
from trucewatch.domain.case import Case
from trucewatch.domain.centre_rules import CentreRules
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest_of, version_of

SUBJECT = "centre-rules"
KIND = "rules"


def in_force(centre: Centre) -> tuple[int, CentreRules]:
    """Version and rules of today; the packaged ones become version 1 when they are first asked for.

    They are put on record then, so that no release of the program changes them under anybody.
    """
    found = newest_of(SUBJECT)
    if found is None:
        _install(centre)
        found = newest_of(SUBJECT)
    if found is None:
        raise NotThere("no rules are on record", remedy="try again")
    return found.version, _read(str(content(found)["text"]))


def rules_of(case: Case) -> CentreRules:
    """The rules under which a case stands.

    Raises:
        NotThere: they are not on record.
    """
    return rules_at(case.rules)


def rules_at(version: int) -> CentreRules:
    """The rules of one version.

    Raises:
        NotThere: there is none such.
    """
    return _read(text_at(version))


def text_at(version: int) -> str:
    """The text of one version, as it was signed.

    Raises:
        NotThere: there is none such.
    """
    found = version_of(KIND, SUBJECT, version)
    if found is None or found.body is None:
        raise NotThere(f"no version {version} of the rules is on record")
    return str(content(found)["text"])


def _install(centre: Centre) -> None:
    permit(MACHINE, "rules.install", Resource(KIND))
    document: dict[str, Any] = {"text": packaged_text(), "signatures": {}, "proposal": None}
    change = Change(kind=KIND, subject=SUBJECT, document=document)
    perform(centre, MACHINE, "rules.install", change, key="rules:installed")


@lru_cache(maxsize=32)
def _read(text: str) -> CentreRules:
    return read_rules(text)

"""Verbs on terms: keep a draft, and publish it when it has no error."""

from __future__ import annotations

from typing import Any

import yaml

from trucewatch.data.agreement_files import Agreements, packaged_sheets
from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.pipeline.check import Checked, Checks, check_text
from trucewatch.service.centre import Centre
from trucewatch.service.keys import subject_of
from trucewatch.service.refusals import NotThere
from trucewatch.service.registers.edits import basis
from trucewatch.service.registers.terms import KIND, published, terms
from trucewatch.service.verb import Change, perform, permit
from trucewatch.storage.documents import content, newest_of
from trucewatch.storage.models.documents import Version

DRAFT = "draft_agreement"
LONGEST = 200_000
"""Characters; the longest packaged agreement has some 40,000."""
NAME = Sentence("draft")
"""How faults call the text."""


def draft(
    centre: Centre, person: Person, text: str, *, key: str, subject: str = "", follows: int = 0
) -> str:
    """Keep a draft, with errors or without, or its next version; id of the draft.

    Args:
        subject: the draft that this is the next version of, "" for a new one.
        follows: the version that was seen.

    Raises:
        Denied: the person may not.
        InvalidValue: it is empty or too long.
        NotThere: no such draft.
        StaleVersion: somebody else was faster.
    """
    permit(person, "agreement.draft", Resource(DRAFT))
    if not text.strip() or len(text) > LONGEST:
        raise InvalidValue(Sentence("a draft has 1 to {most} characters", most=LONGEST))
    if subject:
        get_draft(subject)
    change = Change(
        kind=DRAFT,
        subject=subject or subject_of(DRAFT, key),
        document={"text": text, "title": title_of(text)},
        follows=follows or None,
    )
    perform(centre, person, "agreement.draft", change, key=key)
    return change.subject


def publish(
    centre: Centre, person: Person, subject: str, *, reason: str, follows: int, key: str
) -> str:
    """Publish the newest version of a draft; id of the agreement that it tells of.

    Incidents that are gathered or that change from then on are held against it. Findings that
    stand are kept.

    Args:
        follows: the version of the draft that was seen.

    Raises:
        Denied: the person may not, or has to prove themselves once more.
        InvalidValue: it has errors, no reason is given, or the draft changed meanwhile.
        NotThere: no such draft.
        StaleVersion: somebody else published at the same moment.
    """
    permit(person, "agreement.publish", Resource(KIND))
    stands = get_draft(subject)
    if stands.version != follows:
        raise InvalidValue("the draft has a newer version", remedy="read that one first")
    if not reason.strip():
        raise InvalidValue("a reason is missing", remedy="say on what the text rests")
    text = content(stands)["text"]
    faults = faults_of(lint(text))
    if faults:
        raise InvalidValue(
            Sentence("the draft has errors: {fault}", fault=faults[0]), remedy="mend them first"
        )
    checked = lint(text).checked[0]
    document = _document(checked, text, stands, reason.strip())
    before = published().get(checked.agreement)
    change = Change(
        kind=KIND,
        subject=before.subject if before else subject_of(KIND, f"terms {checked.agreement}"),
        document=document,
        follows=before.version if before else None,
    )
    perform(centre, person, "agreement.publish", change, key=key)
    return checked.agreement


def lint(text: str, lang: str = "en") -> Checks:
    """What the linter says of a text, beside all terms that the centre goes by.

    Raises:
        InvalidValue: parts of the text stand for one another, which could make it endless.
    """
    if _repeats(text):
        what = Sentence("the text uses & and * to repeat parts of itself")
        raise InvalidValue(what, remedy="write each part out")
    return check_text(text.encode(), NAME, beside=terms(), lang=lang)


def faults_of(checks: Checks) -> list[Refusal]:
    """Errors, each with its line and remedy; none where it can be published."""
    return [*checks.refused, *(fault for one in checks.checked for fault in one.faults)]


def get_draft(subject: str) -> Version:
    """The newest version of a draft.

    Raises:
        NotThere: there is none.
    """
    found = newest_of(subject)
    if found is None or getattr(found, "kind", "") != DRAFT or not found.body:
        raise NotThere("no such draft")
    return found


def text_of(agreement: str) -> str:
    """The text to begin a new version of an agreement with.

    Raises:
        NotThere: no such agreement.
    """
    stands = published().get(agreement)
    if stands is not None:
        return str(content(stands)["text"])
    sheets = dict(zip(Agreements.packaged().by_id, packaged_sheets(), strict=True))
    if agreement not in sheets:
        raise NotThere(f"no agreement {agreement}")
    return sheets[agreement][1].decode("utf-8-sig")


def title_of(text: str) -> str:
    """How a draft is listed: its first name or its id, "" where it has neither yet."""
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key == "id" and value.strip():
            return value.strip()[:200]
    return ""


def _document(checked: Checked, text: str, drafted: Version, reason: str) -> dict[str, Any]:
    packaged = Agreements.packaged().by_id.get(checked.agreement)
    told: dict[str, Any] = {
        "id": checked.agreement,
        "title": checked.title,
        "text": text,
        "draft": drafted.subject,
        "draft_version": drafted.version,
        "reason": reason,
    }
    return told if packaged is None else {**told, "on": basis(checked.agreement, packaged)}


def _repeats(text: str) -> bool:
    try:
        return any(isinstance(one, yaml.AliasToken) for one in yaml.scan(text))
    except yaml.YAMLError:
        return False  # the linter tells what is broken, and where

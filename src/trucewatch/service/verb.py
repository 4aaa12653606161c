"""How every verb changes the record: permission first, then one entry, then what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trucewatch.domain.access import Audience, Person, Resource
from trucewatch.service.centre import Centre
from trucewatch.service.policy import decide
from trucewatch.service.refusals import Denied
from trucewatch.service.taking_part import require_part
from trucewatch.storage.recorder import Acknowledgement
from trucewatch.storage.refusals import StaleVersion
from trucewatch.storage.submission import submission


@dataclass(frozen=True, kw_only=True)
class Change:
    """The next version of one document.

    Args:
        kind: of document, as `call`.
        subject: its opaque id.
        document: all that it says from now on; a JSON object.
        follows: version that this one replaces; None where it is new.
        audience: who may see it.
        public: members beside `verb` and `audience` of the open part of the entry.
        grounds: other documents that the change was decided on, and the versions that were seen.
    """

    kind: str
    subject: str
    document: Mapping[str, Any]
    follows: int | None = None
    audience: Audience = Audience.SHARED
    public: Mapping[str, Any] = field(default_factory=dict)
    grounds: Mapping[str, int] = field(default_factory=dict)


def permit(person: Person, action: str, resource: Resource) -> None:
    """Go on where the policy allows it.

    Raises:
        Denied: it does not.
    """
    decision = decide(person, action, resource)
    if not decision.allow:
        raise Denied(action, decision)


def perform(
    centre: Centre, person: Person, action: str, change: Change, *, key: str
) -> Acknowledgement:
    """Record a change that was permitted, and wait until it is durable.

    Args:
        person: who does it; their id stands in the entry.
        action: what it is called in the policy and in the history.
        key: idempotency key; the same key finds the same entry again.

    Raises:
        NotLawful: the person is of a delegation that does not take part, and only reads.
        StaleVersion: somebody else was faster; look again.
        Refusal: the recorder refuses it.
    """
    while True:
        part = require_part(person, action)
        given = submission(
            key=key,
            type=f"{change.kind}.recorded",
            actor=person.id,
            subject=change.subject,
            prev_version=change.follows,
            public={"verb": action, "audience": change.audience.value, **change.public},
            private={"document": dict(change.document)},
            grounds={**change.grounds, **part},
        )
        try:
            return centre.hand_in(given)
        except StaleVersion:
            if require_part(person, action) == part:
                raise

"""Half-filled forms kept on the centre, so that another machine or officer can go on with them.

No part of the record: nothing of it enters the ledger. What a caller tells of themselves is no part
of a draft either; the fields that may be kept are named here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.service.centre import Centre
from trucewatch.service.verb import permit
from trucewatch.storage.models import Draft
from trucewatch.storage.submission import KEY

CALL_FIELDS = frozenset(
    {
        "called_at", "code_name", "line", "language", "where", "place", "act", "act_words", "who",
        "who_actor", "whom", "whom_actor", "when", "knows", "told_by", "words", "linked",
        "callback", "callback_when", "callback_line",
        *(f"{fate}_{who}" for fate in ("killed", "wounded", "missing")
          for who in ("civilians", "fighters", "people")),
    }
)  # fmt: skip
"""Fields of the call form that a draft holds; everything else that is sent is dropped."""
LONGEST = 64
KEPT = dt.timedelta(days=7)
"""After a week nobody remembers the call well enough to go on with the form."""


def keep(centre: Centre, person: Person, key: str, told: Mapping[str, Any]) -> None:
    """Keep what is filled in so far under the form's own key, in place of what was before.

    Raises:
        Denied: the person may not.
        InvalidValue: the key is none.
    """
    permit(person, "draft.keep", Resource("draft"))
    if len(key) > LONGEST or not KEY.fullmatch(key):
        raise InvalidValue("the form has no key", remedy="open it anew")
    now = centre.machine_clock()
    kept = {name: value for name, value in told.items() if name in CALL_FIELDS and value}
    facts = {"kind": "call", "person": person.id, "told": kept, "changed_at": now}
    Draft.objects.update_or_create(
        key=key, defaults=facts, create_defaults={**facts, "begun_at": now}
    )


def drop(key: str) -> None:
    """Throw a draft away: it was handed in, or nobody wants it."""
    Draft.objects.filter(key=key).delete()


def kept(centre: Centre) -> list[Draft]:
    """Drafts of calls of everybody on the hotline, the one touched last first."""
    since = centre.machine_clock() - KEPT
    found = Draft.objects.filter(kind="call", changed_at__gte=since).order_by("-changed_at")
    return [one for one in found if one.told.keys() - {"called_at", "code_name", "line"}]


def under(key: str) -> Draft | None:
    """The draft of a form, None where there is none."""
    return Draft.objects.filter(key=key).first()

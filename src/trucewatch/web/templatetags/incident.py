"""Words for the history of a thing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()
LONGEST = 120
VERBS: dict[str, str | Promise] = {
    "incident.gather": _("gathered it from reports"),
    "incident.file": _("filed it"),
    "incident.correct": _("corrected it"),
    "incident.dismiss": _("dismissed it"),
    "incident.undo": _("opened it again"),
    "incident.merge": _("merged it"),
    "incident.split": _("split it"),
    "call.file": _("filed it from a call"),
    "": _("recorded it"),
}


@register.simple_tag
def verb(code: str) -> str:
    """What was done, as it follows the name of who did it."""
    return str(VERBS.get(code, code))


@register.simple_tag
def named(people: Mapping[str, str], person: str) -> str:
    """The name of somebody by their id."""
    return people.get(person, person)


@register.simple_tag
def short(value: Any) -> str:
    """A value of a document in one short line; "–" where there is none."""
    if value in (None, "", [], {}):
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

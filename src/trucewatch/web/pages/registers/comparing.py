"""Differences between two agreements in the words of the page: fields, codes, moments, names."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from trucewatch.data.phrases import act_name
from trucewatch.domain.errors import InvalidValue
from trucewatch.domain.terms_diff import Difference
from trucewatch.domain.time import parse_instant
from trucewatch.service.registers.names import party_name
from trucewatch.web.pages.registers.wording import CODES, word
from trucewatch.web.wording import instant

SAYS, DENIES, BEFORE = "says", "denies", "before"
GROUPS = (
    "value",
    "status",
    "class",
    "stage",
    "amendment",
    "party",
    "held",
    "modality",
    "relation",
    "grade",
)
"""Vocabularies of values, those of an agreement's own fields first."""


def told(one: Difference) -> dict[str, Any]:
    """A difference as the page shows it."""
    return {
        "one": one,
        "subject": _subject(one),
        "before": [*map(value, one.before)],
        "after": [*map(value, one.after)],
    }


def value(text: str) -> str:
    """A value in words: a moment with who says so, a code, a name; what is none of them as it is.

    >>> value("2016-05-03T21:00:00Z")
    '2016-05-03 21:00 UTC'
    """
    return _moment(text) or _code(text) or party_name(text, _lang())


def _moment(text: str) -> str:
    """An account of a moment: when, who says it, who denies it; "" where it is none."""
    head, _says, rest = text.partition(f" {SAYS} ")
    if not _says:
        head, _denies, denied = text.partition(f" {DENIES} ")
        said = ""
    else:
        said, _denies, denied = rest.partition(f" {DENIES} ")
    try:
        moments = [instant(parse_instant(one)) for one in head.split(f" {BEFORE} ")]
    except InvalidValue:
        if head != "unknown":
            return ""
        moments = [_("not known")]
    told_by = [party_name(one, _lang()) for one in said.split()]
    denied_by = [party_name(one, _lang()) for one in denied.split()]
    parts = [" – ".join(moments), *([", ".join(told_by)] if told_by else [])]
    if denied_by:
        parts.append(_("denied by %(who)s") % {"who": ", ".join(denied_by)})
    return " · ".join(parts)


def _code(text: str) -> str:
    """The words of a code of any vocabulary of agreements; "" where it is none."""
    group = next((one for one in GROUPS if text in CODES[one]), "")
    if group:
        return word(group, text)
    named = act_name(text, _lang())
    return "" if named == text.replace("_", " ") else named


def _subject(one: Difference) -> str:
    named = word("field", one.key) if one.key in CODES["field"] else party_name(one.key, _lang())
    whole = f"{named} = {one.counterpart}" if one.counterpart else named
    return f"{whole}: {word('field', one.aspect)}" if one.aspect else whole


def _lang() -> str:
    return translation.get_language() or "en"

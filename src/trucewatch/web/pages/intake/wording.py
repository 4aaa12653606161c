"""Codes of the intake as words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trucewatch.data import intake_words
from trucewatch.domain.errors import UnknownName

Words = str | Promise
ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
CHANNELS: dict[str, Words] = {
    "upload": pgettext_lazy("channel", "File"),
    "paste": pgettext_lazy("channel", "Pasted text"),
    "feed": pgettext_lazy("channel", "Feed"),
    "api": pgettext_lazy("channel", "API"),
    "public": pgettext_lazy("channel", "Public form"),
    "table": pgettext_lazy("channel", "Row of a table"),
    "hotline": pgettext_lazy("channel", "Hotline"),
    "sample": pgettext_lazy("channel", "Sample"),
}
VERBS: dict[str, Words] = {
    "report.receive": _("handed it in"),
    "report.hand_in": _("handed it in"),
    "report.read": _("examined it"),
    "report.release": _("released it"),
    "report.dismiss": _("put it aside"),
    "table.import": _("imported it"),
}
TABLES: dict[str, Words] = {
    "claims": _("Counts that somebody claims"),
    "observations": _("Observations of a post or patrol"),
    "reports": _("A log of reports, one a row"),
}


def channel(code: str) -> str:
    """The way in which a report came; one of a later version as it stands."""
    return str(CHANNELS.get(code, code))


def verb(code: str) -> str:
    """What was done, as it follows the name of who did it."""
    return str(VERBS.get(code, code))


def told(reasons: list[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Reasons or remarks as sentences, each with what can be done."""
    return [{"code": one["code"], **_words(one, lang)} for one in reasons]


def _words(one: Mapping[str, Any], lang: str) -> dict[str, str]:
    # Names of files are of any script, and must not turn the sentence around them.
    facts = {name: f"{ISOLATE}{of}{END}" for name, of in one["facts"].items()}
    try:
        words = intake_words.sentence(one["code"], lang, facts)
        return {"words": words, "remedy": intake_words.remedy(one["code"], lang)}
    except UnknownName:
        return {"words": one["code"], "remedy": ""}

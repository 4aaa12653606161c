"""Refusals and results of triage in words, in the language of the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trucewatch.domain.errors import Refusal
from trucewatch.service import bulk
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.triage import Claimed
from trucewatch.storage.refusals import StaleVersion
from trucewatch.web import refused
from trucewatch.web.names import names_of

Words = str | Promise
ACTIONS: dict[str, Words] = {
    "incident.file": pgettext_lazy("incident", "File"),
    "incident.dismiss": pgettext_lazy("triage", "Dismiss"),
    "triage.claim": gettext_lazy("Claim"),
    "triage.release": gettext_lazy("Release"),
}
OUTCOMES: dict[str, Words] = {
    bulk.DONE: gettext_lazy("done"),
    bulk.CHANGED: gettext_lazy("has changed in between"),
    bulk.CLAIMED: gettext_lazy("somebody else works on it"),
    bulk.REFUSED: gettext_lazy("refused"),
}


def refusal(told: Refusal) -> str:
    """Why something was not done, and what to do about it."""
    if isinstance(told, Claimed):
        who = names_of([told.by])[told.by]
        return _("%(who)s works on it. Leave it to them, or ask them.") % {"who": who}
    if isinstance(told, StaleVersion):
        return _("Somebody has changed it in between. Look at it and decide again.")
    if isinstance(told, Denied):
        return _("Your role does not include it.")
    if isinstance(told, NotThere):
        return _("It is not there any more.")
    return refused.told(told)

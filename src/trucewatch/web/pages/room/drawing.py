"""How a room looks to people with one view, as a part of a page."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from trucewatch.domain.access import Audience
from trucewatch.storage.sight import seeing
from trucewatch.web.pages.room.guests import View
from trucewatch.web.pages.room.shown import shown


def draw(session: str, view: View) -> str:
    """The part of the page that changes while the session goes on.

    It is sent to everybody with this view, so nothing of a person stands in it: what a form needs
    of them, the page's own script adds.
    """
    with seeing([Audience.SHARED]), translation.override(view.lang):
        return render_to_string("room/part.html", shown(session, view))

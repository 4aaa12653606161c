"""How a room looks to people with one view, as a part of a page."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from trucewatch.domain.access import Audience
from trucewatch.service.review.sessions import of_version
from trucewatch.storage.documents import newest_of
from trucewatch.storage.sight import seeing
from trucewatch.web.pages.room.guests import View
from trucewatch.web.pages.room.places import places_shown
from trucewatch.web.pages.room.shown import heard_in, shown


def draw_part(session: str, view: View) -> str:
    """The part of the page that changes while the session goes on.

    It is sent to everybody with this view, so nothing of a person stands in it: what a form needs
    of them, the page's own script adds.
    """
    with seeing([Audience.SHARED]), translation.override(view.lang):
        return render_to_string("room/part.html", shown(session, view))


def draw_places(session: str, view: View) -> str:
    """The places of the case that is heard, and where somebody points; likewise for all alike."""
    with seeing([Audience.SHARED]), translation.override(view.lang):
        stands = of_version(newest_of(session))
        facts = places_shown(session, stands, heard_in(stands), view)
        return render_to_string("room/places.html", facts)

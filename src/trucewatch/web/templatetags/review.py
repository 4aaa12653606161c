"""Words of the joint review in templates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from trucewatch.data import review_words
from trucewatch.domain.access import Side
from trucewatch.service.taking_part import Apart, apart_of
from trucewatch.web.pages.duty.wording import age as length
from trucewatch.web.pages.incidents.facets import actor_name
from trucewatch.web.person import person_of

register = template.Library()
WHEN = re.compile(r"(\d{4}-\d\d-\d\d(?: \d\d:\d\d(?: UTC)?)?)")
"""A day, or an instant as the centre writes it."""
SHOWN = '<bdi dir="ltr" class="when">{}</bdi>'


@register.filter
def term(code: str, group: str) -> str:
    """The words of a code of a list, in the language of the page."""
    return review_words.term(group, str(code), translation.get_language() or "en")


@register.filter
def party(actor: str) -> str:
    """How the register calls a party, else its id."""
    return actor_name(actor, translation.get_language() or "en")


@register.filter
def side(code: Side | str) -> SafeString:
    """A side by its name, with the mark that tells it apart."""
    return format_html('<span class="side-tag {}">{}</span>', str(code), term(str(code), "sides"))


@register.filter
def times(words: str) -> SafeString:
    """A text whose days and hours read from left to right, also between Arabic words.

    There 2016-09-12 would else be shown as 12-09-2016. The text itself stays as it is: it is what
    people sign, and a page signs what it shows.
    """
    found = enumerate(WHEN.split(words))
    parts = ((format_html(SHOWN, one) if at % 2 else one,) for at, one in found)
    return format_html_join("", "{}", parts)


@register.simple_tag
def age(since: dt.datetime, now: dt.datetime) -> str:
    """How long ago something was, or how long it is till then."""
    return length(now - since)


@register.simple_tag(takes_context=True)
def absent(context: Mapping[str, Any]) -> Apart | None:
    """Since when the reader's delegation does not take part; None for everybody else."""
    return apart_of(person_of(context["request"]))


@register.filter
def name_of(person: str, people: Mapping[str, str]) -> str:
    """The name of somebody by their id."""
    return people.get(person, person)

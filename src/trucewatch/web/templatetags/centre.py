"""The centre's own words in templates: badges, instants, counts, names, signs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from trucewatch.domain.access import Person
from trucewatch.domain.errors import Refusal
from trucewatch.web import refused, wording

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign from `icons.svg`, silent to screen readers: the words beside it speak."""
    address = f"{static('trucewatch/icons.svg')}#{name}"
    return format_html(
        '<svg class="icon i-{}" aria-hidden="true"><use href="{}"></use></svg>', name, address
    )


@register.simple_tag
def instant(moment: dt.datetime | None, zone: str = "") -> SafeString:
    """A moment in UTC, and beside it in a place's own time; "not known" where it is None."""
    if moment is None:
        return format_html('<span class="soft">{}</span>', wording.NOT_KNOWN)
    moment = moment.astimezone(dt.UTC)
    shown = format_html(
        '<time dir="ltr" datetime="{}">{}</time>',
        f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        wording.instant(moment),
    )
    if not zone:
        return shown
    local = wording.local(moment, zone)
    return format_html('{} <bdi dir="ltr" class="soft small">{}</bdi>', shown, local)


@register.simple_tag
def at_most(number: int, most: int = 10_000) -> str:
    """A count, exact up to `most`, then as `10,000+`."""
    return wording.at_most(number, most)


@register.filter
def ltr(text: object) -> SafeString:
    """Codes, dates and coordinates, whose parts an Arabic sentence would put in another order.

    A range such as 3–11 needs none: it is read from the right like the words around it.
    """
    return format_html('<bdi dir="ltr">{}</bdi>', text)


@register.filter
def bdi(text: object) -> SafeString:
    """Text of any script, kept apart from the sentence that it stands in."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def told(refusal: Refusal) -> str:
    """A refusal in the language of the page."""
    return refused.told(refusal)


@register.filter
def worded(part: str) -> str:
    """What a refusal says, or its remedy, in the language of the page."""
    return refused.word(part)


@register.simple_tag
def role(person: Person) -> str:
    """What somebody does at the centre, and for whom."""
    return wording.role(person)


@register.simple_tag
def page_if(name: str, *args: Any, **named: Any) -> str:
    """Address of a page, or "" where no such page is built."""
    try:
        return reverse(name, args=args, kwargs=named)
    except NoReverseMatch:
        return ""


@register.simple_tag
def result(code: str) -> SafeString:
    """Badge of an assessment's result: sign, words and colour."""
    return format_html(
        '<span class="result {}">{}{}</span>', code, icon(code), wording.result(code)
    )


@register.simple_tag
def status(code: str) -> SafeString:
    """Badge of where something is in its course."""
    return format_html('<span class="badge {}">{}</span>', code, wording.status(code))

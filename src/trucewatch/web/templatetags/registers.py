"""Words of the registers in templates."""

from __future__ import annotations

from django import template
from django.utils import translation

from trucewatch.domain.access import Side
from trucewatch.service.registers import names
from trucewatch.web import wording
from trucewatch.web.pages.registers.wording import word

register = template.Library()


@register.filter
def words(code: object, group: str) -> str:
    """A code in words, as in `{{ party.kind|words:"party" }}`."""
    return word(group, code)


@register.filter
def party(name: str) -> str:
    """A party by its name, or that nobody in particular asserts it."""
    return word("asserter", name) if name == "common" else names.party_name(name, _lang())


@register.filter
def source(name: str) -> str:
    """A source, a group or a body by its name."""
    return names.source_name(name, _lang())


@register.filter
def place(name: str) -> str:
    """A place by its name."""
    return names.place_name(name, _lang())


@register.filter
def judge(by: str) -> str:
    """Whose judgement it is: a party, a delegation, or the centre."""
    sides = {"centre": Side.NEUTRAL, "delegation-a": Side.A, "delegation-b": Side.B}
    return str(wording.SIDES[sides[by]]) if by in sides else names.party_name(by, _lang())


def _lang() -> str:
    return translation.get_language() or "en"

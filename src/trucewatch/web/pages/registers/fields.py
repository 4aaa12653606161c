"""Fields that forms of the registers share: names in three languages, parties, places, instants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trucewatch.domain.errors import UnknownName
from trucewatch.domain.time import write_instant
from trucewatch.service import places
from trucewatch.service.registers.parties import parties

LANGUAGES = ("en", "ru", "ar")
LONGEST = 300


class NamesForm(forms.Form):
    """A name in each language, and other spellings."""

    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=LONGEST)
    name_ru = forms.CharField(
        label=gettext_lazy("Name in Russian"), max_length=LONGEST, required=False
    )
    name_ar = forms.CharField(
        label=gettext_lazy("Name in Arabic"), max_length=LONGEST, required=False
    )
    other_names = forms.CharField(
        label=gettext_lazy("Other spellings, one a line"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def named(self) -> list[tuple[str, str]]:
        """(text, language) of each name, the preferred one of each language first."""
        told = self.cleaned_data
        first = [(told[f"name_{lang}"].strip(), lang) for lang in LANGUAGES]
        lines = [one.strip() for one in told["other_names"].splitlines()]
        return [one for one in [*first, *((line, "") for line in lines)] if one[0]]


def names_initial(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What `NamesForm` begins with for (text, language) of each name."""
    listed = list(names)
    first: dict[str, str] = {}
    for text, lang in listed:
        if lang in LANGUAGES:
            first.setdefault(lang, text)
    # An entry without an English name goes by its first.
    first.setdefault("en", listed[0][0])
    others = [text for text, lang in listed if first.get(lang) != text and text != first["en"]]
    told = {f"name_{lang}": first.get(lang, "") for lang in LANGUAGES}
    return {**told, "other_names": "\n".join(dict.fromkeys(others))}


def party_choices(*, none: str | None = None) -> list[tuple[str, str]]:
    """Every party by its name in the language of the page.

    Args:
        none: words for choosing nobody; None where somebody has to be chosen.
    """
    lang = translation.get_language() or "en"
    named = sorted((one.value.name_in(lang), one.id) for one in parties())
    listed = [(name, f"{words} ({name})") for words, name in named]
    return listed if none is None else [("", none), *listed]


def parties_offered() -> list[dict[str, Any]]:
    """Every party for whoever types: id, label, and each name that it is found by."""
    lang = translation.get_language() or "en"
    return [
        {
            "id": one.id,
            "label": one.value.name_in(lang),
            "key": "",
            "find": [*(name.text for name in one.value.names), one.id],
        }
        for one in parties()
    ]


class PartyField(forms.ChoiceField):
    """A party of the register: a list to choose from, which a script turns into one to type in.

    Args:
        none: words for choosing nobody; None where somebody has to be chosen, which is nobody
            as long as no person did.
        only: id of the one party that can be chosen, "" for any.
    """

    def __init__(self, *, none: Any = None, only: str = "", **named: Any) -> None:
        def choices() -> list[tuple[str, str]]:
            if only:
                return [one for one in party_choices() if one[0] == only]
            return party_choices(none=_("choose one") if none is None else none)

        super().__init__(choices=choices, **named)
        if not only:
            self.widget.attrs["data-party"] = ""


class PartiesField(forms.MultipleChoiceField):
    """Parties of the register, or none."""

    def __init__(self, **named: Any) -> None:
        widget = forms.SelectMultiple(attrs={"size": 4})
        super().__init__(choices=party_choices, required=False, widget=widget, **named)


class PlaceField(forms.CharField):
    """A place by its id, or as somebody types it where that can mean one place alone."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Where a script finds places while somebody types."""
        address = reverse_lazy("registers:place-find")
        return {**super().widget_attrs(widget), "data-places": address, "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        """Its id.

        Raises:
            ValidationError: nothing fits, or several; they are listed with their ids.
        """
        typed: str = super().clean(value).strip()
        if not typed:
            return ""
        try:
            return places.get(typed).id
        except UnknownName:
            found = places.find(typed, most=6).candidates
        if not found:
            raise ValidationError(_("No place is called so. Search, or add it by hand."))
        lang = translation.get_language() or "en"
        listed = " · ".join(f"{one.names[lang]}: {one.id}" for one in found)
        raise ValidationError(
            _("Which one is meant? Write its id: %(listed)s") % {"listed": listed}
        )


class MomentField(forms.DateTimeField):
    """An instant in UTC, as the browser's own control gives it."""

    def __init__(self, **named: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **named)


def wire(moment: dt.datetime | None) -> str | None:
    """An instant as JSON has it."""
    return write_instant(moment.astimezone(dt.UTC)) if moment else None

"""Forms of positions; what they refuse, the verbs refuse too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from trucewatch.data.review_words import term
from trucewatch.domain.position import LONGEST, Said, Stance, plain

CONFIRMED = {"required": _("This is needed.")}


def stances() -> list[tuple[str, str]]:
    """Each stance in the words of the page's language, in the order of the list."""
    lang = get_language() or "en"
    return [(one.value, term("stances", one, lang)) for one in Stance]


class DraftForm(forms.Form):
    """A stance and its grounds, after the version that was seen."""

    stance = forms.ChoiceField(
        label=_("Stance"), choices=stances, widget=forms.RadioSelect, error_messages=CONFIRMED
    )
    text = forms.CharField(
        label=_("Grounds"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=_("Not needed where the stance says it all. About six pages at most."),
    )
    follows = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def said(self) -> Said:
        """What was written.

        Raises:
            InvalidValue: no grounds, or too long.
        """
        told: dict[str, Any] = self.cleaned_data
        return Said(Stance(told["stance"]), plain(told["text"]))


class RemarkForm(forms.Form):
    """A comment on a version of the draft."""

    words = forms.CharField(
        label=_("Comment for your delegation"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages=CONFIRMED,
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class KeyForm(forms.Form):
    """The public key of a side."""

    vkey = forms.CharField(
        label=_("Public key"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "spellcheck": "false"}),
        help_text=_(
            "The one line of the file that ends in .pub. The private key never comes here."
        ),
        error_messages=CONFIRMED,
    )

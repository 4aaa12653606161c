"""The hotline form."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from trucewatch.data.call_words import choices, offered
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.time import parse_instant
from trucewatch.service import places
from trucewatch.service.call_told import Callback, CallTold, Harm, figure_in
from trucewatch.service.callers import LONGEST, Caller, is_code_name
from trucewatch.text.asked_time import asked_time
from trucewatch.web.pages.hotline.choosing import act_groups, registered

WORDS = 20_000
SHORT = 300
BY_CONTROL = ("knows", "line", "language", "callback_line")
"""Fields whose choices stand in `calls.yaml`; of them the callback's takes the lines."""


def harm_names() -> list[tuple[str, str, str]]:
    """(name of the field, fate, class of people) for each figure."""
    return [(f"{fate}_{who}", fate, who) for fate in offered("fates") for who in offered("people")]


class CallForm(forms.Form):
    """What an officer writes down of a call."""

    called_at = forms.CharField(widget=forms.HiddenInput)
    code_name = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    sealed = forms.CharField(widget=forms.HiddenInput, required=False)
    place = forms.CharField(widget=forms.HiddenInput, required=False)
    who_actor = forms.CharField(widget=forms.HiddenInput, required=False)
    whom_actor = forms.CharField(widget=forms.HiddenInput, required=False)

    where = forms.CharField(label=_("Where"), required=False, max_length=SHORT)
    act = forms.ChoiceField(label=_("What happened"), required=False)
    who = forms.CharField(label=_("Who did it"), required=False, max_length=SHORT)
    whom = forms.CharField(label=pgettext_lazy("act", "To whom"), required=False, max_length=SHORT)
    when = forms.CharField(label=_("When"), required=False, max_length=SHORT)
    knows = forms.ChoiceField(label=_("How the caller knows"), required=False)
    told_by = forms.CharField(label=_("Told by"), required=False, max_length=SHORT)
    words = forms.CharField(
        label=_("The caller’s words"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(label=_("Language of the words"), required=False)
    line = forms.ChoiceField(label=_("Line"), required=False)
    known_code = forms.CharField(label=_("Calls again as"), required=False, max_length=40)
    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=LONGEST)
    reach = forms.CharField(label=_("How to reach them"), required=False, max_length=LONGEST)
    callback_when = forms.CharField(label=_("Call back"), required=False, max_length=SHORT)
    callback_line = forms.ChoiceField(label=_("By which line"), required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        lang = get_language() or "en"
        nothing = ("", _("not told"))
        self._offer("act", [nothing, *act_groups(lang)])
        for name in BY_CONTROL:
            group = {"knows": "knows", "language": "languages"}.get(name, "lines")
            self._offer(name, [nothing, *choices(group, lang)])
        for name, _fate, _who in harm_names():
            self.fields[name] = forms.CharField(required=False, max_length=20)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def clean_called_at(self) -> dt.datetime:
        """The instant at which the form was opened."""
        try:
            return parse_instant(self.cleaned_data["called_at"])
        except InvalidValue as err:
            raise forms.ValidationError(_("The form is damaged; open it anew.")) from err

    def clean_known_code(self) -> str:
        """A code name as it is read aloud, in small letters or with a space."""
        name = "-".join(str(self.cleaned_data["known_code"]).upper().replace("-", " ").split())
        if name and not is_code_name(name):
            raise forms.ValidationError(_("No code name of this centre; it looks like K7-MARTEN."))
        return name

    def clean_place(self) -> str:
        """An id that is on a list; one that is not was not chosen here."""
        place = str(self.cleaned_data["place"])
        try:
            if place:
                places.get(place)
        except Refusal as err:
            raise forms.ValidationError(_("Choose the place once more.")) from err
        return place

    def clean(self) -> dict[str, Any]:
        """Figures are figures; something was told at all."""
        found = super().clean() or self.cleaned_data
        for name, _fate, _who in harm_names():
            try:
                figure_in(found.get(name) or "")
            except InvalidValue:
                self.add_error(name, _("Write 2, 2-4 or 3+."))
        if not any(found.get(name) for name in ("where", "act", "words", "when")):
            raise forms.ValidationError(_("Nothing is written down yet."))
        return found

    def caller(self) -> Caller:
        """What the caller tells of themselves; to be sealed, and kept nowhere."""
        return Caller(*(self.cleaned_data[name] for name in ("name", "phone", "reach")))

    def told(self) -> CallTold:
        """The form as a verb takes it."""
        given = self.cleaned_data
        plain = ("where", "place", "act", "who", "whom", "when", "knows", "told_by", "words")
        return CallTold(
            **{name: given[name] for name in (*plain, "language", "line", "called_at")},
            code_name=given["known_code"] or given["code_name"],
            who_actor=given["who_actor"] or registered(given["who"]),
            whom_actor=given["whom_actor"] or registered(given["whom"]),
            harmed=tuple(self._harmed()),
            callback=self._callback(),
            linked=tuple(self.data.getlist("linked") if hasattr(self.data, "getlist") else ()),
        )

    def _harmed(self) -> list[Harm]:
        figures = ((name, fate, who) for name, fate, who in harm_names())
        made = []
        for name, fate, who in figures:
            words = self.cleaned_data[name].strip()
            bounds = figure_in(words)
            if bounds is not None:
                made.append(Harm(fate=fate, who=who, low=bounds[0], high=bounds[1], words=words))
        return made

    def _callback(self) -> Callback | None:
        given = self.cleaned_data
        words, place = given["callback_when"], given["place"]
        if not words:
            return None
        clock = (places.get(place).clock if place else None) or "UTC"
        due = asked_time(words, given["called_at"], clock=clock)
        return Callback(words=words, due=due, line=given["callback_line"] or given["line"])

    def _offer(self, name: str, offers: list[Any]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = offers

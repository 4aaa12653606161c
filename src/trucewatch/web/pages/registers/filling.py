"""How a form of a register is shown, checked and handed to its verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from trucewatch.data.place_spelling import fold
from trucewatch.domain.errors import Refusal
from trucewatch.service.refusals import Denied
from trucewatch.service.registers.edits import Given
from trucewatch.storage.custody import new_id
from trucewatch.web import refused
from trucewatch.web.pages.registers.fields import parties_offered

Item = TypeVar("Item")


class EntryForm(forms.Form):
    """What every entry of a register has: why, the version that was seen, the key of the form."""

    reason = forms.CharField(
        label=_("On what it rests, or why it changes"),
        max_length=1000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    follows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=new_id)
    field_order: Any = None

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.order_fields([name for name in self.fields if name != "reason"])
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs.setdefault("dir", "auto")
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"

    def parties(self) -> list[dict[str, Any]]:
        """Parties for whoever types one, where the form asks for any."""
        asks = any("data-party" in field.widget.attrs for field in self.fields.values())
        return parties_offered() if asks else []

    def entry(self) -> dict[str, Any]:
        """Members of the entry as JSON; a form says which."""
        raise NotImplementedError

    def given(self) -> Given:
        """What was filled in, for a verb."""
        told = self.cleaned_data
        return Given(
            entry=self.entry(), reason=told["reason"], key=told["key"], follows=told["follows"]
        )


def fill(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], HttpResponse],
    context: dict[str, Any],
) -> HttpResponse:
    """The form; when it is sent, what its verb answers, or the form with what is wrong.

    Raises:
        Denied: the person may not; the page of refusals tells it.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except Denied:
            raise
        except Refusal as err:
            form.add_error(None, refused.told(err))
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs["aria-invalid"] = "true"
    status = 422 if form.errors else 200
    return render(request, "registers/form.html", {**context, "form": form}, status=status)


def named_like(
    items: Iterable[Item], typed: str, names: Callable[[Item], Iterable[str]]
) -> list[Item]:
    """Items one of whose names holds what was typed, in any script and spelling of its letters."""
    wanted = fold(typed)
    if not wanted:
        return list(items)
    return [one for one in items if any(wanted in fold(name) for name in names(one))]

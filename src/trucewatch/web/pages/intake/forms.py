"""Forms of the intake."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from trucewatch.service.tokens import Scope

LONGEST_TEXT = 200_000
"""Characters; a long bulletin has 30,000."""
PUBLIC_FILES, PUBLIC_FILE_BYTES = 3, 5_000_000
DAY = forms.DateInput(attrs={"type": "date"})
AUTO = {"dir": "auto"}
Uploads = list["UploadedFile[Any]"]


class Several(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files; none is refused here for what it is."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> Uploads:
        """All of them; empty ones are taken too, and told of by the desk."""
        del initial
        found = [one for one in data or () if one]
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return found


class Told(forms.Form):
    """What is told of whatever comes in."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    source = forms.CharField(
        label=_("Who published it"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=AUTO),
    )
    published = forms.DateField(label=_("Published on"), required=False, widget=DAY)


class FilesForm(Told):
    """Files for the desk."""

    file = Files(label=_("Files"))
    field_order: Sequence[str] = ("key", "file", "source", "published")


class PasteForm(Told):
    """A text that somebody pastes or types."""

    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
    )
    field_order: Sequence[str] = ("key", "text", "source", "published")


class PublicForm(forms.Form):
    """What somebody tells without an account."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label=_("What happened, where and when"),
        max_length=LONGEST_TEXT // 10,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9, "dir": "auto"}),
    )
    file = Files(label=_("Photographs or documents"), required=False)
    website = forms.CharField(required=False)
    """Nobody sees this field, so whoever fills it in is a program."""

    def clean_file(self) -> Uploads:
        """At most three small ones."""
        found: Uploads = self.cleaned_data["file"]
        if len(found) > PUBLIC_FILES or any((one.size or 0) > PUBLIC_FILE_BYTES for one in found):
            raise forms.ValidationError(_("At most 3 files of 5 MB each."))
        return found

    def clean(self) -> dict[str, Any]:
        """Something must be told."""
        given = super().clean() or {}
        if not given.get("text", "").strip() and not given.get("file") and not self.errors:
            raise forms.ValidationError(_("Write what happened, or add a file."))
        return given


class FeedForm(forms.Form):
    """A feed to ask from now on."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    address = forms.CharField(
        label=_("Address of the feed (RSS or Atom)"),
        max_length=2000,
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
    )
    source = forms.CharField(
        label=_("Who publishes it"), max_length=200, widget=forms.TextInput(attrs=AUTO)
    )
    minutes = forms.IntegerField(
        label=_("Ask every … minutes"), min_value=5, max_value=1440, initial=15
    )


class SettleForm(forms.Form):
    """A decision on a file that was not read."""

    key = forms.CharField(max_length=64)
    do = forms.ChoiceField(choices=[("release", ""), ("dismiss", "")])
    reason = forms.CharField(max_length=400)


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(
        label=_("Which program will use it"), max_length=80, widget=forms.TextInput(attrs=AUTO)
    )
    scopes = forms.MultipleChoiceField(
        label=_("Good for"),
        choices=[
            (Scope.READ.value, _("reading")),
            (Scope.REPORT.value, _("handing reports in")),
            (Scope.TRIAGE.value, _("deciding and commenting")),
            (Scope.REVIEW.value, _("opening cases, asking and replying in the joint review")),
            (Scope.POSITION.value, _("filing positions that are signed by the delegation's key")),
            (Scope.CASE_FILE.value, _("taking case files")),
        ],
        initial=[Scope.READ.value],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(label=_("Good for … days"), min_value=1, max_value=366, initial=90)

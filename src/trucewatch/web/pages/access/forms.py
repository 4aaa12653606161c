"""What is filled in at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from trucewatch.domain.access import Role, Side
from trucewatch.storage.people.models import ROLES, Account
from trucewatch.web.pages.access.wording import ROLE_NAMES, SIDE_NAMES

SIDES = (Side.NEUTRAL, Side.A, Side.B)


class SignIn(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "username webauthn", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


class Password(forms.Form):
    """The password of somebody who is signed in."""

    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )


class Code(forms.Form):
    """Six digits of an app, however they are grouped or written."""

    code = forms.CharField(
        label=_("Code of your app"),
        help_text=_("Six digits."),
        max_length=16,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )

    def clean_code(self) -> str:
        """ASCII digits alone: a person may write the digits of their own script."""
        return "".join(str(int(one)) for one in self.cleaned_data["code"] if one.isdecimal())


class NewPassword(forms.Form):
    """A password for the time to come, typed twice.

    Args:
        account: whose; a password that says their name is none.
    """

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters; several words are best."),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    once_more = forms.CharField(
        label=_("New password, once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, account: Account, *args: Any, **named: Any) -> None:
        self._account = account
        super().__init__(*args, **named)

    def clean_password(self) -> str:
        """One that is not too easy."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self._account)
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        told = self.cleaned_data
        if "password" in told and told.get("once_more") != told["password"]:
            self.add_error("once_more", _("The two passwords differ."))
        return told


class Parts(forms.Form):
    """The two parts of an invitation that two people gave."""

    first = forms.CharField(label=_("First part"), max_length=60)
    second = forms.CharField(label=_("Second part"), max_length=60)


class Standing(forms.Form):
    """What somebody is at the centre."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), choices=[(one.value, ROLE_NAMES[one]) for one in ROLES]
    )
    # Whoever forgets to choose must not have chosen one of the two.
    side = forms.ChoiceField(
        label=_("Side"), choices=[(one.value, SIDE_NAMES[one]) for one in SIDES]
    )

    def clean(self) -> dict[str, Any]:
        """Delegates have a side, and nobody else."""
        told = self.cleaned_data
        delegate = told.get("role") in (Role.DELEGATION_OFFICER, Role.DELEGATION_HEAD)
        if "role" in told and delegate == (told.get("side") == Side.NEUTRAL):
            said = _("Choose delegation A or B.") if delegate else _("Only delegates have a side.")
            self.add_error("side", said)
        return told


class Admission(Standing):
    """Somebody who comes to the centre."""

    username = forms.RegexField(
        r"[a-z0-9][a-z0-9._-]{1,59}",
        label=_("Username"),
        help_text=_("Small Latin letters, digits, dots and hyphens."),
    )
    field_order = ("username", "name", "role", "side")

    def clean_username(self) -> str:
        """One that nobody has."""
        username: str = self.cleaned_data["username"]
        if Account.objects.filter(username=username).exists():
            raise forms.ValidationError(_("Somebody has this name already."))
        return username

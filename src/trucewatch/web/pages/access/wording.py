"""Words for roles, sides, refusals and events, as pages of this area say them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from trucewatch.domain.access import Role, Side
from trucewatch.domain.errors import Refusal

ROLE_NAMES = {
    Role.DUTY_OFFICER: _("Duty officer"),
    Role.ANALYST: _("Analyst"),
    Role.DELEGATION_OFFICER: _("Delegation officer"),
    Role.DELEGATION_HEAD: _("Head of delegation"),
    Role.FACILITATOR: _("Facilitator"),
    Role.SOURCE_PROTECTION: _("Source protection officer"),
    Role.OPERATOR: _("Operator"),
}
SIDE_NAMES = {
    Side.A: _("Delegation A"),
    Side.B: _("Delegation B"),
    Side.NEUTRAL: _("The centre itself"),
}
REFUSED = {
    "not_let_in": _("This name and password do not go together."),
    "wrong_code": _("This code is not taken: it is not the code of now, or it was used."),
    "passkey_refused": _("This passkey is not taken. Try again, or use another way."),
    "passkey_copied": _("This passkey is not taken. Try again, or use another way."),
    "invitation_refused": _("This invitation is not good, or not any more. Ask for a new one."),
    "not_taken": _("The sign-in of your delegation was not taken."),
}
"""A copied passkey sounds like any other one: whoever holds the copy learns nothing."""
DONE_NOT = {
    "name_taken": _("Somebody has this name already."),
    "takes_two": _("They have a passkey or an app: two people of different sides have to agree."),
    "not_approved": _(
        "This approval does not count: nobody asked, your side approved already, or the first "
        "approval is too old."
    ),
    "stale_version": _("Somebody else was faster. Look again."),
}
EVENTS = {
    "signed_in": _("signed in"),
    "signed_out": _("signed out"),
    "refused": _("a wrong password was given"),
    "proof_refused": _("a wrong code or passkey was given"),
    "proved_again": _("proved once more"),
    "passkey_added": _("a passkey was added"),
    "passkey_removed": _("a passkey was removed"),
    "passkey_copied": _("a passkey was barred, because somebody has a copy of it"),
    "codes_added": _("an app for codes was added"),
    "codes_removed": _("the app for codes was removed"),
    "password_changed": _("the password was changed"),
    "ended_everywhere": _("signed out everywhere"),
    "invited": _("an invitation was made"),
    "enrolled": _("an invitation was used"),
    "token_made": _("a token for a program was made"),
    "token_ended": _("a token for a program was ended"),
}


def refused(refusal: Refusal) -> str:
    """Why something was not done about a person."""
    return str(DONE_NOT.get(refusal.code, _("This cannot be done.")))


def said(refusal: Refusal) -> str:
    """What the person at the door is told: never more than that it did not open."""
    wait_s = getattr(refusal, "wait_s", None)
    if wait_s is not None:
        return str(_("Too many tries. Try again in %(seconds)d seconds.") % {"seconds": wait_s})
    return str(REFUSED.get(refusal.code, REFUSED["passkey_refused"]))

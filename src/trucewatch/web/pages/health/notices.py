"""The operator's page of notices that do not arrive."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from trucewatch.service.refusals import NotThere
from trucewatch.service.review.undelivered import Fault, Way, try_again, undelivered
from trucewatch.web.centre import centre
from trucewatch.web.person import allowed, person_of

DESKS = {
    "a": gettext_lazy("Delegation A"),
    "b": gettext_lazy("Delegation B"),
    "neutral": gettext_lazy("The centre"),
    "": gettext_lazy("an address that the setting names no more"),
}
WAYS = {Way.MAIL: gettext_lazy("mail"), Way.WEBHOOK: gettext_lazy("program")}
FAULTS = {
    Fault.NOT_SET_UP: gettext_lazy("This way out is not set up; see TRUCEWATCH_MAIL."),
    Fault.ANSWERED: gettext_lazy("The other end did not take it. It answered:"),
    Fault.MAIL_REFUSED: gettext_lazy("The mail server did not take it."),
    Fault.NOBODY: gettext_lazy("Nobody answered in time."),
}


@require_safe
@allowed("notice.see")
def page(request: HttpRequest) -> HttpResponse:
    """Each notice that failed, with what can be told of it."""
    found = [
        {"notice": one, "desk": DESKS[one.desk], "way": WAYS[one.way], "fault": FAULTS[one.fault]}
        for one in undelivered(person_of(request))
    ]
    return render(request, "health/notices.html", {"notices": found})


@require_POST
@allowed("notice.retry")
def again(request: HttpRequest, subject: str) -> HttpResponse:
    """Try one again."""
    try:
        try_again(centre(), person_of(request), subject)
    except NotThere:
        messages.info(request, _("It went out meanwhile."))
    else:
        messages.success(request, _("The worker tries it with its next turn."))
    return redirect("health:notices")

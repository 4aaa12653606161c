"""A table that came in: what its columns are, tried out, then taken in as one action."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from trucewatch.data.count_tables import columns
from trucewatch.domain.errors import Refusal
from trucewatch.pipeline.count_sheet import PLAIN, Headed
from trucewatch.pipeline.table_trial import Trial
from trucewatch.service import table_import
from trucewatch.service.arrivals import TABLE
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import seen
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import content
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.intake.wording import TABLES
from trucewatch.web.person import allowed, person_of

SHOWN = 20
"""Rows and refusals that the page shows; the numbers say how many there are."""


@require_http_methods(["GET", "POST"])
@allowed("table.import")
def page(request: HttpRequest, report: str) -> HttpResponse:
    """The trial with the mapping of the address; posted to, the import of the same mapping."""
    person = person_of(request)
    body = content(seen(person, report))
    if body.get("state") != TABLE:
        return redirect("intake:one", report)
    given = request.POST if request.method == "POST" else request.GET
    trouble, status = "", 200
    trial: Trial | None
    kind = given.get("kind") if given.get("kind") in TABLES else None
    try:
        headed = asked(given)
        if request.method == "POST":
            return _take(request, report, headed, kind)
        trial, _raw = table_import.try_out(centre(), person, report, headed, kind=kind)
    except NotThere:
        raise
    except Refusal as refusal:
        trouble, status = refused.told(refusal), 422
        trial = _plain(request, report)
    shown = {**_shown(trial, given), "trouble": trouble, "name": body["name"], "report": report}
    return render(request, "intake/table.html", {**shown, "key": new_id()}, status=status)


def asked(given: QueryDict) -> Headed:
    """What a person says of the columns: `of-COLUMN` a heading, `all-COLUMN` a value for all."""
    called, fixed = {}, {}
    for name, value in given.items():
        what, _dash, column = name.partition("-")
        if what == "of" and value:
            called[column] = str(value)
        elif what == "all" and value:
            fixed[column] = str(value)
    return Headed(called=called, fixed=fixed)


def _take(request: HttpRequest, report: str, headed: Headed, kind: str | None) -> HttpResponse:
    person = person_of(request)
    key = f"table:{person.id}:{request.POST.get('key') or new_id()}"
    done = table_import.take(centre(), person, report, headed, kind=kind, key=key)
    if done.reports:
        words = ngettext(
            "%(number)s row became a report.",
            "%(number)s rows became reports.",
            len(done.reports),
        )
        messages.success(request, words % {"number": len(done.reports)})
    else:
        messages.success(request, _("The table is kept with the meaning of its columns."))
    return redirect("intake:one", report)


def _plain(request: HttpRequest, report: str) -> Trial | None:
    """The trial without what the person said, so that they can say it otherwise."""
    try:
        return table_import.try_out(centre(), person_of(request), report, PLAIN, kind=None)[0]
    except NotThere:
        raise
    except Refusal:
        return None


def _shown(trial: Trial | None, given: QueryDict) -> dict[str, Any]:
    if trial is None:
        return {"trial": None}
    headings = [*trial.mapping, *trial.unused]
    of_column = {column: heading for heading, column in trial.mapping.items()}
    fields = [
        {
            "column": one,
            "heading": of_column.get(one, ""),
            "fixed": given.get(f"all-{one}", ""),
            "lacking": one in trial.lacking,
        }
        for one in columns(trial.kind)
    ]
    return {
        "trial": trial,
        "kinds": TABLES.items(),
        "kind_words": TABLES[trial.kind],
        "headings": headings,
        "fields": fields,
        "sample": [_told(one) for one in trial.rows[:SHOWN]],
        "refused": trial.refused[:SHOWN],
        "as_reports": trial.kind == "reports",
    }


def _told(row: Any) -> str:
    """A row in a few words: those of a report, the facts of the others."""
    if words := getattr(row, "words", ""):
        return str(words)[:300]
    told = {
        name: getattr(row, name) for name in row.__dataclass_fields__ if name not in ("id", "row")
    }
    return "; ".join(f"{name}: {of}" for name, of in told.items() if of not in (None, "", ()))[:300]

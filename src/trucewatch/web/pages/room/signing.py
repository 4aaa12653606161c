"""Pages on which a head reads exactly what is signed, takes it away, and brings the note back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from trucewatch.data.review_words import term
from trucewatch.domain.access import Resource
from trucewatch.domain.determination import minutes_id
from trucewatch.domain.errors import Refusal
from trucewatch.domain.wording import finding_id
from trucewatch.ledger.statement_note import Statement
from trucewatch.service.review import determinations, minutes
from trucewatch.service.review.findings import finding_of
from trucewatch.service.review.sessions import case_of, get
from trucewatch.service.review.signatures import signatures
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import current
from trucewatch.service.taking_part import is_offered
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.room.hub import nudge
from trucewatch.web.pages.room.views import done
from trucewatch.web.person import allowed, person_of

LONGEST_NOTE = 400_000
"""Letters; the text of a finding with 200 long lines, and the signature under it."""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def finding(request: HttpRequest, subject: str, case: str) -> HttpResponse:
    """The finding as both sides sign it."""
    person = person_of(request)
    permit_in_review(person, "finding.sign", Resource("finding", side=person.side))
    get(person, subject)
    id_ = finding_id(case, case_of(case).round)

    def wanted(version: int) -> Statement:
        return determinations.statement_of(centre(), person, id_, version)

    def sign(version: int, note: str) -> None:
        determinations.sign(centre(), person, id_, version, note=note)

    back = {"subject": subject, "case": case, "what": "finding"}
    return _page(request, wanted, sign, back, newest=finding_of(id_)[0])


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def minutes_page(request: HttpRequest, subject: str) -> HttpResponse:
    """The minutes as all sign them."""
    person = person_of(request)
    permit_in_review(person, "minutes.sign", Resource("minutes", side=person.side))
    get(person, subject)

    def wanted(version: int) -> Statement:
        return minutes.statement_of(centre(), person, subject, version)

    def sign(version: int, note: str) -> None:
        minutes.sign(centre(), person, subject, version, note=note)

    back = {"subject": subject, "what": "minutes"}
    return _page(request, wanted, sign, back, newest=minutes.get(subject)[0])


@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def read_minutes(request: HttpRequest, subject: str) -> HttpResponse:
    """The minutes with their corrections and who has signed them."""
    person, lang = person_of(request), get_language() or "en"
    session = get(person, subject).session
    if request.method == "POST":
        number = request.POST.get("line", "")
        line, words = int(number) if number.isdigit() else 0, request.POST.get("words", "")
        done(
            request, subject, lambda: minutes.correct(centre(), person, subject, line, words=words)
        )
        return redirect("review:minutes", subject)
    version, found = minutes.get(subject)
    beside: dict[int, list[tuple[str, str]]] = {}
    for one in found.corrections:
        beside.setdefault(one.line, []).append((term("signers", one.by, lang), one.words))
    signed = signatures(minutes_id(subject), version)
    facts: dict[str, Any] = {
        "part": "sessions",
        "id": subject,
        "signs": is_offered(person, "minutes.sign", Resource("minutes", side=person.side)),
        "session": session,
        "minutes": found,
        "lines": [(n, one, beside.get(n, [])) for n, one in enumerate(found.lines, 1)],
        "version": version,
        "signed": [term("signers", one, lang) for one in signed],
        "missing": [term("signers", one, lang) for one in ("a", "b", "facilitator")
                    if one not in signed],
        "minutes_direction": "rtl" if found.language == "ar" else "ltr",
    }  # fmt: skip
    return render(request, "room/minutes.html", facts)


@require_GET
@allowed("case.see")
def determined(request: HttpRequest, subject: str, case: str) -> HttpResponse:
    """What a case came to: the text that was signed, and the notes that sign it."""
    get(person_of(request), subject)
    made = determinations.determination_of(case, case_of(case).round)
    lang = get_language() or "en"
    facts: dict[str, Any] = {"part": "sessions", "id": subject, "made": made}
    facts["title"] = case_of(case).title
    if made is not None:
        facts["outcome"] = term("outcomes", made.outcome.value, lang)
        signed = [term("signers", who, lang) for who in made.signed]
        facts["notes"] = list(zip(signed, made.notes, strict=True))
    return render(request, "room/determined.html", facts, status=200 if made else 404)


def _page(
    request: HttpRequest,
    wanted: Callable[[int], Statement],
    sign: Callable[[int, str], None],
    back: dict[str, str],
    *,
    newest: int,
) -> HttpResponse:
    """Show what is signed, hand it out as a file, or take the signed note.

    Somebody who comes with the number of another version than the newest is told so, and reads
    again: nobody signs words that they have not seen.
    """
    given = request.POST.get("version") or request.GET.get("version", "")
    version = int(given) if given.isdigit() else newest
    problem, statement = "", None
    try:
        statement = wanted(version)
        if request.method == "POST":
            sign(version, _note(request))
            nudge()
            name = "review:session" if back["what"] == "finding" else "review:minutes"
            return redirect(name, back["subject"])
    except UnicodeDecodeError:
        problem = _("The note is no text in UTF-8. Sign the text anew.")
    except Refusal as refusal:
        if refusal.code == "denied":
            raise
        problem = refused.told(refusal)
    if "file" in request.GET and statement is not None:
        return _file(statement)
    facts = {**back, "part": "sessions", "version": version, "problem": problem}
    facts |= {"statement": statement, "newest": newest, "vkey": _vkey(statement)}
    return render(request, "room/sign.html", facts, status=422 if problem else 200)


def _note(request: HttpRequest) -> str:
    """The signed note, as a file or as text; line ends as forms send them are put right."""
    given = request.FILES.get("file")
    text = given.read(LONGEST_NOTE).decode() if given else request.POST.get("note", "")
    return text[:LONGEST_NOTE].replace("\r\n", "\n").strip() + "\n"


def _file(statement: Statement) -> HttpResponse:
    answer = HttpResponse(statement.text, content_type="text/plain; charset=utf-8")
    name = f"{statement.about}-{statement.number}-{statement.side}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _vkey(statement: Statement | None) -> str:
    """The public key by which the side signs now; "" where it has set none."""
    key = current(statement.side) if statement else None
    return str(key) if key else ""

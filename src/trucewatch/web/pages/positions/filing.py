"""Signing and filing: in the page with a key file that stays in it, or with a note from afar."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trucewatch.domain.access import Resource
from trucewatch.domain.errors import InvalidValue, Refusal
from trucewatch.domain.position import Assertion, Opened
from trucewatch.mirror.statement_files import LONGEST, read_signed, to_sign
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.review.passkey_assertions import credentials_of, taken
from trucewatch.service.review.position_drafts import Draft, newest_draft
from trucewatch.service.review.positions import SignedPosition, file, hand_over
from trucewatch.service.review.rounds import Round
from trucewatch.service.review.standing import permit_in_review
from trucewatch.service.review.statement_keys import current
from trucewatch.web import refused
from trucewatch.web.centre import centre
from trucewatch.web.pages.access.session import party
from trucewatch.web.pages.positions.drafting import own_round
from trucewatch.web.pages.positions.forms import stances
from trucewatch.web.pages.positions.wording import round_shown, word
from trucewatch.web.person import account_of, allowed, person_of


@sensitive_post_parameters("salt", "note")
@require_http_methods(["GET", "HEAD", "POST"])
@allowed("case.see")
def page(request: HttpRequest, case: str) -> HttpResponse:
    """The text as it will be signed, and the ways to sign it."""
    person, round_ = person_of(request), own_round(request, case)
    permit_in_review(person, "position.file", Resource("position", side=person.side))
    problem = ""
    if request.method == "POST":
        try:
            given = _given(request, round_)
            key = request.POST.get("key", "")
            after = file(centre(), person, case, given, key=key)
        except Denied:
            raise
        except Refusal as refusal:
            problem = refused.told(refusal)
        else:
            return _done(request, after)
    facts = _facts(request, round_)
    facts["problem"] = problem
    return render(request, "positions/file.html", facts, status=422 if problem else 200)


@require_POST
@allowed("case.see")
def hand(request: HttpRequest, case: str) -> HttpResponse:
    """Hand over the text that the side kept."""
    own_round(request, case)
    try:
        _, opened = read_signed(_upload(request, "signed"))
        key = request.POST.get("key", "")
        after = hand_over(centre(), person_of(request), case, opened, key=key)
    except Denied:
        raise
    except Refusal as refusal:
        messages.error(request, refused.told(refusal))
        return redirect("review:position-file", case)
    return _done(request, after)


@require_safe
@allowed("case.see")
def unsigned(request: HttpRequest, case: str) -> HttpResponse:
    """The file that `trucewatch sign` shows and signs."""
    person, round_ = person_of(request), own_round(request, case)
    found = newest_draft(centre(), person, round_)
    if found is None:
        raise NotThere("no draft")
    about = (centre().home.key().name, round_.id, round_.number, person.side.value)
    answer = HttpResponse(to_sign(about, found.said), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="position.json"'
    return answer


def _done(request: HttpRequest, after: Round) -> HttpResponse:
    if after.reveal is None:
        said = _("Your position is filed. It is shown together with the other side's.")
    else:
        said = _("Your position is filed, and the positions of this round are shown.")
    messages.success(request, said)
    return redirect("review:positions", after.id)


def _given(request: HttpRequest, round_: Round) -> SignedPosition:
    """What was handed in: made by the page, or by `trucewatch sign` on another machine.

    Raises:
        InvalidValue: the draft is another one by now.
        Refusal: a file is none.
    """
    if "signed" in request.FILES:
        return SignedPosition(*read_signed(_upload(request, "signed")))
    if "note_file" in request.FILES:
        return SignedPosition(_upload(request, "note_file").decode("utf-8", "replace"))
    note = request.POST.get("note", "").replace("\r\n", "\n")
    salt, version = request.POST.get("salt", ""), request.POST.get("version", "")
    opened = None
    if salt:
        found = newest_draft(centre(), person_of(request), round_)
        if found is None or str(found.version) != version:
            remedy = _("read it, then sign again")
            raise InvalidValue(_("the draft has changed since this page was opened"), remedy=remedy)
        opened = Opened(found.said.stance, found.said.text, salt)
    return SignedPosition(note, opened, _assertion(request, note))


def _assertion(request: HttpRequest, note: str) -> Assertion | None:
    told = request.POST.get("assertion", "")
    if not told:
        return None
    try:
        answer = json.loads(told)
    except ValueError as err:
        raise InvalidValue(_("the passkey's answer is none")) from err
    return taken(party(request), account_of(request), note, answer, now=centre().machine_clock())


def _upload(request: HttpRequest, name: str) -> bytes:
    sent = request.FILES.get(name)
    if not isinstance(sent, UploadedFile):
        raise InvalidValue(_("no file was chosen"))
    return bytes(sent.read(LONGEST))


def _facts(request: HttpRequest, round_: Round) -> dict[str, Any]:
    person, shown = person_of(request), round_shown(round_)
    standing = current(person.side.value)
    kept = shown["kept"] and not shown["revealed"]
    found = None if kept else newest_draft(centre(), person, round_)
    mine = next(one for one in shown["sides"] if one["side"] == person.side.value)
    return {
        "round": shown,
        "part": "cases",
        "side": person.side.value,
        "mine": mine,
        "origin": centre().home.key().name,
        "vkey": str(standing) if standing else "",
        "draft": _draft(found),
        "stances": stances(),
        "kept": kept,
        "late": shown["revealed"],
        "passkeys": credentials_of(account_of(request)),
        "key": secrets.token_hex(16),
    }


def _draft(found: Draft | None) -> dict[str, Any] | None:
    if found is None:
        return None
    said = found.said
    words = {"stance": said.stance.value, "stance_words": word("stances", said.stance)}
    return {"version": found.version, "text": said.text, "at": found.at, **words}

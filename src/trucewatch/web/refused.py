"""Refusals of the layers below as pages tell them: in the language of the page.

Where something is refused, an English pattern and its facts are raised. Their translations stand in
`web/locale/refusals`, which `tools/make_messages.py` keeps in step with the code that refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, get_language_bidi, pgettext
from django.utils.translation import gettext_lazy as _

from trucewatch.domain.errors import Refusal
from trucewatch.domain.sentence import Sentence
from trucewatch.review.refusals import NotLawful
from trucewatch.service.kept_refusals import read_refusal

CONTEXT = "refused"
"""Of every sentence of theirs: a short one, as "none", may be translated otherwise on its own."""
ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
FROM_RIGHT = "\N{RIGHT-TO-LEFT MARK}"
REMEDY_FOLLOWS = {"ar": "؛ "}
"""What stands before the remedy where it is not a semicolon."""
BY_CODE = {
    "denied": _("your role does not include it"),
    "not_there": _("it is not there any more"),
    "stale_version": _("somebody has changed it in between; look at it and decide again"),
    "key_missing": _("the form has no key; open the page anew"),
    "key_reused": _("this was sent before with other words; open the page anew"),
    "content_erased": _("this was recorded before and has been erased since"),
    "recorder_stopped": _(
        "it is not known whether this was recorded; send it again, nothing is recorded twice"
    ),
    "recorder_busy": _("another process keeps the record now; call the operator"),
    "disk_refused": _("the disk did not take it; call the operator"),
    "record_behind": _("the record is not what was signed last; call the operator"),
    "record_altered": _("the record was changed past the program; call the operator"),
    "evidence_damaged": _("a stored file is damaged or missing; call the operator"),
    "evidence_sealed": _("the key that opens the file is kept elsewhere"),
}
"""What the record and the rules refuse; their own sentences are for whoever runs the centre."""


def told(refusal: Refusal) -> str:
    """What was refused, where and what to do about it, in one line.

    A sentence without a translation is told in English, never left out.
    """
    lang = get_language() or "en"
    if isinstance(refusal, NotLawful):
        says, remedy = refusal.told(lang)
    elif lang == "en":
        return str(refusal)
    elif refusal.code in BY_CODE:
        return str(BY_CODE[refusal.code])
    else:
        says, remedy = word(refusal.what), word(refusal.remedy)
    before = f"{_fact(refusal.where)}: " if refusal.where else ""
    after = f"{REMEDY_FOLLOWS.get(lang, '; ')}{remedy}" if remedy else ""
    return _from_its_side(f"{before}{says}{after}")


def kept(refusal: Mapping[str, Any] | None, words: str) -> str:
    """What was refused earlier and kept; `words` as they stand where they alone were kept."""
    return told(read_refusal(refusal)) if refusal else words


def word(text: str) -> str:
    """A part of a refusal in the language of the page; what is no sentence of ours as it stands."""
    pattern = text.pattern if isinstance(text, Sentence) else str(text)
    found = pgettext(CONTEXT, pattern) if pattern else ""
    if found == pattern:
        return str(text)
    facts = text.facts if isinstance(text, Sentence) else {}
    told_of = {name: _fact(one) for name, one in facts.items()}
    return _from_its_side(found.format_map(told_of)) if facts else found


def _from_its_side(sentence: str) -> str:
    """An Arabic sentence so that it runs from the right even where a quotation begins it.

    Browsers take the direction of a text from its first letter, also from one of a quotation.
    """
    return f"{FROM_RIGHT}{sentence}" if get_language_bidi() and ISOLATE in sentence else sentence


def _fact(value: object) -> object:
    """A sentence or refusal told like the one around it; a number as it is; a quotation apart.

    A quotation may be of any script and must not turn the sentence around it.
    """
    if isinstance(value, Refusal):
        return told(value)
    if isinstance(value, Sentence):
        return word(value)
    if isinstance(value, str):
        return f"{ISOLATE}{value if value.isprintable() else repr(value)}{END}"
    return value

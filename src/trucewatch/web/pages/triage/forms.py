"""The form in which a person corrects what the machine read of a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.loading import load_yaml
from trucewatch.data.phrases import act_name
from trucewatch.data.place_choice import PlaceMatch
from trucewatch.data.place_spelling import fold
from trucewatch.data.registry import Registry
from trucewatch.data.zones import zone
from trucewatch.domain.errors import Refusal, UnknownName
from trucewatch.domain.statement import Factuality
from trucewatch.domain.time import UTC, TimePrecision, parse_instant
from trucewatch.domain.wire import to_wire
from trucewatch.export.incident_wording import Wording
from trucewatch.service import places
from trucewatch.storage.incident_facts import families
from trucewatch.text.placing import mention_of
from trucewatch.web.pages.triage.statements import POLARITIES

Json = dict[str, Any]
MOST_LINES = 20
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNT = re.compile(
    r"(?P<what>\w+)\s+(?P<low>\d+|\?)(?:\s*[-–]\s*(?P<high>\d+|\?))?(?:\s+(?P<unit>\w+))?"
)
BY_PERSON = "by_person"


class Correction(forms.Form):
    """What the statement says in truth; what is left as it is changes nothing."""

    act = forms.ChoiceField(label=gettext_lazy("Act"))
    factuality = forms.ChoiceField(label=gettext_lazy("Held to be"))
    polarity = forms.ChoiceField(label=gettext_lazy("Said or denied"), choices=POLARITIES.items())
    agents = forms.CharField(
        label=gettext_lazy("Said to have done it"),
        help_text=gettext_lazy("One a line: an id of the register, or a name."),
    )
    targets = forms.CharField(
        label=gettext_lazy("Said to have suffered it"),
        help_text=gettext_lazy("One a line: an id of the register, or a name."),
    )
    places = forms.CharField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("One a line: an id of the gazetteer, or a name in any script."),
    )
    start = forms.CharField(
        label=pgettext_lazy("triage", "From"),
        help_text=gettext_lazy(
            "As 2016-05-03, or 2016-05-03T03:40+03:00; without a zone it is UTC."
        ),
    )
    end = forms.CharField(
        label=gettext_lazy("Until, not included"),
        help_text=gettext_lazy("As the beginning."),
    )
    precision = forms.ChoiceField(label=gettext_lazy("How finely it is told"))
    counts = forms.CharField(
        label=gettext_lazy("Figures"),
        help_text=gettext_lazy(
            "One a line, as: killed 3-5 people. A question mark is an open bound."
        ),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=400)

    def __init__(self, statement: Mapping[str, Any], data: Any = None) -> None:
        self.statement = statement
        super().__init__(data, initial=shown(statement), auto_id="c-%s", label_suffix="")
        lang = translation.get_language() or "en"
        say = Wording.packaged(lang)
        acts = {code: act_name(code, lang) for code in load_yaml("vocabulary/acts.yaml")["acts"]}
        acts.setdefault(statement["act"], act_name(statement["act"], lang))
        choices: dict[str, list[tuple[str, str]]] = {
            "act": sorted(acts.items(), key=lambda one: one[1]),
            "factuality": [(one.value, say.term("factualities", one)) for one in Factuality],
            "precision": [(one.value, _precision(one, say)) for one in TimePrecision],
        }
        for name, found in choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = found
        for name in ("agents", "targets", "places", "counts"):
            self.fields[name].widget = forms.Textarea({"rows": 2, "dir": "auto"})
        for name in ("agents", "targets", "places"):
            found_as_typed = _("Find and add: %(field)s") % {"field": self.fields[name].label}
            self.fields[name].widget.attrs["data-find"] = found_as_typed
        self.fields["places"].widget.attrs["data-places"] = reverse("registers:place-find")
        for name in ("agents", "targets", "places", "counts", "start", "end"):
            self.fields[name].required = False
        for name in ("start", "end"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        self.fields["reason"].widget.attrs["dir"] = "auto"

    def clean_agents(self) -> list[Json]:
        """Who did it, as mentions."""
        return self._lines("agents", actor_key, actor)

    def clean_targets(self) -> list[Json]:
        """Who suffered it, as mentions."""
        return self._lines("targets", actor_key, actor)

    def clean_places(self) -> list[Json]:
        """Where, as mentions."""
        return self._lines("places", place_key, place)

    def clean_counts(self) -> list[Json]:
        """Figures."""
        return self._lines("counts", count_key, count)

    def clean_start(self) -> str | None:
        """From when."""
        return instant(self.cleaned_data["start"])

    def clean_end(self) -> str | None:
        """Until when."""
        return instant(self.cleaned_data["end"])

    def clean(self) -> Json:
        """The two ends fit together."""
        told = super().clean() or {}
        start, end = told.get("start"), told.get("end")
        if start and end and parse_instant(start) >= parse_instant(end):
            self.add_error("end", _("It ends before it begins."))
        return told

    def changes(self) -> Json:
        """The members that say something else than the statement, in its JSON form."""
        told = self.cleaned_data
        names = ("act", "factuality", "polarity", "agents", "targets", "places", "counts")
        made: Json = {name: told[name] for name in names}
        made["act_family"] = families().get(told["act"], self.statement["act_family"])
        made["time"] = self._time()
        return {name: one for name, one in made.items() if one != self.statement.get(name)}

    def _time(self) -> Json | None:
        told, before = self.cleaned_data, self.statement.get("time")
        start, end = told["start"], told["end"]
        if start is None and end is None:
            return before if before and not (before["start"] or before["end"]) else None
        blank = {"words": "", "zone": None, "zone_basis": None}
        kept = {name: (before or blank)[name] for name in blank}
        return {"start": start, "end": end, "precision": told["precision"], **kept}

    def _lines(
        self, name: str, key: Callable[[Mapping[str, Any]], str], make: Callable[[str], Json]
    ) -> list[Json]:
        """What each line means; a line that stood there before means what it meant."""
        before = {key(one): one for one in self.statement.get(name, ())}
        lines = [one.strip() for one in self.cleaned_data[name].splitlines() if one.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most 20 lines."))
        return [before.get(one) or make(one) for one in dict.fromkeys(lines)]


def shown(statement: Mapping[str, Any]) -> Json:
    """A statement as the form shows it."""
    time = statement.get("time") or {}
    return {
        "act": statement["act"],
        "factuality": statement["factuality"],
        "polarity": statement["polarity"],
        "agents": _joined(map(actor_key, statement.get("agents", ()))),
        "targets": _joined(map(actor_key, statement.get("targets", ()))),
        "places": _joined(map(place_key, statement.get("places", ()))),
        "counts": _joined(map(count_key, statement.get("counts", ()))),
        "start": _local(time, "start"),
        "end": _local(time, "end"),
        "precision": time.get("precision", TimePrecision.UNKNOWN.value),
    }


def actor_key(one: Mapping[str, Any]) -> str:
    """A party as one line: its id, else its name."""
    return str(one["actor"] or one["name"])


def actor(line: str) -> Json:
    """A party by its id or its name; one that the register lacks keeps its name alone."""
    registry = Registry.packaged()
    known = registry.actors.get(line)
    if known is None:
        wanted = fold(line)
        named = [
            one
            for one in registry.actors.values()
            if any(fold(name.text) == wanted for name in one.names)
        ]
        known = named[0] if len(named) == 1 else None
    told = {"words": "", "span": None}
    if known is None:
        return {"name": line, "actor": None, **told}
    return {"name": known.name_in("en"), "actor": known.id, **told}


def place_key(one: Mapping[str, Any]) -> str:
    """A place as one line: its id, else its name."""
    return str(one["place"] or one["name"])


def place(line: str) -> Json:
    """A place by its id, of the lists or of one made by hand, or by a name that only one has.

    Raises:
        ValidationError: no such place, or several; it lists their ids.
    """
    gazetteer = Gazetteer.packaged()
    try:
        chosen = gazetteer.get(line)
    except UnknownName:
        if made_here := by_hand(line):
            return made_here
        match = gazetteer.find(line)
        if match.chosen is None:
            ids = ", ".join(one.id for one in match.candidates[:8])
            told = _("Several places are called %(name)s; write one of %(ids)s.")
            none = _("No place is called %(name)s. Write it as the report does, or an id.")
            sentence = told if ids else none
            raise ValidationError(sentence % {"name": line, "ids": ids}) from None
        chosen = match.chosen
    made: Json = to_wire(mention_of(PlaceMatch(chosen, (), BY_PERSON), "", None))
    return made


def by_hand(line: str) -> Json | None:
    """A place that was made by hand, by its id; None where the line is no such id."""
    try:
        chosen = places.mention("", line)
    except UnknownName:
        return None
    made: Json = to_wire(replace(chosen, rule=BY_PERSON))
    return made


def count_key(one: Mapping[str, Any]) -> str:
    """A figure as one line."""
    low, high = ("?" if one[name] is None else str(one[name]) for name in ("low", "high"))
    figure = low if low == high else f"{low}-{high}"
    return " ".join(part for part in (one["what"], figure, one["unit"]) if part)


def count(line: str) -> Json:
    """A figure with its bounds.

    Raises:
        ValidationError: it is not written as the help says.

    >>> count("killed 3-5 people")["high"], count("wounded 4")["high"], count("killed 3-? people")["high"]
    (5, 4, None)
    """  # noqa: E501 - one line of a form
    found = COUNT.fullmatch(line)
    if found is None:
        raise ValidationError(_("%(line)s is not understood.") % {"line": line})
    low, high = _bound(found["low"]), _bound(found["high"] or found["low"])
    if low is not None and high is not None and low > high:
        raise ValidationError(_("%(line)s runs backwards.") % {"line": line})
    unit = found["unit"] or found["what"]
    return {"what": found["what"], "low": low, "high": high, "unit": unit, "words": ""}


def instant(text: str) -> str | None:
    """An instant as it is kept; None for nothing.

    Raises:
        ValidationError: it is not written as the help says.
    """
    if not text.strip():
        return None
    given = text.strip()
    whole = f"{given}T00:00Z" if DAY.fullmatch(given) else given
    try:
        made = to_wire(parse_instant(whole))
    except Refusal as err:
        remedy = _("Write it as 2016-05-03, or 2016-05-03T03:40+03:00.")
        raise ValidationError(remedy) from err
    return str(made)


def _local(time: Mapping[str, Any], name: str) -> str:
    """One end of a time by the clock of the statement."""
    if not time.get(name):
        return ""
    at = parse_instant(time[name])
    return at.astimezone(zone(time["zone"]) if time.get("zone") else UTC).isoformat()


def _bound(text: str) -> int | None:
    return None if text == "?" else int(text)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _precision(one: TimePrecision, say: Wording) -> str:
    unknown = one is TimePrecision.UNKNOWN
    return _("not known") if unknown else say.term("time_precisions", one)

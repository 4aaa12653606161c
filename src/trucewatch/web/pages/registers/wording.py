"""The codes of the registers as words, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise
CODES: Mapping[str, Mapping[str, Words]] = {
    "party": {
        "state": pgettext_lazy("party", "State"),
        "government": _("Government"),
        "ministry": _("Ministry"),
        "armed_force": _("Armed force"),
        "armed_group": _("Armed group"),
        "coalition": _("Coalition"),
        "political_body": _("Political body"),
        "person": _("Person"),
        "international_organisation": _("International organisation"),
        "mission": _("Mission"),
        "media": _("Media"),
        "state_body": _("State body"),
        "population": _("Population"),
    },
    "use": {
        "name": _("name"),
        "acronym": _("acronym"),
        "alias": _("also called"),
        "demonym": _("name of its people"),
        "metonym": _("named by its seat"),
        "descriptor": _("described as"),
    },
    "relation": {
        "commands": _("commands"),
        "supports": _("supports"),
        "member_of": _("is a member of"),
        "proxy_of": _("is a proxy of"),
        "merged_into": _("merged into"),
        "split_from": _("split from"),
        "ally_of": _("is an ally of"),
    },
    "status": {
        "declared": pgettext_lazy("membership", "declared"),
        "attested": pgettext_lazy("membership", "attested"),
        "bound_by_text": pgettext_lazy("membership", "bound by the text"),
        "guarantor": pgettext_lazy("membership", "guarantor"),
        "warned": pgettext_lazy("membership", "warned"),
        "refused": pgettext_lazy("membership", "refused"),
        "withdrawn": pgettext_lazy("membership", "withdrawn"),
        "suspended": pgettext_lazy("membership", "suspended"),
        "excluded": pgettext_lazy("membership", "excluded"),
        "not_declared": pgettext_lazy("membership", "not declared"),
    },
    "class": {
        "humanitarian_pause": _("Humanitarian pause"),
        "truce": _("Truce"),
        "local_truce": _("Local truce"),
        "cessation_of_hostilities": _("Cessation of hostilities"),
        "preliminary_ceasefire": _("Preliminary ceasefire"),
        "definitive_ceasefire": _("Definitive ceasefire"),
        "disengagement": _("Disengagement"),
        "de_escalation_zone": _("De-escalation zone"),
        "sectoral": _("Sectoral"),
        "unilateral": _("Unilateral"),
        "procedure": _("Procedure"),
    },
    "stage": {
        "pre": _("Before negotiations"),
        "sub_par": _("Framework, in part"),
        "sub_comp": _("Framework, whole"),
        "imp": _("Implementation"),
        "ren": _("Renewal"),
        "cea": _("Ceasefire"),
        "oth": _("Other stage"),
    },
    "held": {
        "surely": _("surely in force"),
        "possibly": _("possibly in force"),
        "not": _("not in force"),
    },
    "modality": {
        "shall": _("shall"),
        "shall_not": _("shall not"),
        "may": _("may"),
        "exempt": _("exempt"),
        "excuse": _("excuse"),
    },
    "grade": {
        "R": _("read at the source"),
        "B": _("background, to be checked"),
        "I": _("inferred"),
    },
    "fact": {
        "announced": pgettext_lazy("moment", "announced"),
        "signed": pgettext_lazy("moment", "signed"),
        "start": pgettext_lazy("moment", "start"),
        "end": pgettext_lazy("moment", "end"),
    },
    "amendment": {
        "extend": _("extended"),
        "shorten": _("shortened"),
        "add_zone": _("a zone added"),
        "add_party": _("a party added"),
        "suspend": _("suspended"),
        "reinstate": _("reinstated"),
        "terminate": _("terminated"),
        "recommit": _("recommitted to"),
        "clarify": _("clarified"),
    },
    "part": {
        "known": _("Announcement"),
        "kind": _("Class"),
        "times": _("Times"),
        "term": _("Length"),
        "amendments": _("Amendments"),
        "parties": _("Parties"),
        "guarantors": _("Guarantors"),
        "exclusions": _("Exclusions"),
        "zones": _("Zones"),
        "clauses": _("Clauses"),
    },
    "change": {
        "added": _("added"),
        "dropped": _("dropped"),
        "changed": pgettext_lazy("difference", "changed"),
    },
    "field": {
        "kind": _("Class"),
        "stage": _("Stage"),
        "publicity": _("Publicity"),
        "conflict": _("Conflict"),
        "parent": _("Nests in"),
        "supersedes": _("Takes the place of"),
        "amends": _("Amends"),
        "announced": pgettext_lazy("moment", "announced"),
        "signed": pgettext_lazy("moment", "signed"),
        "starts": pgettext_lazy("moment", "start"),
        "ends": pgettext_lazy("moment", "end"),
        "from": _("Since"),
        "to": _("Until before"),
        "term": _("Length"),
        "renewal": _("Renewal"),
        "in_force": _("In force"),
        "summary": _("In short"),
        "text": _("Text"),
        "side": _("Side, as the clauses name it"),
        "status": _("Status"),
        "channel": _("Channel: who received it"),
        "listed_by": _("On whose list"),
        "attested_by": _("Attested by"),
        "through": _("Reaches others by"),
        "guarantors": _("Guarantors"),
        "co_chairs": _("Co-chairs"),
        "facilitators": _("Facilitators"),
        "opt_in": _("Others may join"),
        "unlisted_kinds": _("Kinds that may join unlisted"),
    },
    "value": {
        "fixed": pgettext_lazy("length", "fixed"),
        "renewable": pgettext_lazy("length", "renewable"),
        "open": pgettext_lazy("length", "without an end"),
        "conditional": pgettext_lazy("length", "as long as a condition holds"),
        "unknown": _("not known"),
        "public": pgettext_lazy("text", "public"),
        "partial": pgettext_lazy("text", "public in part"),
        "restricted": pgettext_lazy("text", "not public"),
        "yes": _("yes"),
        "no": _("no"),
    },
    "severity": {
        "gap": _("Gap"),
        "unclear": _("Unclear"),
        "note": _("Worth knowing"),
    },
    "place": {
        "country": _("Country"),
        "admin1": _("Governorate or province"),
        "admin2": _("District"),
        "admin3": _("Sub-district"),
        "city": _("Town"),
        "community": _("Village or community"),
        "neighbourhood": _("Neighbourhood"),
        "region": _("Region"),
        "road": _("Road"),
        "site": _("Site"),
    },
    "source": {
        "agency": _("News agency"),
        "broadcaster": _("Broadcaster"),
        "newspaper": _("Newspaper"),
        "site": _("Web site"),
        "monitor": _("Monitoring group"),
        "mission": _("Mission"),
        "office": _("Office"),
    },
    "ownership": {
        "state": pgettext_lazy("owner", "state"),
        "party": pgettext_lazy("owner", "a party"),
        "private": pgettext_lazy("owner", "private"),
        "public": pgettext_lazy("owner", "public"),
        "ngo": pgettext_lazy("owner", "non-governmental"),
        "un": pgettext_lazy("owner", "United Nations"),
        "intergovernmental": pgettext_lazy("owner", "intergovernmental"),
    },
    "reliability": {
        "A": _("A: has been reliable"),
        "B": _("B: usually reliable"),
        "C": _("C: fairly reliable"),
        "D": _("D: not usually reliable"),
        "E": _("E: has been unreliable"),
        "F": _("F: cannot be judged"),
    },
    "coverage": {
        "post": _("Post"),
        "patrol": _("Patrol"),
        "camera": _("Camera"),
        "restriction": _("Restriction"),
    },
    "seen": {
        "counted": _("watched, with a figure"),
        "watched": _("watched, no figure yet"),
        "restricted": _("nobody could watch"),
        "no_data": _("no data"),
    },
    "origin": {
        "packaged": _("packaged"),
        "site": _("made here"),
        "on_top": _("edited here"),
    },
    "designation": {
        "terrorist": _("terrorist"),
        "not_designated": _("on no such list"),
        "proposed_terrorist": _("proposed as terrorist"),
        "sanctioned": _("sanctioned"),
    },
    "asserter": {"common": _("common ground")},
    "kind": {
        "party": _("Party"),
        "place": _("Place"),
        "source": _("Source"),
        "agreement": _("Agreement"),
    },
}


def word(group: str, code: object) -> str:
    """The words of a code; a code of a later version as it stands."""
    told = str(code)
    known = CODES[group].get(told) or CODES["amendment"].get(told)
    return str(known or told.replace("_", " "))


def choices(group: str, codes: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Codes with their words, as a form offers them."""
    listed = CODES[group] if codes is None else codes
    return [(str(code), word(group, code)) for code in listed]

"""Every page of the site: who opens it, and where. A page without a case here fails a test.

Whoever adds a page adds one line to `PAGES`, under the name of its address; an address that is no
page (it is posted to, or answers a script) goes into `NO_PAGES` with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from furnished_centre import CALM, Made, Read
from trucewatch.domain.access import Role


@dataclass(frozen=True)
class There:
    """What the addresses of pages are made of.

    Args:
        person, part: an account, and what an invitation link holds.
        bulk: key of an action on many, of whoever opens its page.
    """

    made: Made
    about: Read
    person: str
    part: str
    bulk: str


@dataclass(frozen=True)
class Case:
    """A page, and a role that may open it; None is somebody who is not signed in."""

    address: Callable[[There], str]
    role: Role | None = Role.DUTY_OFFICER


def fixed(address: str, role: Role | None = Role.DUTY_OFFICER) -> Case:
    """A page whose address names no thing."""
    return Case(lambda _there: address, role)


DUTY, ANALYST, OPERATOR = Role.DUTY_OFFICER, Role.ANALYST, Role.OPERATOR
PARTY, PLACE = "/registers/parties/", "/registers/places/"
SOURCE, TERMS = "/registers/sources/", "/registers/agreements/"
PAGES: dict[str, Case] = {
    "shell:home": fixed("/"),
    "shell:style": fixed("/style"),
    "access:sign-in": fixed("/sign/in", None),
    "access:recover": fixed("/sign/recover", None),
    "access:enrol": Case(lambda there: f"/sign/enrol/{there.part}", None),
    "access:security": fixed("/sign/own"),
    "access:codes": fixed("/sign/own/codes"),
    "access:password": fixed("/sign/own/password"),
    "access:again": fixed("/sign/again"),
    "access:prove": fixed("/sign/again/prove"),
    "access:people": fixed("/sign/people", OPERATOR),
    "access:admit": fixed("/sign/people/admit", OPERATOR),
    "access:person": Case(lambda there: f"/sign/people/{there.person}", OPERATOR),
    "incidents:list": fixed("/incidents/"),
    "incidents:one": Case(lambda there: f"/incidents/{there.about.incident}/"),
    "triage:queue": fixed("/triage/"),
    "triage:item": Case(lambda there: f"/triage/{there.about.incident}/"),
    "triage:bulk": fixed("/triage/bulk?do=incident.dismiss"),
    "triage:bulk-done": Case(lambda there: f"/triage/bulk/{there.bulk}/"),
    "triage:choose": Case(
        lambda there: f"/triage/{there.about.incident}/choose?how=merge&with={there.about.other}"
    ),
    "triage:correct": Case(
        lambda there: f"/triage/{there.about.incident}/said/{there.about.statement}/correct"
    ),
    "intake:desk": fixed("/intake/"),
    "intake:feeds": fixed("/intake/feeds"),
    "intake:tokens": fixed("/intake/tokens", ANALYST),
    "intake:one": Case(lambda there: f"/intake/{there.made.report}/"),
    "intake:table": Case(lambda there: f"/intake/{there.made.table}/table"),
    "public:form": fixed("/report/", None),
    "public:received": fixed("/report/received", None),
    "health:notices": fixed("/health/notices", OPERATOR),
    "health:page": fixed("/health/", OPERATOR),
    "hotline:call": fixed("/call/"),
    "hotline:shown": Case(lambda there: f"/call/{there.made.filed}"),
    "hotline:correct": Case(lambda there: f"/call/{there.made.call}/correct"),
    "registers:parties": fixed("/registers/", ANALYST),
    "registers:party-add": fixed(f"{PARTY}add", ANALYST),
    "registers:party": Case(lambda there: f"{PARTY}{there.made.party}/", ANALYST),
    "registers:party-correct": Case(lambda there: f"{PARTY}{there.made.party}/correct", ANALYST),
    "registers:party-relate": Case(lambda there: f"{PARTY}{there.made.party}/relate", ANALYST),
    "registers:designate": Case(lambda there: f"{PARTY}{there.made.party}/designate", ANALYST),
    "registers:member-add": fixed("/registers/memberships/add", ANALYST),
    "registers:agreements": fixed(TERMS, ANALYST),
    "registers:compare": fixed(
        f"{TERMS}compare?one={CALM}&other=syria-aleppo-calm-2016-06", ANALYST
    ),
    "registers:agreement": fixed(f"{TERMS}{CALM}/", ANALYST),
    "registers:drafts": fixed("/registers/drafts/", ANALYST),
    "registers:draft-new": fixed(f"/registers/drafts/new?from={CALM}", ANALYST),
    "registers:draft": Case(lambda there: f"/registers/drafts/{there.made.draft}/", ANALYST),
    "registers:places": fixed(f"{PLACE}?q=hama", ANALYST),
    "registers:place-add": fixed(f"{PLACE}add", ANALYST),
    "registers:place-list": fixed(f"{PLACE}list", ANALYST),
    "registers:place": Case(lambda there: f"{PLACE}{there.made.place}/", ANALYST),
    "registers:place-correct": Case(lambda there: f"{PLACE}{there.made.place}/correct", ANALYST),
    "registers:sources": fixed(SOURCE, ANALYST),
    "registers:source-add": fixed(f"{SOURCE}add", ANALYST),
    "registers:source": Case(lambda there: f"{SOURCE}{there.made.source}/", ANALYST),
    "registers:source-correct": Case(lambda there: f"{SOURCE}{there.made.source}/correct", ANALYST),
    "registers:judge": Case(lambda there: f"{SOURCE}{there.made.source}/judge", ANALYST),
    "registers:coverage": fixed("/registers/coverage/?to=2016-05-10", ANALYST),
    "registers:coverage-add": fixed("/registers/coverage/record", ANALYST),
    "registers:coverage-correct": Case(
        lambda there: f"/registers/coverage/{there.made.coverage}/correct", ANALYST
    ),
    "registers:conflicts": fixed("/registers/conflicts/", ANALYST),
    "duty:board": fixed("/duty/"),
    "duty:write": fixed("/duty/handover"),
    "duty:handover": Case(lambda there: f"/duty/handover/{there.made.handover}"),
    "review:cases": fixed("/review/"),
    "review:open": Case(lambda there: f"/review/open?incident={there.about.other}"),
    "review:case": Case(lambda there: f"/review/case/{there.made.case}"),
    "review:owed": fixed("/review/measures"),
    "review:positions": Case(lambda there: f"/review/case/{there.made.case}/positions"),
    "review:rules": fixed("/review/rules"),
    "review:delegations": fixed("/review/delegations"),
    "review:statement-keys": fixed("/review/keys"),
    "review:sessions": fixed("/review/sessions/"),
}
EXERCISE_PAGES: dict[str, tuple[tuple[str, Role], ...]] = {
    "exercise:page": (("/exercise/", DUTY), ("/exercise/", Role.FACILITATOR)),
    "exercise:debrief": (("/exercise/debrief", Role.FACILITATOR),),
}
"""Pages that are there in an exercise alone, and who opens them while it goes on.

`web/exercise` walks through them in every language, and through those that trainees have after it.
"""
ROLES = (None, DUTY, ANALYST, OPERATOR)
"""Who opens pages here."""
POSTED, SCRIPT, ONWARD = "it is posted to", "a script asks it", "it leads to another page"
PROGRAM, BYTES = "programs ask it", "it answers a file"
NO_PAGES: dict[str, str] = {
    **dict.fromkeys(
        (
            *("shell:notices", "shell:language", "shell:theme"),
            *("access:sign-out", "access:sign-out-everywhere", "access:passkey"),
            *("access:again-passkey", "access:new-passkey", "access:remove-passkey"),
            *("access:remove-codes", "access:end-sitting", "access:correct-person"),
            *("access:dismiss-person", "access:reset-person", "access:ask-recovery"),
            "access:approve-recovery",
            *("incidents:settle", "incidents:comment", "incidents:follow", "incidents:views"),
            *("triage:act", "triage:judge", "triage:merge", "triage:link", "triage:undo"),
            *("triage:undo-decision", "triage:bulk-do", "triage:bulk-undo"),
            *("intake:paste", "intake:poll", "intake:end-token", "intake:settle"),
            *("hotline:file", "hotline:called-back"),
            *("registers:draft-publish", "registers:settle", "duty:note", "duty:take"),
            *("review:take", "review:weigh", "review:relate", "review:ask", "review:measure"),
            *("review:measure-report", "review:rules-propose", "review:rules-sign"),
            *("review:standing", "review:put-out", "review:reply", "review:position-remark"),
            *("review:session-step", "review:session-word", "review:session-say"),
            "review:session-point",
            *("review:position-hand-over", "health:try-again"),
            *("review:set-key", "review:confirm-key"),
        ),
        POSTED,
    ),
    **dict.fromkeys(
        (
            *("access:passkey-ask", "access:again-passkey-ask", "access:new-passkey-ask"),
            *(
                "incidents:map",
                "incidents:layers",
                "registers:place-find",
                "incidents:look",
                "triage:presence",
            ),
            *("intake:rows", "hotline:places", "hotline:when", "hotline:alike"),
            *("hotline:draft", "hotline:seal"),
            *("review:session-events", "review:session-file", "review:session-map"),
        ),
        SCRIPT,
    ),
    **dict.fromkeys(("access:elsewhere", "access:back", "incidents:go", "triage:next"), ONWARD),
    "review:notice": ONWARD,
    **dict.fromkeys(
        ("exercise:release", "exercise:clock", "exercise:move", "exercise:end"), POSTED
    ),
    **dict.fromkeys(
        (
            *("review:rules-proposal", "review:position-draft", "review:position-file"),
            *("review:session", "review:sign-finding", "review:determined"),
            *("review:minutes", "review:sign-minutes", "review:own-papers"),
        ),
        "it needs several people; the tests of the joint review look at it",
    ),
    "access:second": "only whoever gave a right password sees it; it has a test of its own",
    "access:recover-password": "it is the page of access:enrol, for whoever has two parts",
    **dict.fromkeys(
        (
            *("intake:original", "intake:picture", "hotline:caller", "registers:line-of-time"),
            *("review:rules-to-sign", "review:whole-record", "review:position-unsigned"),
            *("review:case-file", "review:key-text", "review:own-papers-file"),
        ),
        BYTES,
    ),
}


def names() -> set[str]:
    """Every address of the site by its name, those of programs left out."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: Iterable[URLPattern | URLResolver], area: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            within = one.namespace or one.app_name or ""
            if not within.startswith("api"):
                yield from _names(one.url_patterns, within or area)
        elif one.name and area:
            yield f"{area}:{one.name}"

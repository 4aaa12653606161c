"""Addresses of cases and requests, the board, the rules and the standing of delegations."""

from __future__ import annotations

from django.urls import URLPattern, path

from trucewatch.web.pages.review import (
    asking,
    board,
    case,
    delegations,
    measuring,
    notices,
    opening,
    rules,
    steps,
)

addresses: list[URLPattern] = [
    path("", board.cases, name="cases"),
    path("n/<str:signed>", notices.follow, name="notice"),
    path("open", opening.page, name="open"),
    path("case/<str:case>", case.page, name="case"),
    path("case/<str:case>/take", steps.take, name="take"),
    path("case/<str:case>/weigh", steps.weigh, name="weigh"),
    path("case/<str:case>/relate", steps.relate, name="relate"),
    path("case/<str:case>/ask", asking.send, name="ask"),
    path("case/<str:case>/measure", measuring.set_, name="measure"),
    path("measures", measuring.owed, name="owed"),
    path("measure/<str:subject>/report", measuring.report, name="measure-report"),
    path("rules", rules.page, name="rules"),
    path("rules/propose", rules.propose, name="rules-propose"),
    path("rules/<str:subject>", rules.proposal, name="rules-proposal"),
    path("rules/<str:subject>/text", rules.to_sign, name="rules-to-sign"),
    path("rules/<str:subject>/sign", rules.sign, name="rules-sign"),
    path("delegations", delegations.page, name="delegations"),
    path("delegations/own", delegations.own, name="standing"),
    path("delegations/record.zip", delegations.take, name="whole-record"),
    path("delegations/<str:side>", delegations.put_out, name="put-out"),
    path("request/<str:subject>/reply", asking.reply, name="reply"),
]

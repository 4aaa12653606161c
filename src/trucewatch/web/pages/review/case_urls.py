"""Addresses of cases and requests, the board, the rules and the standing of delegations."""

from __future__ import annotations

from django.urls import URLPattern, path

from trucewatch.web.pages.review import asking, board, case, opening, steps

addresses: list[URLPattern] = [
    path("", board.cases, name="cases"),
    path("open", opening.page, name="open"),
    path("case/<str:case>", case.page, name="case"),
    path("case/<str:case>/take", steps.take, name="take"),
    path("case/<str:case>/weigh", steps.weigh, name="weigh"),
    path("case/<str:case>/relate", steps.relate, name="relate"),
    path("case/<str:case>/ask", asking.send, name="ask"),
    path("request/<str:subject>/reply", asking.reply, name="reply"),
]

"""Addresses of cases and requests, the board, the rules and the standing of delegations."""

from __future__ import annotations

from django.urls import URLPattern, path

from trucewatch.web.pages.review import board

addresses: list[URLPattern] = [
    path("", board.cases, name="cases"),
]

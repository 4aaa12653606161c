"""Addresses of positions."""

from __future__ import annotations

from django.urls import URLPattern, path

from trucewatch.web.pages.positions import drafting, filing, keys, own_papers, showing

addresses: list[URLPattern] = [
    path("keys", keys.page, name="statement-keys"),
    path("keys/set", keys.set_, name="set-key"),
    path("keys/text", keys.text, name="key-text"),
    path("keys/<str:side>/confirm", keys.confirm, name="confirm-key"),
    path("case/<str:case>/positions", showing.positions, name="positions"),
    path("case/<str:case>/positions/draft", drafting.page, name="position-draft"),
    path("case/<str:case>/positions/remark", drafting.remark, name="position-remark"),
    path("case/<str:case>/positions/file", filing.page, name="position-file"),
    path("case/<str:case>/positions/unsigned", filing.unsigned, name="position-unsigned"),
    path("case/<str:case>/positions/hand-over", filing.hand, name="position-hand-over"),
    path("own-papers", own_papers.page, name="own-papers"),
    path("own-papers.json", own_papers.take, name="own-papers-file"),
    path("case/<str:case>/file", showing.take_file, name="case-file"),
]

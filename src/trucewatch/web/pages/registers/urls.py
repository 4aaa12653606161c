"""Addresses of the registers."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.registers import (
    agreements,
    conflicts,
    coverage,
    drafts,
    members,
    parties,
    places,
    sources,
)

app_name = "registers"
urlpatterns = [
    path("", parties.listed, name="parties"),
    path("parties/add", parties.add, name="party-add"),
    path("parties/<str:party>/", parties.one, name="party"),
    path("parties/<str:party>/correct", parties.correct, name="party-correct"),
    path("parties/<str:party>/relate", parties.relate, name="party-relate"),
    path("parties/<str:party>/designate", parties.designate, name="designate"),
    path("memberships/add", members.add, name="member-add"),
    path("agreements/", agreements.listed, name="agreements"),
    path("agreements/compare", agreements.compare, name="compare"),
    path("agreements/<str:agreement>/", agreements.one, name="agreement"),
    path("agreements/<str:agreement>/line.svg", agreements.line_of_time, name="line-of-time"),
    path("drafts/", drafts.listed, name="drafts"),
    path("drafts/new", drafts.write, name="draft-new"),
    path("drafts/<str:subject>/", drafts.write, name="draft"),
    path("drafts/<str:subject>/publish", drafts.publish, name="draft-publish"),
    path("places/", places.listed, name="places"),
    path("places/find", places.offered, name="place-find"),
    path("places/add", places.add, name="place-add"),
    path("places/list", places.take_in, name="place-list"),
    path("places/<str:place>/", places.one, name="place"),
    path("places/<str:place>/correct", places.correct, name="place-correct"),
    path("sources/", sources.listed, name="sources"),
    path("sources/add", sources.add, name="source-add"),
    path("sources/<str:source>/", sources.one, name="source"),
    path("sources/<str:source>/correct", sources.correct, name="source-correct"),
    path("sources/<str:source>/judge", sources.judge, name="judge"),
    path("coverage/", coverage.listed, name="coverage"),
    path("coverage/record", coverage.add, name="coverage-add"),
    path("coverage/<str:subject>/correct", coverage.correct, name="coverage-correct"),
    path("conflicts/", conflicts.listed, name="conflicts"),
    path("conflicts/<str:subject>/settle", conflicts.settle, name="settle"),
]

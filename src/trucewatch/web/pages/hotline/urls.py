"""Addresses of the hotline."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.hotline import fragments, views

app_name = "hotline"
urlpatterns = [
    path("", views.call, name="call"),
    path("places", fragments.places, name="places"),
    path("when", fragments.when, name="when"),
    path("alike", fragments.alike, name="alike"),
    path("draft", fragments.draft, name="draft"),
    path("seal", fragments.seal, name="seal"),
    path("<str:subject>", views.shown, name="shown"),
    path("<str:subject>/correct", views.correct, name="correct"),
    path("<str:subject>/file", views.file, name="file"),
    path("<str:subject>/caller", views.caller, name="caller"),
    path("<str:subject>/called-back", views.called_back, name="called-back"),
]

"""Addresses of the operator's pages."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.health import notices, views

app_name = "health"
urlpatterns = [
    path("", views.page, name="page"),
    path("notices", notices.page, name="notices"),
    path("notices/<str:subject>/again", notices.again, name="try-again"),
]

"""Addresses of the API for reports."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.intake import api

app_name = "reports-api"
urlpatterns = [
    path("reports", api.reports, name="reports"),
    path("reports/<str:report>", api.report, name="report"),
]

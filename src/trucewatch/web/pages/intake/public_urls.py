"""Addresses of the form for everybody."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.intake import public

app_name = "public"
urlpatterns = [
    path("", public.form, name="form"),
    path("received", public.received, name="received"),
]

"""Addresses of the frame."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.shell import views

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices", views.notices_read, name="notices"),
    path("language", views.language, name="language"),
    path("theme", views.theme, name="theme"),
    path("style", views.style, name="style"),
]

"""Addresses of signing in."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

app_name = "access"
urlpatterns = [
    path("in", LoginView.as_view(template_name="access/sign_in.html"), name="sign-in"),
    path("out", LogoutView.as_view(), name="sign-out"),
]

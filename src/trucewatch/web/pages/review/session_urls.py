"""Addresses of sessions."""

from __future__ import annotations

from django.urls import URLPattern

addresses: list[URLPattern] = []

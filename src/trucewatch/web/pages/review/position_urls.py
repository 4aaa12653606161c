"""Addresses of positions."""

from __future__ import annotations

from django.urls import URLPattern

addresses: list[URLPattern] = []

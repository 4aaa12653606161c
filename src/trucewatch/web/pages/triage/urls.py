"""Addresses of triage."""

from __future__ import annotations

from django.urls import path

from trucewatch.web.pages.triage import acting, choosing, correcting, item, many, undoing

app_name = "triage"
urlpatterns = [
    path("", item.queue, name="queue"),
    path("next", item.following, name="next"),
    path("presence", item.presence, name="presence"),
    path("undo", undoing.undo, name="undo"),
    path("bulk", many.preview, name="bulk"),
    path("bulk/do", many.do, name="bulk-do"),
    path("bulk/<str:key>/", many.done, name="bulk-done"),
    path("bulk/<str:key>/undo", many.undo, name="bulk-undo"),
    path("<str:subject>/", item.item, name="item"),
    path("<str:subject>/do/<str:what>", acting.act, name="act"),
    path("<str:subject>/choose", choosing.choose, name="choose"),
    path("<str:subject>/merge", choosing.merge, name="merge"),
    path("<str:subject>/link", choosing.link, name="link"),
    path("<str:subject>/decision/<str:decision>/undo", undoing.undo_decision, name="undo-decision"),
    path("<str:subject>/said/<str:statement>/correct", correcting.page, name="correct"),
    path("<str:subject>/said/<str:statement>/<str:what>", acting.judge, name="judge"),
]

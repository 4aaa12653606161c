"""All addresses, one line an area."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("trucewatch.web.pages.shell.urls")),
    path("api/v1/", include("trucewatch.web.api.urls")),
    path("sign/", include("trucewatch.web.pages.access.urls")),
    path("incidents/", include("trucewatch.web.pages.incidents.urls")),
    path("triage/", include("trucewatch.web.pages.triage.urls")),
    path("intake/", include("trucewatch.web.pages.intake.urls")),
    path("report/", include("trucewatch.web.pages.intake.public_urls")),
    path("health/", include("trucewatch.web.pages.health.urls")),
    path("call/", include("trucewatch.web.pages.hotline.urls")),
    path("registers/", include("trucewatch.web.pages.registers.urls")),
    path("duty/", include("trucewatch.web.pages.duty.urls")),
    path("exercise/", include("trucewatch.web.pages.exercise.urls")),
    path("review/", include("trucewatch.web.pages.review.urls")),
]

handler400 = "trucewatch.web.pages.shell.errors.bad_request"
handler403 = "trucewatch.web.pages.shell.errors.refused"
handler404 = "trucewatch.web.pages.shell.errors.not_found"
handler500 = "trucewatch.web.pages.shell.errors.failed"

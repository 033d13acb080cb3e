"""Every address of an installation."""

from django.urls import include, path

urlpatterns = [
    path("", include("deepdive.web.urls")),
    path("", include("deepdive.people.urls")),
    path("", include("deepdive.programme.urls")),
    path("", include("deepdive.course.urls")),
    path("", include("deepdive.workbook.urls")),
    path("", include("deepdive.advice.sample_size.urls")),
    path("", include("deepdive.advice.claims.urls")),
    path("", include("deepdive.advice.urls")),
    path("", include("deepdive.choice.urls")),
    path("", include("deepdive.plan.urls")),
    path("", include("deepdive.room.urls")),
    path("", include("deepdive.rehearsal.urls")),
    path("", include("deepdive.exports.urls")),
    path("", include("deepdive.between.urls")),
]
handler400 = "deepdive.web.errors.bad_request"
handler403 = "deepdive.web.errors.forbidden"
handler404 = "deepdive.web.errors.not_found"
handler500 = "deepdive.web.errors.server_error"

"""Addresses of the time between sessions."""

from django.urls import path

from deepdive.between import views

app_name = "between"
urlpatterns = [
    path("sessions/<uuid:session_id>/before", views.before, name="before"),
    path("sessions/<uuid:session_id>/summary", views.summary, name="summary"),
    path("sessions/<uuid:session_id>/change", views.move, name="move"),
    path("sessions/<uuid:session_id>/attendance", views.attendance, name="attendance"),
]

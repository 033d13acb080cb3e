"""Addresses of rehearsals."""

from django.urls import path

from deepdive.rehearsal import views

app_name = "rehearsal"
urlpatterns = [
    path("sessions/<uuid:session_id>/rehearsal", views.rehearse, name="begin"),
    path("sessions/<uuid:session_id>/rehearsal/end", views.end, name="end"),
]

"""Addresses of a room."""

from django.urls import path

from deepdive.room import views

app_name = "room"
urlpatterns = [
    path("sessions/<uuid:session_id>", views.room, name="room"),
    path("sessions/<uuid:session_id>/open", views.open_session, name="open"),
    path("sessions/<uuid:session_id>/blocks/<int:index>/start", views.start, name="start"),
    path("sessions/<uuid:session_id>/extend", views.extend, name="extend"),
    path("sessions/<uuid:session_id>/close", views.close, name="close"),
    path("sessions/<uuid:session_id>/events", views.events, name="events"),
]

"""Addresses of the programme's pages."""

from django.urls import path

from deepdive.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.playbook, name="playbook"),
    path("request", views.ask, name="request"),
    path("request/sent", views.asked, name="asked"),
    path("work", views.home, name="home"),
    path("requests/<uuid:request_id>", views.decide, name="decide"),
    path("requests/<uuid:request_id>/accept", views.accept, name="accept"),
    path("requests/<uuid:request_id>/decline", views.decline, name="decline"),
    path("cohorts/<uuid:cohort_id>", views.cohort, name="cohort"),
    path("cohorts/<uuid:cohort_id>/people", views.people, name="people"),
    path("cohorts/<uuid:cohort_id>/teams", views.teams, name="teams"),
    path("cohorts/<uuid:cohort_id>/parts", views.appoint, name="appoint"),
    path("cohorts/<uuid:cohort_id>/parts/<int:appointment_id>/end", views.end_part, name="end-part"),
    path("cohorts/<uuid:cohort_id>/seats/<int:number>/give-back", views.give_back_seat, name="give-back"),
    path("sessions/<uuid:session_id>/calendar.ics", views.calendar, name="calendar"),
]

"""Addresses of a choice."""

from django.urls import path

from deepdive.choice import views

app_name = "choice"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/choice", views.overview, name="overview"),
    path("cohorts/<uuid:cohort_id>/choice/weights", views.weights, name="weights"),
    path("cohorts/<uuid:cohort_id>/choice/results", views.results, name="results"),
    path("cohorts/<uuid:cohort_id>/choice/<slug:option>/scores", views.scores, name="scores"),
    path("cohorts/<uuid:cohort_id>/choice/<slug:option>/money", views.money, name="money"),
    path("cohorts/<uuid:cohort_id>/choice/<slug:option>/outlook", views.outlook, name="outlook"),
    path(
        "cohorts/<uuid:cohort_id>/choice/<slug:option>/money/<int:line>/remove",
        views.remove_line,
        name="remove-line",
    ),
]

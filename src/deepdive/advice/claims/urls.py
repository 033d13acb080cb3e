"""Addresses of the pages that check a claim."""

from django.urls import path

from deepdive.advice.claims import views

app_name = "claims"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/claim", views.rates, name="rates"),
    path("cohorts/<uuid:cohort_id>/claim/counts", views.counts, name="counts"),
]

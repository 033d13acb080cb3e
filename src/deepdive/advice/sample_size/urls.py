"""Addresses of the pages that tell how many people it takes."""

from django.urls import path

from deepdive.advice.sample_size import views

app_name = "sample-size"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/sample-size", views.kinds, name="kinds"),
    path("cohorts/<uuid:cohort_id>/sample-size/<slug:kind>", views.study, name="study"),
]

"""Addresses of the plan."""

from django.urls import path

from deepdive.plan import views

app_name = "plan"
urlpatterns = [path("cohorts/<uuid:cohort_id>/plan", views.plan, name="plan")]

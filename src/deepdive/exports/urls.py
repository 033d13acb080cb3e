"""Addresses of files to download."""

from django.urls import path

from deepdive.exports import views

app_name = "exports"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/plan.<str:ending>", views.plan_file, name="plan"),
    path("workshops/<int:number>/guide.<str:ending>", views.guide_file, name="guide"),
]

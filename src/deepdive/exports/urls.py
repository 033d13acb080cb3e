"""Addresses of files to download."""

from django.urls import path

from deepdive.exports import views

app_name = "exports"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/plan.<str:ending>", views.plan_file, name="plan"),
    path("cohorts/<uuid:cohort_id>/certificate.<str:ending>", views.certificate_file, name="certificate"),
    path("workshops/<int:number>/guide.<str:ending>", views.guide_file, name="guide"),
]

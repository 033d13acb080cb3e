"""Addresses of advice."""

from django.urls import path

from deepdive.advice import views

app_name = "advice"
urlpatterns = [
    path("cohorts/<uuid:cohort_id>/advice", views.advice, name="advice"),
    path("cohorts/<uuid:cohort_id>/advice.json", views.result, name="result"),
    path("cohorts/<uuid:cohort_id>/advice/keep", views.keep, name="keep"),
    path("cohorts/<uuid:cohort_id>/advice/groups/<slug:group_id>", views.group, name="group"),
    path("cohorts/<uuid:cohort_id>/advice/questions/<slug:question_id>", views.question, name="question"),
    path("cohorts/<uuid:cohort_id>/advice/findings/<slug:rule_id>/action", views.action, name="action"),
    path(
        "cohorts/<uuid:cohort_id>/advice/findings/<slug:rule_id>/not-applicable",
        views.not_applicable,
        name="not-applicable",
    ),
    path("advice/facts.schema.json", views.schema, name="schema"),
]

"""Addresses of the plan."""

from django.urls import path

from deepdive.plan import (
    contradiction_views,
    follow_up_views,
    review_views,
    signing_views,
    version_views,
    views,
)

app_name = "plan"
_PLAN = "cohorts/<uuid:cohort_id>/plan"
_CONTRADICTIONS = "workbooks/<uuid:cohort_id>/contradictions"
_VERSION = f"{_PLAN}/versions/<int:number>"
urlpatterns = [
    path(_PLAN, views.plan, name="plan"),
    path(f"{_PLAN}/for/<slug:view_id>", views.plan, name="view"),
    path(f"{_PLAN}/annex", views.annex, name="annex"),
    path(f"{_PLAN}/versions", version_views.versions, name="versions"),
    path(f"{_PLAN}/compare", version_views.comparison, name="compare"),
    path(f"{_PLAN}/signers", signing_views.signers, name="signers"),
    path("cohorts/<uuid:cohort_id>/after/<int:days>", follow_up_views.follow_up, name="follow-up"),
    path(_CONTRADICTIONS, contradiction_views.contradictions, name="contradictions"),
    path(f"{_CONTRADICTIONS}/<slug:rule_id>/set-aside", contradiction_views.set_aside, name="set-aside"),
    path(f"{_CONTRADICTIONS}/<slug:rule_id>/take-up", contradiction_views.take_up, name="take-up"),
    path(_VERSION, version_views.version, name="version"),
    path(f"{_VERSION}/review/<slug:section_id>", review_views.review, name="review"),
    path(f"{_VERSION}/marks/<int:mark_id>", review_views.answer, name="answer"),
    path(f"{_VERSION}/signatures", signing_views.ask, name="ask-signatures"),
    path(f"{_VERSION}/sign", signing_views.sign, name="sign"),
    path(f"{_VERSION}/decline", signing_views.decline, name="decline"),
]
